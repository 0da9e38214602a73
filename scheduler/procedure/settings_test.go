package procedure_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/procedure"
)

// The settings that ship: procedure, setting, choice (* the default), and the
// rules that it makes.
const shippedSettings = `
england-2023 fifteen-days-from aware * | rapid-review: 15 working days after aware
england-2023 fifteen-days-from panel-notified | rapid-review: 15 working days after notify-national-panel
buckinghamshire fifteen-days-from aware * | rapid-review: 15 working days after aware
buckinghamshire fifteen-days-from panel-notified | rapid-review: 15 working days after notify-national-panel
buckinghamshire one-month-from panel-notified * | recommendation-to-chair: 1 month after notify-national-panel
buckinghamshire one-month-from business-office | recommendation-to-chair: 1 month after notification-received
kent fifteen-days-from aware | rapid-review: 15 working days after aware
kent fifteen-days-from panel-notified * | rapid-review: 15 working days after notify-national-panel
kent fifteen-days-from panel-notified-calendar | rapid-review: 15 days after notify-national-panel
kent fifteen-days-from incident | rapid-review: 15 working days after incident
kent appendix-day working * | executive-discussion: day 3 counting referral as day 1; agency-summaries: day 9 counting notify-national-panel as day 1; rapid-review-meeting: between day 11 and day 13 counting notify-national-panel as day 1; rapid-review-report: between day 13 and day 15 counting notify-national-panel as day 1; submit-rapid-review-outcome: day 15 counting notify-national-panel as day 1
kent appendix-day calendar | executive-discussion: calendar day 3 counting referral as day 1; agency-summaries: calendar day 9 counting notify-national-panel as day 1; rapid-review-meeting: between calendar day 11 and day 13 counting notify-national-panel as day 1; rapid-review-report: between calendar day 13 and day 15 counting notify-national-panel as day 1; submit-rapid-review-outcome: calendar day 15 counting notify-national-panel as day 1
kirklees-2018 review-days calendar * | chronology: 14 days after chronologies-requested; learning-event: on 14 days after the deadline of chronology; first-draft: 28 days after the last learning-event; workstream-approval: 14 days after first-draft; business-group-approval: 14 days after reviewer-amendments
kirklees-2018 review-days working | chronology: 14 working days after chronologies-requested; learning-event: on 14 working days after the deadline of chronology; first-draft: 28 working days after the last learning-event; workstream-approval: 14 working days after first-draft; business-group-approval: 14 working days after reviewer-amendments
kirklees-2018 notice-days calendar * | notice-of-publication: 7 days before publication
kirklees-2018 notice-days working | notice-of-publication: 7 working days before publication
kirklees-2018 forty-eight-hours elapsed * | information-tool: 48 hours after information-requested; workstream-minutes: 48 hours after workstream-approval; reviewer-amendments: 48 hours after workstream-minutes
kirklees-2018 forty-eight-hours working-days | information-tool: 2 working days after information-requested; workstream-minutes: 2 working days after workstream-approval; reviewer-amendments: 2 working days after workstream-minutes
north-somerset fifteen-days-from aware * | rapid-review: 15 working days after aware
north-somerset fifteen-days-from panel-notified | rapid-review: 15 working days after notify-national-panel
`

