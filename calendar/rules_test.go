package calendar

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// oneOffs are the days of the published list that rules cannot know, and those
// that rules give in vain. They came by proclamation, for one year.
var oneOffs = []struct {
	where  string // divisions, or "all"
	date   string
	title  string // "" for a day that was moved away
	reason string
}{
	{"all", "2012-05-28", "", "the Spring bank holiday moved to 4 June"},
	{"all", "2012-06-04", "Spring bank holiday", "moved beside the Diamond Jubilee"},
	{"all", "2012-06-05", "Queen’s Diamond Jubilee", "one-off"},
	{"all", "2020-05-04", "", "the Early May bank holiday moved to 8 May"},
	{"all", "2020-05-08", "Early May bank holiday (VE day)", "75 years of VE day"},
	{"all", "2022-05-30", "", "the Spring bank holiday moved to 2 June"},
	{"all", "2022-06-02", "Spring bank holiday", "moved beside the Platinum Jubilee"},
	{"all", "2022-06-03", "Platinum Jubilee bank holiday", "one-off"},
	{"all", "2022-09-19", "Bank Holiday for the State Funeral of Queen Elizabeth II", "nine days' notice"},
	{"all", "2023-05-08", "Bank holiday for the coronation of King Charles III", "one-off"},
	{"scotland", "2026-06-15", "World Cup bank holiday", "Scotland only"},
}

// renamed are days of which the list is not consistent itself. The Act of 1971
// puts New Year's Day in Scotland on 3 January where it is a Sunday; so did the
// list in 2012 and 2017, and in 2023 it had the two titles the other way round.
var renamed = map[Division][]Date{
	Scotland: {NewDate(2023, time.January, 2), NewDate(2023, time.January, 3)},
}

// Titles and notes agree too, but for those and for the notes of the one-offs.
func TestRulesAreThePublishedList(t *testing.T) {
	for division, list := range Shipped().events {
		want := map[Date]Holiday{}
		for _, h := range list {
			want[h.Date] = h
		}
		got := map[Date]Holiday{}
		for year := 2012; year <= 2028; year++ {
			for _, h := range byRule(division, year) {
				if other, twice := got[h.Date]; twice {
					t.Errorf("%s: %s is both %s and %s", division, h.Date, other.Title, h.Title)
				}
				got[h.Date] = h
			}
		}
		applyOneOffs(t, division, want, got)
		for d := range want {
			if _, ok := got[d]; ok && slices.Contains(renamed[division], d) {
				continue
			}
			if got[d] != want[d] {
				t.Errorf("%s, %s: the rules give %+v, published is %+v", division, d, got[d], want[d])
			}
		}
		for d := range got {
			if _, ok := want[d]; !ok {
				t.Errorf("%s: the rules give %s, %s, which is not published", division, d, got[d].Title)
			}
		}
	}
}

func applyOneOffs(t *testing.T, division Division, want, got map[Date]Holiday) {
	t.Helper()
	for _, o := range oneOffs {
		if o.where != "all" && o.where != string(division) {
			continue
		}
		d, err := ParseDate(o.date)
		if err != nil {
			t.Fatal(err)
		}
		_, ruled := got[d]
		if moved := o.title == ""; ruled != moved {
			t.Errorf("%s, %s (%s): the rules know it: %v", division, o.date, o.reason, ruled)
		}
		delete(got, d)
		if o.title != "" {
			got[d] = Holiday{Date: d, Title: o.title, Notes: want[d].Notes}
		}
	}
}

