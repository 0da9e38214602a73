package plan

import (
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/procedure"
)

// Timetable holds every milestone of a case as it stands: the result of [Plan].
type Timetable struct {
	Procedure       string            `json:"procedure"`
	Edition         calendar.Date     `json:"edition"`
	Calendar        calendar.Division `json:"calendar"`
	CalendarUntil   calendar.Date     `json:"calendar_until"` // the last published bank holiday
	CalendarVersion string            `json:"calendar_version"`
	Milestones      []Milestone       `json:"milestones"`

	reach reach // the days that it rests on
}

// Status says where a milestone stands.
type Status string

// The statuses of milestones.
const (
	StatusWaiting   Status = "waiting"    // its time does not run yet
	StatusOpen      Status = "open"       // its time is running
	StatusPrompt    Status = "prompt"     // open, no period given: never overdue
	StatusDone      Status = "done"       // by its due date, or without one
	StatusLate      Status = "late"       // done after its due date
	StatusOverdue   Status = "overdue"    // not done, and the due date is over
	StatusNotNeeded Status = "not-needed" // a recorded outcome excludes it
)

// Running says whether somebody has to act: the time runs, or is over.
func (s Status) Running() bool {
	return s == StatusOpen || s == StatusPrompt || s == StatusOverdue
}

// Basis says how certain a date is.
type Basis string

// The bases, strongest first. A date that hangs on several things has the
// weakest of theirs.
const (
	BasisFirm     Basis = "firm"     // counted from what has happened
	BasisPlanned  Basis = "planned"  // counted from a planned date; moves with it
	BasisForecast Basis = "forecast" // counted from the due date of a milestone that is not done yet
	BasisWaiting  Basis = "waiting"  // no date to count from is known
)

var strength = map[Basis]int{BasisFirm: 0, BasisPlanned: 1, BasisForecast: 2, BasisWaiting: 3}

// weaker returns the less certain of two bases.
func weaker(a, b Basis) Basis {
	if strength[b] > strength[a] {
		return b
	}
	return a
}

// Milestone is one milestone of one case, or one instance of it.
type Milestone struct {
	ID          string           `json:"id"`
	Instance    *string          `json:"instance"`
	Title       string           `json:"title"`
	Owner       string           `json:"owner"` // role; agency/ID for an agency
	Status      Status           `json:"status"`
	Basis       Basis            `json:"basis"`
	Earliest    calendar.Date    `json:"earliest"` // of a window: any day before it is too early
	Due         calendar.Date    `json:"due"`
	DueAt       Moment           `json:"due_at"` // the last moment of due
	ActBy       calendar.Date    `json:"act_by"` // the last working day on or before due
	Rule        string           `json:"rule"`
	Source      procedure.Source `json:"source"`
	Explanation Explanation      `json:"explanation"`
	WaitingFor  []string         `json:"waiting_for"`

	Statutory   bool          `json:"statutory"`
	Provisional bool          `json:"provisional"` // rests on bank holidays not published yet
	Opened      Moment        `json:"opened_at"`   // since when its time is known to run
	Planned     calendar.When `json:"planned,omitzero"`
	Target      calendar.Date `json:"target"` // agreed beside the due date, which it never moves
	DoneAt      calendar.When `json:"done_at,omitzero"`
	Early       bool          `json:"early,omitempty"` // done before the window opened
	Outcome     string        `json:"outcome,omitempty"`
	Remaining   *int          `json:"remaining_working_days"` // signed: negative is overdue
	Warnings    Lines         `json:"warnings,omitempty"`     // contradictions that somebody should look at
	Pending     *Pending      `json:"pending,omitempty"`      // a later date that waits for approval

	def       *procedure.Milestone
	facts     *record            // the facts about it
	fellBack  time.Time          // when a delegation ended, and the owner had to act
	hour      bool               // counted in hours: DueAt is an hour, not the end of a day
	timed     bool               // due on a day, by a time of that day
	legal     calendar.Date      // the due date before it was rolled: further dates count from it
	changed   time.Time          // since when the date is known as it is now
	doneKnown time.Time          // when its completion was recorded
	movedAt   time.Time          // when a change of the bank holidays last moved its date
	cal       *calendar.Calendar // by which it was reckoned
	start     calendar.Date      // the day that it was counted from
}

// Pending is a date that a list of bank holidays would make later, once it is
// approved.
type Pending struct {
	Version string        `json:"version"` // of the list
	Due     calendar.Date `json:"due"`
	ActBy   calendar.Date `json:"act_by"`
}

// Key returns the name of the milestone as people write it: id or id/instance.
func (m *Milestone) Key() string {
	if m.Instance == nil {
		return m.ID
	}
	return Key(m.ID, *m.Instance)
}

// Definition returns the milestone of the procedure.
func (m *Milestone) Definition() *procedure.Milestone { return m.def }

// InHours says whether it is counted in hours: then DueAt is an hour, and not the
// end of a day.
func (m *Milestone) InHours() bool { return m.hour }

// Timed says whether it is due on a day by a time of that day.
func (m *Milestone) Timed() bool { return m.timed }

// Changed returns since when its date is known as it is now.
func (m *Milestone) Changed() time.Time { return m.changed }

// FellBack returns when a delegation ended and the owner had to act; zero if none
// did.
func (m *Milestone) FellBack() time.Time { return m.fellBack }

// Renews says whether the duty, once done, is owed again when the planned date that
// it counts from is put off again.
func (m *Milestone) Renews() bool { return renews(m.def) }

// RoleFor returns a role of the procedure for this instance: for agency and
// agency-lead, that of the one agency.
func (m *Milestone) RoleFor(role string) string { return roleFor(role, m.def, m.instance()) }

func (m *Milestone) instance() string {
	if m.Instance == nil {
		return ""
	}
	return *m.Instance
}

// Moment is an instant in JSON: RFC 3339 in UTC with a Z, or null for none.
type Moment struct{ time.Time }

// MarshalJSON implements json.Marshaler.
func (m Moment) MarshalJSON() ([]byte, error) {
	if m.IsZero() {
		return []byte("null"), nil
	}
	return []byte(`"` + m.UTC().Format(time.RFC3339) + `"`), nil
}

// Find returns the milestone with this key, or nil.
func (t *Timetable) Find(key string) *Milestone {
	for i := range t.Milestones {
		if t.Milestones[i].Key() == key {
			return &t.Milestones[i]
		}
	}
	return nil
}
