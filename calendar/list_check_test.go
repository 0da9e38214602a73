package calendar

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// edited is a list with some days of one division taken out and others put in.
// A day is written "2026-12-28 Boxing Day", or with a note after a stroke.
func edited(t *testing.T, l *List, division Division, out, in []string) *List {
	t.Helper()
	events := map[Division][]Holiday{}
	for _, d := range publishedDivisions() {
		events[d] = l.Events(d)
	}
	for _, text := range out {
		events[division] = slices.DeleteFunc(events[division], func(h Holiday) bool { return h.Date == on(t, text) })
	}
	for _, text := range in {
		title, notes, _ := strings.Cut(text[11:], "|")
		events[division] = append(events[division], Holiday{Date: on(t, text[:10]), Title: title, Notes: notes})
	}
	slices.SortFunc(events[division], func(a, b Holiday) int { return int(a.Date - b.Date) })
	return newList(events)
}

func on(t *testing.T, text string) Date {
	t.Helper()
	d, err := ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

const funeral = "2022-09-19 Bank Holiday for the State Funeral of Queen Elizabeth II"

// christmas2028 are the last days of the shipped list.
var christmas2028 = []string{"2028-12-25", "2028-12-26"}

// Each line changes the shipped list in one division, and says what speaks
// against it: nothing, or one problem a part of which is given.
func TestSuccessors(t *testing.T) {
	for _, c := range []struct {
		name, today string
		division    Division
		out, in     []string
		override    []string
		want        []string
	}{
		{name: "the same list", today: "2026-11-22"},
		{
			name: "a one-off to come", today: "2026-11-22", division: Scotland,
			in: []string{"2026-12-02 Bank holiday for a coronation"},
		},
		{
			name: "a one-off today", today: "2026-11-23", division: Scotland,
			in: []string{"2026-11-23 Bank holiday for a victory"},
		},
		{
			name: "a one-off of yesterday", today: "2026-11-24", division: Scotland,
			in:   []string{"2026-11-23 Bank holiday for a victory"},
			want: []string{"scotland: Mon 23 November 2026, Bank holiday for a victory, is new: the past does not change"},
		},
		{
			name: "a one-off of yesterday that somebody confirms", today: "2026-11-24", division: Scotland,
			in: []string{"2026-11-23 Bank holiday for a victory"}, override: []string{"2026-11-23"},
		},
		{
			name: "five one-offs in a year", today: "2026-11-22", division: Scotland,
			in:   []string{"2027-02-01 A", "2027-02-02 B", "2027-02-03 C", "2027-02-04 D", "2027-02-05 E"},
			want: []string{"scotland has 5 bank holidays in 2027 that no rule knows: more than 4 are not credible"},
		},
		{
			name: "the day and the month exchanged", today: "2024-01-15", division: Scotland,
			out: []string{"2024-12-02"}, in: []string{"2024-02-12 St Andrew’s Day|Substitute day"},
			want: []string{
				"scotland: Mon 2 December 2024, St Andrew’s Day (substitute day), is missing",
				"scotland: Mon 12 February 2024 is not the day of St Andrew’s Day by the rules",
			},
		},
		{
			name: "half of the exchange confirmed", today: "2024-01-15", division: Scotland,
			out: []string{"2024-12-02"}, in: []string{"2024-02-12 St Andrew’s Day|Substitute day"}, override: []string{"2024-02-12"},
			want: []string{"scotland: Mon 2 December 2024, St Andrew’s Day (substitute day), is missing"},
		},
		{
			name: "a holiday moved by a proclamation", today: "2026-11-22", division: EnglandAndWales,
			out: []string{"2027-05-31"}, in: []string{"2027-06-03 Spring bank holiday"}, override: []string{"2027-05-31", "2027-06-03"},
		},
		{
			name: "a holiday moved by nobody", today: "2026-11-22", division: EnglandAndWales,
			out: []string{"2027-05-31"}, in: []string{"2027-06-03 Spring Bank Holiday"},
			want: []string{
				"Mon 31 May 2027, Spring bank holiday, is missing",
				"Thu 3 June 2027 is not the day of Spring Bank Holiday by the rules",
			},
		},
		{
			name: "a day of another division", today: "2026-11-22", division: EnglandAndWales,
			in:   []string{"2027-03-17 St Patrick's Day"},
			want: []string{"Wed 17 March 2027 is not the day of St Patrick's Day by the rules"},
		},
		{
			name: "a rule's day renamed", today: "2026-11-22", division: EnglandAndWales,
			out: []string{"2027-05-03"}, in: []string{"2027-05-03 Early May bank holidax"},
			want: []string{"england-and-wales: Mon 3 May 2027 is Early May bank holiday by the rules, not Early May bank holidax"},
		},
		{
			name: "a rule's day with another note", today: "2026-11-22", division: EnglandAndWales,
			out: []string{"2027-12-27"}, in: []string{"2027-12-27 Christmas Day|Substitute dax"},
			want: []string{"Mon 27 December 2027 is Christmas Day (Substitute day) by the rules, not Christmas Day (Substitute dax)"},
		},
		{
			name: "a past day renamed", today: "2026-11-22", division: EnglandAndWales,
			out: []string{"2022-09-19"}, in: []string{"2022-09-19 State Funeral"},
			want: []string{"Mon 19 September 2022 was Bank Holiday for the State Funeral of Queen Elizabeth II and is now State Funeral"},
		},
		{
			name: "a past day removed", today: "2026-11-22", division: EnglandAndWales,
			out:  []string{"2022-09-19"},
			want: []string{"Mon 19 September 2022, Bank Holiday for the State Funeral of Queen Elizabeth II, is missing"},
		},
		{
			name: "a past day removed and confirmed", today: "2026-11-22", division: EnglandAndWales,
			out: []string{"2022-09-19"}, override: []string{"2022-09-19"},
		},
		{
			name: "the end cut off and confirmed", today: "2026-11-22", division: EnglandAndWales,
			out: christmas2028, override: christmas2028,
			want: []string{"england-and-wales ends on Mon 28 August 2028, the list in use on Tue 26 December 2028: a list must not cover less"},
		},
		{
			name: "the beginning cut off and confirmed", today: "2026-11-22", division: NorthernIreland,
			out: []string{"2012-01-02"}, override: []string{"2012-01-02"},
			want: []string{"northern-ireland begins on Mon 19 March 2012, the list in use on Mon 2 January 2012: history must not be dropped"},
		},
		{
			name: "another year", today: "2026-11-22", division: Scotland,
			in: []string{
				"2029-01-01 New Year’s Day", "2029-01-02 2nd January", "2029-03-30 Good Friday", "2029-05-07 Early May bank holiday",
				"2029-05-28 Spring bank holiday", "2029-08-06 Summer bank holiday", "2029-11-30 St Andrew’s Day",
			},
		},
		{
			name: "another year with a gap", today: "2026-11-22", division: Scotland,
			in: []string{
				"2029-01-01 New Year’s Day", "2029-03-30 Good Friday", "2029-05-07 Early May bank holiday",
				"2029-05-28 Spring bank holiday", "2029-08-27 Summer bank holiday",
			},
			want: []string{
				"scotland: Tue 2 January 2029 is 2nd January by the rules and is not in the list",
				"scotland: Mon 6 August 2029 is Summer bank holiday by the rules and is not in the list",
				"scotland: Mon 27 August 2029 is not the day of Summer bank holiday by the rules",
			},
		},
	} {
		list := edited(t, Shipped(), c.division, c.out, c.in)
		var override []Date
		for _, text := range c.override {
			override = append(override, on(t, text))
		}
		agree(t, c.name, list.Check(Shipped(), on(t, c.today), override), c.want)
	}
}

// agree compares problems with a part of each that is wanted.
func agree(t *testing.T, name string, got, want []string) {
	t.Helper()
	same := len(got) == len(want)
	for i := range min(len(got), len(want)) {
		same = same && strings.Contains(got[i], want[i])
	}
	if !same {
		t.Errorf("%s: got\n\t%s\nwant\n\t%s", name, strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

// The day of the State Funeral was announced on 10 September 2022, nine days
// before it. What had been moved before then stays unquestioned.
func TestTheFuneralIsAccepted(t *testing.T) {
	before := Shipped()
	for _, d := range publishedDivisions() {
		before = edited(t, before, d, []string{"2022-09-19", "2023-05-08", "2026-06-15"}, nil)
	}
	after := before
	for _, d := range publishedDivisions() {
		after = edited(t, after, d, nil, []string{funeral})
	}
	agree(t, "announced", after.Check(before, on(t, "2022-09-10"), nil), nil)
	agree(t, "too late", after.Check(before, on(t, "2022-09-20"), nil), []string{
		"england-and-wales: Mon 19 September 2022, Bank Holiday", "scotland: Mon 19 September 2022", "northern-ireland: Mon 19 September 2022",
	})
	agree(t, "undone", before.Check(after, on(t, "2022-09-11"), nil), []string{
		"england-and-wales: Mon 19 September 2022", "scotland: Mon 19 September 2022", "northern-ireland: Mon 19 September 2022",
	})
}

// A day that a person moved once is not asked for again with the next list.
func TestAnOverrideIsNotNeededTwice(t *testing.T) {
	moved := edited(t, Shipped(), EnglandAndWales, []string{"2027-05-31"}, []string{"2027-06-03 Spring bank holiday"})
	next := edited(t, moved, Scotland, nil, []string{"2027-09-20 Bank holiday for a victory"})
	agree(t, "next", next.Check(moved, on(t, "2026-11-22"), nil), nil)
}

// A first list has nothing to be compared with but the rules.
func TestTheFirstList(t *testing.T) {
	today := on(t, "2026-11-22")
	agree(t, "shipped", Shipped().Check(nil, today, nil), nil)
	gap := edited(t, Shipped(), Scotland, []string{"2014-12-01"}, nil)
	agree(t, "a gap", gap.Check(nil, today, nil), []string{"scotland: Mon 1 December 2014 is St Andrew’s Day (substitute day) by the rules"})
	unmoved := edited(t, Shipped(), Scotland, []string{"2020-05-08"}, nil)
	agree(t, "moved to nowhere", unmoved.Check(nil, today, nil), []string{"scotland: Mon 4 May 2020 is Early May bank holiday by the rules"})
	var none *List
	agree(t, "no list", none.Check(Shipped(), today, nil), []string{
		"england-and-wales has no bank holidays: an empty list is never taken", "scotland has no", "northern-ireland has no",
	})
}

// In 2034, as in 2023, 1 January is a Sunday: the list may have either order.
func TestScottishNewYear(t *testing.T) {
	year := func(second, third string) *List {
		l := &List{events: map[Division][]Holiday{}}
		l = edited(t, l, Scotland, nil, []string{"2034-01-02 " + second, "2034-01-03 " + third})
		l = edited(t, l, EnglandAndWales, nil, []string{"2034-01-02 New Year’s Day|Substitute day"})
		return edited(t, l, NorthernIreland, nil, []string{"2034-01-02 New Year’s Day|Substitute day"})
	}
	today := on(t, "2033-06-01")
	agree(t, "as in 2017", year("2nd January", "New Year’s Day|Substitute day").Check(nil, today, nil), nil)
	agree(t, "as in 2023", year("New Year’s Day|Substitute day", "2nd January|Substitute day").Check(nil, today, nil), nil)
	agree(t, "neither", year("Good Friday", "2nd January|Substitute day").Check(nil, today, nil), []string{
		"scotland: Mon 2 January 2034 is 2nd January by the rules, not Good Friday",
	})
}

// A known proclamation is known where it was made only.
func TestProclamations(t *testing.T) {
	for _, d := range publishedDivisions() {
		for _, p := range proclamations {
			want := p.only == "" || p.only == d
			events := byDate(Shipped().Events(d))
			h, published := events[p.day]
			if published != want || want && !proclaimed(d, h) {
				t.Errorf("%s, %s: published is %+v", d, p.day, h)
			}
			if _, there := events[p.instead]; there {
				t.Errorf("%s: %s was not moved", d, p.instead)
			}
		}
	}
}

// anyList has a few days in each division, with titles of any characters that
// can be printed.
var anyList = rapid.Custom(func(t *rapid.T) *List {
	events := map[Division][]Holiday{}
	for _, d := range publishedDivisions() {
		weeks := rapid.SliceOfNDistinct(rapid.IntRange(0, 200), 1, 12, rapid.ID).Draw(t, "weeks")
		slices.Sort(weeks)
		for _, week := range weeks {
			events[d] = append(events[d], Holiday{
				Date:  NewDate(2020, time.January, 6+7*week+rapid.IntRange(0, 4).Draw(t, "weekday")),
				Title: rapid.StringMatching(`[A-Za-z"\\<&’é]{1,8}`).Draw(t, "title"),
				Notes: rapid.SampledFrom([]string{"", "Substitute day"}).Draw(t, "notes"),
			})
		}
	}
	return newList(events)
})

func TestAListIsWrittenAndRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := anyList.Draw(t, "list")
		again, err := ParseList(list.JSON())
		if err != nil || again.Hash() != list.Hash() || len(Diff(list, again)) != 0 {
			t.Fatalf("got %v (%v) from %s", again, err, list.JSON())
		}
	})
	if again, err := ParseList(Shipped().JSON()); err != nil || again.Hash() != Shipped().Hash() {
		t.Errorf("shipped: %v", err)
	}
}

func TestDifferencesLeadFromOneListToTheOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyList.Draw(t, "a"), anyList.Draw(t, "b")
		days := map[Division]map[Date]Holiday{}
		for _, d := range publishedDivisions() {
			days[d] = byDate(a.Events(d))
		}
		last := Date(0)
		for _, c := range Diff(a, b) {
			if c.Holiday.Date < last {
				t.Fatalf("%s comes after %s", c, last)
			}
			last = c.Holiday.Date
			if c.Added {
				days[c.Division][c.Holiday.Date] = c.Holiday
			} else {
				delete(days[c.Division], c.Holiday.Date)
			}
		}
		for _, d := range publishedDivisions() {
			if got, want := inOrderOfDate(days[d]), b.Events(d); !slices.Equal(got, want) {
				t.Fatalf("%s: got %v, want %v", d, got, want)
			}
		}
	})
}