// easterSunday is the anonymous Gregorian algorithm (Nature, 1876), which owes
// nothing to the library that the rules use.
func easterSunday(year int) Date {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (b - (b+8)/25 + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return NewDate(year, time.Month(n/31), n%31+1)
}

func TestEaster(t *testing.T) {
	for year, want := range map[int]string{1970: "1970-03-29", 2000: "2000-04-23", 2024: "2024-03-31", 2038: "2038-04-25", 2100: "2100-03-28"} {
		if got := easterSunday(year).String(); got != want {
			t.Errorf("Easter %d: got %s, want %s", year, got, want)
		}
	}
	for year := firstYear; year <= lastYear; year++ {
		sunday := easterSunday(year)
		for _, division := range Divisions() {
			cal := For(division)
			friday, ok := cal.Holiday(sunday - 2)
			if !ok || friday.Title != "Good Friday" {
				t.Errorf("%s: Good Friday %d is not on %s", division, year, sunday-2)
			}
			monday, ok := cal.Holiday(sunday + 1)
			// In Scotland Easter Monday is a working day.
			if easter := ok && monday.Title == "Easter Monday"; easter != (division != Scotland) {
				t.Errorf("%s: Easter Monday on %s: %v", division, sunday+1, easter)
			}
		}
	}
}

// Which days are off at the turn of the year, by the weekday of 25 December:
// days of December, then of January. Two substitutes never share a day.
var turnOfTheYear = map[time.Weekday]struct{ december, january, scotland string }{
	time.Monday:    {"25 26", "1", "1 2"},
	time.Tuesday:   {"25 26", "1", "1 2"},
	time.Wednesday: {"25 26", "1", "1 2"},
	time.Thursday:  {"25 26", "1", "1 2"},
	time.Friday:    {"25 28", "1", "1 4"},
	time.Saturday:  {"27 28", "3", "3 4"},
	time.Sunday:    {"26 27", "2", "2 3"},
}

// New Year's Day is on the weekday of the Christmas Day before it.
func TestSubstituteDays(t *testing.T) {
	for year := firstYear; year < lastYear; year++ {
		want := turnOfTheYear[NewDate(year, time.December, 25).Weekday()]
		for _, division := range Divisions() {
			january := want.january
			if division == Scotland || division == UnitedKingdom {
				january = want.scotland
			}
			if got := daysOff(division, year, time.December, 25); got != want.december {
				t.Errorf("%s, December %d: got %s, want %s", division, year, got, want.december)
			}
			if got := daysOff(division, year+1, time.January, 1); got != january {
				t.Errorf("%s, January %d: got %s, want %s", division, year+1, got, january)
			}
		}
	}
}

// daysOff lists the bank holidays of the week that begins on a day.
func daysOff(division Division, year int, month time.Month, day int) string {
	var out []string
	for d := NewDate(year, month, day); d < NewDate(year, month, day+7); d++ {
		if _, ok := For(division).Holiday(d); ok {
			out = append(out, strings.Fields(d.Short())[1])
		}
	}
	return strings.Join(out, " ")
}

// Days of one division alone, and what stands for them at a weekend.
func TestHolidaysOfOneDivision(t *testing.T) {
	for _, c := range []struct {
		date, title string
		where       []Division
	}{
		{"2031-03-17", "St Patrick’s Day", []Division{NorthernIreland, UnitedKingdom}},
		{"2029-03-19", "St Patrick’s Day (substitute day)", []Division{NorthernIreland, UnitedKingdom}},
		{"2030-07-12", "Battle of the Boyne (Orangemen’s Day)", []Division{NorthernIreland, UnitedKingdom}},
		{"2031-07-14", "Battle of the Boyne (Orangemen’s Day) (substitute day)", []Division{NorthernIreland, UnitedKingdom}},
		{"2030-12-02", "St Andrew’s Day (substitute day)", []Division{Scotland, UnitedKingdom}},
		{"2029-08-06", "Summer bank holiday", []Division{Scotland, UnitedKingdom}},
		{"2029-08-27", "Summer bank holiday", []Division{EnglandAndWales, NorthernIreland, UnitedKingdom}},
		{"2026-06-15", "World Cup bank holiday", []Division{Scotland, UnitedKingdom}},
	} {
		d, err := ParseDate(c.date)
		if err != nil {
			t.Fatal(err)
		}
		off := map[Division]bool{}
		for _, division := range c.where {
			off[division] = true
		}
		for _, division := range Divisions() {
			h, ok := For(division).Holiday(d)
			if ok != off[division] || ok && h.Name() != c.title {
				t.Errorf("%s, %s: got %q, want %q: %v", division, c.date, h.Name(), c.title, off[division])
			}
		}
	}
}

func TestProvisional(t *testing.T) {
	for _, division := range Divisions() {
		cal := For(division)
		if cal.Until().String() != "2028-12-26" {
			t.Errorf("%s: certain until %s", division, cal.Until())
		}
		for text, want := range map[string]bool{
			"2012-01-01": true, "2012-01-02": false, "2026-12-03": false, "2028-12-26": false, "2028-12-27": true,
		} {
			if d, err := ParseDate(text); err != nil || cal.Provisional(d) != want {
				t.Errorf("%s, %s: provisional is not %v", division, text, want)
			}
		}
		if cal.Provisional(0) {
			t.Error("no date at all is provisional")
		}
	}
}
