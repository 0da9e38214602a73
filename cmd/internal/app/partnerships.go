package app

import (
	"fmt"
	"net/mail"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/config"
	"github.com/longstop/longstop/notifier"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/letter"
	"github.com/longstop/longstop/scheduler/notice"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

// Partnerships answers the engine's questions from the configuration, the library of
// procedures and the bank holidays. Loading one of them again replaces all answers
// in one step.
type Partnerships struct {
	current atomic.Pointer[snapshot]

	mu      sync.Mutex // held while a new snapshot is made
	library *procedure.Library
	cfg     *config.Config
	lists   []almanac.Era
}

type snapshot struct {
	partnerships map[string]scheduler.Partnership
	libraries    map[string]*procedure.Library // each with the settings of its partnership
	directories  map[string]*notifier.Directory
	ids          []string
	operations   []string
	mailDomain   string
	cfg          *config.Config // the one that it was made of
}

// NewPartnerships returns the partnerships of a configuration, under the bank
// holidays that ship.
func NewPartnerships(library *procedure.Library, cfg *config.Config) *Partnerships {
	ps := &Partnerships{library: library, cfg: cfg, lists: almanac.ShippedEras()}
	ps.build()
	return ps
}

// Config returns the configuration in use.
func (ps *Partnerships) Config() *config.Config { return ps.current.Load().cfg }

// Use replaces the configuration and its library.
func (ps *Partnerships) Use(library *procedure.Library, cfg *config.Config) {
	ps.mu.Lock()
	defer ps.mu.Unlock()
	ps.library, ps.cfg = library, cfg
	ps.build()
}

// UseEras replaces the bank holidays.
func (ps *Partnerships) UseEras(lists []almanac.Era) {
	ps.mu.Lock()
	defer ps.mu.Unlock()
	ps.lists = lists
	ps.build()
}

func (ps *Partnerships) build() {
	cfg := ps.cfg
	s := &snapshot{
		partnerships: map[string]scheduler.Partnership{}, libraries: map[string]*procedure.Library{}, directories: map[string]*notifier.Directory{},
		operations: cfg.Operations, mailDomain: domainOf(cfg.SMTP.From), cfg: cfg,
	}
	for _, p := range cfg.Partnerships {
		directory := &p.Directory
		eras := almanac.ErasOf(ps.lists, p.Division, p.InLaw, p.Counting)
		s.ids = append(s.ids, p.ID)
		s.libraries[p.ID] = ps.library.With(p.Settings)
		s.directories[p.ID] = directory
		s.partnerships[p.ID] = scheduler.Partnership{
			ID: p.ID, Name: p.Name, Procedures: p.Procedures, Agencies: agencyIDs(directory),
			Division: p.Division, InLaw: p.InLaw, Counting: p.Counting, Eras: eras, Office: ps.office(p, eras),
			People: people{directory}, MailDomain: s.mailDomain,
		}
	}
	ps.current.Store(s)
}

// office returns when emails go out: on the working days of the newest list, less
// the closures that count only for sending.
func (ps *Partnerships) office(p config.Partnership, eras plan.Eras) notice.Office {
	counts := eras.Newest().With(calendar.Counting{}) // no setting of the law moves a reminder
	o := notice.Office{Calendar: counts, Opens: counts, Hours: p.SendHours}
	if !p.ForSending.IsZero() {
		newest := ps.lists[len(ps.lists)-1].Newest()
		o.Opens = calendar.MustNew(p.Division, newest, p.InLaw.And(p.ForSending)) // the configuration was checked
	}
	return o
}

// agencyIDs returns the agencies that a case may name.
func agencyIDs(d *notifier.Directory) []string {
	var ids []string
	for _, a := range d.Agencies {
		ids = append(ids, a.ID)
	}
	return ids
}

// domainOf returns the domain of the sender, for Message-IDs.
func domainOf(from string) string {
	if a, err := mail.ParseAddress(from); err == nil {
		if _, domain, ok := strings.Cut(a.Address, "@"); ok {
			return domain
		}
	}
	return "longstop.invalid"
}

// Find implements [scheduler.Partnerships].
func (ps *Partnerships) Find(id string) (scheduler.Partnership, bool) {
	p, ok := ps.current.Load().partnerships[id]
	return p, ok
}

// IDs implements [scheduler.Partnerships].
func (ps *Partnerships) IDs() []string { return slices.Clone(ps.current.Load().ids) }

// Procedure implements [scheduler.Partnerships].
func (ps *Partnerships) Procedure(partnership, id, edition string) (*procedure.Procedure, error) {
	l, err := ps.libraryOf(partnership)
	if err != nil {
		return nil, err
	}
	return l.Find(id, edition)
}

// ProcedureOn implements [scheduler.Partnerships].
func (ps *Partnerships) ProcedureOn(partnership, id string, on calendar.Date) (*procedure.Procedure, error) {
	l, err := ps.libraryOf(partnership)
	if err != nil {
		return nil, err
	}
	return l.InForce(id, on)
}

func (ps *Partnerships) libraryOf(partnership string) (*procedure.Library, error) {
	l, ok := ps.current.Load().libraries[partnership]
	if !ok {
		return nil, fmt.Errorf("there is no partnership %q", partnership)
	}
	return l, nil
}

// Operations implements [scheduler.Partnerships].
func (ps *Partnerships) Operations() int { return len(ps.current.Load().operations) }

// MailDomain implements [scheduler.Partnerships].
func (ps *Partnerships) MailDomain() string { return ps.current.Load().mailDomain }

// Address returns the address that the person of a letter has now, and the name of
// the partnership; false where the person has none.
func (ps *Partnerships) Address(l *letter.Letter) (to, partnership string, ok bool) {
	s := ps.current.Load()
	if l.Partnership == "" {
		n, ok := letter.OperationsOf(l.Person)
		if !ok || n >= len(s.operations) {
			return "", "", false
		}
		return s.operations[n], "", true
	}
	directory, known := s.directories[l.Partnership]
	if !known {
		return "", "", false
	}
	to, err := directory.Address(l.Person)
	return to, directory.Name, err == nil
}

// PendingLists returns how many lists of bank holidays wait for approval and change
// a working day of some partnership.
func (ps *Partnerships) PendingLists() int {
	waiting := map[string]bool{}
	for _, p := range ps.current.Load().partnerships {
		for _, a := range p.Eras.Pending() {
			waiting[a.List] = true
		}
	}
	return len(waiting)
}

// Vacant returns the roles of a partnership's procedures that nobody holds.
func (ps *Partnerships) Vacant(id string) []string {
	s := ps.current.Load()
	var roles []string
	for _, name := range s.partnerships[id].Procedures {
		roles = append(roles, rolesOf(s.libraries[id], name)...)
	}
	slices.Sort(roles)
	return s.directories[id].Vacant(slices.Compact(roles))
}

// Known returns what a configuration is checked against.
func Known(library *procedure.Library) config.Known {
	return config.Known{
		Procedures: library.IDs(),
		Roles:      func(name string) []string { return rolesOf(library, name) },
		Settings:   library.Choices,
	}
}

// rolesOf returns the roles of a procedure that a partnership gives to people, in
// any edition, since a case keeps its own. The roles of agencies are not among
// them: they come with the agencies.
func rolesOf(library *procedure.Library, name string) []string {
	editions, err := library.Editions(name)
	if err != nil {
		return nil
	}
	return RolesOf(editions...)
}

// RolesOf returns the roles that a partnership gives to people in some editions of
// a procedure.
func RolesOf(editions ...*procedure.Procedure) []string {
	var roles []string
	for _, p := range editions {
		roles = append(roles, p.RoleIDs()...)
	}
	slices.Sort(roles)
	return slices.DeleteFunc(slices.Compact(roles), func(r string) bool {
		return r == procedure.RoleAgency || r == procedure.RoleAgencyLead
	})
}

// people is a directory of the notifier as the engine asks it.
type people struct{ *notifier.Directory }

func (p people) Backstop() string { return p.Directory.Backstop }
