// Package calendar counts time in the United Kingdom: civil dates, the bank
// holidays of a division, and periods in working days, days, weeks, months and
// hours.
//
//	cal := calendar.For(calendar.EnglandAndWales)
//	aware := calendar.On(calendar.NewDate(2026, time.December, 3))
//	due, err := cal.After(aware, calendar.Period{N: 15, Unit: calendar.WorkingDays})
//
// A [Date] is a civil day, and a [When] a day with or without a time. [For]
// returns the calendar of a division by the list of bank holidays that ships;
// [New] builds one by another [List], with the days that an office adds or takes
// away. [Calendar.After], [Calendar.Before] and [Calendar.DayN] answer with a
// [Reckoned]: the date, its last moment, and lines that say how it was counted.
//
// # What is authoritative
//
// The published list of bank holidays (embedded, bank-holidays.json) is the
// truth as far as it goes. Outside it the days come from rules (rules.go), which
// are right until a proclamation says otherwise: every date that rests on them
// is provisional, and [Calendar.Until] says where certainty ends.
//
// A [List] is one version of what is published, named by a hash of what it says.
// A newer one can succeed the list that ships: [ParseList] refuses what is
// malformed, [List.Check] what shrinks, changes the past or contradicts the
// rules, and [Diff] says what is new. Package feed fetches lists; the scheduler
// decides when they hold, and for which dates (package almanac).
//
// An [Overlay] is laid over a list: days that are closed, bank holidays that are
// worked, another week. A calendar's version names both.
//
// # How time is counted
//
// The day is the unit of law, the instant only of the clock: days are added to
// a [Date], never 24 hours to an instant. The day of the event is not counted
// unless a rule says that it is day 1 (Lester v Garland; Dodds v Walker). A
// working day is any day but Saturday, Sunday or a bank holiday of the
// division. Civil times are Europe/London, stored instants are UTC.
//
// Where the sources leave a question open, the reading is a setting of
// [Counting], whose zero value is every default; [Calendar.With] counts by
// another. The lines of each answer say what was counted, what was skipped and
// which setting decided.
//
// # Errors
//
// A text, a division, a list or a setting that is wrong gives an error that says
// what would be right. A count that leaves the years 1970 to 2100 gives
// [ErrRange], or no date, which is the zero [Date]. Nothing panics but [MustNew].
//
// # How it is fast
//
// A [Calendar] is two tables over the civil days of 1970 to 2100: how many
// working days there were up to each day, and which day the n-th working day
// is. Adding n working days is two look-ups whatever n is. A Calendar never
// changes after it was built; any number of goroutines may share it.
package calendar
