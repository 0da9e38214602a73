package scheduler

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/scheduler/letter"
	"github.com/longstop/longstop/scheduler/notice"
	"github.com/longstop/longstop/scheduler/plan"
)

// advance plans a case at now, and returns its timetable and the change that
// brings it up to date: the emails that are due, the ledger, the totals, and the
// next wake-up. It alters the case and nothing else; the caller commits.
func advance(f caseFile, now time.Time) (*plan.Timetable, Change) {
	t := f.plan(now)
	c, ps := f.Case, f.partnership
	c.Journal, c.Rules = ps.Eras.Line(), f.rules()
	change := Change{Case: c, At: now}
	old := c.Tallies
	if c.ClosedAt.IsZero() {
		notices, next := notice.Decide(t, c.believed(now), ps.Office, now)
		change.Wake = next
		change.Intents = intents(c, ps, notices, now)
		for _, n := range notices {
			c.told(n, now)
			change.Entries = append(change.Entries, fired(n, now))
		}
		c.Ledger.Forget(t)
		c.forget()
		c.Tallies = tallies(c, t)
	} else {
		c.Tallies = nil
	}
	change.Delta = delta(old, c.Tallies)
	return t, change
}

// fired returns the entry of the audit log for a notice.
func fired(n notice.Notice, now time.Time) Entry {
	text := fmt.Sprintf("%s for %s, to %s", n.Step, n.Milestone.Key(), strings.Join(n.Roles, ", "))
	if !n.Milestone.Due.IsZero() {
		text += ", due " + n.Milestone.Due.String()
	}
	return Entry{At: now, What: "fired", Text: text}
}

// tallies returns what the case adds to the totals: itself, and its running
// milestones by status.
func tallies(c *Case, t *plan.Timetable) Tallies {
	out := Tallies{{Partnership: c.Partnership, Procedure: c.Procedure, Status: string(plan.StatusOpen)}: 1}
	for i := range t.Milestones {
		if m := &t.Milestones[i]; m.Status.Running() {
			out[Tally{c.Partnership, c.Procedure, m.ID, string(m.Status), m.Statutory}]++
		}
	}
	return out
}

// delta returns the difference of two tallies, without zeros.
func delta(before, after Tallies) Tallies {
	out := maps.Clone(after)
	if out == nil {
		out = Tallies{}
	}
	for k, n := range before {
		if out[k] -= n; out[k] == 0 {
			delete(out, k)
		}
	}
	return out
}

// intents returns one email for each step and person, with every notice of that
// step to that person.
func intents(c *Case, ps Partnership, notices []notice.Notice, now time.Time) []*Intent {
	var out []*Intent
	reasons := map[*Intent][]string{}
	today := calendar.DateOf(now)
	for _, n := range notices {
		var told []letter.Told
		because := map[letter.Told]letter.Addressee{}
		for _, role := range words.Union(n.Roles) {
			for _, a := range ps.People.Resolve(role, today) {
				t := letter.Told{Role: role, Person: a.Person}
				told, because[t] = append(told, t), a
			}
		}
		for _, t := range told {
			in := find(out, n.Step, t.Person)
			if in == nil {
				in = newIntent(c, ps, n, because[t], now)
				out = append(out, in)
			}
			in.address(t.Role, because[t])
			reasons[in] = words.Union(reasons[in], []string{because[t].Because})
			in.Because = strings.Join(reasons[in], "; ")
			in.add(n, told)
		}
	}
	return out
}

func find(list []*Intent, step letter.Step, person string) *Intent {
	for _, in := range list {
		if in.Step == step && in.Person == person {
			return in
		}
	}
	return nil
}

func newIntent(c *Case, ps Partnership, n notice.Notice, a letter.Addressee, now time.Time) *Intent {
	in := &Intent{Revision: c.Revision + 1, Letter: letter.Letter{
		Case: c.ID, Reference: c.Reference, Partnership: c.Partnership,
		Step: n.Step, Person: a.Person, Backstop: a.Backstop, DueAt: n.At, Date: now.UTC().Truncate(time.Second),
	}}
	in.Decision = in.decision()
	in.name(ps.MailDomain, "")
	return in
}

// name gives the intent its id and Message-ID. They are a digest of what it says,
// so that the same decision made twice is the same email. parent is the id of the
// intent that it replaces: two that replace different ones are never the same.
func (in *Intent) name(domain, parent string) {
	in.ID = fingerprint(in.Partnership, in.Case, fmt.Sprint(in.Revision), string(in.Step), in.Person, in.Date.Format(time.RFC3339), parent)
	in.MessageID = in.ID + "@" + domain
}

// address adds a role to those in which the person is told.
func (in *Intent) address(role string, a letter.Addressee) {
	if slices.Contains(in.Roles, role) {
		return
	}
	in.Roles = append(in.Roles, role)
	in.Backstop = in.Backstop && a.Backstop
}

// add puts one milestone into the email, once, with everybody who is told of it.
func (in *Intent) add(n notice.Notice, told []letter.Told) {
	key := n.Milestone.Key()
	if slices.ContainsFunc(in.Items, func(it letter.Item) bool { return it.Milestone == key }) {
		return
	}
	it := n.Item()
	it.Told = told
	in.Items = append(in.Items, it)
	in.NextRung = words.Union(in.NextRung, n.NextRung)
	if n.At.Before(in.DueAt) {
		in.DueAt = n.At
	}
}