func TestShippedSettings(t *testing.T) {
	var got []string
	for _, id := range []string{"england-2023", "buckinghamshire", "kent", "kirklees-2018", "north-somerset", "joint-agency-response", "domestic-homicide-review", "looked-after-child-death", "care-leaver-death"} {
		p := latest(t, id)
		for _, s := range p.Settings {
			if s.Title == "" || s.Note == "" {
				t.Errorf("%s, %s: the title is %q, the note %q", id, s.ID, s.Title, s.Note)
			}
			for _, choice := range s.ChoiceIDs() {
				row := id + " " + s.ID + " " + choice
				if choice == s.Default {
					row += " *"
				}
				got = append(got, row+" | "+strings.Join(rulesUnder(t, p, s.ID, choice), "; "))
			}
		}
	}
	if diff := cmp.Diff(rows(shippedSettings), got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// rulesUnder lists the rules that a choice makes, and checks that it makes no
// other and is named wherever it does.
func rulesUnder(t *testing.T, p *procedure.Procedure, setting, choice string) []string {
	t.Helper()
	before := describeAll(p)
	chosen, err := p.With(map[string]string{setting: choice})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, describeAll(p)); diff != "" {
		t.Errorf("%s: a choice has changed the procedure itself: %s", p.ID, diff)
	}
	users := p.SettingUsers(setting)
	var out []string
	for i, m := range chosen.Milestones {
		asked := slices.Contains(users, m.ID)
		if asked {
			out = append(out, m.ID+": "+m.Due.String())
		} else if describe(m) != before[i] {
			t.Errorf("%s %s: got %s", setting, choice, describe(m))
		}
		if named := strings.Contains(m.Note, "Setting "+setting+": "+choice+" ("); named != asked {
			t.Errorf("%s: the note is %q", m.ID, m.Note)
		}
	}
	return out
}

func describeAll(p *procedure.Procedure) []string {
	var out []string
	for _, m := range p.Milestones {
		out = append(out, describe(m))
	}
	return out
}

func TestWhatIsSaidOfAChoice(t *testing.T) {
	for _, c := range []struct {
		procedure, milestone string
		choices              map[string]string
		want                 string
	}{
		{
			"kent", "rapid-review", nil,
			"The text says 15 days, the flowchart of the same document 15 working days. Setting fifteen-days-from: panel-notified (the default).",
		},
		{
			"kent", "rapid-review",
			map[string]string{"fifteen-days-from": "aware"},
			"The text says 15 days, the flowchart of the same document 15 working days. Setting fifteen-days-from: aware (chosen; the default is panel-notified).",
		},
		{"kent", "agency-summaries", map[string]string{"fifteen-days-from": "aware"}, "Setting appendix-day: working (the default)."},
		{"kent", "agency-summaries", map[string]string{"appendix-day": "working"}, "Setting appendix-day: working (the default)."},
		{"kent", "safeguarding-alert", nil, "The flowchart says immediately following the serious incident."},
	} {
		p, err := latest(t, c.procedure).With(c.choices)
		if err != nil {
			t.Fatal(err)
		}
		if got := milestone(t, p, c.milestone).Note; got != c.want {
			t.Errorf("%s %v: got %s", c.milestone, c.choices, got)
		}
	}
}

func TestChoicesThatThereAreNot(t *testing.T) {
	for _, c := range []struct {
		procedure string
		choices   map[string]string
		want      string
	}{
		{
			"kent",
			map[string]string{"fifteen-days-from": "awrae", "apendix-day": "working"},
			"kent has no setting \"apendix-day\": did you mean \"appendix-day\"? Settings: appendix-day, fifteen-days-from\n" +
				`"awrae" is not a choice of fifteen-days-from: did you mean "aware"? Choices: aware, incident, panel-notified, panel-notified-calendar`,
		},
		{"care-leaver-death", map[string]string{"x": "y"}, `care-leaver-death has no setting "x"`},
	} {
		p, err := latest(t, c.procedure).With(c.choices)
		if err == nil || p != nil || err.Error() != c.want {
			t.Errorf("got %v, %v\nwant %s", p, err, c.want)
		}
	}
}

const asking = `id: p
title: P
document: D
edition: 2026-01-01
roles: {chair: The chair}
events: {aware: {title: Became aware}, sent: {title: It was sent}}
settings:
  counted-from:
    title: From when it counts
    choices: {aware: 5 days after aware, sent: 5 days after sent}
    default: sent
  unit:
    title: In which days
    choices:
      working: working days
      calendar: days
    default: working
milestones:
  meet: {title: Meet, due: setting counted-from, owner: chair, source: {section: "1"}}
  write: {title: Write, due: 3 setting unit after meet, silence: assent, owner: chair, source: {section: "2"}}
`

func TestBrokenSettings(t *testing.T) {
	const names, unit = "Known here: aware, meet, sent, write", "Known here: calendar, working"
	for _, c := range []struct{ old, new, want string }{
		{"default: sent", "default: sent", ""},
		// The setting itself.
		{"    title: In which days\n", "", `p.yaml:12:3: settings.unit: the key "title" is missing`},
		{"    default: sent\n", "", `p.yaml:8:3: settings.counted-from: the key "default" is missing`},
		{"    choices: {aware: 5 days after aware, sent: 5 days after sent}\n", "", `p.yaml:8:3: settings.counted-from: the key "choices" is missing`},
		{"choices: {aware: 5 days after aware, sent: 5 days after sent}", "choices: {sent: 5 days after sent}", "p.yaml:8:3: settings.counted-from.choices: there is one only: a setting has at least two, or is none"},
		{"default: working", `default: ""`, "p.yaml:17:14: settings.unit.default: is empty: write the name, or leave the key out"},
		{"default: working", "default: workign", `p.yaml:17:14: settings.unit.default: "workign" is not a choice of unit: did you mean "working"? ` + unit},
		{"  unit:", "  Unit:", `p.yaml:12:3: settings.Unit: "Unit" is not a name: ` + nameForm + "\n" +
			`p.yaml:20:30: milestones.write.due: there is no setting "unit": did you mean "Unit"? Known here: Unit, counted-from`},
		{"      calendar: days", "      Calendar: days", `p.yaml:16:7: settings.unit.choices.Calendar: "Calendar" is not a name: ` + nameForm},
		{"      calendar: days", "      working: days", `p.yaml:16:7: settings.unit.choices.working: the key "working" is here twice, first on line 15`},
		{"      calendar: days", `      calendar: " "`, "p.yaml:16:17: settings.unit.choices.calendar: " + blank},
		{"    default: working\n", "    defualt: working\n", `p.yaml:17:5: settings.unit.defualt: unknown key "defualt": did you mean "default"? Allowed here: choices, default, note, source, title`},
		{"  unit:", "  aware:", `p.yaml:12:3: settings.aware: "aware" is the name of an event already` + "\n" +
			`p.yaml:20:30: milestones.write.due: there is no setting "unit". Known here: aware, counted-from`},
		{"  unit:", "  meet:", `p.yaml:12:3: settings.meet: "meet" is the name of a milestone already` + "\n" +
			`p.yaml:20:30: milestones.write.due: there is no setting "unit". Known here: counted-from, meet`},

		// A rule that asks.
		{"due: setting counted-from", "due: setting", `p.yaml:19:28: milestones.meet.due: the rule "setting" ends too soon: expected the name of a setting, in lower case with hyphens`},
		{"due: setting counted-from", "due: setting From", `p.yaml:19:28: milestones.meet.due: the rule "setting From" cannot be read at "From": expected the name of a setting, in lower case with hyphens`},
		{"due: setting counted-from", "due: 3 setting unit after setting x", `p.yaml:19:28: milestones.meet.due: the rule "3 setting unit after setting x" cannot be read at "setting": expected one setting in a rule, and not two`},
		{"due: setting counted-from", "due: setting counted-form", `p.yaml:19:28: milestones.meet.due: there is no setting "counted-form": did you mean "counted-from"? Known here: counted-from, unit`},

		// What a choice makes of it.
		{"calendar: days", "calendar: dyas", `p.yaml:16:17: settings.unit.choices.calendar: in write: the rule "3 dyas after meet" cannot be read at "dyas": expected working days, days, weeks, months or hours`},
		{"working: working days", "working: workdays", `p.yaml:15:16: settings.unit.choices.working: in write: the rule "3 workdays after meet" cannot be read at "workdays": expected working days, days, weeks, months or hours`},
		{"aware: 5 days after aware", "aware: 5 days after awaer", `p.yaml:10:22: settings.counted-from.choices.aware: in meet: "awaer" is neither an event nor a milestone: did you mean "aware"? ` + names},
		{"aware: 5 days after aware", "aware: setting unit", `p.yaml:10:22: settings.counted-from.choices.aware: in meet: the rule "setting unit" cannot be read at "setting": expected a due rule, for example "15 working days after aware" or "promptly after aware"`},
		{"aware: 5 days after aware", "aware: 5 days after write", "p.yaml:19:28: milestones.meet.due: hangs on itself: meet hangs on write hangs on meet"},
		{"due: 3 setting unit after meet", "due: setting counted-from", ""},
		{
			"{aware: 5 days after aware, sent: 5 days after sent}", "{aware: promptly after aware, sent: 5 days after sent}\n    note: N",
			"",
		},
		{
			"due: 3 setting unit after meet, silence: assent", "due: setting counted-from, done-by: aware",
			`p.yaml:20:61: milestones.write.done-by: "aware" is what the rule counts from: it cannot complete the milestone too`,
		},
		{
			"due: 3 setting unit after meet, silence: assent", "due: 1 day after aware, within: meet", "",
		},
	} {
		if strings.Count(asking, c.old) != 1 {
			t.Fatalf("%q is there %d times", c.old, strings.Count(asking, c.old))
		}
		_, err := procedure.Shipped().Load("p.yaml", []byte(strings.Replace(asking, c.old, c.new, 1)))
		got := ""
		if err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%q for %q: got\n%s\nwant\n%s", c.new, c.old, got, c.want)
		}
		partedAndCoded(t, err)
	}
}

