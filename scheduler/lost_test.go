package scheduler_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/letter"
	"github.com/longstop/longstop/scheduler/plan"
)

// This file has emails that were once lost, sent twice or sent to nobody.

func (d *daemon) state(now string, facts ...plan.Fact) *scheduler.View {
	d.t.Helper()
	v, err := d.cases.Record(context.Background(), "bscp:R-1", facts, "test", plantest.At(d.t, now))
	if err != nil {
		d.t.Fatal(err)
	}
	return v
}

func (d *daemon) planned(now, date string) *scheduler.View {
	return d.state(now, plan.Fact{Kind: plan.Planned, Name: "publication", At: plantest.When(d.t, date)})
}

// away makes the relay put everything off, until back is called.
func (d *daemon) away() (back func()) {
	d.post.answer = func(*letter.Letter) scheduler.Delivery {
		return scheduler.Delivery{Outcome: letter.Deferred, Reason: "temporary-refusal"}
	}
	return func() { d.post.answer = nil; d.post.take() }
}

// An overdue email was superseded because the milestone seemed done; when that
// is withdrawn the owner is told after all.
func TestAWithdrawnCompletionIsOverdueAgain(t *testing.T) {
	d := newDaemon(t)
	back := d.away()
	d.open("2026-12-28T09:00", "aware=2026-12-01")
	d.run("2026-12-28T09:01")
	d.record("2026-12-28T09:02", "notify-national-panel")
	back()
	d.run("2026-12-28T09:10")
	d.state("2026-12-28T09:20", plan.Fact{Kind: plan.Withdrawn, Withdraws: "f2", Reason: "another case"})
	if got := d.run("2026-12-28T09:21"); !slices.Contains(got, "overdue local-authority notify-national-panel") {
		t.Errorf("the owner was not told: %q", got)
	}
	d.accounted()
}

// Somebody who was told of one milestone takes over a role: they are told of
// the others too.
func TestANewHolderIsToldOfEverything(t *testing.T) {
	d := newDaemon(t)
	back := d.away()
	d.town.give("local-authority", "duty")
	d.open("2026-12-16T10:30", "aware=2026-12-16T10:30")
	d.run("2026-12-16T10:31")
	d.town.give("lcspr-chair", "duty")
	back()
	d.want(d.run("2026-12-16T10:40"),
		"opened business-manager notify-national-panel,rapid-review", "opened duty notify-national-panel", "opened duty rapid-review")
	d.accounted()
}

// Two holders are replaced by one, who is told once.
func TestTwoHoldersReplacedByOne(t *testing.T) {
	d := newDaemon(t)
	back := d.away()
	d.town.give("lcspr-chair", "ann", "bob")
	d.open("2026-12-16T10:30", "aware=2026-12-16T10:30")
	d.run("2026-12-16T10:31")
	d.town.give("lcspr-chair", "cat")
	back()
	d.want(d.run("2026-12-16T10:40"),
		"opened business-manager notify-national-panel,rapid-review", "opened cat rapid-review", "opened local-authority notify-national-panel")
	d.accounted()
}

// A role changes hands several times while an email waits: whoever holds it in the
// end is told, once, even if they held it before.
func TestARoleThatIsHandedOnAgain(t *testing.T) {
	for _, holders := range [][][]string{
		{{"ann"}, {"bob"}, {"cat"}},
		{{"ann"}, {"bob"}, {"ann"}},
		{{"ann"}, {"bob"}, {"cat"}, {"bob"}, {"ann"}},
		{{"ann"}, {"bob", "cat"}, {"dan"}},
		{{"ann"}, {"bob", "cat"}, {"dan", "eve"}, {"ann"}},
		{{"ann", "bob"}, {"cat"}, {"dan"}},
		{{"ann", "bob"}, {"cat"}, {"bob"}},
		{{"ann", "bob"}, {"bob", "cat"}, {"dan"}},
		{{"ann"}, {}, {"bob"}},
		{{"ann", "bob"}, {"bob"}, {"cat"}},
		{{"ann", "bob"}, {"ann"}, {"cat"}},
		{{"ann", "bob"}, {"bob"}, {"ann"}},
	} {
		d := newDaemon(t)
		d.town.give("lcspr-chair", holders[0]...)
		d.open("2026-12-16T10:30", "aware=2026-12-16T10:30")
		back := d.away()
		for i, people := range holders {
			d.town.give("lcspr-chair", people...)
			d.run(fmt.Sprintf("2026-12-16T%d:31", 10+i))
			d.run(fmt.Sprintf("2026-12-16T%d:41", 10+i))
		}
		back()
		var got []string
		for _, line := range d.run("2026-12-16T16:00") {
			if person, ok := strings.CutSuffix(strings.TrimPrefix(line, "opened "), " rapid-review"); ok {
				got = append(got, person)
			}
		}
		if !slices.Equal(got, holders[len(holders)-1]) {
			t.Errorf("%v: told %v, want those of the end", holders, got)
		}
		d.accounted()
	}
}

