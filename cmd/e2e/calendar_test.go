package e2e

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/longstop/longstop/calendar"
)

// future is a working day ahead of us that a list makes a bank holiday. A date that
// is counted forward over it gets later by a day, one that is counted back earlier.
type future struct {
	cal   *calendar.Calendar
	aware calendar.Date // yesterday: no reminder falls on the day of the run
	day   calendar.Date // the new bank holiday
}

func newFuture() future {
	cal := calendar.For(calendar.EnglandAndWales)
	today := calendar.DateOf(time.Now())
	return future{cal: cal, aware: today - 1, day: cal.AddWorkingDays(today, 12)}
}

// forward returns the day n working days after becoming aware, without the new bank
// holiday and with it.
func (f future) forward(n int) (was, is string) {
	due := f.cal.AddWorkingDays(f.aware, n)
	return due.String(), f.cal.AddWorkingDays(due, 1).String()
}

// publication returns a day for which a report is planned, shortly after the new
// bank holiday, and the day seven working days before it, on which the report must
// be sent, without the new bank holiday and with it.
func (f future) publication() (planned calendar.Date, was, is string) {
	planned = f.cal.AddWorkingDays(f.day, 4)
	due := f.cal.AddWorkingDays(planned, -7)
	return planned, due.String(), f.cal.AddWorkingDays(due, -1).String()
}

// opening returns the command that opens a case with dates of both kinds.
func (f future) opening(reference string) []string {
	planned, _, _ := f.publication()
	return []string{
		"open", "--partnership", "bscp", "--procedure", "buckinghamshire", "--reference", reference,
		"--event", "aware=" + f.aware.String(), "--plan", "publication=" + planned.String(),
	}
}

// reports are the milestones that are counted back from the publication.
const reports = "report-before-publication/national-panel report-before-publication/ofsted report-before-publication/secretary-of-state"

// announced, movedEarlier and movedLater return the emails of the opening, and of the
// two halves of the change.
func announced(reference string) []string {
	return []string{
		reference + " opened bm: notify-national-panel rapid-review " + reports,
		reference + " opened duty: notify-national-panel",
		reference + " opened chair: rapid-review",
	}
}

func movedEarlier(reference string) []string {
	return []string{reference + " dates-changed bm: " + reports}
}

func movedLater(reference string) []string {
	return []string{reference + " dates-changed bm: rapid-review", reference + " dates-changed chair: rapid-review"}
}

// listed writes a file into the scene: the shipped list, with more bank holidays of
// England and Wales, and without those that are dropped.
func (s *scene) listed(name string, more []calendar.Date, dropped ...calendar.Date) (path, version string) {
	s.Helper()
	type event struct {
		Title   string        `json:"title"`
		Date    calendar.Date `json:"date"`
		Notes   string        `json:"notes"`
		Bunting bool          `json:"bunting"`
	}
	type division struct {
		Division string  `json:"division"`
		Events   []event `json:"events"`
	}
	var list map[string]division
	if err := json.Unmarshal(calendar.Shipped().JSON(), &list); err != nil {
		s.Fatal(err)
	}
	here := list[string(calendar.EnglandAndWales)]
	for _, d := range more {
		here.Events = append(here.Events, event{Title: "A bank holiday by proclamation", Date: d})
	}
	here.Events = slices.DeleteFunc(here.Events, func(e event) bool { return slices.Contains(dropped, e.Date) })
	slices.SortFunc(here.Events, func(a, b event) int { return int(a.Date - b.Date) })
	list[string(calendar.EnglandAndWales)] = here
	data, err := json.Marshal(list)
	if err != nil {
		s.Fatal(err)
	}
	if parsed, err := calendar.ParseList(data); err == nil {
		version = parsed.Version()
	}
	return s.write(name, string(data)), version
}

// holidays runs `longstop calendar` at this daemon.
func (d *daemon) holidays(args ...string) answer {
	d.Helper()
	return command(d, append([]string{"calendar"}, append(args, "--socket", d.socket)...)...)
}

// takes runs `longstop calendar … -o json`, which must succeed, and reads the
// answer into out.
func (d *daemon) takes(out any, args ...string) {
	d.Helper()
	a := d.holidays(append(args, "-o", "json")...)
	if a.code != 0 {
		d.Fatalf("longstop calendar %q ended with %d: %s", args, a.code, a.err)
	}
	if err := json.Unmarshal([]byte(a.out), out); err != nil {
		d.Fatalf("longstop calendar %q: %v in\n%s", args, err, a.out)
	}
}