// A choice without a date is no use to what wants one, whatever the default.
func TestAChoiceWithoutADate(t *testing.T) {
	prompt := strings.Replace(asking, "aware: 5 days after aware", "aware: promptly after aware", 1)
	for _, c := range []struct{ old, new, want string }{
		{
			"due: 3 setting unit after meet, silence: assent", "due: 1 day after aware, within: meet",
			`p.yaml:20:57: milestones.write.within: "meet" has no date to stay within: name a milestone that exists once in a case and has a due date`,
		},
		{
			"due: 3 setting unit after meet, silence", "due: setting counted-from, silence",
			`p.yaml:10:22: settings.counted-from.choices.aware: in write: "promptly after aware" has no date by which silence could mean "assent"`,
		},
	} {
		_, err := procedure.Shipped().Load("p.yaml", []byte(strings.Replace(prompt, c.old, c.new, 1)))
		if err == nil || err.Error() != c.want {
			t.Errorf("got\n%v\nwant\n%s", err, c.want)
		}
	}
}

// What a child says of a setting takes the place of what its parent says, choice
// by choice; and the milestones that it inherits follow.
func TestInheritedSettings(t *testing.T) {
	const child = "id: q\ntitle: Q\ndocument: D\nedition: 2026-02-01\ninherits: p\n"
	const meeting = "milestones:\n  extra: {title: Extra, due: promptly after sent, owner: chair, source: {section: \"3\"}}\n"
	for _, c := range []struct{ name, text, meet, write, want string }{
		{"nothing is said", meeting, "5 days after sent", "3 working days after meet", ""},
		{"another default", "settings: {counted-from: {default: aware}}\n" + meeting, "5 days after aware", "3 working days after meet", ""},
		{"another choice, and the default", "settings: {unit: {choices: {weeks: weeks}, default: weeks}}\n" + meeting, "5 days after sent", "3 weeks after meet", ""},
		{"other words for a choice", "settings: {unit: {choices: {working: weeks}}}\n" + meeting, "5 days after sent", "3 weeks after meet", ""},
		{
			"a rule of its own", "milestones:\n  meet: {title: Extra, due: 2 days after aware, owner: chair, source: {section: \"3\"}}\n",
			"2 days after aware", "3 working days after meet", "",
		},
		{"words that an inherited rule cannot take", "settings: {unit: {choices: {weeks: wekes}}}\n" + meeting, "", "", `q.yaml:6:36: settings.unit.choices.weeks: in write: the rule "3 wekes after meet" cannot be read at "wekes": expected working days, days, weeks, months or hours`},
		{"a rule that an inherited choice does not fit", strings.Replace(meeting, "promptly after sent", "promptly after setting unit", 1), "", "", "" +
			`q.yaml:7:30: milestones.extra.due: where unit is working: the rule "promptly after working days" cannot be read at "days": expected the end of the rule` + "\n" +
			`q.yaml:7:30: milestones.extra.due: where unit is calendar: "days" is neither an event nor a milestone. Known here: aware, extra, meet, sent, write`},
		{"a default that is none", "settings: {unit: {default: wekes}}\n" + meeting, "", "", `q.yaml:6:28: settings.unit.default: "wekes" is not a choice of unit. Known here: calendar, working`},
		{"an event of that name", "events: {unit: {title: U}}\n" + meeting, "", "", `q.yaml:6:10: events.unit: "unit" is the name of a setting already, inherited from p`},
	} {
		l, err := load(asking, child+c.text)
		if err != nil {
			if got := strings.ReplaceAll(err.Error(), "b.yaml", "q.yaml"); got != c.want {
				t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
			}
			continue
		}
		p, err := l.Latest("q")
		if err != nil || c.want != "" {
			t.Fatalf("%s: %v, want %s", c.name, err, c.want)
		}
		if meet, write := milestone(t, p, "meet").Due.String(), milestone(t, p, "write").Due.String(); meet != c.meet || write != c.write {
			t.Errorf("%s: %s; %s", c.name, meet, write)
		}
		parent, err := l.Latest("p")
		if err != nil || milestone(t, parent, "write").Due.String() != "3 working days after meet" || len(parent.Settings[1].Choices) != 2 {
			t.Errorf("%s: the parent has changed: %v, %v", c.name, parent.Settings, err)
		}
	}
}

