package yamlfile

import (
	"fmt"

	"github.com/longstop/longstop/internal/words"
)

// Code is the kind of a mistake.
type Code string

// The codes. A mistake that the decoder finds is one of form; the others are for
// callers who check what names mean. A caller may leave out the code.
const (
	Form      Code = "form"      // it cannot be read, or a value has the wrong form
	Reference Code = "reference" // a name that does not exist or does not fit
	Cycle     Code = "cycle"     // something that rests on itself
)

// Mistake is an [Error] without its place: what is wrong with a value, and what
// would be right. It is an error too, so that a type that reads itself can return
// one.
type Mistake struct {
	Code    Code
	Message string // what is wrong
	Right   string // what would be right; empty where the message says all
	link    string // between the two, where they make one sentence
}

// Wrong returns a mistake that does not say what would be right.
func Wrong(format string, args ...any) Mistake {
	return Mistake{Message: fmt.Sprintf(format, args...)}
}

// Mend adds what would be right.
func (m Mistake) Mend(right string) Mistake {
	m.Right, m.link = right, ": "
	return m
}

// Meant adds the allowed word that was likely meant, and the list of all.
func (m Mistake) Meant(word, allowedHere string, allowed []string) Mistake {
	switch guess, list := words.Guess(word, allowedHere, allowed); {
	case list == "":
		return m
	case guess == "":
		m.Message += ". " + list
		return m
	default:
		return m.Mend(guess + " " + list)
	}
}

// In puts the place in the value, as "in draft", before the message.
func (m Mistake) In(what string) Mistake {
	m.Message = what + ": " + m.Message
	return m
}

// Error writes what is wrong, and what would be right, in one line.
func (m Mistake) Error() string { return m.Message + m.link + m.Right }

// Parts returns what Error writes in three parts: what is wrong, what would be
// right, and what links them.
func (m Mistake) Parts() (wrong, link, right string) { return m.Message, m.link, m.Right }

// MistakeOf returns an error as a mistake. It knows what would be right if the
// error has the method Parts of a [Mistake].
func MistakeOf(err error) Mistake {
	switch e := err.(type) {
	case Mistake:
		return e
	case interface {
		Parts() (wrong, link, right string)
	}:
		wrong, link, right := e.Parts()
		return Mistake{Message: wrong, Right: right, link: link}
	}
	return Mistake{Message: err.Error()}
}