// The plan that was stated last counts, even as the tenth fact and after the clock
// was set back.
func TestTheLatestPlanHolds(t *testing.T) {
	d := newDaemon(t)
	d.open("2026-01-12T10:00", "aware=2026-01-12", "review-initiated=2026-02-02")
	var v *scheduler.View
	for i := 1; i <= 12; i++ {
		v = d.planned(fmt.Sprintf("2026-03-02T%02d:00", 22-i), fmt.Sprintf("2026-06-%02d", i)) // ever earlier
	}
	if got := v.Timetable.Find("report-before-publication/ofsted").Due.String(); got != "2026-06-03" {
		t.Errorf("due %s, want 7 working days before 12 June: 2026-06-03", got)
	}
}

// A date that moves away and back is told both times, and its ladder begins
// again.
func TestADateThatMovesBack(t *testing.T) {
	d := newDaemon(t)
	d.open("2026-01-12T10:00", "aware=2026-01-12", "review-initiated=2026-02-02", "notify-national-panel=2026-01-12", "rapid-review=2026-01-12")
	d.planned("2026-05-01T09:00", "2026-05-05") // 7 working days before: passed
	d.run("2026-05-01T09:01")
	d.planned("2026-05-01T10:00", "2026-06-30")
	if got := d.run("2026-05-01T10:01"); len(got) != 1 || got[0][:13] != "dates-changed" {
		t.Errorf("moved away: %q", got)
	}
	d.planned("2026-05-01T11:00", "2026-05-05")
	if got := d.run("2026-05-01T11:01"); len(got) != 1 || got[0][:7] != "overdue" {
		t.Errorf("moved back: %q", got)
	}
}

// If a date that was told is lost, that is told too, once.
func TestADateThatIsNoMore(t *testing.T) {
	d := newDaemon(t)
	d.open("2026-01-12T10:00", "aware=2026-01-12", "review-initiated=2026-02-02", "notify-national-panel=2026-01-12", "rapid-review=2026-01-12")
	d.planned("2026-03-02T09:00", "2026-06-30")
	d.run("2026-03-02T09:01")
	d.state("2026-03-02T10:00", plan.Fact{Kind: plan.Withdrawn, Withdraws: "f5", Reason: "not decided yet"})
	want := "dates-changed business-manager report-before-publication/national-panel,report-before-publication/secretary-of-state,report-before-publication/ofsted"
	d.want(d.run("2026-03-02T10:01"), want)
	d.want(d.run("2026-03-02T10:30"))
	d.accounted()
}

// An address that puts an email off for two hours is the backstop's business.
func TestPutOffForTwoHours(t *testing.T) {
	d, because := newDaemon(t), ""
	d.post.answer = func(in *letter.Letter) scheduler.Delivery {
		if in.Step == letter.StepUndeliverable {
			because = in.Because
		}
		if in.Person == "local-authority" {
			return scheduler.Delivery{Outcome: letter.Deferred, Reason: "greylisted"}
		}
		return scheduler.Delivery{Outcome: letter.Sent, Reason: "accepted"}
	}
	d.open("2026-12-16T10:30", "aware=2026-12-16T10:30")
	told := 0
	for hour := 10; hour < 18; hour++ {
		for _, line := range d.run(fmt.Sprintf("2026-12-16T%d:50", hour)) {
			if line == "undeliverable duty notify-national-panel" {
				told++
			}
		}
	}
	if told != 1 {
		t.Errorf("the backstop was told %d times, want once", told)
	}
	if because != "an email of this case to the local authority has been put off for two hours: you are the backstop" {
		t.Errorf("the backstop was told because %s", because)
	}
	d.accounted()
}

// A digest that the relay put off past midnight is not sent, because it is no
// longer true. The next day has its own.
func TestADigestIsOfItsDay(t *testing.T) {
	d := newDaemon(t)
	d.open("2026-12-16T10:30", "aware=2026-12-16T10:30")
	d.run("2026-12-16T10:31")
	back := d.away()
	if err := d.engine.Digest(context.Background(), plantest.At(t, "2026-12-16T11:00")); err != nil {
		t.Fatal(err)
	}
	d.run("2026-12-16T11:01")
	back()
	d.want(d.run("2026-12-17T07:00"))
	if err := d.engine.Digest(context.Background(), plantest.At(t, "2026-12-17T08:30")); err != nil {
		t.Fatal(err)
	}
	if err := d.engine.Digest(context.Background(), plantest.At(t, "2026-12-17T08:40")); err != nil {
		t.Fatal(err)
	}
	d.want(d.run("2026-12-17T08:41"), "digest business-manager notify-national-panel")
	d.accounted()
}

// A date passes while an email waits, and the case has not been woken yet: the email
// that says that it is open does not go out. The simulation found that it did.
func TestADatePassesWhileAnEmailWaits(t *testing.T) {
	d := newDaemon(t)
	back := d.away()
	d.open("2026-12-16T10:30", "aware=2026-12-16T10:30")
	d.run("2026-12-16T10:31")
	back()
	if err := d.engine.RunEmails(context.Background(), plantest.At(t, "2027-01-20T10:30")); err != nil {
		t.Fatal(err)
	}
	d.want(d.post.take())
	if got := d.run("2027-01-20T10:31"); !slices.Contains(got, "escalation-3 lcspr-chair notify-national-panel,rapid-review") {
		t.Errorf("what is overdue was not told: %q", got)
	}
	d.accounted()
}
