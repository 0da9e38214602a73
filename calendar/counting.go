package calendar

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Counting says how time is counted where the sources leave it open. The zero
// value is the default of every setting; [Settings] lists them with what each
// may be. None changes what a rule says in so many words: "day 9 counting X as
// day 1" is that under any setting.
type Counting struct {
	Trigger   Choice // of the day of an event: not counted, or [DayOne]
	Before    Choice // of a period before a date: ordinary, or [Clear]
	Roll      Choice // of a date in calendar time that is no working day: it stands, or [Next] or [Previous]
	ActBy     Choice // beside such a date: the working day before it, or [Due] for none
	Months    Choice // by the corresponding date: there is no other way
	Hours     Choice // elapsed, or [Working]
	LateAfter Clock  // from this time on an event counts as the next day; 0: never
	DayEnds   Clock  // when the last day is over; 0: at 23:59:59
	Office    Span   // the working hours, where hours are working hours
}

// Choice is a value of a setting, a word; the zero value is the default.
type Choice string

// The values that are not defaults.
const (
	DayOne   Choice = "day-one"
	Clear    Choice = "clear"
	Next     Choice = "next"
	Previous Choice = "previous"
	Due      Choice = "due"
	Working  Choice = "working"
)

// Clock is a time of day in London, in minutes after midnight.
type Clock int

// ParseClock reads HH:MM.
func ParseClock(s string) (Clock, error) {
	t, err := time.Parse("15:04", s)
	if err != nil || len(s) != 5 {
		return 0, fmt.Errorf("%q is not a time of day: write HH:MM, for example 17:00", s)
	}
	return Clock(t.Hour()*60 + t.Minute()), nil
}

// String returns HH:MM.
func (k Clock) String() string { return fmt.Sprintf("%02d:%02d", int(k)/60, int(k)%60) }

// on returns the instant of this time in London on a day.
func (k Clock) on(d Date) time.Time { return d.At(int(k)/60, int(k)%60, 0) }

// Span is the part of a day from one time to another.
type Span struct{ From, To Clock }

// officeHours are the working hours where the setting does not say.
var officeHours = Span{9 * 60, 17 * 60}

// String returns HH:MM-HH:MM.
func (s Span) String() string { return s.From.String() + "-" + s.To.String() }

// Setting is one setting of [Counting] as people write it.
type Setting struct {
	Name    string
	Values  []string // what it may be, the default first
	Meaning string
	usual   string
	set     func(k *Counting, value string) error
	get     func(k Counting) string // "" for the default
}

// Of returns the value of the setting in k, also where that is the default; ""
// for the zero Setting.
func (s Setting) Of(k Counting) string {
	if s.get == nil {
		return ""
	}
	return cmp.Or(s.get(k), s.usual)
}

// Settings returns every setting.
func Settings() []Setting {
	return []Setting{
		choice("trigger", "the day of the event is not counted, or is day 1", func(k *Counting) *Choice { return &k.Trigger }, "excluded", DayOne),
		choice("before", "of a period before a date: that date is left out, or the period is clear, one working day (or day) earlier still", func(k *Counting) *Choice { return &k.Before }, "ordinary", Clear),
		choice("roll", "a date in days, weeks or months that is no working day stands, or moves; before something always to the working day before", func(k *Counting) *Choice { return &k.Roll }, "none", Next, Previous),
		choice("act-by", "a date that stands on such a day is to be acted on by the working day before it, or on the day itself", func(k *Counting) *Choice { return &k.ActBy }, "working-day", Due),
		choice("months", "a month ends on the corresponding date, or on the last day of a month that has no such day", func(k *Counting) *Choice { return &k.Months }, "corresponding-date"),
		choice("hours", "hours run day and night, or in working hours", func(k *Counting) *Choice { return &k.Hours }, "elapsed", Working),
		clock("late-after", "an event from this time of day on counts as the next day", func(k *Counting) *Clock { return &k.LateAfter }, "never", "16:00"),
		clock("day-ends", "the last day is over at this time", func(k *Counting) *Clock { return &k.DayEnds }, "23:59:59", "17:00"),
		office(),
	}
}

func choice(name, meaning string, field func(*Counting) *Choice, usual string, others ...Choice) Setting {
	values := []string{usual}
	for _, o := range others {
		values = append(values, string(o))
	}
	return Setting{
		Name: name, Values: values, Meaning: meaning, usual: usual,
		set: func(k *Counting, v string) error {
			if !slices.Contains(values, v) {
				return fmt.Errorf("%q is not one of %s", v, strings.Join(values, ", "))
			}
			if *field(k) = Choice(v); v == usual {
				*field(k) = ""
			}
			return nil
		},
		get: func(k Counting) string { return string(*field(&k)) },
	}
}

