package config

import (
	"fmt"
	"regexp"
	"strconv"
)

// Clock is a time of day in Europe/London, in minutes after midnight. 1440 is
// 24:00, which only the end of the send hours may be.
type Clock int

const endOfDay Clock = 24 * 60

// Hour returns the hour of the day, 0 to 24.
func (c Clock) Hour() int { return int(c) / 60 }

// Minute returns the minute of the hour.
func (c Clock) Minute() int { return int(c) % 60 }

// String writes HH:MM.
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", c.Hour(), c.Minute()) }

var clockForm = regexp.MustCompile(`^([0-9]{2}):([0-9]{2})$`)

// UnmarshalText reads HH:MM, from 00:00 to 24:00.
func (c *Clock) UnmarshalText(b []byte) error {
	m := clockForm.FindStringSubmatch(string(b))
	if m == nil {
		return fmt.Errorf(`%q is not a time of day: write it as "HH:MM", for example "08:30"`, b)
	}
	hour, _ := strconv.Atoi(m[1])
	minute, _ := strconv.Atoi(m[2])
	t := Clock(hour*60 + minute)
	if minute > 59 || t > endOfDay {
		return fmt.Errorf("%q is not a time of day: the day goes from 00:00 to 23:59", b)
	}
	*c = t
	return nil
}

// changes says whether the clocks change in this hour: one day in March skips it,
// and one day in October has it twice.
func (c Clock) changes() bool { return c.Hour() == 1 }
