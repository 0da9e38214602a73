package procedure_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/procedure"
)

// The procedures that ship, a milestone a line, to be read beside the guidance:
// id, statutory (!), one instance for each of, due, owner, paragraph.
const england = `
notify-national-panel ! | | 5 working days after aware | local-authority | 4.1
rapid-review ! | | 15 working days after aware | lcspr-chair | 4.2
review-published ! | | 6 months after review-initiated | business-manager | 3
explain-delay ! | | 1 working day after review-published is expected late | partnership-chair | 3
report-before-publication ! | national-panel, secretary-of-state, ofsted | 7 working days before publication | business-manager | 17.5
report-available ! | | keep at least 12 months after publication | business-manager | 17.1
`

// The first six are inherited; what the partnership says of them replaces them.
const buckinghamshire = england + `
share-notification | | promptly after notify-national-panel | local-authority | 4.1
inform-chairs | partnership-chair, lcspr-chair | promptly after notification-received | business-manager | 4.1
request-information | agency | 2 working days after notification-received | business-manager | 4.3
secure-records | agency | promptly after notification-received | agency | 4.3
agency-return | agency | the date in the letter | agency | 4.3
set-meeting-date | | promptly after every request-information | business-manager | 4.4
rapid-review-meeting | | between 7 and 13 working days after notification-received | business-manager | 4.4
recommendation-to-chair | | 1 month after notify-national-panel | lcspr-chair | 4.7
chair-decision | | promptly after recommendation-to-chair | partnership-chair | 4.7
share-outcome | national-panel, board-members, referrer, agencies | promptly after chair-decision | business-manager | 4.8
release-records | | promptly after chair-decision | partnership-chair | 4.8
tell-panel-reviewer | | promptly after chair-decision | partnership-chair | 4.8
media-plan | | promptly after report-endorsed | business-manager | 17.2
explain-non-publication | ofsted, dfe, national-panel | promptly after publication-declined | partnership-chair | 17.1
`

