package notice_test

import (
	"testing"
	"time"

	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler/notice"
)

// The hours of sending begin with their first minute and end before their last: an
// email of 18:00:00 would be read the next day, and waits for it.
func TestTheHoursOfSendingEndBeforeTheClosingMinute(t *testing.T) {
	office := notice.Office{Calendar: plantest.England(), Opens: plantest.England(), Hours: notice.DefaultSendHours()}
	for _, c := range []struct{ now, want string }{
		{"2026-12-18T07:59:59", "2026-12-18T08:00:00"},
		{"2026-12-18T08:00:00", "2026-12-18T08:00:00"},
		{"2026-12-18T17:59:59", "2026-12-18T17:59:59"},
		{"2026-12-18T18:00:00", "2026-12-21T08:00:00"}, // from Friday to Monday
		{"2026-12-19T10:00:00", "2026-12-21T08:00:00"},
		{"2026-12-24T18:00:00", "2026-12-29T08:00:00"}, // over Christmas
	} {
		now, err := time.Parse("2006-01-02T15:04:05", c.now) // in December London has the time of UTC
		if err != nil {
			t.Fatal(err)
		}
		if got := office.Next(now).UTC().Format("2006-01-02T15:04:05"); got != c.want {
			t.Errorf("from %s on an email goes out at %s, want %s", c.now, got, c.want)
		}
	}
}