// A choice is made for all editions, and each uses what it can.
func TestChoicesOverEditions(t *testing.T) {
	later := strings.NewReplacer("2026-01-01", "2027-01-01", "sent: 5 days after sent}", "sent: 5 days after sent, both: the later of 5 days after aware and 5 days after sent}").Replace(asking)
	l, err := load(small("p", "2020-01-01", "", "meet"), asking, later)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{"counted-from": {"aware", "sent", "both"}, "unit": {"working", "calendar"}}
	if diff := cmp.Diff(want, l.Choices("p")); diff != "" {
		t.Error(diff)
	}
	for choice, rules := range map[string][3]string{
		"aware": {"5 days after aware", "5 days after aware", "5 days after aware"},
		"sent":  {"5 days after aware", "5 days after sent", "5 days after sent"},
		"both":  {"5 days after aware", "5 days after sent", "the later of 5 days after aware and 5 days after sent"},
	} {
		settled := l.With(map[string]map[string]string{"p": {"counted-from": choice}})
		for year, rule := range map[int]string{2020: rules[0], 2026: rules[1], 2027: rules[2]} {
			p, err := settled.InForce("p", calendar.NewDate(year, 6, 1))
			if err != nil || milestone(t, p, "meet").Due.String() != rule {
				t.Errorf("%s in %d: %v %v", choice, year, milestone(t, p, "meet").Due, err)
			}
		}
	}
	if got := slices.Sorted(maps.Keys(l.Choices("q"))); len(got) > 0 {
		t.Errorf("a procedure that there is not has the settings %v", got)
	}
}

