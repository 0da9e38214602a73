// Package calendar is Longstop's working time: civil dates, the bank-holiday
// calendar of a division of the United Kingdom, and the counting of periods in
// working days, days, weeks, months and hours.
//
// # What is authoritative
//
// The published list of bank holidays (embedded, bank-holidays.json) is the
// truth as far as it goes. Outside it the days come from rules (rules.go);
// they are right until a proclamation says otherwise, so every date that rests
// on them is provisional and [Calendar.Until] says where certainty ends.
//
// A [List] is one version of what is published, named by a hash of what it says.
// The list that ships can be succeeded by a newer one: [ParseList] refuses what
// is malformed, [List.Check] what shrinks, changes the past or contradicts the
// rules, and [Diff] says what is new. Package feed fetches lists; when they hold,
// and for which dates, is the scheduler's to say (Almanac).
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
// another. Each result says in words what was counted, what was skipped and
// which setting decided.
//
// # How it is fast
//
// A [Calendar] is two tables over the civil days of 1970 to 2100: how many
// working days there were up to each day, and which day the n-th working day
// is. Adding n working days is two look-ups whatever n is. A Calendar never
// changes after it was built; any number of goroutines may share it.
package calendar
