package picture

import (
	"slices"

	"github.com/longstop/longstop/calendar"
)

// A short stretch is drawn whole. A longer one is broken wherever nothing
// happens for a good while, so that the weeks in which much is due have room.
const (
	wholeDays = 120 // that much is never broken
	emptyDays = 42  // so long without a mark makes a break
	padDays   = 5   // before the first mark, after the last, beside a break
	leastDays = 21
	gapWidth  = px(340)
)

// axis turns days into positions. It is made of segments with one scale;
// between them lies time that is not drawn.
type axis struct{ segments []segment }

// segment is a stretch of days, the day end no more among them.
type segment struct {
	first, end calendar.Date
	left       px
	right      px
}

func (s segment) days() int { return int(s.end - s.first) }

// newAxis lays out the days around the marks between two positions; it has no
// segment where there is no mark.
func newAxis(marks []calendar.Date, left, right px) axis {
	marks = slices.Compact(slices.Sorted(slices.Values(marks)))
	if len(marks) == 0 {
		return axis{}
	}
	first, last := marks[0]-padDays, marks[len(marks)-1]+padDays
	last = max(last, first+leastDays-1)
	segments := []segment{{first: first}}
	for i, mark := range marks {
		if i > 0 && int(last-first) > wholeDays && int(mark-marks[i-1]) > emptyDays {
			segments[len(segments)-1].end = marks[i-1] + padDays + 1
			segments = append(segments, segment{first: mark - padDays})
		}
	}
	segments[len(segments)-1].end = last + 1
	return axis{spread(segments, left, right)}
}

// spread shares the width out: as much for each break, as much for each day.
func spread(segments []segment, left, right px) []segment {
	breaks, days := len(segments)-1, 0
	for _, s := range segments {
		days += s.days()
	}
	gap := gapWidth
	if breaks > 0 {
		gap = min(gap, (right-left)/px(2*breaks))
	}
	room := int(right-left) - breaks*int(gap)
	passed := 0
	for i := range segments {
		shift := left + px(i)*gap
		segments[i].left = shift + px(passed*room/days)
		passed += segments[i].days()
		segments[i].right = shift + px(passed*room/days)
	}
	return segments
}

func (a axis) empty() bool { return len(a.segments) == 0 }

// at is where a day begins; a day that is not drawn lies within its break, or
// at the nearer end.
func (a axis) at(d calendar.Date) px {
	for i, s := range a.segments {
		switch {
		case d < s.first && i == 0:
			return s.left
		case d < s.first:
			before := a.segments[i-1]
			return between(d, before.end, s.first, before.right, s.left)
		case d < s.end:
			return between(d, s.first, s.end, s.left, s.right)
		}
	}
	return a.right()
}

func between(d, first, end calendar.Date, left, right px) px {
	return left + px(int(d-first)*int(right-left)/int(end-first))
}

// middle is the middle of a day: where its marks stand.
func (a axis) middle(d calendar.Date) px { return (a.at(d) + a.at(d+1)) / 2 }

func (a axis) left() px  { return a.segments[0].left }
func (a axis) right() px { return a.segments[len(a.segments)-1].right }

// beyond says whether a day comes after the last that is drawn.
func (a axis) beyond(d calendar.Date) bool { return d >= a.segments[len(a.segments)-1].end }

// perWeek is how wide a week is, never nothing.
func (a axis) perWeek() px {
	s := a.segments[0]
	return max(1, px(7*int(s.right-s.left)/s.days()))
}
