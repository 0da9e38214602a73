package plan

import "github.com/longstop/longstop/internal/words"

// AcceptText refuses a text that a person typed, of one line, if it holds a character
// that no reader can see: it goes to terminals, logs and emails. The error is an
// *[InputError].
func AcceptText(field, text string) error {
	if name, at := words.FirstUnseen(text); name != "" {
		return Refuse(field, "must be one line of plain text: take out %s (character %d)", name, at)
	}
	return nil
}
