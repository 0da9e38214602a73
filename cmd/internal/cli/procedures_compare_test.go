package cli

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/longstop/longstop/scheduler/procedure"
)

func TestCompareProcedures(t *testing.T) {
	code, out, errs := procedures("compare", "england-2023", "kent")
	const want = `A  england-2023, edition of Fri 15 December 2023
B  kent, edition of Mon 1 January 2024

Only B has:
  safeguarding-alert
      the same day as incident (allocated-team)
  area-director-approval
      1 working day after incident (area-director)
  safeguarding-unit-enquiries
      3 working days after incident (safeguarding-unit)
  executive-discussion
      day 3 counting referral as day 1 (executive)
  placing-authority-confirms
      24 hours after placing-authority-invited (placing-authority)
  agency-summaries
      day 9 counting notify-national-panel as day 1 (agency)
  summary-to-principal-social-worker
      48 hours before the deadline of agency-summaries (report-author)
  rapid-review-meeting
      between day 11 and day 13 counting notify-national-panel as day 1
      (practice-review-manager)
  rapid-review-report
      between day 13 and day 15 counting notify-national-panel as day 1
      (practice-review-manager)
  submit-rapid-review-outcome
      day 15 counting notify-national-panel as day 1 (business-manager)

Both have, and differ:
  notify-national-panel
      is for    A  (nothing)
                B  placing-authority, until placing-authority-confirms is missed
      told of it too
                A  (nothing)
                B  local-authority
      source    A  Working Together to Safeguard Children 2023, as given in the
                   Buckinghamshire LCSPR guidance, 4.1
                B  Kent guidance on safeguarding reviews, Notifications to
                   National Panel
  rapid-review
      due       A  15 working days after aware
                B  15 working days after notify-national-panel
      owner     A  lcspr-chair
                B  practice-review-manager
      source    A  Working Together to Safeguard Children 2023, as given in the
                   Buckinghamshire LCSPR guidance, 4.2
                B  Kent guidance on safeguarding reviews, Notifications to
                   National Panel

Both have, and are equal: 4 milestones.

Names and settings differ:
  allocated-team
      role      B  The team to which the child is allocated
  area-director
      role      B  The area's assistant director
  safeguarding-unit
      role      B  The council's Safeguarding Unit
  executive
      role      B  The three partners' senior representatives
  placing-authority
      role      B  The local authority that placed the child in Kent
  practice-review-manager
      role      B  The partnership's practice review manager, who usually chairs
  report-author
      role      B  The author of the council's agency involvement summary report
  agency
      role      B  An agency that knew the child or family
  incident
      event     B  The serious incident happened
      begins    B  a case
  referral
      event     B  The partnership received the referral
  placing-authority-invited
      event     B  The placing authority was invited to notify
  placed-by-another-authority
      event     B  The child is placed in Kent by another authority
      the outcome is one of
                B  yes, no
  fifteen-days-from
      choices   A  aware: 15 working days after aware; panel-notified: 15
                   working days after notify-national-panel
                B  aware: 15 working days after aware; panel-notified: 15
                   working days after notify-national-panel;
                   panel-notified-calendar: 15 days after notify-national-panel;
                   incident: 15 working days after incident
      default   A  aware
                B  panel-notified
      source    A  (nothing)
                B  Kent guidance on safeguarding reviews, Notifications to
                   National Panel
  appendix-day
      setting   B  Which days the days of Appendix 5 are
      choices   B  working: day; calendar: calendar day
      default   B  working
      source    B  Kent guidance on safeguarding reviews, Appendix 5

The statutory dates of a case that begins on Mon 6 September 2027, as far as
they are known on that day (each step in its full time):
  MILESTONE              A                B
  notify-national-panel  Mon 13 Sep 2027  the same
  rapid-review           Mon 27 Sep 2027  Mon 4 Oct 2027
`
	if code != 0 || out != want {
		t.Errorf("exit code %d, %s\ngot\n%s\nwant\n%s", code, errs, out, want)
	}
}

