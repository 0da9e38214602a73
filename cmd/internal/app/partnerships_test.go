package app_test

import (
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/cmd/internal/app"
	"github.com/longstop/longstop/config"
	"github.com/longstop/longstop/internal/memstore"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/letter"
	"github.com/longstop/longstop/scheduler/procedure"
)

var today = calendar.NewDate(2026, time.December, 18)

// eras are the bank holidays before and after a list came that waits for approval.
func eras(t testing.TB) (before, after []almanac.Era) {
	t.Helper()
	store, log := memstore.New(), slog.New(slog.DiscardHandler)
	s := newScene(t)
	cfg, library := s.config("a", "")
	partnerships := app.NewPartnerships(library, cfg)
	lists := almanac.New(store, scheduler.BooksOf(store, partnerships), partnerships.UseEras, log)
	now := today.At(12, 0, 0)
	if err := lists.Begin(t.Context(), now); err != nil {
		t.Fatal(err)
	}
	before = lists.Eras()
	_, err := lists.Import(t.Context(), almanac.Received{
		Data: []byte(app.ListWith(t, "2027-01-04")), Source: "file list.json", By: "bm", KeepHistory: true,
	}, now)
	if err != nil {
		t.Fatal(err)
	}
	return before, lists.Eras()
}

// Whoever asks while configurations and bank holidays are loaded again gets an
// answer from one of them, and never half of two.
func TestPartnershipsAreReadWhileTheyAreLoadedAgain(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	old, library := s.config("a", "")
	s.write("bscp.yaml", strings.NewReplacer("Buckinghamshire Safe", "Another Safe", "business-manager: [bm]", "business-manager: [chair]", "bm@", "other@").Replace(partnershipYAML)+otherSetting)
	fresh, _ := s.config("a", "")
	holder := map[string]string{old.Partnerships[0].Name: "bm", fresh.Partnerships[0].Name: "chair"}
	before, after := eras(t)
	ps := app.NewPartnerships(library, old)

	stop := make(chan struct{})
	var writers, readers sync.WaitGroup
	again := func(change func(n int)) {
		writers.Go(func() {
			for n := 0; ; n++ {
				select {
				case <-stop:
					return
				default:
					change(n)
				}
			}
		})
	}
	again(func(n int) { ps.Use(library, []*config.Config{old, fresh}[n%2]) })
	again(func(n int) { ps.UseEras([][]almanac.Era{before, after}[n%2]) })
	for range 8 {
		readers.Go(func() {
			for range 100 {
				if err := read(ps, holder); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	readers.Wait()
	close(stop)
	writers.Wait()
}

// read asks all that the engine asks.
func read(ps *app.Partnerships, holder map[string]string) error {
	p, ok := ps.Find("bscp")
	if !ok || !slices.Equal(ps.IDs(), []string{"bscp"}) || ps.Operations() != 1 || ps.MailDomain() != "scp.example" {
		return fmt.Errorf("found %+v (%v) among %v", p, ok, ps.IDs())
	}
	if told := p.People.Resolve("business-manager", today); len(told) != 1 || told[0].Person != holder[p.Name] {
		return fmt.Errorf("of %s is told %+v, not %s", p.Name, told, holder[p.Name])
	}
	p2, err := ps.ProcedureOn("bscp", "buckinghamshire", today)
	if err != nil {
		return err
	}
	if _, err := ps.Procedure("bscp", "buckinghamshire", p2.Edition.String()); err != nil {
		return err
	}
	if to, name, ok := ps.Address(&letter.Letter{Partnership: "bscp", Person: "bm"}); !ok || strings.HasPrefix(to, "bm@") != (holder[name] == "bm") {
		return fmt.Errorf("%s reaches its business manager at %q (%v)", name, to, ok)
	}
	if n := ps.PendingLists(); n > 1 {
		return fmt.Errorf("%d lists wait", n)
	}
	if vacant := ps.Vacant("bscp"); !slices.Contains(vacant, "local-authority") {
		return fmt.Errorf("vacant are %v", vacant)
	}
	if cfg := ps.Config(); holder[cfg.Partnerships[0].Name] == "" {
		return fmt.Errorf("the configuration is of %q", cfg.Partnerships[0].Name)
	}
	return nil
}

// A partnership that is not in the configuration has nothing, and that is no
// panic: it may have been taken out just now.
func TestAPartnershipThatIsGone(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	cfg, library := s.config("a", "")
	ps := app.NewPartnerships(library, cfg)
	if p, ok := ps.Find("north"); ok || p.ID != "" {
		t.Errorf("found %+v", p)
	}
	if _, err := ps.Procedure("north", "buckinghamshire", "2023-12-15"); err == nil || !strings.Contains(err.Error(), `"north"`) {
		t.Errorf("its procedure: %v", err)
	}
	if _, err := ps.ProcedureOn("north", "buckinghamshire", today); err == nil || !strings.Contains(err.Error(), `"north"`) {
		t.Errorf("its procedure in force: %v", err)
	}
	if vacant := ps.Vacant("north"); vacant != nil {
		t.Errorf("its vacant roles: %v", vacant)
	}
	if _, err := ps.Procedure("bscp", "kent", "1999-01-01"); err == nil {
		t.Error("an edition that is none was found")
	}
}

// Emails go out on days on which the office is open; a closure that has no say in
// law moves no deadline.
func TestAnOfficeThatIsClosed(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.write("bscp.yaml", partnershipYAML+"calendar: {closed: [{date: 2026-12-21, name: Office move}]}\n")
	cfg, library := s.config("a", "")
	p, _ := app.NewPartnerships(library, cfg).Find("bscp")
	day := calendar.NewDate(2026, time.December, 21)
	if p.Office.Opens.IsWorkingDay(day) || !p.Office.Calendar.IsWorkingDay(day) || !p.Eras.Newest().IsWorkingDay(day) {
		t.Errorf("on the day of the closure: opens %v, counts %v, in law %v",
			p.Office.Opens.IsWorkingDay(day), p.Office.Calendar.IsWorkingDay(day), p.Eras.Newest().IsWorkingDay(day))
	}
	if p.People.Backstop() != "duty" || !slices.Equal(p.Agencies, []string{"police"}) {
		t.Errorf("the backstop is %s, the agencies are %v", p.People.Backstop(), p.Agencies)
	}
}

// A sender that has no domain still makes Message-IDs.
func TestTheDomainOfMessageIDs(t *testing.T) {
	t.Parallel()
	for from, want := range map[string]string{
		"Longstop <longstop@scp.example>": "scp.example",
		"longstop@scp.example":            "scp.example",
		"Longstop":                        "longstop.invalid",
		"":                                "longstop.invalid",
	} {
		cfg := &config.Config{SMTP: config.SMTP{From: from}}
		if got := app.NewPartnerships(procedure.Shipped(), cfg).MailDomain(); got != want {
			t.Errorf("%q: %s", from, got)
		}
	}
}

// What a configuration is checked against is what the library has.
func TestWhatIsKnown(t *testing.T) {
	t.Parallel()
	known := app.Known(procedure.Shipped())
	if !slices.Contains(known.Procedures, "buckinghamshire") {
		t.Errorf("the procedures are %v", known.Procedures)
	}
	roles := known.Roles("buckinghamshire")
	if !slices.Contains(roles, "local-authority") || slices.Contains(roles, procedure.RoleAgency) || !slices.IsSorted(roles) {
		t.Errorf("the roles are %v", roles)
	}
	if roles := known.Roles("atlantis"); roles != nil {
		t.Errorf("a procedure that is none has the roles %v", roles)
	}
}
