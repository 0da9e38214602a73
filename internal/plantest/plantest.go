// Package plantest writes cases in a line, for the tests of every room that
// plans them: facts as NAME=WHEN, procedures that ship, and lists of bank
// holidays with a day more.
package plantest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

// When returns the day or moment that s names, or fails the test.
func When(t testing.TB, s string) calendar.When {
	t.Helper()
	w, err := calendar.ParseWhen(s)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// At returns the moment in London that s names; for a day, its first.
func At(t testing.TB, s string) time.Time { t.Helper(); return When(t, s).Earliest() }

// Fact returns the fact that NAME[/INSTANCE]=WHEN states, recorded when it
// happened.
func Fact(t testing.TB, kind plan.Kind, text string) plan.Fact {
	t.Helper()
	name, w, ok := strings.Cut(text, "=")
	if !ok {
		t.Fatalf("%q is not NAME=WHEN", text)
	}
	name, instance, _ := strings.Cut(name, "/")
	f := plan.Fact{Kind: kind, Name: name, Instance: instance, At: When(t, w)}
	f.ID, f.RecordedAt = string(kind)+" "+text, f.At.Earliest()
	return f
}

// Stated returns the facts in a text, NAME=WHEN each, with ~ before a plan and
// !OUTCOME after a decision. @RECORDED after WHEN says when a fact was recorded,
// as in ~NAME=WHEN@RECORDED.
func Stated(t testing.TB, text string) []plan.Fact {
	t.Helper()
	var facts []plan.Fact
	for i, text := range strings.Fields(text) {
		kind := plan.Happened
		if rest, ok := strings.CutPrefix(text, "~"); ok {
			kind, text = plan.Planned, rest
		}
		text, outcome, _ := strings.Cut(text, "!")
		text, recorded, _ := strings.Cut(text, "@")
		f := Fact(t, kind, text)
		f.ID, f.Outcome = fmt.Sprint("f", i), outcome
		if recorded != "" {
			f.RecordedAt = At(t, recorded)
		}
		facts = append(facts, f)
	}
	return facts
}

// Shipped returns the latest edition of a procedure that ships.
func Shipped(t testing.TB, id string) *procedure.Procedure {
	t.Helper()
	p, err := procedure.Shipped().Latest(id)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Lines returns the lines of a text that are not blank, without their indentation.
func Lines(s string) []string {
	var out []string
	for _, l := range strings.Split(s, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// England returns the calendar of England and Wales.
func England() *calendar.Calendar { return calendar.For(calendar.EnglandAndWales) }

// Proclaimed returns the list that ships with further bank holidays of a division.
func Proclaimed(t T, d calendar.Division, days []calendar.Date) *calendar.List {
	t.Helper()
	return ProclaimedSince(t, 0, d, days)
}

// ProclaimedSince returns the list of [Proclaimed] without the days before first:
// some tests read a list many times over, and need only the days that they count.
func ProclaimedSince(t T, first calendar.Date, d calendar.Division, days []calendar.Date) *calendar.List {
	t.Helper()
	return list(t, func(day calendar.Date) bool { return day >= first }, d, days)
}

// Without returns the list that ships without some days, written YYYY-MM-DD.
func Without(t T, days ...string) *calendar.List {
	t.Helper()
	return list(t, func(day calendar.Date) bool { return !slices.Contains(days, day.String()) }, "", nil)
}

// list returns the list that ships, with the days that keep admits, and with more
// days in one division.
func list(t T, keep func(calendar.Date) bool, d calendar.Division, more []calendar.Date) *calendar.List {
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
	lists := map[calendar.Division]division{}
	for _, of := range []calendar.Division{calendar.EnglandAndWales, calendar.Scotland, calendar.NorthernIreland} {
		var events []event
		for _, h := range calendar.Shipped().Events(of) {
			if keep(h.Date) {
				events = append(events, event{h.Title, h.Date, h.Notes})
			}
		}
		for _, day := range more {
			if of == d {
				events = append(events, event{"A bank holiday by proclamation", day, ""})
			}
		}
		slices.SortFunc(events, func(a, b event) int { return int(a.Date - b.Date) })
		lists[of] = division{of, events}
	}
	data, err := json.Marshal(lists)
	if err != nil {
		t.Fatal(err)
	}
	out, err := calendar.ParseList(data)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// T is a test, or one run of a property test.
type T interface {
	Helper()
	Fatal(args ...any)
}
