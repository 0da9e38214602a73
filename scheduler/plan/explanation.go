package plan

import (
	"encoding/json"
	"slices"
	"sync"
)

// Explanation is how a milestone was reckoned, a sentence a line. It is put into
// words when somebody reads it: most plans are made to find the next moment to
// act, and nobody does.
type Explanation struct {
	book  *book
	page  subject  // of the book: the milestone and its instance
	lines []string // after those of the book, or all there is
}

// NewExplanation is an explanation that is in words already.
func NewExplanation(lines ...string) Explanation { return Explanation{lines: lines} }

// Lines puts the explanation into words.
func (e Explanation) Lines() []string {
	if e.book == nil {
		return append([]string{}, e.lines...)
	}
	return append(append([]string{}, e.book.read(e.page)...), e.lines...) // never nil: JSON has a list
}

// with is the explanation and one line more.
func (e Explanation) with(line string) Explanation {
	e.lines = append(slices.Clone(e.lines), line)
	return e
}

// MarshalJSON writes the lines.
func (e Explanation) MarshalJSON() ([]byte, error) { return json.Marshal(e.Lines()) }

// UnmarshalJSON reads lines.
func (e *Explanation) UnmarshalJSON(b []byte) error {
	var lines []string
	if err := json.Unmarshal(b, &lines); err != nil {
		return err
	}
	*e = NewExplanation(lines...)
	return nil
}

// book is the words of a whole timetable: the plan is made once more, aloud,
// when the first of them are read. Plan is pure, so it is the same plan.
type book struct {
	once  sync.Once
	write func() map[subject][]string
	pages map[subject][]string
}

func (b *book) read(page subject) []string {
	b.once.Do(func() { b.pages = b.write() })
	return b.pages[page]
}
