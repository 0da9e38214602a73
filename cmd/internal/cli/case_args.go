package cli

import (
	"fmt"
	"strings"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/cmd/internal/api"
	"github.com/longstop/longstop/scheduler/plan"
)

// parseNameWhen reads NAME=WHEN or NAME/INSTANCE=WHEN. flag names the argument
// in errors, which are all usage errors.
func parseNameWhen(flag, arg string) (name, instance string, at calendar.When, err error) {
	key, when, ok := strings.Cut(arg, "=")
	if !ok {
		return "", "", at, misused(flag, arg, "write it as NAME=WHEN, for example aware=2026-12-03 or aware=2026-12-03T10:30")
	}
	if name, instance, err = splitKey(flag, key); err != nil {
		return "", "", at, err
	}
	if at, err = calendar.ParseWhen(when); err != nil {
		return "", "", at, misused(flag, arg, err.Error())
	}
	return name, instance, at, nil
}

// splitKey reads NAME or NAME/INSTANCE.
func splitKey(flag, key string) (name, instance string, err error) {
	name, instance, repeats := strings.Cut(key, "/")
	switch {
	case name == "":
		return "", "", misused(flag, key, "the name of an event or a milestone is missing, as in aware=2026-12-03")
	case repeats && (instance == "" || strings.Contains(instance, "/")):
		return "", "", misused(flag, key, "after the / comes one agency or recipient, as in agency-return/police=2026-12-03")
	}
	return name, instance, nil
}

func misused(flag, arg, message string) error {
	if flag == "" {
		return usageError{fmt.Errorf("%q: %s", arg, message)}
	}
	return usageError{fmt.Errorf("%s %q: %s", flag, arg, message)}
}

// parseFact reads NAME=WHEN as a fact of a kind.
func parseFact(kind plan.Kind, flag, arg string) (api.Fact, error) {
	name, instance, at, err := parseNameWhen(flag, arg)
	if err != nil {
		return api.Fact{}, err
	}
	return api.Fact{Kind: kind, Name: name, Instance: instance, At: at.String()}, nil
}

func parseFacts(kind plan.Kind, flag string, args []string) ([]api.Fact, error) {
	var out []api.Fact
	for _, arg := range args {
		f, err := parseFact(kind, flag, arg)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// present is now as people would write it: to the minute.
func present(now time.Time) string { return calendar.Instant(now.Truncate(time.Minute)).String() }
