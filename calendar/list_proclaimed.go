package calendar

import (
	"slices"
	"strings"
	"time"
)

// proclamation is a bank holiday of one year only, which came by Royal
// Proclamation and which no rule can know.
type proclamation struct {
	day     Date
	title   string
	instead Date     // the rule's day that moved here, if one did
	only    Division // where it was one; everywhere if empty
}

// proclamations lists all since 2012, when the published list begins.
var proclamations = []proclamation{
	{day: NewDate(2012, time.June, 4), title: "Spring bank holiday", instead: NewDate(2012, time.May, 28)},
	{day: NewDate(2012, time.June, 5), title: "Queen’s Diamond Jubilee"},
	{day: NewDate(2020, time.May, 8), title: "Early May bank holiday (VE day)", instead: NewDate(2020, time.May, 4)},
	{day: NewDate(2022, time.June, 2), title: "Spring bank holiday", instead: NewDate(2022, time.May, 30)},
	{day: NewDate(2022, time.June, 3), title: "Platinum Jubilee bank holiday"},
	{day: NewDate(2022, time.September, 19), title: "Bank Holiday for the State Funeral of Queen Elizabeth II"},
	{day: NewDate(2023, time.May, 8), title: "Bank holiday for the coronation of King Charles III"},
	{day: NewDate(2026, time.June, 15), title: "World Cup bank holiday", only: Scotland},
}

// proclaimed says whether a bank holiday is a known one-off of a division.
func proclaimed(division Division, h Holiday) bool {
	return slices.ContainsFunc(proclamations, func(p proclamation) bool {
		return p.day == h.Date && p.title == h.Title && (p.only == "" || p.only == division)
	})
}

// movedTo returns the day to which a rule's day was moved, or no date.
func movedTo(day Date) Date {
	for _, p := range proclamations {
		if p.instead == day {
			return p.day
		}
	}
	return 0
}

// titleOfARule says whether a title is that of a bank holiday that comes every
// year, in any division and however it is typed. On a day that no rule gives, it
// is a slip, or a move that a person must confirm.
func titleOfARule(title string) bool {
	plain := func(s string) string {
		return strings.Join(strings.Fields(strings.ToLower(strings.ReplaceAll(s, "’", "'"))), " ")
	}
	for _, division := range publishedDivisions() {
		for _, h := range rules[division] {
			if plain(h.Name) == plain(title) {
				return true
			}
		}
	}
	return false
}

// namesByRule returns the names under which the list may have a rule's day. Where
// 1 January is a Sunday, the Act has New Year's Day in Scotland on the 3rd and
// the list of 2023 had the two titles the other way round.
func namesByRule(division Division, h Holiday) []Holiday {
	names := []Holiday{h}
	y, m, day := h.Date.Civil()
	if division == Scotland && m == time.January && day <= 3 && NewDate(y, m, 1).Weekday() == time.Sunday {
		other := Holiday{Date: h.Date, Title: "New Year’s Day", Notes: "Substitute day"}
		if h.Title == other.Title {
			other.Title = "2nd January"
		}
		names = append(names, other)
	}
	return names
}
