package scheduler

import (
	"context"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/letter"
	"github.com/longstop/longstop/scheduler/notice"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

// Partnerships is what the engine must know of the partnerships: whose procedures,
// calendars and people they are. It is asked anew each time, so that a
// configuration that was loaded again is used at once.
type Partnerships interface {
	// Partnership finds a partnership by id.
	Find(id string) (Partnership, bool)
	// Partnerships lists the ids of all partnerships.
	IDs() []string
	// Procedure finds the edition that a case was opened with, under what the
	// partnership chooses of its settings.
	Procedure(partnership, id, edition string) (*procedure.Procedure, error)
	// ProcedureOn finds the edition in force on a day, in the same way.
	ProcedureOn(partnership, id string, on calendar.Date) (*procedure.Procedure, error)
	// Operations is how many addresses of operations get the heartbeat; for
	// none it goes to the backstops.
	Operations() int
	// MailDomain is the domain of the Message-IDs.
	MailDomain() string
}

// Partnership is one partnership as the engine sees it.
type Partnership struct {
	ID         string
	Name       string
	Division   calendar.Division // whose bank holidays it has
	InLaw      calendar.Overlay  // what it lays over them in law
	Counting   calendar.Counting // how it counts
	Eras       plan.Eras         // its calendars, by all three and the lists that came
	Office     notice.Office
	Procedures []string
	Agencies   []string // those that a case may name; none: any
	People     People
	MailDomain string // of the Message-IDs
}

// under returns the calendars of the partnership by other lists.
func (ps Partnership) under(lists []almanac.Era) plan.Eras {
	return almanac.ErasOf(lists, ps.Division, ps.InLaw, ps.Counting)
}

// countingVersion names what the partnership lays over the bank holidays in law,
// and how it counts; "" for nothing of its own.
func (ps Partnership) countingVersion() string { return ps.InLaw.Version() + ps.Counting.String() }

// People says who holds a role. The engine asks when an email is decided on
// and again just before it is sent.
type People interface {
	// Resolve lists who is told for a role on a day. It is never empty: for a
	// role that nobody holds it is the backstop.
	Resolve(role string, on calendar.Date) []letter.Addressee
	// Deputy is who is told when a person's address refuses.
	Deputy(person string, tried []string, on calendar.Date) (string, bool)
	// Backstop is who is told when there is nobody else.
	Backstop() string
}

// Mailer hands one email over to the relay. It must give up at the deadline of
// ctx and write nothing to the relay after it.
type Mailer interface {
	Deliver(ctx context.Context, l *letter.Letter) Delivery
}

// Delivery says how handing over an email ended.
type Delivery struct {
	Outcome letter.Outcome
	Reason  string // from a closed list: log field, metric label, audit text
	Relay   bool   // the relay itself is in trouble, not this one email
	Stopped bool   // called off before it was under way: it is due again at once
}
