package picture

import (
	"slices"

	"github.com/longstop/longstop/calendar"
)

// A short axis is drawn whole. A longer one breaks wherever nothing happens for a
// good while, so that busy weeks have room.
const (
	maxWhole = 120 // days of an axis that never breaks
	maxEmpty = 42  // days between two marks without a break
	minDays  = 21  // days of an axis
	padDays  = 5   // before the first mark, after the last, beside a break
	gapWidth = px(340)
)

// axis turns days into positions. Its segments have one scale; the time between
// them is not drawn.
type axis struct{ segments []segment }

// segment is a stretch of days, from first to the day before end.
type segment struct {
	first, end calendar.Date
	left       px
	right      px
}

func (s segment) days() int { return int(s.end - s.first) }

// newAxis lays out the days around the marks between two positions. Without marks
// it has no segment.
func newAxis(marks []calendar.Date, left, right px) axis {
	marks = slices.Compact(slices.Sorted(slices.Values(marks)))
	if len(marks) == 0 {
		return axis{}
	}
	first, last := marks[0]-padDays, marks[len(marks)-1]+padDays
	last = max(last, first+minDays-1)
	segments := []segment{{first: first}}
	for i, mark := range marks {
		if i > 0 && int(last-first) > maxWhole && int(mark-marks[i-1]) > maxEmpty {
			segments[len(segments)-1].end = marks[i-1] + padDays + 1
			segments = append(segments, segment{first: mark - padDays})
		}
	}
	segments[len(segments)-1].end = last + 1
	return axis{spread(segments, left, right)}
}

// spread shares the width out: every break gets the same, and every day.
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

// at returns where a day begins. A day that is not drawn lies within its break, or
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

// middle returns the middle of a day, where its marks stand.
func (a axis) middle(d calendar.Date) px { return (a.at(d) + a.at(d+1)) / 2 }

func (a axis) left() px  { return a.segments[0].left }
func (a axis) right() px { return a.segments[len(a.segments)-1].right }

// beyond says whether a day comes after the last one that is drawn.
func (a axis) beyond(d calendar.Date) bool { return d >= a.segments[len(a.segments)-1].end }

// perWeek returns the width of a week, 1 at least.
func (a axis) perWeek() px {
	s := a.segments[0]
	return max(1, px(7*int(s.right-s.left)/s.days()))
}
