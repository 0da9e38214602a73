package calendar

import "time"

// hours counts n hours: elapsed ones, or working hours where the setting says
// so.
func (h *how) hours(n int) (Reckoned, error) {
	start := h.from.Earliest()
	at := start.Add(time.Duration(n) * time.Hour)
	if h.cal.counting.Hours == Working {
		at = h.cal.workingHours(start, n)
	}
	d := DateOf(at)
	if at.IsZero() || !d.counted() {
		return Reckoned{}, ErrRange
	}
	h.date, h.legal, h.at = d, d, at
	return Reckoned{Date: d, Legal: d, At: at.UTC(), Hour: true, how: *h}, nil
}

// workingHours moves n working hours on from a moment, or back for a negative
// n: whole working days first, then what is left of the hours. The hours of a
// day are those on the clock: none that offices keep is one that changes. The
// zero time means that the tables end before.
func (c *Calendar) workingHours(start time.Time, n int) time.Time {
	office := c.counting.hours()
	length := int(office.To - office.From)
	minute, d := c.intoOffice(start, n < 0)
	if d.IsZero() {
		return time.Time{}
	}
	minute += 60 * n
	days := minute / length
	if minute %= length; minute < 0 {
		minute += length
		days--
	}
	switch {
	case n > 0 && minute == 0: // the end of a day, not the start of the next
		days, minute = days-1, length
	}
	if days != 0 {
		d = c.AddWorkingDays(d, days)
	}
	if d.IsZero() {
		return time.Time{}
	}
	return (office.From + Clock(minute)).on(d)
}

// intoOffice returns the working day, and the minute of its working hours, at
// which work goes on after a moment; or, back, at which it stopped before.
func (c *Calendar) intoOffice(t time.Time, back bool) (minute int, d Date) {
	office, local := c.counting.hours(), t.In(london)
	d = DateOf(t)
	now := Clock(local.Hour()*60 + local.Minute())
	switch {
	case !c.IsWorkingDay(d) && back, back && now <= office.From:
		return int(office.To - office.From), c.AddWorkingDays(d, -1)
	case !c.IsWorkingDay(d), !back && now >= office.To:
		return 0, c.AddWorkingDays(d, 1)
	}
	return int(min(max(now, office.From), office.To) - office.From), d
}
