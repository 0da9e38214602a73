package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/longstop/longstop/calendar"
)

// calendarFlags are those of the commands that count by a calendar of their own.
type calendarFlags struct {
	Calendar string `default:"england-and-wales" help:"Whose bank holidays count."`
	Holidays string `placeholder:"FILE" help:"A list of bank holidays in the published shape, in place of the one that ships."`
}

// in is the calendar that the flags name, counting as the settings say, each
// NAME=VALUE.
func (f calendarFlags) in(ctx context.Context, settings []string) (*calendar.Calendar, error) {
	division, err := calendar.ParseDivision(f.Calendar)
	if err != nil {
		return nil, usageError{fmt.Errorf("--calendar: %w", err)}
	}
	var counting calendar.Counting
	for _, arg := range settings {
		name, value, ok := strings.Cut(arg, "=")
		if !ok {
			return nil, usageError{fmt.Errorf("--set %q: write it as NAME=VALUE, for example roll=next", arg)}
		}
		if err := counting.Set(name, value); err != nil {
			return nil, usageError{fmt.Errorf("--set: %w", err)}
		}
	}
	cal := calendar.For(division)
	if f.Holidays != "" {
		list, err := loadList(ctx, f.Holidays)
		if err != nil {
			return nil, err
		}
		cal = calendar.New(division, list, calendar.Overlay{})
	}
	return cal.With(counting), nil
}

// countingIn splits settings of counting from everything else that is set.
func countingIn(set []string) (counting, rest []string) {
	for _, arg := range set {
		name, _, _ := strings.Cut(arg, "=")
		if slices.ContainsFunc(calendar.Settings(), func(s calendar.Setting) bool { return s.Name == name }) {
			counting = append(counting, arg)
		} else {
			rest = append(rest, arg)
		}
	}
	return counting, rest
}
