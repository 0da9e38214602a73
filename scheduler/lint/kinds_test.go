package lint_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler/lint"
	"github.com/longstop/longstop/scheduler/procedure"
)

// around is a procedure without findings, to which the rows of the table add.
const around = `id: local
title: A local procedure
document: The guidance
edition: 2025-01-01
roles: {chair: The chair, owner: Whoever does it, agency: An agency, agency-lead: Its lead}
reminders: []
ladder: [{after: 1 working day, tell: [chair]}]
events: {aware: {title: Became aware, begins: true}, invited: {title: Was invited, follows: notify}, published: {title: Was published}}
settings: {}
milestones:
  notify: {title: Notify, due: 5 working days after aware, done-by: published, owner: owner, source: {section: "1", text: Notify.}}
  answer: {title: Answer, per: agency, due: 5 days after invited, owner: agency, copy: [agency-lead], source: {section: "1", text: Answer.}}
  decide: {title: Decide, due: 20 working days after aware, outcomes: [review, none], owner: owner, source: {section: "1", text: Decide.}}
`

// local returns the procedure with more lines. A line with a key of the file
// replaces that line; any other is a milestone, such as
// "m: 5 days after aware; when: decide is none".
func local(lines string) []byte {
	text := around
	for line := range strings.Lines(lines) {
		line = strings.TrimSpace(line)
		name, fields, _ := strings.Cut(line, ": ")
		if i := strings.Index(text, "\n"+name+": "); i >= 0 {
			rest := text[i+1:]
			text = text[:i+1] + line + rest[strings.Index(rest, "\n"):]
			continue
		}
		for _, add := range []string{"title: It", "owner: owner", `source: {section: "2", text: It.}`} {
			if key, _, _ := strings.Cut(add, ":"); !strings.Contains(fields, "; "+key+": ") {
				fields += "; " + add
			}
		}
		text += "  " + name + ":\n    due: " + strings.ReplaceAll(fields, "; ", "\n    ") + "\n"
	}
	return []byte(text)
}

// linted returns the findings in a file: KIND at FIELD: MESSAGE.
func linted(t testing.TB, data []byte, in lint.Context) (out []string) {
	t.Helper()
	p, err := procedure.Shipped().Load("local.yaml", data)
	if err != nil {
		t.Fatalf("%v in\n%s", err, data)
	}
	if in.Text, err = procedure.ReadText("local.yaml", data); err != nil {
		t.Fatal(err)
	}
	in.Calendar = plantest.England()
	for _, f := range lint.Procedure(p, in) {
		if f.Line == 0 || f.Column == 0 || f.Right == "" || f.Severity == "" || f.File != "local.yaml" {
			t.Errorf("not all is said in %+v", f)
		}
		out = append(out, fmt.Sprintf("%s at %s: %s", f.Kind, f.Field, f.Message))
	}
	return out
}

// matches says whether each line of want is the beginning of one of got.
func matches(got []string, want string) bool {
	lines := strings.Split(want, "\n")
	if want == "" {
		lines = nil
	}
	return slices.EqualFunc(got, lines, strings.HasPrefix)
}

