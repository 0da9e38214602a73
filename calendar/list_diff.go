package calendar

import (
	"cmp"
	"encoding/json"
	"slices"
)

// Change is a day that only one of two lists has. A day that was renamed makes
// two changes: the old name removed and the new one added.
type Change struct {
	Division Division
	Added    bool // else removed
	Holiday  Holiday
}

// String returns the change in words: "scotland: Mon 1 January 2029 added: New
// Year’s Day".
func (c Change) String() string {
	verb := "removed"
	if c.Added {
		verb = "added"
	}
	return string(c.Division) + ": " + c.Holiday.Date.Long() + " " + verb + ": " + described(c.Holiday)
}

// Diff returns the changes that lead from list a to list b, in order of date. A
// nil list has no days.
func Diff(a, b *List) []Change {
	var out []Change
	for _, d := range publishedDivisions() {
		was, is := byDate(a.of(d)), byDate(b.of(d))
		for _, h := range a.of(d) {
			if is[h.Date] != h {
				out = append(out, Change{Division: d, Holiday: h})
			}
		}
		for _, h := range b.of(d) {
			if was[h.Date] != h {
				out = append(out, Change{Division: d, Added: true, Holiday: h})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Change) int { return cmp.Compare(a.Holiday.Date, b.Holiday.Date) })
	return out
}

// KeepHistory returns l with the days of old that come before its own first day,
// in each division: the public list drops its oldest years from time to time,
// once five of them together. Where it adds nothing it returns l itself.
func (l *List) KeepHistory(old *List) *List {
	events := map[Division][]Holiday{}
	kept := 0
	for _, d := range publishedDivisions() {
		own := l.of(d)
		if len(own) == 0 {
			continue
		}
		earlier := slices.DeleteFunc(slices.Clone(old.of(d)), func(h Holiday) bool { return h.Date >= own[0].Date })
		kept += len(earlier)
		events[d] = append(earlier, own...)
	}
	if kept == 0 {
		return l
	}
	return newList(events)
}

// JSON writes the list in the published shape, without the bunting.
// [ParseList] reads it back as the same list, with the same hash.
func (l *List) JSON() []byte {
	type division struct {
		Division Division  `json:"division"`
		Events   []Holiday `json:"events"`
	}
	out := map[Division]division{}
	for _, d := range publishedDivisions() {
		out[d] = division{Division: d, Events: l.of(d)}
	}
	text, err := json.MarshalIndent(out, "", "  ")
	if err != nil {
		return nil // texts and dates can always be written
	}
	return append(text, '\n')
}
