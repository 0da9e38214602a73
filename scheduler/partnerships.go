package scheduler

import (
	"context"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/letter"
	"github.com/longstop/longstop/scheduler/notice"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
	"github.com/longstop/longstop/scheduler/roll"
)

// Partnerships gives the engine the procedures, calendars and people of the
// partnerships. The engine asks each time anew, so that a configuration that was
// loaded again is used at once.
type Partnerships interface {
	// Find returns a partnership; false if the configuration has none of this id,
	// even one that IDs has just returned.
	Find(id string) (Partnership, bool)
	// IDs returns the ids of all partnerships.
	IDs() []string
	// Procedure returns the edition that a case was opened with, with the settings
	// that the partnership chose. It is an error if there is none.
	Procedure(partnership, id, edition string) (*procedure.Procedure, error)
	// ProcedureOn returns the edition in force on a day, in the same way.
	ProcedureOn(partnership, id string, on calendar.Date) (*procedure.Procedure, error)
	// Operations returns how many addresses of operations get the heartbeat; if
	// none, the backstops get it.
	Operations() int
	// MailDomain returns the domain of the Message-IDs.
	MailDomain() string
}

// Partnership is one partnership as the engine sees it.
type Partnership struct {
	ID         string
	Name       string
	Division   calendar.Division // whose bank holidays it has
	InLaw      calendar.Overlay  // the days of its own that count in law
	Counting   calendar.Counting // how it counts
	Eras       plan.Eras         // its calendars: these three, in each era of the lists
	Office     notice.Office
	Procedures []string
	Agencies   []string // those that a case may name; none: any
	People     People
	MailDomain string // of the Message-IDs
}

// under returns the calendars of the partnership by other lists.
func (ps Partnership) under(eras []almanac.Era) plan.Eras {
	return almanac.ErasOf(eras, ps.Division, ps.InLaw, ps.Counting)
}

// countingVersion returns the version of the partnership's overlay in law and of
// its way of counting; "" if it has neither.
func (ps Partnership) countingVersion() string { return ps.InLaw.Version() + ps.Counting.String() }

// People says who holds a role. The engine asks when an email is decided on
// and again just before it is sent.
type People = roll.People

// Mailer hands one email over to the relay. It must give up at the deadline of
// ctx and write nothing to the relay after it. It asks look when the relay has agreed
// to the recipient, just before the content goes out: an error of look calls the
// email off.
type Mailer interface {
	Deliver(ctx context.Context, l *letter.Letter, look func() error) Delivery
}

// Delivery says how handing over an email ended.
type Delivery struct {
	Outcome letter.Outcome
	Reason  string // from a closed list: log field, metric label, audit text
	Relay   bool   // the relay itself is in trouble, not this one email
	Stopped bool   // called off before it was under way: it is due again at once
}
