package procedure

// Point says which moment of an event or milestone is counted from.
type Point int

// The points. Completion is the first occurrence of an event, or the moment at
// which a milestone was done; until it is done, its due date is a forecast.
const (
	Completion Point = iota
	Last             // the last occurrence
	Deadline         // the due date, even where the milestone was done early
	Every            // the last completion, once all instances are done
	Late             // the moment from which it is expected to miss its due date
	Moved            // the moment at which its planned date was put off, the last time
)

// Anchor is what a period is counted from.
type Anchor struct {
	Name  string
	Point Point
}

// String is the anchor as a rule names it: "the deadline of chronology".
func (a Anchor) String() string {
	before, after := a.Around()
	return before + a.Name + after
}

// Around returns the words before and after the name of the anchor.
func (a Anchor) Around() (before, after string) {
	switch a.Point {
	case Last:
		return "the last ", ""
	case Deadline:
		return "the deadline of ", ""
	case Every:
		return "every ", ""
	case Late:
		return "", " is expected late"
	case Moved:
		return "", " is moved later"
	default:
		return "", ""
	}
}
