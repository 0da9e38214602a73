package cli

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/cmd/internal/picture"
	"github.com/longstop/longstop/cmd/internal/rows"
	"github.com/longstop/longstop/cmd/internal/samples"
	"github.com/longstop/longstop/cmd/internal/table"
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/notifier"
	"github.com/longstop/longstop/scheduler/letter"
	"github.com/longstop/longstop/scheduler/notice"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

// The same agency, role and date reads the same wherever it is read.
//
// Emails are for people: each role and agency has one wording there (words.Role),
// in subject, text and HTML, and its id stands in commands alone. Of several who
// have a milestone each, the title ends with the name (words.ID). Why somebody is
// told may add the name that the partnership gives an agency, in brackets.
//
// The table, the picture and the page of a procedure are for people who type
// commands: there is the id as it is typed, and no wording.
//
// A date has its weekday, and one of two forms: long in an email, long or brief
// elsewhere. A list of bank holidays, and a column that says when something was
// done, leave out the year that the reader knows.
//
// What a procedure says itself (titles, notes, sources) is quoted as it is, and so
// is a rule in the language of rules.
func TestTheSameReadsTheSameEverywhere(t *testing.T) {
	renderer, err := notifier.NewRenderer()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range everyEdition(t) {
		t.Run(p.ID+" "+p.Edition.String(), func(t *testing.T) {
			t.Parallel()
			r := newReader(t, p, renderer)
			r.page()
			for what, facts := range samples.Facts(p) {
				for _, days := range []int{0, 20, 400} {
					r.what = fmt.Sprintf("%s, day %d", what, days)
					r.moment(append(instances(p), facts...), calendar.NewDate(2026, time.December, 3).AddDays(days).At(12, 0, 0))
				}
			}
		})
	}
}

// reader reads everything about the cases of one procedure.
type reader struct {
	t        *testing.T
	p        *procedure.Procedure
	people   *notifier.Directory
	renderer *notifier.Renderer
	what     string                    // the case and the moment
	said     map[string]bool           // the mistakes that were reported
	quotes   *strings.Replacer         // takes out what the procedure says itself
	marks    *strings.Replacer         // puts a mark for each wording of a role or an agency
	ids      map[string]*regexp.Regexp // finds an id, where that is no word
	wordings map[string]string         // by id, where they differ
}

// mark stands for a wording.
const mark = "•"

func newReader(t *testing.T, p *procedure.Procedure, renderer *notifier.Renderer) *reader {
	r := &reader{
		t: t, p: p, people: everybody(p), renderer: renderer, said: map[string]bool{},
		quotes: replacer("", quotes(p)), ids: map[string]*regexp.Regexp{}, wordings: map[string]string{},
	}
	var known []string
	for _, role := range p.RoleIDs() {
		known = append(known, words.Role(role), "the role of "+words.ID(role))
		r.wordings[role] = words.Role(role)
		if strings.Contains(role, "-") { // "executive" is a word as well
			r.ids[role] = alone(role)
		}
	}
	for _, a := range r.people.Agencies {
		known = append(known, words.Role(procedure.RoleAgency+"/"+a.ID), words.Role(procedure.RoleAgencyLead+"/"+a.ID), ": "+words.ID(a.ID), "("+words.ID(a.ID)+")", "("+words.ID(a.ID)+", ")
		if a.Name != "" {
			known = append(known, "("+a.Name+")") // beside what everybody calls it
		}
		r.ids[a.ID] = alone(a.ID)
		if words.ID(a.ID) != a.ID {
			r.wordings[a.ID] = words.ID(a.ID)
		}
	}
	r.marks = replacer(mark, known)
	return r
}

// errorf reports the first mistake of each kind in each place.
func (r *reader) errorf(format string, args ...any) {
	r.t.Helper()
	if kind := fmt.Sprint(format, args[:2]); !r.said[kind] {
		r.said[kind] = true
		r.t.Errorf(r.what+": "+format, args...)
	}
}

// moment reads all that is said of a case at a moment.
func (r *reader) moment(facts []plan.Fact, now time.Time) {
	cal := calendar.For(calendar.EnglandAndWales)
	t := plan.Plan(plan.Situation{Procedure: r.p, Eras: plan.Always(cal), Agencies: agencies, Facts: facts}, now)
	notices, _ := notice.Decide(t, notice.Ledger{}, notice.Office{Calendar: cal, Opens: cal, Hours: notice.SendHours{Always: true}}, now)
	var items []letter.Item
	for _, n := range notices {
		r.emails(n.Step, n.Roles, now, n.Item())
		it := n.Item()
		r.emails(letter.StepUndeliverable, n.Roles, now, it)
		it.Was = calendar.DateOf(now)
		r.emails(letter.StepDatesChanged, n.Roles, now, it)
		it.Case = "R-1"
		items = append(items, it)
	}
	r.emails(letter.StepDigest, []string{procedure.RoleBusinessManager}, now, items...)
	if len(items) > 1 { // several in one email stand in an overview too
		r.emails(letter.StepReminder, []string{procedure.RoleBusinessManager}, now, items[:2]...)
	}

	var printed, drawn bytes.Buffer
	table.Print(&printed, t, now)
	if err := picture.SVG(&drawn, t, cal, now); err != nil {
		r.t.Fatal(err)
	}
	r.typed("table", printed.String(), "", t)
	r.typed("picture", plain(drawn.String()), "owner: ", t)
	r.dates("table", r.own(printed.String()), longDate, briefDate)
	for _, told := range spoken.FindAllString(drawn.String(), -1) { // what is drawn breaks lines within a date
		r.dates("picture", r.own(plain(told)), longDate, briefDate)
	}
}

