package scheduler

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/letter"
	"github.com/longstop/longstop/scheduler/notice"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

// PeriodicStore keeps the emails that are made once a day, whichever daemon makes
// them.
type PeriodicStore interface {
	// Enqueue adds intents that belong to no case, if key was not used before,
	// and says whether it did. The store forgets the key after keep, by its own
	// clock: no deadline hangs on that. Without intents the call is a claim: the
	// first of several daemons has the key until then.
	Enqueue(ctx context.Context, key string, keep time.Duration, intents []*Intent) (bool, error)

	// Totals adds up the tallies of all cases and all outcomes of emails.
	Totals(ctx context.Context) (Totals, error)
}

// keepKeys is how long the store remembers that a periodic email was made.
const keepKeys = 8 * 24 * time.Hour

// The limits of a digest.
const (
	digestAhead    = 5   // working days from today that it looks ahead
	maxDigestItems = 300 // milestones that it lists
)

// Digest puts the day's digest of each partnership into the outbox, for its
// business managers, on working days: the milestones that are overdue, due within
// five working days, or open without a period. However often it runs, and in
// however many daemons, a day has one digest.
func (e *Engine) Digest(ctx context.Context, now time.Time) error {
	today := calendar.DateOf(now)
	found := map[string][]letter.Item{}
	open := map[string]int{}
	unbegun := map[string][]string{}
	err := e.store.EachCase(ctx, func(_ string, c *Case, err error) error {
		if err != nil || !c.ClosedAt.IsZero() {
			return nil // an unreadable record is counted when it is woken
		}
		f, err := fileOf(e.partnerships, c)
		if err != nil || !f.partnership.Office.Opens.IsWorkingDay(today) {
			return nil
		}
		open[c.Partnership]++
		t := f.plan(now)
		found[c.Partnership] = append(found[c.Partnership], digestItems(c, t)...)
		for _, w := range t.Unbegun() {
			unbegun[c.Partnership] = append(unbegun[c.Partnership], c.Reference+": "+letter.InWords(w))
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("read cases for the digest: %w", err)
	}
	for id := range open {
		ps, ok := e.partnerships.Find(id)
		if !ok {
			continue // a reload took it away since its cases were read
		}
		slices.Sort(unbegun[id])
		in := digest(ps, found[id], open[id], unbegun[id], now)
		if err := e.enqueue(ctx, "digest/"+id+"/"+today.String(), in, now); err != nil {
			return err
		}
	}
	return nil
}

// digestItems returns the milestones of a case that a digest lists.
func digestItems(c *Case, t *plan.Timetable) []letter.Item {
	var out []letter.Item
	for i := range t.Milestones {
		m := &t.Milestones[i]
		near := m.Status == plan.StatusOpen && m.Remaining != nil && *m.Remaining <= digestAhead
		if m.Basis == plan.BasisForecast || (m.Status != plan.StatusOverdue && m.Status != plan.StatusPrompt && !near) {
			continue
		}
		it := notice.Notice{Milestone: m}.Item()
		it.Case, it.Explanation = c.Reference, nil
		out = append(out, it)
	}
	return out
}

// digest returns an email for each business manager.
func digest(ps Partnership, items []letter.Item, open int, unbegun []string, now time.Time) []*Intent {
	slices.SortFunc(items, func(a, b letter.Item) int {
		return cmp.Or(cmp.Compare(a.Due, b.Due), cmp.Compare(a.Case, b.Case), cmp.Compare(a.Milestone, b.Milestone))
	})
	lines := append([]string{words.CountOf(open, "open case", "open cases")}, waitingLines(len(ps.Eras.Pending()))...)
	lines = append(lines, unbegun...)
	if n := len(items) - maxDigestItems; n > 0 {
		lines = append(lines, words.CountOf(n, "more milestone is", "more milestones are")+" not listed")
		items = items[:maxDigestItems]
	}
	var out []*Intent
	for _, a := range ps.People.Resolve(procedure.RoleBusinessManager, calendar.DateOf(now)) {
		out = append(out, &Intent{Letter: letter.Letter{
			Partnership: ps.ID, Step: letter.StepDigest, Person: a.Person, Because: a.Because, Backstop: a.Backstop,
			Roles: []string{procedure.RoleBusinessManager}, Items: items, Lines: lines,
		}})
	}
	return out
}

// Heartbeat puts the day's heartbeat into the outbox, for operations or else for
// each backstop: its absence is an alarm. It says how many cases, milestones and
// emails there are, and which lists of bank holidays require a person.
func (e *Engine) Heartbeat(ctx context.Context, now time.Time) error {
	totals, err := e.store.Totals(ctx)
	if err != nil {
		return fmt.Errorf("read totals for the heartbeat: %w", err)
	}
	lines := append(heartbeatLines(totals, now), e.holidayLines(now)...)
	var in []*Intent
	for n := range e.partnerships.Operations() {
		in = append(in, &Intent{Letter: letter.Letter{Step: letter.StepHeartbeat, Person: letter.Operations(n), Because: "you are named under operations", Lines: lines}})
	}
	for _, id := range e.partnerships.IDs() {
		if ps, ok := e.partnerships.Find(id); ok && e.partnerships.Operations() == 0 {
			because := "you are the backstop, and the configuration names nobody under operations"
			in = append(in, &Intent{Letter: letter.Letter{Partnership: id, Step: letter.StepHeartbeat, Person: ps.People.Backstop(), Because: because, Lines: lines}})
		}
	}
	if err := e.enqueue(ctx, "heartbeat/"+calendar.DateOf(now).String(), in, now); err != nil {
		return err
	}
	e.metrics.heartbeat.Set(float64(now.Unix()))
	return nil
}

func heartbeatLines(t Totals, now time.Time) []string {
	n := map[string]int{}
	for tally, count := range t.Tallies {
		if tally.Milestone == "" {
			n["cases"] += count
		} else {
			n[tally.Status] += count
		}
	}
	lines := []string{
		words.CountOf(n["cases"], "case is open", "cases are open"),
		words.CountOf(n["open"], "milestone is open", "milestones are open") + ", " +
			words.CountOf(n["prompt"], "has no period", "have no period") + ", " + words.CountOf(n["overdue"], "is overdue", "are overdue"),
		words.CountOf(int(t.Settled[letter.Sent]), "email was sent so far", "emails were sent so far") + ", " +
			words.CountOf(int(t.Waiting), "is waiting", "are waiting") + fmt.Sprintf(", %d could not be delivered to anybody", t.Settled[letter.Failed]),
	}
	if !t.Oldest.IsZero() {
		lines = append(lines, fmt.Sprintf("the oldest email has been waiting for %s", now.Sub(t.Oldest).Round(time.Minute)))
	}
	return lines
}

// holidayLines returns the lines about bank holidays that require a person: to
// approve a list, or to look at one that was refused since yesterday.
func (e *Engine) holidayLines(now time.Time) []string {
	waiting := map[string]bool{}
	for _, id := range e.partnerships.IDs() {
		if ps, ok := e.partnerships.Find(id); ok { // a reload may have taken it away since
			for _, w := range ps.Eras.Pending() {
				waiting[w.List] = true
			}
		}
	}
	lines := waitingLines(len(waiting))
	yesterday, refused := calendar.DateOf(now).AddDays(-1), 0
	for _, l := range e.almanac.Lines() {
		if l.What == almanac.Refused && calendar.DateOf(l.At) >= yesterday {
			refused++
		}
	}
	if refused > 0 {
		lines = append(lines, words.CountOf(refused, "list of bank holidays was", "lists of bank holidays were")+
			" refused since yesterday, and the one in use stays: longstop calendar versions")
	}
	return lines
}

// waitingLines returns the line about lists that wait for approval, if any do.
func waitingLines(n int) []string {
	if n == 0 {
		return nil
	}
	return []string{words.CountOf(n, "list of bank holidays waits", "lists of bank holidays wait") + " for approval: longstop calendar versions"}
}

// enqueue freezes the emails and commits them under a key, once.
func (e *Engine) enqueue(ctx context.Context, key string, intents []*Intent, now time.Time) error {
	for _, in := range intents {
		in.DueAt, in.Date = now.UTC(), now.UTC().Truncate(time.Second)
		domain := e.partnerships.MailDomain()
		in.name(domain, "")
	}
	if len(intents) == 0 {
		return nil
	}
	made, err := e.store.Enqueue(ctx, key, keepKeys, intents)
	if err != nil {
		return fmt.Errorf("enqueue %s: %w", key, err)
	}
	if made {
		e.Nudge()
	}
	return nil
}