// Any two of them, either way round: each milestone is in one place, and what
// only A has is what only B has where they change places.
func TestCompareAnyTwo(t *testing.T) {
	ids := procedure.Shipped().IDs()
	for _, a := range ids {
		for _, b := range ids {
			pa, err := procedure.Shipped().Latest(a)
			if err != nil {
				t.Fatal(err)
			}
			pb, err := procedure.Shipped().Latest(b)
			if err != nil {
				t.Fatal(err)
			}
			c, back := procedure.Compare(pa, pb), procedure.Compare(pb, pa)
			if len(c.OnlyA)+len(c.Differ)+len(c.Same) != len(pa.Milestones) || len(c.OnlyB)+len(c.Differ)+len(c.Same) != len(pb.Milestones) {
				t.Errorf("%s and %s: a milestone is lost, or there twice", a, b)
			}
			if len(c.Names) != len(back.Names) || (a == b && len(c.Names) != 0) {
				t.Errorf("%s and %s: %d names differ, and %d the other way round", a, b, len(c.Names), len(back.Names))
			}
			if len(c.OnlyA) != len(back.OnlyB) || len(c.Differ) != len(back.Differ) || (a == b && len(c.Same) != len(pa.Milestones)) {
				t.Errorf("%s and %s: not the same as %s and %s", a, b, b, a)
			}
			_, out, _ := procedures("compare", a, b)
			narrow(t, a+" and "+b, out)
		}
	}
}

func TestCompareInJSON(t *testing.T) {
	code, out, errs := procedures("compare", "england-2023", "buckinghamshire", "--begun", "2026-12-16", "-o", "json")
	var got struct {
		A, B   struct{ ID, Edition string }
		OnlyA  []struct{ ID string } `json:"only_a"`
		OnlyB  []struct{ ID string } `json:"only_b"`
		Differ []struct {
			ID     string
			Fields []struct{ Field, A, B string }
		}
		Names []struct {
			ID     string
			Fields []struct{ Field, A, B string }
		}
		Same  []string
		Begun string
		Dates []struct{ ID, A, B string } `json:"statutory_dates"`
	}
	if err := json.Unmarshal([]byte(out), &got); code != 0 || err != nil {
		t.Fatal(code, err, errs)
	}
	if got.A.ID != "england-2023" || got.B.Edition != "2023-12-15" || len(got.OnlyA) != 0 || len(got.OnlyB) != 14 ||
		strings.Join(got.Same, " ") != "notify-national-panel rapid-review" || got.Begun != "2026-12-16" || got.Dates[0].A != "2026-12-23" {
		t.Errorf("got %+v", got)
	}
	d := got.Differ[0]
	if d.ID != "review-published" || d.Fields[0].Field != "when" || d.Fields[0].A != "" || d.Fields[0].B != "chair-decision is lcspr" {
		t.Errorf("got %+v", d)
	}
	named := map[string]string{}
	for _, n := range got.Names {
		named[n.ID] = fmt.Sprint(n.Fields)
	}
	if got, want := named["notification-received"], "[{event  The business office received the notification} {follows  notify-national-panel}]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// What two editions of one's own call otherwise, and what each has alone.
func TestCompareNames(t *testing.T) {
	const text = `id: local
title: Local
document: The guidance
edition: 2025-01-01
roles: {clerk: The clerk, old: Who is no longer there}
events:
  aware: {title: We knew, begins: true}
  decided: {title: It was decided, outcomes: [yes, no]}
settings:
  days:
    title: Which days
    default: working
    choices: {working: 5 working days after, calendar: 5 days after}
milestones:
  meet: {title: Meet, due: setting days aware, owner: clerk, source: {section: "1", text: Meet.}}
`
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a.yaml"), filepath.Join(dir, "b.yaml")
	later := strings.NewReplacer("The clerk", "The town clerk", ", old: Who is no longer there", "", "[yes, no]", "[yes, no, later]",
		"title: We knew, begins: true", "title: We knew", "default: working", "default: calendar",
		"  decided: {", "  told: {title: We were told, begins: true}\n  decided: {").Replace(text)
	writeFiles(t, dir, map[string]string{"a.yaml": text, "b.yaml": later})
	const want = `
Names and settings differ:
  clerk
      role      A  The clerk
                B  The town clerk
  old
      role      A  Who is no longer there
  aware
      begins    A  a case
                B  (nothing)
  decided
      the outcome is one of
                A  yes, no
                B  yes, no, later
  told
      event     B  We were told
      begins    B  a case
  days
      default   A  working
                B  calendar
`
	code, out, errs := procedures("compare", a, b)
	if code != 0 || !strings.Contains(out, want) {
		t.Errorf("exit code %d, got\n%s%s\nwant\n%s", code, out, errs, want)
	}
	if _, out, _ = procedures("compare", a, a); strings.Contains(out, "Names") {
		t.Errorf("with itself:\n%s", out)
	}
}

func TestCompareRefuses(t *testing.T) {
	for _, args := range [][]string{{"kent", "knet"}, {"knet", "kent"}, {"kent", "kent", "--begun", "tomorrow"}} {
		if code, out, errs := procedures(append([]string{"compare"}, args...)...); code == 0 || out != "" || errs == "" {
			t.Errorf("%v: exit code %d, %s%s", args, code, out, errs)
		}
	}
}