// kinds has every kind of finding in a procedure that loads, and beside it the
// same procedure put right, in which nothing is found.
var kinds = []struct{ name, wrong, want, right string }{
	{
		name: "conditions that exclude each other along a chain",
		wrong: `a: 5 days after decide; when: decide is review
			m: 5 days after a; when: decide is none`,
		want: "unreachable at milestones.m.when: can never open: these would have to hold together: decide is none (for m); decide is review (for a)",
		right: `a: 5 days after decide; when: decide is review
			m: 5 days after a; when: decide is review`,
	},
	{
		name:  "a decision that is never taken with that outcome",
		wrong: "a: 5 days after aware; when: decide is none; outcomes: [yes-it-is, no-it-is-not]\nm: 5 days after decide; when: a is yes-it-is\nn: 5 days after m; when: decide is review",
		want:  "unreachable at milestones.n.when: can never open: these would have to hold together: decide is review (for n); a is yes-it-is (for m); decide is none (for a)",
		right: "a: 5 days after aware; when: decide is none; outcomes: [yes-it-is, no-it-is-not]\nm: 5 days after decide; when: a is yes-it-is\nn: 5 days after m; when: decide is none",
	},
	{
		name:  "one of two beginnings is enough",
		wrong: "a: promptly after decide; when: decide is review\nm: promptly after a; when: decide is none",
		want:  "unreachable at milestones.m.when: can never open",
		right: "a: promptly after decide; when: decide is review\nm: promptly after a or published; when: decide is none",
	},
	{
		name:  "the deadline of a milestone without one",
		wrong: "a: promptly after aware\nm: 5 days after the deadline of a",
		want:  `unreachable at milestones.m.due: can never open: it counts from "the deadline of a", and a has no date (promptly after aware)`,
		right: "a: promptly after aware\nm: 5 days after a",
	},
	{
		name:  "a milestone without a date that is expected late",
		wrong: "a: promptly after aware\nm: promptly after a is expected late",
		want:  `unreachable at milestones.m.due: can never open: it counts from "a is expected late"`,
		right: "a: 5 days after aware\nm: promptly after a is expected late",
	},
	{
		name:  "ended before it opens",
		wrong: "a: 5 days after decide\nm: promptly after a; ended-by: decide",
		want:  "unreachable at milestones.m.ended-by: can never be open: decide ends it, and it opens only after that was done (promptly after a)",
		right: "a: 5 days after notify\nm: promptly after a; ended-by: decide",
	},
	{
		name:  "completed before it opens",
		wrong: "a: 5 days after published\nm: 5 days after a; done-by: published",
		want:  "unreachable at milestones.m.done-by: can never be open: published completes it, and it opens only after that (5 days after a)",
		right: "a: 5 days before published\nm: 5 days after a; done-by: published",
	},
	{
		name:  "further back than there is time",
		wrong: "a: 24 hours after invited\nm: 48 hours before the deadline of a",
		want:  "due-before-open at milestones.m.due: can come due before it opens: 48 hours before the deadline of a, where a has no more than 24 hours after invited",
		right: "a: 72 hours after invited\nm: 48 hours before the deadline of a",
	},
	{
		name:  "further back from an event than the milestone that it comes with",
		wrong: "m: 7 working days before invited",
		want:  "due-before-open at milestones.m.due: can come due before it opens: 7 working days before invited, where notify has no more than 5 working days after aware",
		right: "m: 4 working days before invited",
	},
	{
		name:  "a window that ends after its limit",
		wrong: "m: between 7 and 13 working days after invited; within: a\na: 15 working days after aware",
		want:  "window-after-limit at milestones.m.due: can end 3 days after a, which it is to be in time for",
		right: "m: between 7 and 10 working days after invited; within: a\na: 15 working days after aware",
	},
	{
		name:  "milestones that pass the stage which they complete",
		wrong: "a: 20 days after notify\nm: 20 days after a\nstage: calendar day 40 counting aware as day 1; done-by: m",
		want:  "chain-overruns at milestones.m.due: can end 8 days after stage where each step before it takes its full time",
		right: "a: 20 days after notify\nm: 5 days after a\nstage: calendar day 40 counting aware as day 1; done-by: m",
	},
	{
		name:  "a source without its wording",
		wrong: `m: 5 days after aware; source: {section: "4.1"}`,
		want:  "missing-citation at milestones.m.source: The guidance, 4.1 is named, and its wording is not quoted",
		right: `m: 5 days after aware; source: {section: "4.1", text: within five days}`,
	},
	{
		name:  "a setting whose source has no wording",
		wrong: "settings: {days: {title: Which, choices: {working: working days, calendar: days}, default: working, source: {section: \"4\"}}}\nm: 5 setting days after aware",
		want:  "missing-citation at settings.days.source: The guidance, 4 is named, and its wording is not quoted",
		right: "settings: {days: {title: Which, choices: {working: working days, calendar: days}, default: working, source: {section: \"4\", text: in days}}}\nm: 5 setting days after aware",
	},
	{
		name:  "no ladder at all",
		wrong: "m: 5 days after aware; ladder: []",
		want:  "ladder-ends-in-nobody at milestones.m.ladder: has no step",
		right: "m: promptly after aware; ladder: []",
	},
	{
		name:  "a ladder that ends with the owner",
		wrong: "m: 5 days after aware; owner: chair",
		want:  "ladder-ends-in-nobody at milestones.m.ladder: ends with chair, who was told already when it became overdue",
		right: "m: 5 days after aware; owner: chair; ladder: [{after: 1 day, tell: [owner]}]",
	},
	{
		name:  "a ladder that ends with an agency",
		wrong: "m: 5 days after aware; per: agency; ladder: [{after: 1 day, tell: [chair]}, {after: 2 days, tell: [agency-lead]}]",
		want:  "ladder-ends-in-nobody at milestones.m.ladder: ends with agency-lead, which an agency need not have",
		right: "m: 5 days after aware; per: agency; ladder: [{after: 1 day, tell: [agency-lead]}, {after: 2 days, tell: [chair]}]",
	},
	{
		name:  "a reminder as long as the time",
		wrong: "m: 5 working days after aware; reminders: [10 working days, 5 working days, 2 working days]",
		want:  "reminder-never-fires at milestones.m.reminders: the reminder of 10 working days never comes: it is not shorter than the time that the milestone has\nreminder-never-fires at milestones.m.reminders: the reminder of 5 working days never comes",
		right: "m: 5 working days after aware; reminders: [4 working days, 2 working days]",
	},
	{
		name:  "a reminder in days of a milestone in hours",
		wrong: "m: 72 hours after aware; reminders: [1 day]",
		want:  "reminder-never-fires at milestones.m.reminders: the reminder of 1 day never comes: what is counted in hours is reminded of at half-time and four hours before",
		right: "m: 72 hours after aware; reminders: []",
	},
	{
		name:  "a reminder of a milestone without a date",
		wrong: "m: promptly after aware; reminders: [1 day]",
		want:  "reminder-never-fires at milestones.m.reminders: the reminder of 1 day never comes: there is no date before which it could come",
		right: "m: the date in the letter; reminders: [1 day]",
	},
	{
		name:  "a reminder that is too long for every milestone",
		wrong: "reminders: [30 working days, 1 working day]\nm: 5 days after aware",
		want:  "reminder-never-fires at reminders: the reminder of 30 working days comes for no milestone",
		right: "reminders: [30 working days, 1 working day]\nm: 3 months after aware",
	},
	{
		name:  "a role without anything to do",
		wrong: "roles: {chair: C, owner: O, agency: A, agency-lead: L, author: The author}",
		want:  "unused-role at roles.author: owns no milestone, and is told of none",
		right: "roles: {chair: C, owner: O, agency: A, agency-lead: L, author: The author}\nm: 5 days after aware; copy: [author]",
	},
	{
		name:  "an event from which nothing counts",
		wrong: "events: {aware: {title: A, begins: true}, invited: {title: I, follows: notify}, published: {title: P}, declined: {title: D}}",
		want:  "unused-event at events.declined: nothing counts from it, hangs on it or is completed by it",
		right: "events: {aware: {title: A, begins: true}, invited: {title: I, follows: notify}, published: {title: P}, declined: {title: D}}\nm: promptly after declined",
	},
	{
		name:  "a setting that no rule asks for",
		wrong: "settings: {days: {title: Which days, choices: {working: working days, calendar: days}, default: working}}",
		want:  "unused-setting at settings.days: no rule asks for it: whatever is chosen changes nothing",
		right: "settings: {days: {title: Which days, choices: {working: working days, calendar: days}, default: working}}\nm: 5 setting days after aware",
	},
}

func TestKindsOfFindings(t *testing.T) {
	if got := linted(t, local(""), lint.Context{}); len(got) > 0 {
		t.Fatalf("the procedure of all rows has findings: %s", got)
	}
	for _, tt := range kinds {
		if got := linted(t, local(tt.wrong), lint.Context{}); !matches(got, tt.want) {
			t.Errorf("%s: found\n%s\nwant\n%s", tt.name, strings.Join(got, "\n"), tt.want)
		}
		if got := linted(t, local(tt.right), lint.Context{}); len(got) > 0 {
			t.Errorf("%s, put right: found %s", tt.name, got)
		}
	}
}
