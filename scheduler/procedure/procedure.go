package procedure

import (
	"slices"
	"strings"

	"github.com/longstop/longstop/calendar"
)

// Procedure is one edition of one published procedure, with what it inherits.
type Procedure struct {
	ID       string
	Title    string
	Document string
	Edition  calendar.Date // the day from which it is in force
	Inherits string
	Roles    []Role
	Events   []Event
	// Milestones are in the order in which the guidance has them, those that
	// are inherited first.
	Milestones []Milestone
	Settings   []Setting // what a partnership may choose
	// Reminders and Ladder are those of milestones that name none, and of
	// procedures that inherit this one.
	Reminders []calendar.Period
	Ladder    []Rung

	parent  *Procedure // nil where nothing is inherited
	version string
}

// Parent is the edition that it inherits, or nil.
func (p *Procedure) Parent() *Procedure { return p.parent }

// Version tells apart what a procedure says: it is another where anything in it
// is, its own text or what it inherits, or what was chosen of its settings.
func (p *Procedure) Version() string { return p.version }

// Role is who has to do something, or is told when it was not done.
type Role struct{ ID, Title string }

// The roles with a meaning of their own: they stand for the agency of the
// milestone's instance and for its safeguarding lead.
const (
	RoleAgency          = "agency"
	RoleAgencyLead      = "agency-lead"
	RoleBusinessManager = "business-manager"
)

// Event is something that happens, and is not in itself a duty. One with
// outcomes is a circumstance of the case: recording it says which way it is.
type Event struct {
	ID, Title string
	Begins    bool // nothing in a case is earlier than this
	Outcomes  []string
	Follows   string // a milestone: this happens when that is done, at the latest
}

// Milestone is something that has to be done.
type Milestone struct {
	ID, Title  string
	PerAgency  bool     // one instance for each agency of the case
	Named      Named    // one instance for each that a fact of the case names
	Recipients []string // one instance for each of these
	Due        Rule
	Setting    string // the setting that Due depends on, if any
	Written    string // where it does: the rule with the setting in it
	Owner      string
	Copy       []string // roles that are told of it beside its owner
	Statutory  bool
	When       *Condition
	Outcomes   []string      // the ways in which this decision can go
	From       calendar.Date // applies to what happened on this day or later
	Follows    string        // a milestone that comes before it
	Within     string        // a milestone whose due date it ought not to pass
	Silence    string        // no answer by the due date is taken as this
	Delegated  *Delegation   // somebody else's for a time
	DoneBy     string        // an event or milestone that completes it too
	EndedBy    string        // a milestone that ends this duty when it is done
	Quorum     string
	Source     Source
	Note       string // where the guidance is vague or contradicts itself
	Reminders  []calendar.Period
	Ladder     []Rung

	options []Option // the rule under each choice of Setting
	rule    string   // Due in words
	from    []Anchor // of Due
}

// finish works out, once, what every plan of a case asks of a procedure.
func (p *Procedure) finish() {
	for i := range p.Milestones {
		m := &p.Milestones[i]
		m.rule, m.from = m.Due.String(), m.Due.Anchors()
	}
	p.version = versionOf(p)
}

// Rule is the due rule in plain words, as its String.
func (m *Milestone) Rule() string { return m.rule }

// Anchors are those of the due rule.
func (m *Milestone) Anchors() []Anchor { return m.from }

// Source is where a rule comes from.
type Source struct {
	Document string `json:"document"`
	Section  string `json:"section"`
	Text     string `json:"text,omitempty"` // the wording
}

// String names the document and the paragraph; it is empty where there is none.
func (s Source) String() string {
	if s == (Source{}) {
		return ""
	}
	return s.Document + ", " + s.Section
}

// Rung is a step of the escalation ladder: After is counted from the moment at
// which the milestone became overdue.
type Rung struct {
	After calendar.Period
	Tell  []string
}

// Named says what the instances of a milestone are, where no list is known
// before: the facts of a case name them one by one.
type Named string

// What can be named.
const (
	Members Named = "member" // of the group that owns the milestone
	Actions Named = "action" // of the action plan
)

// Delegation hands a milestone to another role until a milestone of that role
// is missed; then it falls back to its owner.
type Delegation struct{ To, UntilMissed string }

func (d Delegation) String() string { return d.To + ", until " + d.UntilMissed + " is missed" }

// Milestone finds a milestone by its id.
func (p *Procedure) Milestone(id string) (*Milestone, bool) {
	for i := range p.Milestones {
		if m := &p.Milestones[i]; m.ID == id {
			return m, true
		}
	}
	return nil, false
}

// Event finds an event by its id.
func (p *Procedure) Event(id string) (*Event, bool) {
	for i := range p.Events {
		if e := &p.Events[i]; e.ID == id {
			return e, true
		}
	}
	return nil, false
}

// Names lists every event and milestone that a fact can be about.
func (p *Procedure) Names() []string {
	var out []string
	for _, e := range p.Events {
		out = append(out, e.ID)
	}
	for _, m := range p.Milestones {
		out = append(out, m.ID)
	}
	return out
}

// RoleIDs lists the roles of the procedure.
func (p *Procedure) RoleIDs() []string {
	out := make([]string, len(p.Roles))
	for i, r := range p.Roles {
		out[i] = r.ID
	}
	return out
}

// Instances lists the instances of a milestone in a case with these agencies,
// in which facts have named these instances of it: one that exists once has
// the single instance "", and so has one whose instances are not named yet.
func (m *Milestone) Instances(agencies, named []string) []string {
	switch {
	case m.PerAgency:
		return agencies
	case m.Named != "" && len(named) > 0:
		return named
	case len(m.Recipients) > 0:
		return m.Recipients
	}
	return []string{""}
}

// Repeats says whether the milestone can have several instances.
func (m *Milestone) Repeats() bool { return m.Per() != nil }

// Per says what the milestone has an instance for each of: agency, member,
// action, or the recipients; nil where it exists once.
func (m *Milestone) Per() []string {
	switch {
	case m.PerAgency:
		return []string{RoleAgency}
	case m.Named != "":
		return []string{string(m.Named)}
	case len(m.Recipients) > 0:
		return m.Recipients
	}
	return nil
}

// perInWords is Per in words. A single recipient with the name of a group, which
// would read as the group, stands in brackets as in the file.
func (m *Milestone) perInWords() string {
	words := strings.Join(m.Per(), ", ")
	if len(m.Recipients) > 0 && slices.Contains([]string{RoleAgency, string(Members), string(Actions)}, words) {
		return "[" + words + "]"
	}
	return words
}

// Chains says whether each instance of m hangs on the instance of the same
// name of the other milestone, and not on all of them.
func (m *Milestone) Chains(other *Milestone) bool {
	return (m.PerAgency && other.PerAgency) || (m.Named != "" && m.Named == other.Named)
}
