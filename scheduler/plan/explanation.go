package plan

import (
	"encoding/json"
	"slices"
	"sync"

	"github.com/longstop/longstop/calendar"
)

// Explanation says how a milestone was reckoned, line by line. It is made when
// somebody reads it: most plans are made to find the next moment to act, and
// nobody reads theirs. Until it is read it keeps the facts of its case in memory.
type Explanation struct {
	account *account
	page    subject // of the account: the milestone and its instance
	lines   Lines   // they follow those of the account, if there is one
}

// NewExplanation returns an explanation of these lines.
func NewExplanation(lines ...calendar.Line) Explanation { return Explanation{lines: lines} }

// Lines returns the explanation, which is not to be altered.
func (e Explanation) Lines() Lines {
	switch {
	case e.account == nil:
		return e.lines
	case len(e.lines) == 0:
		return slices.Clip(e.account.read(e.page))
	}
	return slices.Concat(e.account.read(e.page), e.lines)
}

// Sentences puts the explanation into words.
func (e Explanation) Sentences() []string { return e.Lines().Sentences() }

// with returns the explanation with one more line.
func (e Explanation) with(line calendar.Line) Explanation {
	e.lines = append(slices.Clone(e.lines), line)
	return e
}

// MarshalJSON writes the sentences.
func (e Explanation) MarshalJSON() ([]byte, error) { return e.Lines().MarshalJSON() }

// UnmarshalJSON reads the sentences.
func (e *Explanation) UnmarshalJSON(b []byte) error {
	*e = Explanation{}
	return json.Unmarshal(b, &e.lines)
}

// account holds the explanations of a whole timetable. The first reading of one
// makes the plan once more, with explanations; Plan is pure, so it is the same
// plan.
type account struct {
	once  sync.Once
	write func() map[subject]Lines
	pages map[subject]Lines
}

func (a *account) read(page subject) Lines {
	a.once.Do(func() { a.pages = a.write() })
	return a.pages[page]
}