// emails reads the emails to everybody who is told for some roles.
func (r *reader) emails(step letter.Step, roles []string, now time.Time, items ...letter.Item) {
	r.t.Helper()
	for _, role := range roles {
		for _, a := range r.people.Resolve(role, calendar.DateOf(now)) {
			out, err := r.renderer.Render(notifier.Message{
				PartnershipName: "Anywhere", Letter: letter.Letter{Reference: "R-1", Step: step, Because: a.Because, Date: now, Items: items},
			})
			if err != nil {
				r.t.Fatal(err)
			}
			r.email(step, out.Subject+" | "+oneLine(out.Text), items)
			r.email(step, out.Subject+" | "+oneLine(plain(out.HTML)), items)
		}
	}
}

var (
	typedCommand = regexp.MustCompile(`longstop case record \S+ \S+ --at \S+( --outcome OUTCOME)?`)
	doneBy       = regexp.MustCompile(`To be done by(:? ` + mark + `|` + mark + `)(\.| [A-Z])`)
	goesTo       = regexp.MustCompile(`\d\d:\d\d it goes to ((` + mark + `, )*` + mark + ` and )?` + mark + `\.`)
)

// email reads one email: who does what by when, whom it goes to next, and no ids.
func (r *reader) email(step letter.Step, body string, items []letter.Item) {
	r.t.Helper()
	for _, it := range items {
		owner := words.Role(it.Owner)
		if !strings.Contains(body, "To be done by: "+owner) && !strings.Contains(body, "To be done by "+owner+".") {
			r.errorf("%s: does not say that %s is to be done by %s", step, it.Milestone, owner)
		}
		if !it.Due.IsZero() && !strings.Contains(body, it.Due.Long()) {
			r.errorf("%s: does not say that %s is due on %s", step, it.Milestone, it.Due.Long())
		}
		for _, line := range it.Explanation {
			if line.Kind == calendar.LineNotCounted { // it has dates without their year
				body = strings.ReplaceAll(body, words.Sentence(words.Capital(line.String())), "")
			}
		}
	}
	body = r.own(typedCommand.ReplaceAllString(body, ""))
	r.dates(string(step), body, longDate)
	marked := r.marks.Replace(body)
	if n, m := strings.Count(body, "To be done by"), len(doneBy.FindAllString(marked, -1)); n != m {
		r.errorf("%s: names %d in words of %d who have to act: %s", step, m, n, marked)
	}
	if n, m := strings.Count(body, "it goes to "), len(goesTo.FindAllString(marked, -1)); n != m {
		r.errorf("%s: names %d in words of %d whom it goes to: %s", step, m, n, marked)
	}
	lower := strings.ToLower(marked)
	for id, found := range r.ids {
		if !strings.Contains(lower, id) {
			continue // to look for a word is slow
		}
		if at := found.FindStringIndex(lower); at != nil {
			r.errorf("%s: has the id %s: …%s…", step, id, marked[max(0, at[0]-40):min(len(marked), at[1]+40)])
		}
	}
}

// page reads the page of the procedure.
func (r *reader) page() {
	r.what = "page"
	var out bytes.Buffer
	explain(&out, r.p)
	text := oneLine(out.String())
	for _, m := range r.p.Milestones {
		if !strings.Contains(text, "Owner: "+m.Owner+".") {
			r.errorf("%s: does not say that %s is owned by %s", "page", m.ID, m.Owner)
		}
	}
	const bothAreTold = "ts owner and the business manager" // before whom the others are told
	r.typed("page", strings.ReplaceAll(text, bothAreTold, ""), "", &plan.Timetable{})
	r.dates("page", r.own(text), longDate)
}

// typed reads what is for those who type commands: there roles and agencies are
// ids, also those of the owners in a timetable.
func (r *reader) typed(where, text, label string, t *plan.Timetable) {
	r.t.Helper()
	text = oneLine(text)
	list, _ := rows.Arrange(t)
	for _, row := range list {
		if !strings.Contains(text, label+row.Owner()) {
			r.errorf("%s: does not say that %s is owned by %s", where, row.Name(), row.Owner())
		}
	}
	text = r.own(text)
	for id, wording := range r.wordings {
		if strings.Contains(text, wording) {
			r.errorf("%s: has %q for %s", where, wording, id)
		}
	}
}

// own is a text in one line, without what the procedure says itself.
func (r *reader) own(text string) string { return r.quotes.Replace(oneLine(text)) }

// The forms of a date.
const (
	longDate  = "Mon 2 January 2006"
	briefDate = "Mon 2 Jan 2006"
)

var (
	anyDate   = regexp.MustCompile(`([A-Z][a-z]{2} )?\b\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*( \d{4})?\b`)
	otherHour = regexp.MustCompile(`\d{4} at \d\d:\d\d`)
	wasDone   = regexp.MustCompile(`\b(done|late) \d{1,2} [A-Z][a-z]{2}( \d{4})?\b`)
)

// dates finds dates that have another form than those, or a wrong weekday.
func (r *reader) dates(where, text string, forms ...string) {
	r.t.Helper()
	if hour := otherHour.FindString(text); hour != "" {
		r.errorf("%s: the hour of %q does not follow a comma", where, hour)
	}
	for _, date := range anyDate.FindAllString(wasDone.ReplaceAllString(text, ""), -1) {
		has := func(form string) bool {
			at, err := time.Parse(form, date)
			return err == nil && at.Format(form) == date
		}
		if !slices.ContainsFunc(forms, has) {
			r.errorf("%s: the date %q has none of the forms %q", where, date, forms)
		}
	}
}
