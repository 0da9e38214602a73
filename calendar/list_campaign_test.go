package calendar

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// The campaign: the shipped list is damaged in every way that we could think
// of, and nothing of that may ever take its place.

// draft is a list in the making, of which every part can be damaged.
type draft map[string]any

func (d draft) division(r *rand.Rand) (string, map[string]any) {
	name := string(publishedDivisions()[r.IntN(3)])
	return name, d[name].(map[string]any)
}

// events are those of some division, and the place of one of them.
func (d draft) events(r *rand.Rand) (division map[string]any, events []any, i int) {
	_, division = d.division(r)
	events = division["events"].([]any)
	return division, events, r.IntN(len(events))
}

func (d draft) event(r *rand.Rand) map[string]any {
	_, events, i := d.events(r)
	return events[i].(map[string]any)
}

// move puts an event on another day, and half of the time into its new place.
func (d draft) move(r *rand.Rand, to func(Date) string) {
	_, events, i := d.events(r)
	event := events[i].(map[string]any)
	day, _ := ParseDate(event["date"].(string))
	event["date"] = to(day)
	if r.IntN(2) == 0 {
		slices.SortStableFunc(events, func(a, b any) int {
			return strings.Compare(a.(map[string]any)["date"].(string), b.(map[string]any)["date"].(string))
		})
	}
}

// anything is a value of some wrong type.
func anything(r *rand.Rand) any {
	return []any{nil, 7, -1.5e300, true, "", "x", []any{}, []any{"2026-01-01"}, map[string]any{}, map[string]any{"title": "x"}}[r.IntN(10)]
}

// damages change a list so that its meaning is another, or none. Some by chance
// change nothing that counts, which is found out by the hash.
var damages = []struct {
	name   string
	damage func(r *rand.Rand, d draft)
}{
	{"a division dropped", func(r *rand.Rand, d draft) { name, _ := d.division(r); delete(d, name) }},
	{"a division renamed", func(r *rand.Rand, d draft) {
		name, division := d.division(r)
		delete(d, name)
		d[[]string{"wales", "united-kingdom", "Scotland", ""}[r.IntN(4)]] = division
	}},
	{"a division under another's name", func(r *rand.Rand, d draft) {
		name, _ := d.division(r)
		other, _ := d.division(r)
		d[name], d[other] = d[other], d[name]
	}},
	{"another division's events", func(r *rand.Rand, d draft) {
		_, to := d.division(r)
		_, from := d.division(r)
		to["events"] = from["events"]
	}},
	{"a division emptied", func(r *rand.Rand, d draft) { _, division := d.division(r); division["events"] = []any{} }},
	{"a key of a division renamed", func(r *rand.Rand, d draft) {
		_, division := d.division(r)
		key := []string{"division", "events"}[r.IntN(2)]
		division[key+"s"] = division[key]
		delete(division, key)
	}},
	{"a part of a wrong type", func(r *rand.Rand, d draft) {
		name, division := d.division(r)
		switch key := []string{"", "division", "events"}[r.IntN(3)]; key {
		case "":
			d[name] = anything(r)
		default:
			division[key] = anything(r)
		}
	}},
	{"an unknown key", func(r *rand.Rand, d draft) {
		_, division := d.division(r)
		[]map[string]any{d, division, d.event(r)}[r.IntN(3)]["generated"] = anything(r)
	}},
	{"events dropped", func(r *rand.Rand, d draft) {
		division, events, i := d.events(r)
		division["events"] = slices.Delete(events, i, min(len(events), i+1+r.IntN(5)))
	}},
	{"history removed", func(r *rand.Rand, d draft) {
		division, events, i := d.events(r)
		division["events"] = events[i:]
	}},
	{"the end cut off", func(r *rand.Rand, d draft) {
		division, events, i := d.events(r)
		division["events"] = events[:i]
	}},
	{"events reordered", func(r *rand.Rand, d draft) {
		_, events, i := d.events(r)
		j := r.IntN(len(events))
		events[i], events[j] = events[j], events[i]
	}},
	{"an event twice", func(r *rand.Rand, d draft) {
		division, events, i := d.events(r)
		division["events"] = slices.Insert(events, r.IntN(len(events)), events[i])
	}},
	{"an event of another division", func(r *rand.Rand, d draft) {
		event := d.event(r)
		division, events, _ := d.events(r)
		at, there := slices.BinarySearchFunc(events, event["date"].(string), func(e any, date string) int {
			return strings.Compare(e.(map[string]any)["date"].(string), date)
		})
		if !there {
			division["events"] = slices.Insert(events, at, any(event))
		}
	}},
	{"a holiday every day of a year", func(r *rand.Rand, d draft) {
		division, events, _ := d.events(r)
		for day := NewDate(2029, time.January, 1); day < NewDate(2029, time.January, 7+r.IntN(300)); day++ {
			events = append(events, map[string]any{"title": "Holiday", "date": day.String()})
		}
		division["events"] = events
	}},
	{"a date moved by days", func(r *rand.Rand, d draft) {
		d.move(r, func(day Date) string { return day.AddDays(1 + r.IntN(400)).String() })
	}},
	{"a date moved back", func(r *rand.Rand, d draft) {
		d.move(r, func(day Date) string { return day.AddDays(-1 - r.IntN(400)).String() })
	}},
	{"the day and the month exchanged", func(r *rand.Rand, d draft) {
		d.move(r, func(day Date) string { s := day.String(); return s[:5] + s[8:] + "-" + s[5:7] })
	}},
	{"a year mistyped", func(r *rand.Rand, d draft) {
		d.move(r, func(day Date) string { s := day.String(); return s[:2] + string('0'+byte(r.IntN(10))) + s[3:] })
	}},
	{"a date at a weekend", func(r *rand.Rand, d draft) {
		d.move(r, func(day Date) string { return day.AddDays(6 - int(day.Weekday()) + r.IntN(2)).String() })
	}},
	{"a date in another form", func(r *rand.Rand, d draft) {
		d.move(r, func(day Date) string {
			return day.noon().Format([]string{time.RFC3339, "02/01/2006", "2006-1-2", "20060102", "2 January 2006", "06-01-02"}[r.IntN(6)])
		})
	}},
	{"titles exchanged", func(r *rand.Rand, d draft) {
		_, events, i := d.events(r)
		a, b := events[i].(map[string]any), events[(i+1)%len(events)].(map[string]any)
		a["title"], b["title"] = b["title"], a["title"]
	}},
	{"a title of another spelling", func(r *rand.Rand, d draft) {
		event := d.event(r)
		title := event["title"].(string)
		event["title"] = []string{strings.ToUpper(title), title + " ", title + ".", strings.ReplaceAll(title, "’", "'"), strings.Repeat(title, 20)}[r.IntN(5)]
	}},
	{"a note added", func(r *rand.Rand, d draft) { d.event(r)["notes"] = "Substitute  day" }},
	{"a key of an event renamed", func(r *rand.Rand, d draft) {
		event := d.event(r)
		key := []string{"title", "date", "notes", "bunting"}[r.IntN(4)]
		event[strings.ToUpper(key[:1])+key[1:]] = event[key]
		delete(event, key)
	}},
	{"a key of an event dropped", func(r *rand.Rand, d draft) {
		delete(d.event(r), []string{"title", "date", "notes"}[r.IntN(3)])
	}},
	{"a field of a wrong type", func(r *rand.Rand, d draft) {
		d.event(r)[[]string{"title", "date", "notes", "bunting"}[r.IntN(4)]] = anything(r)
	}},
	{"an event of a wrong type", func(r *rand.Rand, d draft) {
		_, events, i := d.events(r)
		events[i] = anything(r)
	}},
}