// A version is that of what a procedure says, and of nothing else.
func TestVersions(t *testing.T) {
	version := func(text string, choices map[string]string) string {
		t.Helper()
		p, err := procedure.Shipped().Load("p.yaml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if choices != nil {
			if p, err = p.With(choices); err != nil {
				t.Fatal(err)
			}
		}
		return p.Version()
	}
	is := version(asking, nil)
	for _, same := range []string{asking, "# a comment\n" + asking, strings.Replace(asking, "title: P", `title: "P"`, 1)} {
		if version(same, nil) != is {
			t.Errorf("another version:\n%s", same)
		}
	}
	seen := map[string]string{is: "as it is"}
	for _, c := range []struct{ old, new string }{
		{"title: P", "title: Q"},
		{"2026-01-01", "2026-01-02"},
		{"chair: The chair", "chair: The other chair"},
		{"sent: 5 days after sent", "sent: 6 days after sent"},
		{"aware: 5 days after aware", "aware: 6 days after aware"},
		{"default: sent", "default: aware"},
		{"silence: assent", "silence: dissent"},
		{`due: setting counted-from, owner: chair, source: {section: "1"}`, `due: setting counted-from, owner: chair, source: {section: "1"}, when: other is yes`},
		{`due: setting counted-from, owner: chair, source: {section: "1"}`, `due: promptly after sent, owner: chair, source: {section: "1"}`},
		{`due: setting counted-from, owner: chair, source: {section: "1"}`, `due: the same day as sent, owner: chair, source: {section: "1"}`},
	} {
		text := strings.Replace(asking, "sent: {title: It was sent}", `sent: {title: It was sent}, other: {title: O, outcomes: ["yes", "no"]}`, 1)
		v := version(strings.Replace(text, c.old, c.new, 1), nil)
		if other, taken := seen[v]; taken {
			t.Errorf("%s and %s have one version", c.new, other)
		}
		seen[v] = c.new
	}
	for _, choice := range []string{"aware", "sent"} {
		v := version(asking, map[string]string{"counted-from": choice})
		if other, taken := seen[v]; taken {
			t.Errorf("%s and %s have one version", choice, other)
		}
		seen[v] = choice
	}
}
