package calendar_test

import (
	"testing"
	"time"

	"github.com/longstop/longstop/calendar"
)

func TestWhatNoCalendarIsBuiltFrom(t *testing.T) {
	shipped := calendar.Shipped()
	closed := func(dates ...calendar.Date) (o calendar.Overlay) {
		for _, d := range dates {
			o.Closed = append(o.Closed, calendar.Holiday{Date: d, Title: "Staff day"})
		}
		return o
	}
	good := date(t, "2026-12-29")
	const divisions = "is not a division: it is one of england-and-wales, scotland, northern-ireland, united-kingdom"
	for _, c := range []struct {
		division calendar.Division
		list     *calendar.List
		over     calendar.Overlay
		want     string
	}{
		{"wales", shipped, calendar.Overlay{}, `build calendar: "wales" ` + divisions},
		{"", shipped, calendar.Overlay{}, `build calendar: "" ` + divisions},
		{calendar.Scotland, nil, calendar.Overlay{}, "build calendar: the list has no bank holidays of scotland: use Shipped, or read a list with ParseList"},
		{calendar.Scotland, &calendar.List{}, calendar.Overlay{}, "build calendar: the list has no bank holidays of scotland: use Shipped, or read a list with ParseList"},
		{calendar.UnitedKingdom, &calendar.List{}, calendar.Overlay{}, "build calendar: the list has no bank holidays of england-and-wales: use Shipped, or read a list with ParseList"},
		{calendar.Scotland, shipped, closed(good, 0), `build calendar: closed day 2 of the overlay, "Staff day": there is no date`},
		{calendar.Scotland, shipped, closed(calendar.NewDate(26, time.December, 29)), `build calendar: closed day 1 of the overlay, "Staff day": "0026-12-29" is outside the years 1970 to 2100 that Longstop counts in`},
		{calendar.Scotland, shipped, calendar.Overlay{Open: []calendar.Date{good, good, 0}}, "build calendar: open day 3 of the overlay: there is no date"},
		{calendar.Scotland, shipped, calendar.Overlay{Week: 1 << 7}, "build calendar: the week of the overlay, 128, has days that no week has: make it with NewWeek"},
	} {
		got, err := calendar.New(c.division, c.list, c.over)
		if got != nil || err == nil || err.Error() != c.want {
			t.Errorf("got %v, %v\nwant %s", got, err, c.want)
		}
	}
}

func TestMustNewPanicsWithTheErrorOfNew(t *testing.T) {
	defer func() {
		const want = `calendar: build calendar: "wales" is not a division: it is one of england-and-wales, scotland, northern-ireland, united-kingdom`
		if got := recover(); got != want {
			t.Errorf("got %v, want %s", got, want)
		}
	}()
	calendar.MustNew("wales", calendar.Shipped(), calendar.Overlay{})
}
