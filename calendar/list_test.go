package calendar

import (
	"errors"
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
	event := func(rest string) string { return feed(`{"title": "Easter Monday", ` + rest + `}`) }
	whole := func(old, replacement string) string { return strings.Replace(feed(friday), old, replacement, 1) }
	long := strings.Repeat("é", 121)
	for _, c := range []struct{ name, feed, want string }{
		{"no JSON", `<html>`, "it is not JSON: invalid character '<' looking for beginning of value in line 1"},
		{"nothing", ``, "unexpected end of JSON input"},
		{"cut off", feed(friday)[:120], "unexpected end of JSON input"},
		{"more after the end", feed(friday) + "{}", "invalid character '{' after top-level value in line 3"},
		{"too long", feed(friday) + strings.Repeat(" ", MaxListSize), "a list has at most 1048576"},
		{"not UTF-8", feed("\xff"), "it is not UTF-8"},
		{"a byte order mark", "\ufeff" + feed(friday), "byte order mark"},

		{"a list", `[]`, "the list is a list: it must be an object"},
		{"null", `null`, "the list is null: it must be an object"},
		{"nested without end", strings.Repeat("[", 5000) + strings.Repeat("]", 5000), "the list is a list: it must be an object"},
		{"no divisions", `{}`, "there is no england-and-wales"},
		{"a division renamed", whole(`"northern-ireland":`, `"ireland":`), `"ireland" is not a division of the list`},
		{"a division missing", whole(`"northern-ireland":`, `"ireland":`), "there is no northern-ireland"},
		{"the union", whole(`"northern-ireland":`, `"united-kingdom":`), `"united-kingdom" is not a division of the list`},
		{"a division twice", whole(`"northern-ireland":`, `"scotland":`), `the list has the key "scotland" twice`},
		{"a division of nothing", whole(`"scotland": {`, `"scotland": null, "x": {`), "scotland is null: it must be an object"},
		{"a division's unknown key", whole(`"division": "scotland"`, `"division": "scotland", "Events": [[]]`), `scotland: unknown key "Events": there are division and events`},
		{"another division's list", whole(`"division": "scotland"`, `"division": "northern-ireland"`), `the list of scotland calls itself "northern-ireland"`},
		{"a division without a name", whole(`"division": "scotland",`, ``), `scotland does not say "division": "scotland"`},
		{"a number for a name", whole(`"division": "scotland"`, `"division": 7`), "scotland: its division is a number: it must be a text"},

		{"no events", feed(""), "england-and-wales: no events"},
		{"no list of events", whole(`"division": "england-and-wales", "events"`, `"division": "england-and-wales", "dates"`), "england-and-wales has no events"},
		{"an object for events", whole(`[`+friday+`]`, friday), "england-and-wales: events is an object: it must be a list"},
		{"a text for an event", feed(friday + `, "2026-04-06"`), "england-and-wales, event 2: it is a text: it must be an object"},
		{"an event's unknown key", event(`"date": "2026-04-06", "when": {"a": [1]}`), `england-and-wales, event 1 (2026-04-06): unknown key "when"`},
		{"a key that may be a secret", `{"hunter2": "x"}`, `: "…" is not a division of the list`},
		{"one in an event", event(`"date": "2026-04-06", "AKIA4F": 1`), `unknown key "…": an event has`},
		{"one that is there twice", `{"hunter2": "x", "hunter2": "y"}`, `has the key "…" twice`},
		{"another case", event(`"Date": "2026-04-06"`), `unknown key "Date"`},
		{"a key twice", event(`"date": "2026-04-06", "date": "2026-04-07"`), `event 1 (2026-04-06): it has the key "date" twice`},
		{"a key twice, in disguise", event(`"date": "2026-04-06", "d\u0061te": "2026-04-07"`), `it has the key "date" twice`},
		{"out of order", feed(monday6 + "," + friday), "england-and-wales, event 2 (2026-04-03): it comes after 2026-04-06: events are in order of date"},
		{"twice", feed(friday + "," + friday), "england-and-wales, event 2 (2026-04-03): it is there twice"},
		{"too many", feed(weekdays(21)), "england-and-wales has more than 20 bank holidays in 2026"},

		{"no title", feed(`{"date": "2026-04-03"}`), "event 1 (2026-04-03): it has no title"},
		{"an empty title", feed(`{"title": " ", "date": "2026-04-03"}`), "event 1 (2026-04-03): its title is empty"},
		{"a space after the title", feed(`{"title": "Good Friday ", "date": "2026-04-03"}`), "begins or ends with a space"},
		{"a long title", feed(`{"title": "` + long + `", "date": "2026-04-03"}`), "title has 121 characters: it may have 120"},
		{"a long note", event(`"date": "2026-04-06", "notes": "` + long + `"`), "notes has 121 characters: it may have 120"},
		{"two lines", feed(`{"title": "Good\nFriday", "date": "2026-04-03"}`), `title is "Good\nFriday": it has a character that cannot be printed`},
		{"half a character", feed(`{"title": "Good \ud83d Friday", "date": "2026-04-03"}`), "a character that cannot be printed"},
		{"text from right to left", event(`"date": "2026-04-06", "notes": "\u202eabc"`), "a character that cannot be printed"},
		{"a letter that is none", feed(`{"title": "Good\u3164 Friday", "date": "2026-04-03"}`), "a character that cannot be printed (U+3164)"},
		{"a variation selector", feed(`{"title": "Good Friday\ufe0f", "date": "2026-04-03"}`), "a character that cannot be printed (U+FE0F)"},
		{"a character of no width", feed(`{"title": "Good \u200bFriday", "date": "2026-04-03"}`), "a character that cannot be printed (U+200B)"},
		{"null for notes", event(`"date": "2026-04-06", "notes": null`), "notes is null: it must be a text"},
		{"a text for bunting", event(`"date": "2026-04-06", "bunting": "true"`), "bunting is a text: it must be true or false"},
		{"an object for a title", feed(`{"title": {"en": ["x"]}, "date": "2026-04-03"}`), "title is an object: it must be a text"},

		{"no date", feed(friday + `,{"title": "Easter Monday"}`), "england-and-wales, event 2: it has no date"},
		{"an empty date", event(`"date": ""`), `event 1: date is "": write it as YYYY-MM-DD`},
		{"a time", event(`"date": "2026-04-06T00:00:00Z"`), "write it as YYYY-MM-DD"},
		{"no such date", event(`"date": "2026-02-30"`), "(February 2026 has 28 days)"},
		{"a year of no table", event(`"date": "2126-04-06"`), "outside the years 1970 to 2100"},
		{"a number for a date", event(`"date": 20260406`), "date is a number: it must be a text"},
		{"a Saturday", event(`"date": "2026-04-04"`), "event 1 (2026-04-04): it is a Saturday: the list has the substitute day"},
		{"a Sunday", event(`"date": "2026-04-05"`), "event 1 (2026-04-05): it is a Sunday"},
	} {
		got, err := ParseList([]byte(c.feed))
		if err == nil || got != nil || !strings.HasPrefix(err.Error(), "read bank holidays: ") || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, %v; want %s", c.name, got, err, c.want)
		}
	}
}

