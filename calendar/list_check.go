package calendar

import "slices"

// maxOneOffs is how many bank holidays outside the rules a division may have in
// a year. There have been three at most, in 2022.
const maxOneOffs = 4

// Check returns what speaks against replacing old with l on a day: nothing where
// l is acceptable. A list may only grow: it has every day of old, begins no
// later, ends no earlier, changes nothing before today, and agrees with the
// rules from its first day to its last. A one-off with a title of its own is
// what a proclamation brings, and is acceptable from today on.
//
// What old has already is not held against l again. A person has confirmed each
// date in override: it may be there or not, under any title. No override lets a
// list be empty or cover less than old. Where there is no list yet, old is nil.
func (l *List) Check(old *List, today Date, override []Date) []string {
	c := successor{today: today, override: override}
	for _, d := range publishedDivisions() {
		c.division, c.before, c.after = d, old.of(d), l.of(d)
		if len(c.after) == 0 {
			c.add("%s has no bank holidays: an empty list is never taken", d)
			continue
		}
		c.was, c.is, c.rules = byDate(c.before), byDate(c.after), c.rulesCovered()
		c.extent()
		c.missing()
		c.contradictions()
		c.days()
		c.oneOffs()
	}
	return c.all()
}

// successor compares two lists, one division after the other.
type successor struct {
	today    Date
	override []Date
	division Division

	before, after  []Holiday // of the old list and the new, in order of date
	was, is, rules map[Date]Holiday

	problems
}

func byDate(events []Holiday) map[Date]Holiday {
	out := map[Date]Holiday{}
	for _, h := range events {
		out[h.Date] = h
	}
	return out
}

// rulesCovered returns the days that the rules give from the first day of the
// list to its last.
func (c *successor) rulesCovered() map[Date]Holiday {
	out := map[Date]Holiday{}
	first, last := c.after[0].Date, c.after[len(c.after)-1].Date
	from, _, _ := first.Civil()
	to, _, _ := last.Civil()
	for year := from; year <= to; year++ {
		for _, h := range byRule(c.division, year) {
			if h.Date >= first && h.Date <= last {
				out[h.Date] = h
			}
		}
	}
	return out
}

func (c *successor) overridden(d Date) bool { return slices.Contains(c.override, d) }

func (c *successor) extent() {
	if len(c.before) == 0 {
		return
	}
	if was, is := c.before[0].Date, c.after[0].Date; is > was {
		c.add("%s begins on %s, the list in use on %s: history must not be dropped", c.division, is.Long(), was.Long())
	}
	if was, is := c.before[len(c.before)-1].Date, c.after[len(c.after)-1].Date; is < was {
		c.add("%s ends on %s, the list in use on %s: a list must not cover less", c.division, is.Long(), was.Long())
	}
}

func (c *successor) missing() {
	for _, h := range c.before {
		if _, ok := c.is[h.Date]; !ok && !c.overridden(h.Date) {
			c.add("%s: %s, %s, is missing: a day once published stays, unless an override names it", c.division, h.Date.Long(), h.Name())
		}
	}
}

// contradictions adds the days that the rules give and the list lacks.
func (c *successor) contradictions() {
	for _, h := range inOrderOfDate(c.rules) {
		_, there := c.is[h.Date]
		_, replaced := c.is[movedTo(h.Date)]
		if there || replaced || c.overridden(h.Date) || c.knownToLack(h.Date) {
			continue
		}
		if _, known := c.was[h.Date]; !known { // else it is among the missing
			c.add("%s: %s is %s by the rules and is not in the list: add it, or name it as an override if it was moved", c.division, h.Date.Long(), h.Name())
		}
	}
}

// knownToLack says whether the old list covers a day and lacks it.
func (c *successor) knownToLack(d Date) bool {
	_, has := c.was[d]
	return !has && len(c.before) > 0 && d >= c.before[0].Date && d <= c.before[len(c.before)-1].Date
}

func inOrderOfDate(days map[Date]Holiday) []Holiday {
	out := make([]Holiday, 0, len(days))
	for _, h := range days {
		out = append(out, h)
	}
	slices.SortFunc(out, func(a, b Holiday) int { return int(a.Date - b.Date) })
	return out
}

func (c *successor) days() {
	for _, h := range c.after {
		was, known := c.was[h.Date]
		if was == h || c.overridden(h.Date) {
			continue
		}
		switch {
		case len(c.before) == 0 || h.Date >= c.today:
		case known:
			c.add("%s: %s was %s and is now %s: the past does not change, unless an override names the day",
				c.division, h.Date.Long(), described(was), described(h))
		default:
			c.add("%s: %s, %s, is new: the past does not change, unless an override names the day", c.division, h.Date.Long(), h.Name())
		}
		c.name(h, was, known)
	}
}

// name compares the name of a day with the one that the rules give it. Notes are
// compared only where the old list has the day.
func (c *successor) name(h, was Holiday, known bool) {
	rule, ruled := c.rules[h.Date]
	switch {
	case ruled:
		names := namesByRule(c.division, rule)
		if known {
			names = []Holiday{rule, was}
		}
		if !slices.ContainsFunc(names, func(n Holiday) bool { return n.Title == h.Title && (n.Notes == h.Notes || !known) }) {
			c.add("%s: %s is %s by the rules, not %s", c.division, h.Date.Long(), described(rule), described(h))
		}
	case titleOfARule(h.Title) && !proclaimed(c.division, h):
		c.add("%s: %s is not the day of %s by the rules: name it as an override if it was moved", c.division, h.Date.Long(), h.Title)
	}
}

// described returns the title with its note, so that a changed note shows.
func described(h Holiday) string {
	if h.Notes == "" {
		return h.Title
	}
	return h.Title + " (" + h.Notes + ")"
}

func (c *successor) oneOffs() {
	count, grown := map[int]int{}, []int{}
	for _, h := range c.after {
		year, _, _ := h.Date.Civil()
		if _, ruled := c.rules[h.Date]; ruled || c.overridden(h.Date) {
			continue
		}
		count[year]++
		if _, known := c.was[h.Date]; !known && !slices.Contains(grown, year) {
			grown = append(grown, year)
		}
	}
	for _, year := range grown {
		if count[year] > maxOneOffs {
			c.add("%s has %d bank holidays in %d that no rule knows: more than %d are not credible", c.division, count[year], year, maxOneOffs)
		}
	}
}