func clock(name, meaning string, field func(*Counting) *Clock, usual, example string) Setting {
	return Setting{
		Name: name, Values: []string{usual, "HH:MM"}, Meaning: meaning, usual: usual,
		set: func(k *Counting, v string) error {
			if v == usual {
				*field(k) = 0
				return nil
			}
			at, err := ParseClock(v)
			if err != nil || at == 0 {
				return fmt.Errorf("%q is neither %s nor a time of day after midnight, for example %s", v, usual, example)
			}
			*field(k) = at
			return nil
		},
		get: func(k Counting) string {
			if *field(&k) == 0 {
				return ""
			}
			return field(&k).String()
		},
	}
}

func office() Setting {
	return Setting{
		Name: "working-hours", Values: []string{officeHours.String(), "HH:MM-HH:MM"}, Meaning: "the hours in which working hours run, on working days",
		usual: officeHours.String(),
		set: func(k *Counting, v string) error {
			from, to, _ := strings.Cut(v, "-")
			a, errFrom := ParseClock(from)
			b, errTo := ParseClock(to)
			if errFrom != nil || errTo != nil || a >= b {
				return fmt.Errorf("%q is not a span of one day, for example %s", v, officeHours)
			}
			if k.Office = (Span{a, b}); k.Office == officeHours {
				k.Office = Span{}
			}
			return nil
		},
		get: func(k Counting) string {
			if k.Office == (Span{}) {
				return ""
			}
			return k.Office.String()
		},
	}
}

// SettingError is a value that a setting of counting cannot have.
type SettingError struct {
	Setting string
	Problem string // what the value is not, and what it may be
}

// Error names the setting and the problem.
func (e *SettingError) Error() string { return e.Setting + ": " + e.Problem }

// put writes a value into k.
func (s Setting) put(k *Counting, value string) error {
	if err := s.set(k, value); err != nil {
		return &SettingError{s.Name, err.Error()}
	}
	return nil
}

// Set changes one setting by name. The error lists the names, or the values, that
// there are; about a value it is a *[SettingError].
func (k *Counting) Set(name, value string) error {
	var names []string
	for _, s := range Settings() {
		if s.Name == name {
			return s.put(k, value)
		}
		names = append(names, s.Name)
	}
	return fmt.Errorf("%q is not a setting of counting: it is one of %s", name, strings.Join(names, ", "))
}

// String returns the settings that are not the default: "roll: next, day-ends:
// 17:00"; "" where all are.
func (k Counting) String() string {
	var out []string
	for _, s := range Settings() {
		if v := s.get(k); v != "" {
			out = append(out, s.Name+": "+v)
		}
	}
	return strings.Join(out, ", ")
}

func (k Counting) hours() Span {
	if k.Office == (Span{}) {
		return officeHours
	}
	return k.Office
}

// checked returns k with every default as the zero value, as [Counting.Set] sets
// it. The error names the first value that no setting has.
func (k Counting) checked() (Counting, error) {
	var out Counting
	var wrong error
	for _, s := range Settings() {
		if v := s.get(k); v != "" {
			wrong = cmp.Or(wrong, s.put(&out, v))
		}
	}
	return out, wrong
}

// With returns the same calendar with another way of counting. Where k has a
// value that no setting has, every count fails with the error of [Counting.Set].
func (c *Calendar) With(k Counting) *Calendar {
	counts := *c.orNone()
	counts.counting, counts.wrong = k.checked()
	return &counts
}

// Counting returns how the calendar counts.
func (c *Calendar) Counting() Counting { return c.orNone().counting }

// ActBy returns the day to act by: the last working day on or before a due date,
// or the due date itself where the setting says so. No source moves a date that
// falls on another day, but nobody should plan to act on a Sunday.
func (c *Calendar) ActBy(due Date) Date {
	c = c.orNone()
	if c.counting.ActBy == Due {
		return due
	}
	return c.OnOrBefore(due)
}

// EndOf returns the last moment, in UTC, of a day on which something is due.
func (c *Calendar) EndOf(d Date) time.Time {
	if k := c.orNone().counting.DayEnds; k != 0 && !d.IsZero() {
		return k.on(d).UTC()
	}
	return d.End().UTC()
}
