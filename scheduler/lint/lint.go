package lint

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/procedure"
)

// Severity says how a finding is to be taken.
type Severity string

// The severities. A mistake is wrong whatever the guidance says; a conflict is
// a contradiction that the guidance itself may contain; a warning is allowed,
// and may not be meant.
const (
	Mistake  Severity = "mistake"
	Conflict Severity = "conflict"
	Warning  Severity = "warning"
)

// Kind says what is wrong.
type Kind string

// The kinds of findings, all of them. The first three are why a file cannot be
// loaded; the others are found by [Procedure] in one that can.
const (
	KindForm      Kind = "form"      // it cannot be read, or a value has the wrong form
	KindReference Kind = "reference" // a name that does not exist or does not fit
	KindCycle     Kind = "cycle"     // a milestone, or a procedure, hangs on itself

	KindUnreachable   Kind = "unreachable"           // it can never open, or is over before it does
	KindDueBeforeOpen Kind = "due-before-open"       // its date is before its time begins to run
	KindAfterLimit    Kind = "window-after-limit"    // its time can end after the milestone that it serves
	KindChainOverruns Kind = "chain-overruns"        // the same, after other milestones that took their full time
	KindNoCitation    Kind = "missing-citation"      // its source does not quote the wording
	KindLadderEnds    Kind = "ladder-ends-in-nobody" // the last who is told was told before, or may be nobody
	KindVacantRole    Kind = "vacant-role"           // a partnership gives the role to nobody
	KindReminder      Kind = "reminder-never-fires"  // it falls before the milestone opens, always
	KindUnusedRole    Kind = "unused-role"           // declared, and has nothing to do
	KindUnusedEvent   Kind = "unused-event"          // declared, and nothing counts from it
	KindUnusedSetting Kind = "unused-setting"        // declared, and no rule asks for it
	KindNearName      Kind = "near-name"             // new, and one letter from what it was to replace
)

var severities = map[Kind]Severity{
	KindForm: Mistake, KindReference: Mistake, KindCycle: Mistake,
	KindUnreachable: Mistake, KindDueBeforeOpen: Mistake,
	KindAfterLimit: Conflict, KindChainOverruns: Conflict,
	KindNoCitation: Warning, KindLadderEnds: Warning, KindVacantRole: Warning,
	KindReminder: Warning, KindUnusedRole: Warning, KindUnusedEvent: Warning, KindUnusedSetting: Warning,
	KindNearName: Warning,
}

// Severity returns the severity of every finding of this kind.
func (k Kind) Severity() Severity { return severities[k] }

// Finding is one thing in a procedure that somebody ought to look at.
type Finding struct {
	Kind      Kind     `json:"kind"`
	Severity  Severity `json:"severity"`
	Procedure string   `json:"procedure"`
	Edition   string   `json:"edition"`
	Milestone string   `json:"milestone"` // empty if the finding is about no single one
	Field     string   `json:"field"`     // the path in the file: milestones.notify.due
	File      string   `json:"file"`
	Line      int      `json:"line"`   // from 1; 0 if the place is not known
	Column    int      `json:"column"` // from 1; 0 if the place is not known
	Message   string   `json:"message"`
	Right     string   `json:"right"`           // what would be right
	Known     string   `json:"known,omitempty"` // why it is expected, and stays
}

// Context holds the things that a procedure is judged with. All but the calendar
// may be left out: then less is found, or findings have no place.
type Context struct {
	Calendar *calendar.Calendar
	Text     procedure.Text         // the file, for the places
	Parent   *procedure.Procedure   // the one that it inherits, whose findings are not repeated
	Editions []*procedure.Procedure // the procedure's other editions
	// Vacant lists, for each partnership that uses the procedure, the roles
	// that it gives to nobody: as in the directory, agency-lead/police for
	// the lead of an agency.
	Vacant map[string][]string
}

// Procedure returns the findings in a procedure that loads, in the order of the
// file.
func Procedure(p *procedure.Procedure, in Context) []Finding {
	found := examine(p, in)
	if in.Parent != nil {
		old := examine(in.Parent, Context{Calendar: in.Calendar, Editions: in.Editions})
		found = slices.DeleteFunc(found, func(f Finding) bool {
			return slices.ContainsFunc(old, func(o Finding) bool {
				return o.Kind == f.Kind && o.Field == f.Field && o.Message == f.Message
			})
		})
	}
	l := linter{p: p, in: in}
	for i := range found {
		l.place(&found[i])
	}
	slices.SortStableFunc(found, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return found
}

// examine returns the findings without their places.
func examine(p *procedure.Procedure, in Context) []Finding {
	l := &linter{p: p, in: in}
	l.reach()
	l.times()
	l.limits()
	l.citations()
	l.ladders()
	l.reminders()
	l.unused()
	l.misspelt()
	l.vacancies()
	return l.found
}

// linter examines one procedure.
type linter struct {
	p     *procedure.Procedure
	in    Context
	found []Finding
}

// add reports something about the procedure as a whole.
func (l *linter) add(kind Kind, field, right, format string, args ...any) {
	l.found = append(l.found, Finding{
		Kind: kind, Severity: kind.Severity(), Procedure: l.p.ID, Edition: l.p.Edition.String(),
		Field: field, Message: fmt.Sprintf(format, args...), Right: right,
	})
}

// about reports something about a field of a milestone.
func (l *linter) about(kind Kind, m *procedure.Milestone, field, right, format string, args ...any) {
	l.add(kind, "milestones."+m.ID+"."+field, right, format, args...)
	l.found[len(l.found)-1].Milestone = m.ID
}

// place fills in the line of a finding. An inherited milestone has no line here,
// so it gets that of `inherits`.
func (l *linter) place(f *Finding) {
	text := l.in.Text
	f.File = text.File
	whole := "milestones." + f.Milestone
	if f.Milestone != "" && len(text.Places) > 0 && !text.Places.Has(whole) {
		f.Message = fmt.Sprintf("inherited from %s: %s", l.p.Inherits, f.Message)
	}
	f.Line, f.Column = text.Places.At(f.Field, whole, "inherits", "id")
}

// Expect marks the known findings with their reasons, and returns those that were
// not found: they have been mended, and are to be taken off the list.
func Expect(found []Finding, known []Known) (vanished []Known) {
	for _, k := range known {
		seen := false
		for i := range found {
			f := &found[i]
			if f.Procedure == k.Procedure && string(f.Kind) == k.Kind && f.Milestone == k.Milestone && (k.Field == "" || f.Field == k.Field) {
				f.Known, seen = k.Reason, true
			}
		}
		if !seen {
			vanished = append(vanished, k)
		}
	}
	return vanished
}
