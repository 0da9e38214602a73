package yamlfile

import (
	"fmt"

	"github.com/longstop/longstop/internal/words"
)

// Code says what kind of mistake it is.
type Code string

// The codes. What the decoder finds is a mistake of form; the others are for
// callers who check what names mean. A caller may leave out the code.
const (
	Form      Code = "form"      // it cannot be read, or a value has the wrong form
	Reference Code = "reference" // a name that does not exist or does not fit
	Cycle     Code = "cycle"     // something that rests on itself
)

// Mistake is what is wrong with a value, and what would be right, before it is
// said where the value stands. It is an error, so that a type that reads itself
// can return one.
type Mistake struct {
	Code    Code
	Message string // what is wrong
	Right   string // what would be right; empty where the message is all there is to say
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

// Wants adds what the value ought to be.
func (m Mistake) Wants(right string) Mistake {
	m.Right, m.link = right, ": it wants "
	return m
}

// Meant adds which of the words that are allowed was likely meant, or lists them.
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

// In puts before the message what the mistake was found in.
func (m Mistake) In(what string) Mistake {
	m.Message = what + ": " + m.Message
	return m
}

// Error writes what is wrong, and what would be right, in one line.
func (m Mistake) Error() string { return m.Message + m.link + m.Right }

// Parts returns what Error writes in three parts: what is wrong, what would be
// right, and what links them.
func (m Mistake) Parts() (wrong, link, right string) { return m.Message, m.link, m.Right }

// MistakeOf returns what an error says as a mistake. The parts of it are known
// where the error has the method Parts of a [Mistake].
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
