package procedure

import (
	"fmt"

	"github.com/longstop/longstop/calendar"
)

// orders checks every list of reminders and every ladder of the file; those
// that are inherited were checked with the file that has them.
func (c *checker) orders() {
	c.reminders("reminders", c.file.Reminders)
	c.ladder("ladder", c.file.Ladder, false)
	for _, m := range c.file.Milestones {
		at := "milestones." + m.Key
		c.reminders(at+".reminders", m.Value.Reminders)
		c.ladder(at+".ladder", m.Value.Ladder, m.Value.Per.Agency || m.Value.Per.Named == Actions)
	}
}

// reminders come nearer to the date one by one, and never in hours: a period
// that is counted in hours has reminders of its own.
func (c *checker) reminders(field string, list located[[]periodText]) {
	for i, r := range list.Value {
		switch {
		case r.Unit == calendar.Hours:
			c.add(list.Pos, field, wrong("%s: reminders are whole days before the date", r))
		case i > 0 && about(r.Period) >= about(list.Value[i-1].Period):
			c.add(list.Pos, field, wrong("%s is not after %s", r, list.Value[i-1]).Mend("write the longest first"))
		}
	}
}

// ladder checks that each rung tells somebody who exists, after the one before.
func (c *checker) ladder(field string, list located[[]fileRung], perAgency bool) {
	for i, rung := range list.Value {
		of := fmt.Sprintf("%s[%d]", field, i)
		if i > 0 && about(rung.After.Period) <= about(list.Value[i-1].After.Period) {
			c.add(list.Pos, of+".after", wrong("%s is not later than %s, the step before it", rung.After, list.Value[i-1].After))
		}
		for _, role := range rung.Tell.Value {
			if problem, ok := c.wrongRole(role, perAgency); !ok {
				c.add(rung.Tell.Pos, of+".tell", problem)
			}
		}
	}
}
