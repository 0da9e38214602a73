package plan_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler/plan"
)

// TestDutiesOfTheirOwnKind checks duties that only single procedures have: members
// and actions that facts name, silence, circumstances, records that must not be
// kept too long. The forms are those of TestWhereMilestonesStand.
func TestDutiesOfTheirOwnKind(t *testing.T) {
	tests := []struct{ name, procedure, facts, now, want string }{
		{"no member is named: one milestone stands for all", "kirklees-2018", "reviewer-amendments=2026-06-01", "2026-06-02", `
			business-group-approval open firm 2026-06-15`},
		{"two members, one answers", "kirklees-2018", "reviewer-amendments=2026-06-01 ~business-group-approval/health=2026-06-10 business-group-approval/police=2026-06-03", "2026-06-15T20:00", `
			business-group-approval/health open firm 2026-06-15
			business-group-approval/police done firm 2026-06-15`},
		{"silence is assent, from midnight", "kirklees-2018", "reviewer-amendments=2026-06-01 ~business-group-approval/health=2026-06-10", "2026-06-16", `
			business-group-approval/health done firm 2026-06-15`},
		{"a date that is only planned closes nothing", "kirklees-2018", "~reviewer-amendments=2026-06-01", "2026-06-16", `
			business-group-approval overdue planned 2026-06-15`},
		{"an answer after the silence is late to be heard, and is the answer", "kirklees-2018", "reviewer-amendments=2026-06-01 business-group-approval/health=2026-06-17", "2026-06-18", `
			business-group-approval/health late firm 2026-06-15`},
		{"the action plan as a whole, until actions are named", "kirklees-2018", "publication=2026-06-01", "2026-06-02", `
			action open firm 2026-08-24
			action-at-risk waiting waiting -`},
		{"an action that is planned in time", "kirklees-2018", "publication=2026-06-01 ~action/police.training=2026-08-01@2026-06-02", "2026-06-03", `
			action/police.training open firm 2026-08-24
			action-at-risk/police.training waiting waiting -`},
		{"an action likely to be missed goes to the chair before it is", "kirklees-2018", "publication=2026-06-01 ~action/a1=2026-09-30@2026-06-02 ~action/a2=2026-08-01@2026-06-02", "2026-06-03", `
			action/a1 open firm 2026-08-24
			action-at-risk/a1 prompt firm -
			action-at-risk/a2 waiting waiting -`},
		{"an action with its own timescale", "north-somerset", "~action/a1=2026-09-30", "2026-06-03", `
			action/a1 open firm 2026-09-30`},
		{"an action before its timescale is set", "north-somerset", "", "2026-06-03", `
			action waiting waiting -`},
		{"on the website for six months", "kirklees-2018", "publication=2026-01-12", "2026-07-12T20:00", `
			report-on-website open firm 2026-07-12`},
		{"then it has to come down", "kirklees-2018", "publication=2026-01-12", "2026-07-13", `
			report-on-website overdue firm 2026-07-12`},
		{"taken down on the day", "kirklees-2018", "publication=2026-01-12 report-on-website=2026-07-12", "2026-07-13", `
			report-on-website done firm 2026-07-12`},
		{"taken down too late", "kirklees-2018", "publication=2026-01-12 report-on-website=2026-07-14", "2026-07-15", `
			report-on-website late firm 2026-07-12`},
		{"taken down too early is done, and said to be", "kirklees-2018", "publication=2026-01-12 report-on-website=2026-07-01", "2026-07-15", `
			report-on-website done firm 2026-07-12`},
		{"stages are done by what ends them", "kirklees-2018", "aware=2026-01-05 first-draft=2026-03-09 publication=2026-03-30", "2026-04-15", `
			writing-stage late firm 2026-03-05
			approval-stage done firm 2026-04-04`},
		{"an audit needs no chronology", "kirklees-2018", "aware=2026-01-05 chronologies-requested=2026-01-12 panel-decision=2026-01-09!audit", "2026-01-15", `
			chronology/police not-needed waiting -
			terms-of-reference prompt firm -
			writing-stage not-needed waiting -`},
		{"publication is put off", "kirklees-2018", "~publication=2026-06-01@2026-04-01 ~publication=2026-06-10@2026-04-08", "2026-04-09", `
			explain-delay/national-panel prompt firm -`},
		{"publication is brought forward", "kirklees-2018", "~publication=2026-06-10@2026-04-01 ~publication=2026-06-01@2026-04-08", "2026-04-09", `
			explain-delay/national-panel waiting waiting -`},
		{"explained", "kirklees-2018", "~publication=2026-06-01@2026-04-01 ~publication=2026-06-10@2026-04-08 explain-delay/national-panel=2026-04-08", "2026-04-09", `
			explain-delay/national-panel done firm -
			explain-delay/secretary-of-state prompt firm -`},
		{"explained the day before, and both recorded together", "kirklees-2018", "~publication=2026-06-01@2026-04-01 ~publication=2026-06-10@2026-04-08 explain-delay/national-panel=2026-04-07@2026-04-08", "2026-04-09", `
			explain-delay/national-panel done firm -`},
		{"put off again: owed again", "kirklees-2018", "~publication=2026-06-01@2026-04-01 ~publication=2026-06-10@2026-04-08 explain-delay/national-panel=2026-04-08 ~publication=2026-07-01@2026-05-04", "2026-05-05", `
			explain-delay/national-panel prompt firm -`},
		{"publication is declined", "kirklees-2018", "publication-declined=2026-04-08", "2026-04-09", `
			explain-delay/secretary-of-state prompt firm -`},
		{"the placing authority is asked", "kent", "incident=2026-08-17 placing-authority-invited=2026-08-18T10:00", "2026-08-18T12:00", `
			placing-authority-confirms open firm 2026-08-19`},
		{"the child is not placed by another authority", "kent", "placed-by-another-authority=2026-08-17!no", "2026-08-18T12:00", `
			placing-authority-confirms not-needed waiting -`},
		{"the Rapid Review ends without a review", "north-somerset", "aware=2026-08-17 submit-rapid-review=2026-09-01!no-review", "2026-09-02", `
			review-published not-needed waiting -
			report-before-publication/ofsted not-needed waiting -
			reviewer-appointed not-needed waiting -
			rapid-review open firm 2026-09-08`},
		{"until it is recorded, every branch stays open", "north-somerset", "aware=2026-08-17 review-initiated=2026-09-01 submit-rapid-review=2026-09-01", "2026-09-02", `
			review-published open firm 2027-03-01
			reviewer-appointed waiting waiting -`},
		{"family meetings that are not relevant", "north-somerset", "family-meetings-relevant=2026-08-17!no ~family-meetings=2026-09-01", "2026-08-18", `
			family-meetings not-needed waiting -`},
		{"a care leaver died before January 2024", "care-leaver-death", "death=2023-12-31", "2024-01-02", `
			notify/ofsted not-needed waiting -`},
		{"and from then on", "care-leaver-death", "death=2024-01-01", "2024-01-02", `
			notify/ofsted prompt firm -`},
		{"a Joint Agency Response over a weekend", "joint-agency-response", "unexpected-death=2026-06-05T16:00", "2026-06-05T17:00", `
			meeting open firm 2026-06-08
			updating-alert waiting waiting -`},
		{"a Domestic Homicide Review that will be late", "domestic-homicide-review", "homicide-known=2026-01-31 decision-to-proceed=2026-02-20 ~overview-report=2026-09-01@2026-03-01", "2026-03-02", `
			decision done firm 2026-02-28
			overview-report open firm 2026-08-20
			refer-delay prompt firm -`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { stands(t, tt.procedure, tt.facts, tt.now, tt.want) })
	}
}