// weekdays writes n holidays of 2026, a week apart.
func weekdays(n int) string {
	var events []string
	for i := range n {
		events = append(events, `{"title": "Holiday", "date": "`+NewDate(2026, time.January, 5+7*i).String()+`"}`)
	}
	return strings.Join(events, ",")
}

// Every problem is told at once, up to twenty.
func TestProblemsOfAFeed(t *testing.T) {
	_, err := ParseList([]byte(feed(`{"title": "", "date": "2026-02-30"}, 7`)))
	bad, ok := errors.AsType[*ListError](err)
	if !ok || len(bad.Problems) != 3 {
		t.Errorf("got %v", err)
	}
	_, err = ParseList([]byte(feed(strings.Repeat(`7,`, 29) + "7")))
	bad, ok = errors.AsType[*ListError](err)
	if !ok || len(bad.Problems) != 21 || bad.Problems[20] != "and 10 more like these" {
		t.Errorf("got %v", err)
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
	for _, seed := range []string{feed(friday + "," + monday6), feed(monday6 + "," + friday), feed(""), `null`, `{"scotland": null}`, `{"scotland": {"events": [[{}]]}}`} {
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
			cal := MustNew(division, list, Overlay{})
			if day := events[0].Date; cal.IsWorkingDay(day) || cal.Provisional(day) {
				t.Errorf("%s: %s is a working day", division, day)
			}
		}
		if again, err := ParseList(list.JSON()); err != nil || again.Hash() != list.Hash() {
			t.Errorf("written and read again: %v", err)
		}
	})
}
