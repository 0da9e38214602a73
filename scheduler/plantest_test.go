package scheduler_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/procedure"
)

// when reads a time or fails the test.
func when(t testing.TB, s string) calendar.When {
	t.Helper()
	w, err := calendar.ParseWhen(s)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// at is a moment in London.
func at(t testing.TB, s string) time.Time { t.Helper(); return when(t, s).Earliest() }

// fact makes a fact from NAME[/INSTANCE]=WHEN, recorded when it happened.
func fact(t testing.TB, kind scheduler.Kind, text string) scheduler.Fact {
	t.Helper()
	name, w, ok := strings.Cut(text, "=")
	if !ok {
		t.Fatalf("%q is not NAME=WHEN", text)
	}
	name, instance, _ := strings.Cut(name, "/")
	f := scheduler.Fact{Kind: kind, Name: name, Instance: instance, At: when(t, w)}
	f.ID, f.RecordedAt = string(kind)+" "+text, f.At.Earliest()
	return f
}

// stated reads facts, NAME=WHEN, with ~ before a plan and !OUTCOME after a
// decision. A plan is recorded when it is made: ~NAME=WHEN@RECORDED.
func stated(t testing.TB, text string) []scheduler.Fact {
	t.Helper()
	var facts []scheduler.Fact
	for i, text := range strings.Fields(text) {
		kind := scheduler.Happened
		if rest, ok := strings.CutPrefix(text, "~"); ok {
			kind, text = scheduler.Planned, rest
		}
		text, outcome, _ := strings.Cut(text, "!")
		text, recorded, _ := strings.Cut(text, "@")
		f := fact(t, kind, text)
		f.ID, f.Outcome = fmt.Sprint("f", i), outcome
		if recorded != "" {
			f.RecordedAt = at(t, recorded)
		}
		facts = append(facts, f)
	}
	return facts
}

// shipped is the latest edition of a procedure that ships.
func shipped(t testing.TB, id string) *procedure.Procedure {
	t.Helper()
	p, err := procedure.Embedded().Latest(id)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// lines are the lines of a text that say something.
func lines(s string) []string {
	var out []string
	for _, l := range strings.Split(s, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// england is the calendar of England and Wales.
func england() *calendar.Calendar { return calendar.For(calendar.EnglandAndWales) }

// proclaimed is the list that ships with further bank holidays of a division.
func proclaimed(t fataler, d calendar.Division, days []calendar.Date) *calendar.List {
	t.Helper()
	return proclaimedSince(t, 0, d, days)
}

// proclaimedSince is that, without the days before one: a list is read many times
// over, and those over which a test counts are enough.
func proclaimedSince(t fataler, first calendar.Date, d calendar.Division, days []calendar.Date) *calendar.List {
	t.Helper()
	type event struct {
		Title string        `json:"title"`
		Date  calendar.Date `json:"date"`
		Notes string        `json:"notes"`
	}
	type division struct {
		Division calendar.Division `json:"division"`
		Events   []event           `json:"events"`
	}
	list := map[calendar.Division]division{}
	for _, of := range []calendar.Division{calendar.EnglandAndWales, calendar.Scotland, calendar.NorthernIreland} {
		var events []event
		for _, h := range calendar.Shipped().Events(of) {
			if h.Date >= first {
				events = append(events, event{h.Title, h.Date, h.Notes})
			}
		}
		for _, day := range days {
			if of == d {
				events = append(events, event{"A bank holiday by proclamation", day, ""})
			}
		}
		slices.SortFunc(events, func(a, b event) int { return int(a.Date - b.Date) })
		list[of] = division{of, events}
	}
	data, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	out, err := calendar.ParseList(data)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// fataler is a test, or one run of a property.
type fataler interface {
	Helper()
	Fatal(args ...any)
}