func TestDifferencesInWords(t *testing.T) {
	next := edited(t, Shipped(), Scotland, []string{"2027-12-27"}, []string{"2027-12-27 Christmas", "2022-09-16 Bank Holiday"})
	var got []string
	for _, c := range Diff(Shipped(), next) {
		got = append(got, c.String())
	}
	agree(t, "words", got, []string{
		"scotland: Fri 16 September 2022 added: Bank Holiday",
		"scotland: Mon 27 December 2027 removed: Christmas Day (Substitute day)",
		"scotland: Mon 27 December 2027 added: Christmas",
	})
	if n := len(Diff(nil, Shipped())); n != 472 || len(Diff(Shipped(), nil)) != n {
		t.Errorf("%d days", n)
	}
}

// The public list once dropped five years. With its history kept it says what
// it said before.
func TestHistoryIsKept(t *testing.T) {
	short := Shipped()
	for _, d := range publishedDivisions() {
		for _, h := range short.Events(d) {
			if h.Date < NewDate(2017, time.January, 1) {
				short = edited(t, short, d, []string{h.Date.String()}, nil)
			}
		}
	}
	today := on(t, "2026-11-22")
	if got := short.Check(Shipped(), today, nil); len(got) < 4 || !strings.Contains(got[0], "england-and-wales begins on Mon 2 January 2017") {
		t.Errorf("got %v", got)
	}
	whole := short.KeepHistory(Shipped())
	if whole.Hash() != Shipped().Hash() || len(whole.Check(Shipped(), today, nil)) != 0 {
		t.Errorf("got %v", Diff(Shipped(), whole))
	}
	if Shipped().KeepHistory(short) != Shipped() || short.KeepHistory(nil) != short {
		t.Error("nothing to keep, and yet another list")
	}
}
