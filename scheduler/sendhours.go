package scheduler

import (
	"time"

	"github.com/longstop/longstop/calendar"
)

// SendHours are the times at which emails may go out: on working days from
// From up to To, in minutes after midnight in London. With Always they may go
// at any time, and From is only the hour at which a day's reminder is sent.
type SendHours struct {
	From, To int
	Always   bool
}

// DefaultSendHours are 08:00 to 18:00 on working days.
var DefaultSendHours = SendHours{From: 8 * 60, To: 18 * 60}

// Next returns t where emails may go out at t, else the next moment at which
// they may.
func (h SendHours) Next(cal *calendar.Calendar, t time.Time) time.Time {
	d := calendar.DateOf(t)
	switch {
	case h.Always:
		return t
	case cal.IsWorkingDay(d) && t.Before(h.opening(d)):
		return h.opening(d)
	case cal.IsWorkingDay(d) && t.Before(d.At(h.To/60, h.To%60, 0)):
		return t
	}
	return h.opening(cal.AddWorkingDays(d, 1))
}

// opening is the moment of a day at which its reminders are sent.
func (h SendHours) opening(d calendar.Date) time.Time { return d.At(h.From/60, h.From%60, 0) }
