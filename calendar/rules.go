package calendar

import (
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/aa"
)

// The rules of the Banking and Financial Dealings Act 1971 and of custom, for
// the years that the published list does not reach. rickar/cal knows England
// and Wales only; Scotland and Northern Ireland are defined here. One-off days
// and moved ones come by proclamation and are never in the rules.
//
// A substitute day is the next day that is not itself taken: where 25 December
// is a Saturday, Monday 27 stands for it and Tuesday 28 for Boxing Day; where it
// is a Sunday, Boxing Day keeps its Monday and Tuesday 27 stands for Christmas.
// Scotland has such a pair on 1 and 2 January (Schedule 1 to the Act).

var (
	toMonday = []cal.AltDay{{Day: time.Saturday, Offset: 2}, {Day: time.Sunday, Offset: 1}}
	twoLater = []cal.AltDay{{Day: time.Saturday, Offset: 2}, {Day: time.Sunday, Offset: 2}}
)

func fixed(name string, month time.Month, day int, observed []cal.AltDay) *cal.Holiday {
	return &cal.Holiday{Name: name, Month: month, Day: day, Observed: observed, Func: cal.CalcDayOfMonth}
}

func monday(name string, month time.Month, nth int) *cal.Holiday {
	return &cal.Holiday{Name: name, Month: month, Weekday: time.Monday, Offset: nth, Func: cal.CalcWeekdayOffset}
}

var (
	newYear      = fixed("New Year’s Day", time.January, 1, toMonday)
	goodFriday   = aa.GoodFriday.Clone(&cal.Holiday{Name: "Good Friday"})
	easterMonday = aa.EasterMonday.Clone(&cal.Holiday{Name: "Easter Monday"})
	earlyMay     = monday("Early May bank holiday", time.May, 1)
	spring       = monday("Spring bank holiday", time.May, -1)
	summer       = monday("Summer bank holiday", time.August, -1)
	christmas    = fixed("Christmas Day", time.December, 25, twoLater)
	boxing       = fixed("Boxing Day", time.December, 26, twoLater)
)

var rules = map[Division][]*cal.Holiday{
	EnglandAndWales: {newYear, goodFriday, easterMonday, earlyMay, spring, summer, christmas, boxing},
	Scotland: {
		fixed(newYear.Name, time.January, 1, twoLater), fixed("2nd January", time.January, 2, twoLater), goodFriday, earlyMay, spring,
		monday("Summer bank holiday", time.August, 1),
		fixed("St Andrew’s Day", time.November, 30, toMonday), christmas, boxing,
	},
	NorthernIreland: {
		newYear, fixed("St Patrick’s Day", time.March, 17, toMonday), goodFriday, easterMonday, earlyMay, spring,
		fixed("Battle of the Boyne (Orangemen’s Day)", time.July, 12, toMonday), summer, christmas, boxing,
	},
}

// byRule lists the holidays that the rules give for one year.
func byRule(division Division, year int) []Holiday {
	var out []Holiday
	for _, h := range rules[division] {
		actual, observed := h.Calc(year)
		if actual.IsZero() {
			continue
		}
		notes := ""
		if !observed.Equal(actual) {
			notes = "Substitute day"
		}
		y, m, d := observed.Date()
		out = append(out, Holiday{Date: NewDate(y, m, d), Title: h.Name, Notes: notes})
	}
	return out
}
