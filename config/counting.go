package config

import (
	"errors"
	"slices"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/internal/yamlfile"
)

// counting checks how a partnership counts: settings by name, each as it was
// written. No value is taken for a number, so a time of day needs no quotes.
func (c *partnershipChecker) counting(form yamlfile.Map[text], p *Partnership) {
	settings := calendar.Settings()
	var names []string
	for _, s := range settings {
		names = append(names, s.Name)
	}
	for _, e := range form {
		field := "counting." + e.Key
		i := slices.Index(names, e.Key)
		if i < 0 {
			c.errorf(e.Pos(), field, "there is no setting %q%s", e.Key, words.Meant(e.Key, "Settings", names))
			continue
		}
		if !e.Value.Given() {
			continue
		}
		if err := p.Counting.Set(e.Key, e.Value.Value); err != nil {
			what := err.Error()
			var wrong *calendar.SettingError
			if errors.As(err, &wrong) {
				what = wrong.Problem // the field says which setting
			}
			if meant := words.Nearest(e.Value.Value, settings[i].Values); meant != "" {
				what += ": did you mean " + meant + "?"
			}
			c.errorf(e.Value.Pos, field, "%s", what)
		}
	}
	if p.Counting.Office != (calendar.Span{}) && p.Counting.Hours != calendar.Working {
		c.warnings = append(c.warnings, p.ID+": counting.working-hours has no effect without hours: working")
	}
}
