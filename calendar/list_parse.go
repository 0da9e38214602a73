package calendar

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// MaxListSize is how long a list may be, in bytes. The list that ships, of 17
// years, has 62,648.
const MaxListSize = 1 << 20

const (
	maxText     = 120 // characters of a title or a note
	maxHolidays = 20  // of one division in one year; the list has had 12
)

// ParseList reads a list in the shape in which gov.uk publishes it: an object for
// each division, with its events in order of date. It refuses whatever differs:
// what it does not understand might matter. The error is a [*ListError].
func ParseList(data []byte) (*List, error) {
	r := listReader{}
	if events := r.read(data); len(r.list) == 0 {
		return newList(events), nil
	}
	return nil, &ListError{Problems: r.all()}
}

// listReader walks through a list token by token: to decode it at once would hide
// keys that are unknown or there twice.
type listReader struct {
	text []byte // valid JSON
	at   int
	problems
}

func (r *listReader) read(data []byte) map[Division][]Holiday {
	switch {
	case len(data) > MaxListSize:
		r.add("it has %d bytes: a list has at most %d", len(data), MaxListSize)
	case bytes.HasPrefix(data, []byte("\ufeff")):
		r.add("it begins with a byte order mark: write it as UTF-8 without one")
	case !utf8.Valid(data):
		r.add("it is not UTF-8")
	case !json.Valid(data):
		var raw json.RawMessage
		r.add("it is not JSON: %s", inLine(data, json.Unmarshal(data, &raw)))
	default:
		r.text = data
		return r.divisions()
	}
	return nil
}

// inLine returns an error of JSON with the line that it is in.
func inLine(data []byte, err error) string {
	if bad, ok := errors.AsType[*json.SyntaxError](err); ok {
		return err.Error() + " in line " + strconv.Itoa(1+bytes.Count(data[:min(int(bad.Offset), len(data))], []byte("\n")))
	}
	return err.Error()
}

func (r *listReader) divisions() map[Division][]Holiday {
	events := map[Division][]Holiday{}
	whole := r.object("the list", func(key string, value json.Token) {
		d := Division(key)
		if !slices.Contains(publishedDivisions(), d) {
			r.add("%s is not a division of the list: they are england-and-wales, scotland and northern-ireland", keyOf(key))
			r.skip(value)
			return
		}
		events[d] = r.division(d, value)
	})
	for _, d := range publishedDivisions() {
		if _, ok := events[d]; whole && !ok {
			r.add("there is no %s", d)
		}
	}
	return events
}

func (r *listReader) division(d Division, value json.Token) (events []Holiday) {
	named, listed := false, false
	whole := r.objectAt(string(d), value, func(key string, value json.Token) {
		switch key {
		case "division":
			named = true
			if name, ok := r.textOf(string(d)+": its division", value); ok && name != string(d) {
				r.add("the list of %s calls itself %s", d, quoted(name))
			}
		case "events":
			listed = true
			events = r.events(d, value)
		default:
			r.add("%s: unknown key %s: there are division and events", d, keyOf(key))
			r.skip(value)
		}
	})
	if whole && !named {
		r.add(`%s does not say "division": "%s"`, d, d)
	}
	if whole && !listed {
		r.add("%s has no events", d)
	}
	return events
}

func (r *listReader) events(d Division, value json.Token) (events []Holiday) {
	if value != json.Delim('[') {
		r.add("%s: events is %s: it must be a list", d, kindOf(value))
		r.skip(value)
		return nil
	}
	for r.more() {
		before := len(r.list)
		h := r.event()
		events = append(events, h)
		where := string(d) + ", event " + strconv.Itoa(len(events))
		if !h.Date.IsZero() {
			where += " (" + h.Date.String() + ")"
		}
		for i := before; i < len(r.list); i++ {
			r.list[i] = where + ": " + r.list[i]
		}
		if len(r.list) == before {
			r.inOrder(where, events)
		}
	}
	r.next()
	if len(events) == 0 {
		r.add("%s: no events: a list of no bank holidays is no list", d)
	}
	r.countYears(d, events)
	return events
}

// event reads one event. It adds problems without their place.
func (r *listReader) event() (h Holiday) {
	seen := map[string]bool{}
	whole := r.object("it", func(key string, value json.Token) {
		seen[key] = true
		switch key {
		case "title":
			h.Title = r.words(key, value)
		case "notes":
			h.Notes = r.words(key, value)
		case "date":
			h.Date = r.date(value)
		case "bunting":
			if _, ok := value.(bool); !ok {
				r.add("bunting is %s: it must be true or false", kindOf(value))
				r.skip(value)
			}
		default:
			r.add("unknown key %s: an event has title, date, notes and bunting", keyOf(key))
			r.skip(value)
		}
	})
	for _, key := range []string{"title", "date"} {
		if whole && !seen[key] {
			r.add("it has no %s", key)
		}
	}
	if whole && seen["title"] && strings.TrimSpace(h.Title) == "" {
		r.add("its title is empty")
	}
	return h
}

func (r *listReader) date(value json.Token) Date {
	text, ok := r.textOf("date", value)
	if !ok {
		return 0
	}
	if !hasForm(text) {
		r.add("date is %s: write it as YYYY-MM-DD", quoted(text))
		return 0
	}
	d, err := ParseDate(text)
	if err != nil {
		r.add("%s", err)
		return 0
	}
	if w := d.Weekday(); w == time.Saturday || w == time.Sunday {
		r.add("it is a %s: the list has the substitute day, a weekday", w)
	}
	return d
}

// words reads a text for people.
func (r *listReader) words(key string, value json.Token) string {
	text, _ := r.textOf(key, value)
	switch {
	case utf8.RuneCountInString(text) > maxText:
		r.add("%s has %d characters: it may have %d", key, utf8.RuneCountInString(text), maxText)
	case strings.ContainsFunc(text, unprintable):
		c := []rune(text[strings.IndexFunc(text, unprintable):])[0]
		r.add("%s is %s: it has a character that cannot be printed (U+%04X)", key, quoted(text), c)
	case strings.TrimSpace(text) != text:
		r.add("%s is %s: it begins or ends with a space", key, quoted(text))
	}
	return text
}

// unprintable says whether a character leaves no mark on paper, as a break of lines,
// one that turns the text about, or a filler that counts as a letter.
func unprintable(c rune) bool {
	return !unicode.IsPrint(c) || c == utf8.RuneError ||
		unicode.In(c, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

// inOrder compares the last event with the one before it.
func (r *listReader) inOrder(where string, events []Holiday) {
	if len(events) < 2 {
		return
	}
	last, before := events[len(events)-1], events[len(events)-2]
	switch {
	case last.Date.IsZero() || before.Date.IsZero(): // refused already
	case last.Date == before.Date:
		r.add("%s: it is there twice", where)
	case last.Date < before.Date:
		r.add("%s: it comes after %s: events are in order of date", where, before.Date)
	}
}

func (r *listReader) countYears(d Division, events []Holiday) {
	years := map[int]int{}
	for _, h := range events {
		year, _, _ := h.Date.Civil()
		years[year]++
		if !h.Date.IsZero() && years[year] == maxHolidays+1 {
			r.add("%s has more than %d bank holidays in %d", d, maxHolidays, year)
		}
	}
}