// Kent's notification belongs to the placing authority until that misses its
// answer.
func TestAMilestoneFallsBackToItsOwner(t *testing.T) {
	const began = "incident=2026-08-17 aware=2026-08-17 "
	for _, tt := range []struct{ name, facts, now, owner string }{
		{"nobody was invited", "", "2026-08-18T12:00", "local-authority"},
		{"invited, and the day is not over", "placing-authority-invited=2026-08-18T10:00", "2026-08-19T10:00", "placing-authority"},
		{"not confirmed", "placing-authority-invited=2026-08-18T10:00", "2026-08-19T10:01", "local-authority"},
		{"confirmed in time", "placing-authority-invited=2026-08-18T10:00 placing-authority-confirms=2026-08-19T09:00", "2026-08-20", "placing-authority"},
		{"confirmed too late", "placing-authority-invited=2026-08-18T10:00 placing-authority-confirms=2026-08-19T11:00", "2026-08-20", "local-authority"},
		{"not placed by another after all", "placing-authority-invited=2026-08-18T10:00 placed-by-another-authority=2026-08-18!no", "2026-08-18T12:00", "local-authority"},
	} {
		table := plan.Plan(plan.Situation{Procedure: plantest.Shipped(t, "kent"), Eras: plan.Always(plantest.England()), Facts: plantest.Stated(t, began+tt.facts)}, plantest.At(t, tt.now))
		if m := table.Find("notify-national-panel"); m.Owner != tt.owner {
			t.Errorf("%s: the owner is %s, want %s\n%s", tt.name, m.Owner, tt.owner, strings.Join(m.Explanation.Sentences(), "\n"))
		}
	}
}

