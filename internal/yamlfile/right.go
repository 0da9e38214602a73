package yamlfile

import "github.com/longstop/longstop/internal/words"

// Right ends the format of a message with what would be right: as an argument of
// [Pos.Errorf] it is kept apart from what is wrong. The zero Right says nothing.
type Right struct{ says, right string }

// Instead returns what would be right, with the words that lead to it, if any:
// "expected ", and a colon before both.
func Instead(lead, right string) Right { return Right{": " + lead + right, right} }

// Meant returns the end of a message about a word that is not allowed, as
// [words.Meant] does. What would be right is a guess; where there is none, only the
// list of all that is allowed is said.
func Meant(word, allowedHere string, allowed []string) Right {
	guess, list := words.Guess(word, allowed), words.Allowed(allowedHere, allowed)
	if guess == "" {
		return Right{says: words.Meant(word, allowedHere, allowed)}
	}
	return Instead("", guess+" "+list)
}

// String returns the end of the message.
func (r Right) String() string { return r.says }

// Wrong returns a problem with what would be right, for types that read
// themselves.
func Wrong(problem error, right Right) error { return &wrong{problem, right} }

type wrong struct {
	problem error
	right   Right
}

func (w *wrong) Error() string { return w.problem.Error() + w.right.says }

func (w *wrong) Unwrap() error { return w.problem }

func (w *wrong) Correction() (problem, right string) {
	if w.right.right == "" {
		return w.Error(), ""
	}
	return w.problem.Error(), w.right.right
}

// corrected is an error that tells apart what is wrong and what would be right.
// Rooms that do not know this one can have such errors too.
type corrected interface {
	error
	Correction() (problem, right string)
}

// parted returns the arguments of a format without what would be right, and that.
func parted(args []any) (rest []any, right string) {
	rest = make([]any, len(args))
	for i, a := range args {
		switch v := a.(type) {
		case Right:
			rest[i] = v
			if v.right != "" {
				rest[i], right = Right{}, v.right
			}
		case corrected:
			rest[i], right = v.Correction()
		default:
			rest[i] = a
		}
	}
	return rest, right
}