// versions returns what `longstop calendar versions` says: the journal, line by
// line, and the lists that wait.
func (d *daemon) versions() string {
	d.Helper()
	var k struct {
		InForce string `json:"in_force"`
		Waiting []string
		Journal []struct{ What, Version, Source, Why string }
	}
	d.takes(&k, "versions")
	var out []string
	for _, l := range k.Journal {
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s %s %s", l.What, l.Version, l.Source, l.Why)))
	}
	return strings.Join(append(out, "in force "+k.InForce, "waiting "+strings.Join(k.Waiting, " ")), "\n")
}

// dates returns when some milestones of a case are due, in order of their names,
// and the dates that wait.
func (d *daemon) dates(reference string, milestones ...string) string {
	d.Helper()
	a := d.ask("show", reference, "-o", "json")
	var k struct {
		Milestones []struct {
			ID, Status, Due string
			Instance        *string
			Pending         *struct{ Due, Version string }
		}
	}
	if err := json.Unmarshal([]byte(a.out), &k); a.code != 0 || err != nil {
		d.Fatalf("longstop case show %s: %+v, %v", reference, a, err)
	}
	var out []string
	for _, m := range k.Milestones {
		key := m.ID
		if m.Instance != nil {
			key += "/" + *m.Instance
		}
		if !slices.Contains(milestones, key) {
			continue
		}
		line := fmt.Sprintf("%s %s %s %s", reference, key, m.Due, m.Status)
		if m.Pending != nil {
			line += fmt.Sprintf(", %s waits for %s", m.Pending.Due, m.Pending.Version)
		}
		out = append(out, line)
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

// ledger returns the entries of bank holidays in the audit log of a case, by the
// command line.
func (d *daemon) ledger(reference string) string {
	d.Helper()
	a := d.ask("log", reference, "-o", "json")
	var k struct {
		Entries []struct{ What, By, Text string }
	}
	if err := json.Unmarshal([]byte(a.out), &k); a.code != 0 || err != nil {
		d.Fatalf("longstop case log %s: %+v, %v", reference, a, err)
	}
	var out []string
	for _, e := range k.Entries {
		if e.What == "calendar" {
			by := ""
			if e.By != "" {
				by = "a person: "
			}
			out = append(out, by+e.Text)
		}
	}
	return strings.Join(out, "\n")
}

func same(t testing.TB, what, got, want string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// TestDaemonTakesABankHolidayIn proclaims a bank holiday over running cases. A
// preview moves nothing. Dates that get earlier move at once, dates that get later
// once a person has approved the list, and finished milestones stay.
func TestDaemonTakesABankHolidayIn(t *testing.T) {
	t.Parallel()
	s, f := newScene(t), newFuture()
	d := s.serve("a").ready()
	d.tell(f.opening("E2E-1")...)
	d.tell(f.opening("E2E-2")...)
	d.tell("record", "E2E-2", "rapid-review="+f.aware.String())
	d.settled()
	want := append(announced("E2E-1"), announced("E2E-2")...)
	s.mail.holds(t, want...)

	path, version := s.listed("more.json", []calendar.Date{f.day})
	shippedVersion := calendar.Shipped().Version()
	_, reportWas, reportIs := f.publication()
	reviewWas, reviewIs := f.forward(15)
	dates := func() string {
		return d.dates("E2E-1", "rapid-review", "report-before-publication/ofsted") + "\n" + d.dates("E2E-2", "rapid-review")
	}
	before := fmt.Sprintf("E2E-1 rapid-review %[2]s open\nE2E-1 report-before-publication/ofsted %[1]s open\nE2E-2 rapid-review %[2]s done", reportWas, reviewWas)
	same(t, "before", dates(), before)
	f.judgePreview(d, path, version)
	same(t, "after the preview", dates(), before)
	journal := "shipped " + shippedVersion + " shipped with the program"
	same(t, "the journal after the preview", d.versions(), journal+"\nin force "+shippedVersion+"\nwaiting ")
	same(t, "the log after the preview", d.ledger("E2E-1"), "")
	d.settled()
	s.mail.holds(t, want...)

	if a := d.holidays("import", path, "--why", "as proclaimed"); a.code != 0 || !strings.Contains(a.out, "longstop calendar approve "+version) {
		t.Fatalf("imported: %+v", a)
	}
	want = append(want, append(movedEarlier("E2E-1"), movedEarlier("E2E-2")...)...)
	s.mail.awaits(t, want...)
	d.settled()
	s.mail.holds(t, want...)
	waiting := fmt.Sprintf("rapid-review %s open, %s waits for %s", reviewWas, reviewIs, version)
	imported := fmt.Sprintf("E2E-1 %s\nE2E-1 report-before-publication/ofsted %s open\nE2E-2 rapid-review %s done", waiting, reportIs, reviewWas)
	same(t, "imported", dates(), imported)
	journal += "\nimported " + version + " file more.json as proclaimed"
	waits := journal + "\nin force " + shippedVersion + "\nwaiting " + version
	same(t, "the journal after the import", d.versions(), waits)
	if n, _ := d.metric("longstop_calendar_pending_approvals"); n != 1 {
		t.Errorf("%v lists wait for approval, not 1", n)
	}

	d.stop()
	d = s.serve("a").ready()
	same(t, "after a restart", dates(), imported)
	same(t, "the journal after a restart", d.versions(), waits)
	d.tell(f.opening("E2E-3")...) // its clock begins to run when the list is there
	same(t, "a case that is opened then", d.dates("E2E-3", "rapid-review"), "E2E-3 rapid-review "+reviewIs+" open")
	want = append(want, announced("E2E-3")...)

	if a := d.holidays("approve", version, "--why", "the secretariat agrees"); a.code != 0 {
		t.Fatalf("approved: %+v", a)
	}
	want = append(want, movedLater("E2E-1")...)
	s.mail.awaits(t, want...)
	d.settled()
	s.mail.holds(t, want...)
	approved := strings.Replace(imported, waiting, "rapid-review "+reviewIs+" open", 1)
	same(t, "approved", dates(), approved)
	same(t, "the journal after the approval", d.versions(), journal+"\napproved "+version+"  the secretariat agrees\nin force "+version+"\nwaiting ")
	same(t, "the audit log", d.ledger("E2E-1"), strings.Join([]string{
		"a person: bank holidays: version " + version + " came from file more.json: as proclaimed",
		fmt.Sprintf("dates moved: rapid-review stays %s; %s waits for the approval of version %s", reviewWas, reviewIs, version) + moved(reportWas, reportIs),
		"a person: bank holidays: version " + version + " was approved: the secretariat agrees",
		fmt.Sprintf("dates moved: rapid-review from %s to %s", reviewWas, reviewIs),
	}, "\n"))
	if n := s.mail.repeated(); n != 0 {
		t.Errorf("%d emails came again", n)
	}
	judgeBooks(t, d)
	d.stop()
}

func moved(was, is string) string {
	out := ""
	for _, to := range []string{"national-panel", "secretary-of-state", "ofsted"} {
		out += fmt.Sprintf("; report-before-publication/%s from %s to %s", to, was, is)
	}
	return out
}

// judgePreview compares a preview, as a person and as a script read it, with the
// changes that will come.
func (f future) judgePreview(d *daemon, path, version string) {
	d.Helper()
	var r struct {
		Version string
		Changes []string
		Moves   []struct{ Case, Milestone, Old, New, Applies string }
	}
	d.takes(&r, "import", path, "--preview")
	var got []string
	for _, m := range r.Moves {
		got = append(got, fmt.Sprintf("%s %s %s %s %s", m.Case, m.Milestone, m.Old, m.New, m.Applies))
	}
	_, reportWas, reportIs := f.publication()
	reviewWas, reviewIs := f.forward(15)
	var want []string
	for _, id := range []string{"bscp:E2E-1", "bscp:E2E-2"} {
		for _, m := range strings.Fields(reports) {
			want = append(want, fmt.Sprintf("%s %s %s %s at once", id, m, reportWas, reportIs))
		}
	}
	want = append(want, fmt.Sprintf("bscp:E2E-1 rapid-review %s %s on approval", reviewWas, reviewIs))
	slices.Sort(got)
	slices.Sort(want)
	same(d, "moves of the preview", strings.Join(got, "\n"), strings.Join(want, "\n"))
	if r.Version != version || len(r.Changes) != 1 {
		d.Errorf("the preview is of version %s, with the changes %q", r.Version, r.Changes)
	}
	a := d.holidays("import", path, "--preview")
	for _, says := range []string{"would change, if it were imported", "A bank holiday by proclamation", "bscp:E2E-1 rapid-review", "on approval", "at once"} {
		if a.code != 0 || !strings.Contains(a.out, says) {
			d.Errorf("the preview does not say %q:\n%+v", says, a)
		}
	}
}
