package calendar

import (
	"strings"
	"testing"
	"time"
)

// feed writes a list in the published shape, with England and Wales as given.
func feed(events string) string {
	const other = `{"division": %, "events": [{"title": "Good Friday", "date": "2026-04-03", "notes": ""}]}`
	return `{"england-and-wales": {"division": "england-and-wales", "events": [` + events + `]},
		"scotland": ` + strings.Replace(other, "%", `"scotland"`, 1) + `,
		"northern-ireland": ` + strings.Replace(other, "%", `"northern-ireland"`, 1) + `}`
}

const (
	friday  = `{"title": "Good Friday", "date": "2026-04-03", "notes": "", "bunting": false}`
	monday6 = `{"title": "Easter Monday", "date": "2026-04-06", "notes": "Substitute day", "bunting": true}`
)

func TestParseList(t *testing.T) {
	list, err := ParseList([]byte(feed(friday + "," + monday6)))
	if err != nil || len(list.Events(Scotland)) != 1 {
		t.Fatalf("got %v (%v)", list, err)
	}
	want := Holiday{Date: NewDate(2026, time.April, 6), Title: "Easter Monday", Notes: "Substitute day"}
	if got := list.Events(EnglandAndWales)[1]; got != want || got.Name() != "Easter Monday (substitute day)" {
		t.Errorf("got %+v, %s", got, got.Name())
	}
}

func TestFeedsRefused(t *testing.T) {
	for _, c := range []struct{ name, feed, want string }{
		{"no JSON", `<html>`, "invalid character '<'"},
		{"nothing", ``, "unexpected end of JSON input"},
		{"cut off", feed(friday)[:120], "unexpected end of JSON input"},
		{"more after the end", feed(friday) + "{}", "invalid character '{' after top-level value"},
		{"a list", `[]`, "cannot unmarshal array"},
		{"no divisions", `{}`, "no events for england-and-wales"},
		{"null", `null`, "no events for england-and-wales"},
		{"no events", feed(""), "no events for england-and-wales"},
		{"a division missing", strings.Replace(feed(friday), `"northern-ireland":`, `"ireland":`, 1), "no events for northern-ireland"},
		{"another division's list", strings.Replace(feed(friday), `"division": "scotland"`, `"division": "northern-ireland"`, 1), `the list of scotland calls itself "northern-ireland"`},
		{"out of order", feed(monday6 + "," + friday), "england-and-wales 2026-04-03 is out of order or twice"},
		{"twice", feed(friday + "," + friday), "england-and-wales 2026-04-03 is out of order or twice"},
		{"no title", feed(`{"title": "", "date": "2026-04-03"}`), "england-and-wales event 1 has no date or no title"},
		{"no date", feed(friday + `,{"title": "Easter Monday"}`), "england-and-wales event 2 has no date or no title"},
		{"an empty date", feed(`{"title": "Easter Monday", "date": ""}`), "england-and-wales event 1 has no date or no title"},
		{"no such date", feed(`{"title": "Easter Monday", "date": "2026-02-30"}`), "(February 2026 has 28 days)"},
		{"a year of no table", feed(`{"title": "Easter Monday", "date": "2126-04-06"}`), "outside the years 1970 to 2100"},
		{"a number for a date", feed(`{"title": "Easter Monday", "date": 20260406}`), "cannot unmarshal number"},
	} {
		got, err := ParseList([]byte(c.feed))
		if err == nil || !strings.HasPrefix(err.Error(), "read bank holidays: ") || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, %v; want %s", c.name, got, err, c.want)
		}
	}
}

// No published day is at a weekend: those that would be have a substitute.
func TestPublishedDaysAreWeekdays(t *testing.T) {
	for division, list := range Shipped().events {
		for _, h := range list {
			if w := h.Date.Weekday(); w == time.Saturday || w == time.Sunday {
				t.Errorf("%s: %s, %s, is a %s", division, h.Date, h.Title, w)
			}
		}
	}
}

// Whatever a feed holds, it is refused or it makes calendars that count.
func FuzzParseList(f *testing.F) {
	f.Add(embedded)
	for _, seed := range []string{feed(friday + "," + monday6), feed(monday6 + "," + friday), feed(""), `null`, `{"scotland": null}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		list, err := ParseList(data)
		if err != nil {
			if list != nil {
				t.Error("an error and a list")
			}
			return
		}
		for division, events := range list.events {
			for i := range events {
				if i > 0 && events[i-1].Date >= events[i].Date || !events[i].Date.counted() {
					t.Errorf("%s: event %d", division, i+1)
				}
			}
			cal := New(division, list, Overlay{})
			if day := events[0].Date; cal.IsWorkingDay(day) || cal.Provisional(day) {
				t.Errorf("%s: %s is a working day", division, day)
			}
		}
	})
}