// Dates of the terms of reference that are out of order are warned of, not
// refused; a date that is not set yet is passed over.
func TestDatesOutOfOrder(t *testing.T) {
	facts := plantest.Stated(t, "~reviewer-appointed=2026-05-01 ~authors-briefing=2026-05-20 ~review-panel-1=2026-05-11 ~practitioner-workshop=2026-05-11 ~review-panel-2=2026-05-04")
	table := plan.Plan(plan.Situation{Procedure: plantest.Shipped(t, "north-somerset"), Eras: plan.Always(plantest.England()), Facts: facts}, plantest.At(t, "2026-04-20"))
	var got []string
	for _, m := range table.Milestones {
		for _, w := range m.Warnings.Sentences() {
			got = append(got, m.ID+": "+w)
		}
	}
	want := plantest.Lines(`
		review-panel-1: out of order: authors-briefing, on Wed 20 May 2026, comes before it
		review-panel-2: out of order: practitioner-workshop, on Mon 11 May 2026, comes before it`)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error("(-want +got)", diff)
	}
}

// A fact that names a member or an action is checked like any other.
func TestNamingInstances(t *testing.T) {
	for _, tt := range []struct{ procedure, before, fact, want string }{
		{"kirklees-2018", "", "action/a1=2026-05-01", ""},
		{"kirklees-2018", "", "action/police.training=2026-05-01", ""},
		{"kirklees-2018", "", "action=2026-05-01", ""},
		{"kirklees-2018", "", "business-group-approval/health=2026-05-01", ""},
		{"kirklees-2018", "", "action/Jo_Smith=2026-05-01", `"Jo_Smith" cannot name one action: use lower case letters, digits and hyphens, for example action/a1; never a person's name`},
		{"kirklees-2018", "", "action/housing.a1=2026-05-01", `"housing" is not an agency of the case: an action of an agency is written action/AGENCY.NAME (allowed: police)`},
		{"kirklees-2018", "", "business-group-approval/police.a=2026-05-01", `"police.a" cannot name one member: leave out the point`},
		{"kirklees-2018", "~action/a1=2026-05-01", "action=2026-05-01", `action exists once for each action: say which, as action/NAME (allowed: action/a1)`},
		{"kirklees-2018", "~action=2026-05-01", "action/a1=2026-05-01", `action is recorded for all of them together: withdraw that fact before you name one action`},
		{"kent", "", "placed-by-another-authority=2026-05-01!perhaps", `"perhaps" is not an outcome of placed-by-another-authority (allowed: yes, no)`},
	} {
		f := plantest.Stated(t, tt.fact)[0]
		err := plan.Accept(plan.Situation{Procedure: plantest.Shipped(t, tt.procedure), Agencies: []string{"police"}, Facts: plantest.Stated(t, tt.before)}, f, plantest.At(t, "2026-05-02"))
		if (err == nil) != (tt.want == "") || (err != nil && !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("%s: got %v, want %s", tt.fact, err, tt.want)
		}
	}
}