// cuts change the text itself.
var cuts = []struct {
	name string
	cut  func(r *rand.Rand, text []byte) []byte
}{
	{"a bit flipped", func(r *rand.Rand, text []byte) []byte {
		text[r.IntN(len(text))] ^= 1 << r.IntN(8)
		return text
	}},
	{"a byte of chance", func(r *rand.Rand, text []byte) []byte {
		text[r.IntN(len(text))] = byte(r.IntN(256))
		return text
	}},
	{"a digit mistyped", func(r *rand.Rand, text []byte) []byte {
		i := r.IntN(len(text))
		for text[i] < '0' || text[i] > '9' {
			i = (i + 1) % len(text)
		}
		text[i] = '0' + byte(r.IntN(10))
		return text
	}},
	{"cut off", func(r *rand.Rand, text []byte) []byte { return text[:r.IntN(len(text))] }},
	{"a piece lost", func(r *rand.Rand, text []byte) []byte {
		i := r.IntN(len(text))
		return slices.Delete(text, i, min(len(text), i+1+r.IntN(200)))
	}},
	{"a piece twice", func(r *rand.Rand, text []byte) []byte {
		i := r.IntN(len(text) - 200)
		return slices.Insert(text, i, text[i:i+1+r.IntN(200)]...)
	}},
	{"the whole twice", func(r *rand.Rand, text []byte) []byte { return slices.Repeat(text, 2+r.IntN(4)) }},
	{"a key twice", func(r *rand.Rand, text []byte) []byte {
		key := []string{`{"bunting":`, `{"division":`, `{"england-and-wales":`}[r.IntN(3)]
		twice := key + []string{`null,`, `true,`, `"scotland",`, `[],`}[r.IntN(4)]
		return bytes.Replace(text, []byte(key), []byte(twice+key[1:]), 1)
	}},
	{"nested deeply", func(r *rand.Rand, text []byte) []byte {
		n := 1 + r.IntN(20000)
		return slices.Concat(bytes.Repeat([]byte(`[`), n), text, bytes.Repeat([]byte(`]`), n))
	}},
	{"deep in an event", func(r *rand.Rand, text []byte) []byte {
		n := 1 + r.IntN(9000)
		return bytes.Replace(text, []byte(`true`), []byte(strings.Repeat(`{"a":`, n)+`1`+strings.Repeat(`}`, n)), 1)
	}},
	{"huge", func(r *rand.Rand, text []byte) []byte {
		return append(text, bytes.Repeat([]byte(" "), MaxListSize-r.IntN(len(text)))...)
	}},
	{"another encoding", func(r *rand.Rand, text []byte) []byte {
		return []([]byte){
			bytes.ReplaceAll(text, []byte("’"), []byte{0x92}), append([]byte("\ufeff"), text...),
			bytes.ReplaceAll(text, []byte{'"'}, []byte{'"', 0}), bytes.ReplaceAll(text, []byte("’"), []byte("â€™")),
		}[r.IntN(4)]
	}},
	{"not a list at all", func(r *rand.Rand, _ []byte) []byte {
		return []byte([]string{``, ` `, `null`, `{}`, `[]`, `"x"`, `0`, `<!DOCTYPE html>`, `{"error": "rate limited"}`}[r.IntN(9)])
	}},
}

