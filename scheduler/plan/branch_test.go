package plan_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler/plan"
)

// TestWhereMilestonesStand checks statuses and dates in Buckinghamshire's
// procedure, one situation in each row. Facts are as in [plantest.Stated]; want is
// KEY STATUS BASIS DUE.
func TestWhereMilestonesStand(t *testing.T) {
	tests := []struct {
		name, facts, now, want string
	}{
		{"nothing but the trigger", "aware=2026-12-16", "2026-12-16T12:00", `
			notify-national-panel open firm 2026-12-23
			share-notification waiting waiting -
			recommendation-to-chair waiting forecast 2027-01-23
			chair-decision waiting waiting -
			review-published waiting waiting -
			explain-delay waiting waiting -
			secure-records/police waiting waiting -`},
		{"notified late", "aware=2026-12-16 notify-national-panel=2026-12-24", "2026-12-24T12:00", `
			notify-national-panel late firm 2026-12-23
			share-notification prompt firm -
			recommendation-to-chair open firm 2027-01-24`},
		{"done on the due day, without a time, is on time", "aware=2026-12-16 notify-national-panel=2026-12-23", "2027-01-10", `
			notify-national-panel done firm 2026-12-23`},
		{"overdue from midnight", "aware=2026-12-16", "2026-12-24", `
			notify-national-panel overdue firm 2026-12-23
			recommendation-to-chair waiting forecast 2027-01-23`},
		{"a planned notification: milestones that hang on it are planned", "aware=2026-12-16 ~notify-national-panel=2026-12-21", "2026-12-17", `
			notify-national-panel open firm 2026-12-23
			recommendation-to-chair open planned 2027-01-21`},
		{"requests: the meeting date is set once all are out", "notification-received=2026-12-18 request-information/police=2026-12-19", "2026-12-19T12:00", `
			request-information/police done firm 2026-12-22
			request-information/icb open firm 2026-12-22
			set-meeting-date waiting waiting -
			rapid-review-meeting open firm 2027-01-11`},
		{"requests all out", "notification-received=2026-12-18 request-information/police=2026-12-19 request-information/icb=2026-12-20", "2026-12-20T12:00", `
			set-meeting-date prompt firm -`},
		{"a date in the letter", "notification-received=2026-12-18 ~agency-return/icb=2027-01-05", "2026-12-19", `
			agency-return/icb open firm 2027-01-05
			agency-return/police waiting waiting -`},
		{"the decision for a review", "aware=2026-12-16 chair-decision=2027-01-20!lcspr review-initiated=2027-01-20", "2027-01-21", `
			share-outcome/referrer prompt firm -
			tell-panel-reviewer prompt firm -
			release-records not-needed waiting -
			review-published open firm 2027-07-20`},
		{"the decision against any review", "notification-received=2026-12-18 chair-decision=2027-01-20!no-review", "2027-01-21", `
			share-outcome/referrer prompt firm -
			tell-panel-reviewer not-needed waiting -
			review-published not-needed waiting -
			report-before-publication/ofsted not-needed waiting -
			release-records prompt firm -
			secure-records/police prompt firm -`},
		{"records released", "notification-received=2026-12-18 chair-decision=2027-01-20!no-review release-records=2027-01-22", "2027-01-23", `
			release-records done firm -
			secure-records/police not-needed waiting -`},
		{"a decision made again reopens the branch", "chair-decision=2027-01-20!no-review chair-decision=2027-01-25!lcspr", "2027-01-26", `
			tell-panel-reviewer prompt firm -
			release-records not-needed waiting -`},
		{"publication planned in time", "review-initiated=2026-02-02 ~publication=2026-07-30", "2026-03-02", `
			review-published open firm 2026-08-02
			explain-delay waiting waiting -
			report-before-publication/ofsted open planned 2026-07-21
			report-available waiting planned 2027-07-30`},
		{"publication planned too late: the duty to explain opens", "review-initiated=2026-02-02 ~publication=2026-09-01", "2026-03-02", `
			review-published open firm 2026-08-02
			explain-delay open firm 2026-09-02`},
		{"published", "review-initiated=2026-02-02 publication=2026-07-30", "2026-08-10", `
			review-published done firm 2026-08-02
			explain-delay waiting waiting -
			report-available open firm 2027-07-30`},
		{"the twelve months are over", "review-initiated=2026-02-02 publication=2026-07-30", "2027-07-31", `
			report-available done firm 2027-07-30`},
		{"six months passed without publication", "review-initiated=2026-02-02", "2026-08-03T09:00", `
			review-published overdue firm 2026-08-02
			explain-delay open firm 2026-08-04`},
		{"a meeting held too early is done, and said to be early", "notification-received=2026-12-18 rapid-review-meeting=2026-12-30", "2026-12-30T12:00", `
			rapid-review-meeting done firm 2027-01-11`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			stands(t, "buckinghamshire", tt.facts, tt.now, tt.want)
		})
	}
}

// stands plans a case with two agencies and compares where milestones stand.
func stands(t *testing.T, id, facts, now, want string) {
	t.Helper()
	table := plan.Plan(plan.Situation{Procedure: plantest.Shipped(t, id), Eras: plan.Always(plantest.England()), Agencies: []string{"police", "icb"}, Facts: plantest.Stated(t, facts)}, plantest.At(t, now))
	for _, want := range plantest.Lines(want) {
		key, _, _ := strings.Cut(want, " ")
		m := table.Find(key)
		if m == nil {
			t.Fatalf("no milestone %s", key)
		}
		due := m.Due.String()
		if due == "" {
			due = "-"
		}
		if got := fmt.Sprintf("%s %s %s %s", key, m.Status, m.Basis, due); got != want {
			t.Errorf("got  %s\nwant %s\n%s", got, want, strings.Join(m.Explanation.Sentences(), "\n"))
		}
	}
}

// The plan does not depend on the order in which facts stand.
func TestOrderOfFactsDoesNotMatter(t *testing.T) {
	facts := []plan.Fact{
		plantest.Fact(t, plan.Happened, "aware=2026-01-12T10:00"), plantest.Fact(t, plan.Happened, "notification-received=2026-01-13"),
		plantest.Fact(t, plan.Happened, "review-initiated=2026-02-02"), plantest.Fact(t, plan.Planned, "publication=2026-07-01"),
		plantest.Fact(t, plan.Planned, "publication=2026-09-01"), plantest.Fact(t, plan.Happened, "request-information/police=2026-01-14"),
	}
	p, now := plantest.Shipped(t, "buckinghamshire"), plantest.At(t, "2026-03-01")
	want := plan.Plan(plan.Situation{Procedure: p, Eras: plan.Always(plantest.England()), Agencies: []string{"police"}, Facts: facts}, now)
	for i := range facts {
		turned := append(append([]plan.Fact{}, facts[i:]...), facts[:i]...)
		got := plan.Plan(plan.Situation{Procedure: p, Eras: plan.Always(plantest.England()), Agencies: []string{"police"}, Facts: turned}, now)
		if diff := cmp.Diff(summary(want), summary(got)); diff != "" {
			t.Errorf("turned by %d: %s", i, diff)
		}
	}
}

func summary(t *plan.Timetable) (out []string) {
	for i := range t.Milestones {
		m := &t.Milestones[i]
		out = append(out, fmt.Sprint(m.Key(), m.Status, m.Basis, m.Earliest, m.Due, m.ActBy, m.Explanation.Sentences()))
	}
	return out
}