func latest(t testing.TB, id string) *procedure.Procedure {
	t.Helper()
	p, err := procedure.Shipped().Latest(id)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func milestone(t testing.TB, p *procedure.Procedure, id string) *procedure.Milestone {
	t.Helper()
	m, ok := p.Milestone(id)
	if !ok {
		t.Fatalf("%s has no milestone %s", p.ID, id)
	}
	return m
}

func describe(m procedure.Milestone) string {
	id, per := m.ID, strings.Join(m.Recipients, ", ")
	if m.Statutory {
		id += " !"
	}
	if per == "" && m.Repeats() {
		per = m.Per()[0]
	}
	return strings.ReplaceAll(strings.Join([]string{id, per, m.Due.String(), m.Owner, m.Source.Section}, " | "), "|  |", "| |")
}

// tables is every procedure that ships, with its edition.
var tables = map[string][2]string{
	"england-2023":             {"2023-12-15", england},
	"buckinghamshire":          {"2023-12-15", buckinghamshire},
	"kirklees-2018":            {"2018-07-04", kirklees},
	"north-somerset":           {"2024-04-01", northSomerset},
	"kent":                     {"2024-01-01", kent},
	"joint-agency-response":    {"2024-01-01", jointAgencyResponse},
	"domestic-homicide-review": {"2024-01-01", domesticHomicideReview},
	"looked-after-child-death": {"2023-12-15", lookedAfterChildDeath},
	"care-leaver-death":        {"2024-01-01", careLeaverDeath},
}

func TestShippedProcedures(t *testing.T) {
	if got := slices.Sorted(maps.Keys(tables)); !slices.Equal(got, procedure.Shipped().IDs()) {
		t.Errorf("the tables are of %v", got)
	}
	for id, table := range tables {
		p := latest(t, id)
		if p.Edition.String() != table[0] {
			t.Errorf("%s: edition %s", id, p.Edition)
		}
		want := rows(table[1])
		for i, m := range p.Milestones {
			if i >= len(want) || describe(m) != want[i] {
				t.Errorf("%s, line %d: got\n%s", id, i+1, describe(m))
			}
			if m.Title == "" || m.Source.Text == "" || m.Source.Document == "" {
				t.Errorf("%s: %s has the title %q and the source %s, %q", id, m.ID, m.Title, m.Source, m.Source.Text)
			}
		}
		if len(p.Milestones) != len(want) {
			t.Errorf("%s has %d milestones, the table %d", id, len(p.Milestones), len(want))
		}
	}
}

func rows(table string) []string {
	return strings.FieldsFunc(table, func(r rune) bool { return r == '\n' })
}

// TestLinks compares what else milestones say. Buckinghamshire has tests of its
// own; what is not in the table says nothing else.
func TestLinks(t *testing.T) {
	want := map[string]string{}
	for _, row := range rows(links) {
		cells := strings.Split(row, " | ")
		for _, id := range strings.Split(cells[1], ", ") {
			want[cells[0]+" "+id] = cells[2]
		}
	}
	for _, id := range []string{"kirklees-2018", "north-somerset", "kent", "joint-agency-response", "domestic-homicide-review", "looked-after-child-death", "care-leaver-death"} {
		for _, m := range latest(t, id).Milestones {
			if got := linksOf(m); got != want[id+" "+m.ID] {
				t.Errorf("%s | %s | %s", id, m.ID, got)
			}
			delete(want, id+" "+m.ID)
		}
	}
	if len(want) > 0 {
		t.Errorf("no such milestones: %v", want)
	}
}

func linksOf(m procedure.Milestone) string {
	var out []string
	add := func(prefix, value string) {
		if value != "" {
			out = append(out, prefix+value)
		}
	}
	add("", strings.Join(m.Outcomes, ", "))
	if m.When != nil {
		add("when ", m.When.String())
	}
	if !m.From.IsZero() {
		add("from ", m.From.String())
	}
	add("after ", m.Follows)
	add("within ", m.Within)
	add("done by ", m.DoneBy)
	add("ended by ", m.EndedBy)
	add("silence is ", m.Silence)
	if m.Delegated != nil {
		add("delegated to ", m.Delegated.String())
	}
	add("quorum: ", m.Quorum)
	return strings.Join(out, "; ")
}

func events(p *procedure.Procedure) string {
	var out []string
	for _, e := range p.Events {
		if e.Begins {
			e.ID += " (begins)"
		}
		out = append(out, e.ID)
	}
	return strings.Join(out, ", ")
}

func TestEventsAndRoles(t *testing.T) {
	e, b := latest(t, "england-2023"), latest(t, "buckinghamshire")
	const inherited = "aware (begins), review-initiated, publication"
	const roles = "local-authority, business-manager, lcspr-chair, partnership-chair, safeguarding-partners"
	for _, c := range [][2]string{
		{events(e), inherited},
		{events(b), inherited + ", notification-received, report-endorsed, publication-declined"},
		{strings.Join(e.RoleIDs(), ", "), roles},
		{strings.Join(b.RoleIDs(), ", "), roles + ", lcspr-panel-chair, agency, agency-lead"},
		{strings.Join(e.Names()[:5], ", "), "aware, review-initiated, publication, notify-national-panel, rapid-review"},
		{b.Inherits, "england-2023"},
		{e.Inherits, ""},
	} {
		if c[0] != c[1] {
			t.Errorf("got %s\nwant %s", c[0], c[1])
		}
	}
	if _, ok := b.Event("rapid-review"); ok {
		t.Error("a milestone was found as an event")
	}
}

// The branches of the chair's decision: only lcspr opens what follows a review.
func TestBranches(t *testing.T) {
	b := latest(t, "buckinghamshire")
	if got := milestone(t, b, "chair-decision").Outcomes; !slices.Equal(got, []string{"lcspr", "alternative-review", "no-review"}) {
		t.Errorf("the chair decides between %v", got)
	}
	want := map[string]string{
		"review-published": "lcspr", "explain-delay": "lcspr", "report-before-publication": "lcspr", "report-available": "lcspr",
		"tell-panel-reviewer": "lcspr", "media-plan": "lcspr", "release-records": "no-review",
	}
	for _, m := range b.Milestones {
		got := ""
		if m.When != nil {
			got = m.When.String()
		}
		if only := want[m.ID]; (only == "") != (got == "") || only != "" && got != "chair-decision is "+only {
			t.Errorf("%s applies when %q", m.ID, got)
		}
		ended := map[string]string{"secure-records": "release-records"}[m.ID]
		done := map[string]string{"review-published": "publication"}[m.ID]
		if m.EndedBy != ended || m.DoneBy != done {
			t.Errorf("%s is ended by %q, done by %q", m.ID, m.EndedBy, m.DoneBy)
		}
	}
	if got := milestone(t, b, "explain-delay").Copy; !slices.Equal(got, []string{"lcspr-panel-chair"}) {
		t.Errorf("explain-delay is copied to %v", got)
	}
	if q := milestone(t, b, "rapid-review-meeting").Quorum; q != "At least three agencies, two of them safeguarding partners (4.6)" {
		t.Errorf("the quorum is %q", q)
	}
	const note = "The window counts from receiving the notification, the Rapid Review's own 15 working days from becoming aware: " +
		"a meeting inside the window can still be too late for the Rapid Review."
	if got := milestone(t, b, "rapid-review-meeting").Note; got != note {
		t.Errorf("the note is %q", got)
	}
}

func ladder(rungs []procedure.Rung) string {
	var out []string
	for _, r := range rungs {
		out = append(out, fmt.Sprintf("%s %s", r.After, strings.Join(r.Tell, "+")))
	}
	return strings.Join(out, ", ")
}

// Every milestone has the default ladder and reminders, inherited too, but for
// agencies that do not answer.
func TestLaddersAndReminders(t *testing.T) {
	const usual = "1 working day lcspr-chair, 3 working days partnership-chair, 5 working days safeguarding-partners"
	own := map[string]string{"agency-return": "1 working day lcspr-chair, 3 working days agency-lead, 5 working days safeguarding-partners"}
	reminders := []calendar.Period{workingDays(10), workingDays(5), workingDays(2), workingDays(1)}
	for _, id := range []string{"england-2023", "buckinghamshire"} {
		p := latest(t, id)
		if ladder(p.Ladder) != usual || !slices.Equal(p.Reminders, reminders) {
			t.Errorf("%s: %s; %v", id, ladder(p.Ladder), p.Reminders)
		}
		for _, m := range p.Milestones {
			want := usual
			if special, ok := own[m.ID]; ok {
				want = special
			}
			if ladder(m.Ladder) != want || !slices.Equal(m.Reminders, reminders) {
				t.Errorf("%s: %s; %v", m.ID, ladder(m.Ladder), m.Reminders)
			}
		}
	}
}

// Who is told in the procedures that stand on their own.
func TestOtherLadders(t *testing.T) {
	for _, c := range []struct{ id, milestone, want string }{
		{"kirklees-2018", "", "1 working day workstream-chair, 3 working days partnership-chair, 5 working days safeguarding-partners"},
		{"kirklees-2018", "information-tool", "4 hours agency-lead, 1 working day workstream-chair+partnership-chair"},
		{"north-somerset", "initial-scoping", "1 working day lcspr-chair, 3 working days agency-lead, 5 working days safeguarding-partners"},
		{"kent", "placing-authority-confirms", "1 hour local-authority"},
		{"joint-agency-response", "", "4 hours service-manager"},
		{"domestic-homicide-review", "", "1 working day csp-chair"},
		{"looked-after-child-death", "", ""},
		{"care-leaver-death", "", ""},
	} {
		p := latest(t, c.id)
		got := p.Ladder
		if c.milestone != "" {
			got = milestone(t, p, c.milestone).Ladder
		}
		if ladder(got) != c.want {
			t.Errorf("%s %s: %s", c.id, c.milestone, ladder(got))
		}
	}
}

// Members and actions are named by the facts of a case; until then one milestone
// stands for all of them. Events can have outcomes.
func TestNamed(t *testing.T) {
	m := milestone(t, latest(t, "kirklees-2018"), "action")
	if got := m.Instances([]string{"police"}, nil); !slices.Equal(got, []string{""}) {
		t.Errorf("unnamed actions: %q", got)
	}
	if got := m.Instances([]string{"police"}, []string{"a1", "a2"}); !slices.Equal(got, []string{"a1", "a2"}) {
		t.Errorf("named actions: %q", got)
	}
	p := latest(t, "north-somerset")
	if got := p.Decisions(); !slices.Equal(got, []string{"family-meetings-relevant", "submit-rapid-review"}) {
		t.Errorf("decisions: %q", got)
	}
	if got := p.Outcomes("family-meetings-relevant"); !slices.Equal(got, []string{"yes", "no"}) {
		t.Errorf("outcomes: %q", got)
	}
}

func TestInstances(t *testing.T) {
	b, agencies := latest(t, "buckinghamshire"), []string{"police", "icb"}
	for id, want := range map[string][]string{
		"rapid-review": {""}, "request-information": agencies, "inform-chairs": {"partnership-chair", "lcspr-chair"},
	} {
		m := milestone(t, b, id)
		if got := m.Instances(agencies, nil); !slices.Equal(got, want) || m.Repeats() != (len(want) > 1) {
			t.Errorf("%s has the instances %q", id, got)
		}
	}
	if _, ok := b.Milestone("aware"); ok {
		t.Error("an event was found as a milestone")
	}
}

// Reading all procedures happens once, when the program starts.
func BenchmarkLoadLibrary(b *testing.B) {
	for b.Loop() {
		if _, err := procedure.LoadFS(shippedFiles); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParseRule(b *testing.B) {
	for b.Loop() {
		if _, err := procedure.ParseRule("between 7 and 13 working days after notification-received"); err != nil {
			b.Fatal(err)
		}
	}
}