// damaged is one list of the campaign, and what was done to it.
func damaged(t *testing.T, r *rand.Rand, kind int, text []byte) (string, []byte) {
	t.Helper()
	if kind >= len(damages) {
		c := cuts[kind-len(damages)]
		return c.name, c.cut(r, bytes.Clone(text))
	}
	var d draft
	if err := json.Unmarshal(text, &d); err != nil {
		t.Fatal(err)
	}
	damages[kind].damage(r, d)
	out, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	return damages[kind].name, out
}

// since is the shipped list from a year on.
func since(year int) *List {
	events := map[Division][]Holiday{}
	for _, d := range publishedDivisions() {
		events[d] = slices.DeleteFunc(Shipped().Events(d), func(h Holiday) bool { return h.Date < NewDate(year, time.January, 1) })
	}
	return newList(events)
}

// Two thousand malformed feeds, of every kind: none is accepted, and none makes
// anything panic. One that still says what the list says is not malformed. 200 are
// made of the whole shipped list, the rest of its years since 2024, which take a
// fifth of the time.
func TestMalformedFeeds(t *testing.T) {
	for i, part := range []struct{ year, feeds int }{{2012, 200}, {2024, 600}, {2024, 600}, {2024, 600}} {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			campaign(t, uint64(20260911+i), since(part.year), part.feeds)
		})
	}
}

func campaign(t *testing.T, seed uint64, good *List, feeds int) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, seed))
	text := published(t, good)
	today := NewDate(2026, time.November, 22)
	kinds := len(damages) + len(cuts)
	unread, refused, equal, by := 0, 0, 0, map[string]int{}
	for i := 0; unread+refused < feeds; i++ {
		name, feed := damaged(t, r, i%kinds, text)
		list, err := ParseList(feed)
		switch {
		case err != nil:
			unread++
			by[name]++
		case list.Hash() == good.Hash():
			equal++
		case len(list.Check(good, today, nil)) > 0:
			refused++
			by[name]++
		default:
			t.Fatalf("attempt %d, %s, was accepted: %v", i, name, Diff(good, list))
		}
	}
	if len(by) != kinds {
		t.Errorf("%d kinds of damage were tried of %d", len(by), kinds)
	}
	if refused < feeds/10 {
		t.Errorf("%d of the %d were of the published shape: the rules were hardly tried", refused, feeds)
	}
	t.Logf("seed %d: %d not read, %d read and refused, %d not counted as they say the same", seed, unread, refused, equal)
}

// published writes a list as it is published, with its bunting, on one line.
func published(t *testing.T, l *List) []byte {
	t.Helper()
	var d draft
	if err := json.Unmarshal(l.JSON(), &d); err != nil {
		t.Fatal(err)
	}
	for _, division := range d {
		for _, event := range division.(map[string]any)["events"].([]any) {
			event.(map[string]any)["bunting"] = true
		}
	}
	text, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// Whatever takes the place of a list has all of its past, and nothing else
// before today; and it covers no less.
func FuzzCheck(f *testing.F) {
	f.Add([]byte(feed(friday)), []byte(feed(friday+","+monday6)), int32(NewDate(2026, time.April, 1)))
	f.Add([]byte(feed(friday)), []byte(feed(friday)), int32(NewDate(2027, time.April, 1)))
	f.Add([]byte(feed(monday6)), []byte(feed(friday)), int32(0))
	f.Add(embedded, bytes.Replace(embedded, []byte("2027-05-31"), []byte("2027-06-03"), 1), int32(NewDate(2026, time.November, 22)))
	f.Fuzz(func(t *testing.T, before, after []byte, day int32) {
		list, err := ParseList(after)
		if err != nil {
			return
		}
		old, err := ParseList(before)
		if err != nil {
			old = Shipped()
		}
		if len(list.Check(old, Date(day), nil)) > 0 {
			return
		}
		for _, c := range Diff(old, list) {
			if c.Holiday.Date < Date(day) {
				t.Errorf("the past changed: %s", c)
			}
		}
		for _, d := range publishedDivisions() {
			is := byDate(list.Events(d))
			for _, h := range old.Events(d) {
				if _, ok := is[h.Date]; !ok {
					t.Errorf("%s: %s is missing", d, h.Date)
				}
			}
		}
	})
}
