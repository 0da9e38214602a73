package notice

import (
	"time"

	"github.com/longstop/longstop/calendar"
)

// SendHours are the times at which emails may go out: on working days from From
// up to To, in minutes after midnight in London. With Always they may go at any
// time, and From is only the time at which a day's reminder is sent.
type SendHours struct {
	From, To int
	Always   bool
}

// DefaultSendHours returns 08:00 to 18:00 on working days.
func DefaultSendHours() SendHours { return SendHours{From: 8 * 60, To: 18 * 60} }

// Office is when a partnership can be told something.
type Office struct {
	Calendar *calendar.Calendar // counts the reminders and the rungs of the ladder
	Opens    *calendar.Calendar // has the working days on which emails go out: those, less its own closures
	Hours    SendHours
}

// Next returns the first moment from t on at which emails may go out.
func (o Office) Next(t time.Time) time.Time {
	d, h := calendar.DateOf(t), o.Hours
	switch {
	case h.Always:
		return t
	case o.Opens.IsWorkingDay(d) && t.Before(h.opening(d)):
		return h.opening(d)
	case o.Opens.IsWorkingDay(d) && t.Before(d.At(h.To/60, h.To%60, 0)):
		return t
	}
	return h.opening(o.Opens.AddWorkingDays(d, 1))
}

// morning returns the moment at which a day's reminders are sent. If the office is
// closed it is that of the last open day before: a reminder after the date
// reminds nobody.
func (o Office) morning(d calendar.Date) time.Time {
	if !o.Hours.Always {
		d = o.Opens.OnOrBefore(d)
	}
	return o.Hours.opening(d)
}

// opening returns the moment of a day at which the hours of sending begin.
func (h SendHours) opening(d calendar.Date) time.Time { return d.At(h.From/60, h.From%60, 0) }
