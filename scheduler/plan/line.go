package plan

import (
	"encoding/json"
	"fmt"

	"github.com/longstop/longstop/calendar"
)

// The kinds of lines of a plan, beside those of a count. The name in a line is
// that of an event or a milestone; in a LineOwner, that of a role.
const (
	LineFrom      calendar.LineKind = "from"       // the event or milestone that is counted from, and its time
	LineNotBefore calendar.LineKind = "not-before" // the lines that follow are of the start of a window
	LineCompared  calendar.LineKind = "compared"   // the lines that follow are of the date that does not hold
	LineSet       calendar.LineKind = "set"        // a date that was set for this case
	LineNoCount   calendar.LineKind = "no-count"   // why there is no date
	LineActBy     calendar.LineKind = "act-by"     // the working day to act by
	LineNotNeeded calendar.LineKind = "not-needed" // the fact that closed the branch
	LineOwner     calendar.LineKind = "owner"      // who owns it now
	LinePlanned   calendar.LineKind = "planned"    // the date that is intended
	LineTarget    calendar.LineKind = "target"     // agreed beside the due date
	LineDone      calendar.LineKind = "done"       // when it was done
	LinePending   calendar.LineKind = "pending"    // a later date, which waits for approval
	LineMoved     calendar.LineKind = "moved"      // the changed bank holiday that moved the date
	LineNote      calendar.LineKind = "note"       // of the procedure
	LineWarning   calendar.LineKind = "warning"    // a contradiction that somebody should look at
)

// Lines are lines of an explanation; in JSON they are sentences.
type Lines []calendar.Line

// Sentences puts the lines into words; never nil.
func (l Lines) Sentences() []string {
	out := make([]string, len(l))
	for i, line := range l {
		out[i] = line.String()
	}
	return out
}

// MarshalJSON writes the sentences.
func (l Lines) MarshalJSON() ([]byte, error) { return json.Marshal(l.Sentences()) }

// UnmarshalJSON reads sentences, as lines without a kind or a name.
func (l *Lines) UnmarshalJSON(b []byte) error {
	var sentences []string
	if err := json.Unmarshal(b, &sentences); err != nil {
		return err
	}
	*l = nil
	for _, s := range sentences {
		*l = append(*l, calendar.Line{Words: s})
	}
	return nil
}

// saying returns a line without a name.
func saying(kind calendar.LineKind, when calendar.When, format string, args ...any) calendar.Line {
	return calendar.Line{Kind: kind, When: when, Words: fmt.Sprintf(format, args...)}
}

// from returns a line about the milestone as one that is counted from.
func (m *Milestone) from(when calendar.When, format string, args ...any) calendar.Line {
	return calendar.Line{Kind: LineFrom, Name: m.ID, Instance: m.instance(), When: when, Words: fmt.Sprintf(format, args...)}
}
