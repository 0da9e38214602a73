package lint

import (
	"testing"

	"github.com/longstop/longstop/calendar"
)

// The cases of a lint must be counted by published bank holidays for as long as
// their periods last, or findings would change with the rules beyond the list.
func TestTheDaysOfALintAreWithinTheList(t *testing.T) {
	cal := calendar.For(calendar.EnglandAndWales)
	for _, day := range days {
		if last := day.AddMonths(14); cal.Provisional(day) || last > cal.Until() {
			t.Errorf("a case begun on %s needs bank holidays up to %s; the list that ships has %s", day, last, cal.Until())
		}
	}
}
