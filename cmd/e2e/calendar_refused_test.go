package e2e

import (
	"strings"
	"testing"
	"time"

	"github.com/longstop/longstop/calendar"
)

// TestDaemonRefusesListsThatCannotBe hands in files that are no list of bank
// holidays, or are one that nobody can have meant. Each is refused with what is
// wrong, is kept for inspection, and moves nothing.
func TestDaemonRefusesListsThatCannotBe(t *testing.T) {
	t.Parallel()
	s, f := newScene(t), newFuture()
	d := s.serve("a").ready()
	d.tell(f.opening("E2E-1")...)
	d.settled()
	picture := func() string {
		return d.ask("show", "E2E-1", "-o", "json").out + d.ask("log", "E2E-1", "-o", "json").out
	}
	before, version := picture(), calendar.Shipped().Version()
	holiday := f.nextHoliday()
	saturday := calendar.DateOf(time.Now()) + 7
	for saturday.Weekday() != time.Saturday {
		saturday++
	}
	lists := []struct {
		name  string
		write func(name string) string
		says  string
	}{
		{"page.html", func(name string) string { return s.write(name, "<!doctype html>") }, "not JSON"},
		{"empty.json", func(name string) string { return s.write(name, "{}") }, "there is no england-and-wales"},
		{"shrunk.json", func(name string) string { path, _ := s.listed(name, nil, holiday); return path }, "a day once published stays"},
		{"saturday.json", func(name string) string { path, _ := s.listed(name, []calendar.Date{saturday}); return path }, "it is a Saturday"},
		{"twice.json", func(name string) string { path, _ := s.listed(name, []calendar.Date{f.day, f.day}); return path }, "it is there twice"},
		{"past.json", func(name string) string {
			path, _ := s.listed(name, []calendar.Date{f.cal.AddWorkingDays(calendar.DateOf(time.Now()), -5)})
			return path
		}, "the past does not change"},
	}
	for i, l := range lists {
		path := l.write(l.name)
		preview := d.holidays("import", path, "--preview")
		if preview.code != 1 || preview.out != "" || !strings.Contains(preview.err, l.says) {
			t.Errorf("a preview of %s does not say %q: %+v", l.name, l.says, preview)
		}
		if n := len(strings.Split(d.versions(), "\n")); n != 3+i {
			t.Errorf("a preview of %s wrote to the journal:\n%s", l.name, d.versions())
		}
		a := d.holidays("import", path)
		if a.code != 1 || a.out != "" || !strings.Contains(a.err, l.says) || !strings.Contains(a.err, "the one in use stays") {
			t.Errorf("%s: %+v", l.name, a)
		}
		if kept := d.versions(); !strings.Contains(kept, "refused") || !strings.Contains(kept, "file "+l.name) || !strings.HasSuffix(kept, "in force "+version+"\nwaiting ") {
			t.Errorf("after %s: %s", l.name, kept)
		}
		if n, _ := d.metric("longstop_calendar_refused_lists_total"); int(n) != i+1 {
			t.Errorf("%v lists were refused, not %d", n, i+1)
		}
		if picture() != before {
			t.Fatalf("%s has changed a case:\n%s", l.name, picture())
		}
	}
	if a := d.holidays("versions"); a.code != 0 || !strings.Contains(strings.Join(strings.Fields(a.out), " "), "it is not JSON") || !strings.Contains(a.out, "In force: "+version) {
		t.Errorf("what was refused is not shown: %+v", a)
	}
	path, more := s.listed("more.json", []calendar.Date{f.day})
	for _, c := range []struct {
		said []string
		code int
		says string
	}{
		{[]string{"import", path, "--override", f.day.String()}, 1, "say why"},
		{[]string{"import", path, "--override", "tomorrow"}, 2, "--override"},
		{[]string{"import", path, "--why", "two\nlines"}, 1, "one line"},
		{[]string{"import", s.dir + "/nothing.json"}, 1, "no such file"},
		{[]string{"approve", more, "--why", "it waits"}, 1, "no list of bank holidays waits"},
		{[]string{"approve", more}, 2, "--why"},
		{[]string{"refresh"}, 1, "names no source"},
	} {
		if a := d.holidays(c.said...); a.code != c.code || a.out != "" && c.code == 1 || !strings.Contains(a.err, c.says) {
			t.Errorf("longstop calendar %q: %+v\nwant %d and %q", c.said, a, c.code, c.says)
		}
	}
	if n := len(strings.Split(d.versions(), "\n")); n != 3+len(lists) || picture() != before {
		t.Errorf("what was refused has left its mark:\n%s", d.versions())
	}
	s.mail.holds(t, announced("E2E-1")...)
	d.stop()
}

// nextHoliday returns the next bank holiday that is published.
func (f future) nextHoliday() calendar.Date {
	d := calendar.DateOf(time.Now()) + 1
	for {
		if _, is := f.cal.Holiday(d); is {
			return d
		}
		d++
	}
}
