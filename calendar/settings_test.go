package calendar_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/longstop/longstop/calendar"
)

// A count under settings that are not the default: the settings, the moment
// counted from, the period, then the date and the last moment in London.
const underSettings = `
                                         | 2026-12-03T16:30 | 5 working days after  | 2026-12-10 | 23:59:59
trigger day-one                          | 2026-12-03       | 5 working days after  | 2026-12-09 | 23:59:59
trigger day-one                          | 2026-12-05       | 5 working days after  | 2026-12-11 | 23:59:59
trigger day-one                          | 2026-12-03       | 14 days after         | 2026-12-16 | 23:59:59
trigger day-one                          | 2026-12-03       | 2 weeks after         | 2026-12-16 | 23:59:59
trigger day-one                          | 2026-01-15       | 1 month after         | 2026-02-14 | 23:59:59
trigger day-one                          | 2026-08-31       | 6 months after        | 2027-02-28 | 23:59:59
trigger day-one                          | 2026-12-03T10:30 | 48 hours after        | 2026-12-05 | 10:30:00
trigger day-one                          | 2026-01-08       | 7 working days before | 2025-12-29 | 23:59:59
before clear                             | 2024-04-10       | 7 working days before | 2024-03-27 | 23:59:59
before clear                             | 2026-01-08       | 7 working days before | 2025-12-24 | 23:59:59
before clear                             | 2024-05-12       | 7 working days before | 2024-04-30 | 23:59:59
before clear                             | 2026-01-08       | 7 days before         | 2025-12-31 | 23:59:59
before clear                             | 2026-01-08       | 7 working days after  | 2026-01-19 | 23:59:59
roll next                                | 2026-12-05       | 14 days after         | 2026-12-21 | 23:59:59
roll previous                            | 2026-12-05       | 14 days after         | 2026-12-18 | 23:59:59
roll next                                | 2026-06-25       | 6 months after        | 2026-12-29 | 23:59:59
roll previous                            | 2026-06-25       | 6 months after        | 2026-12-24 | 23:59:59
roll next                                | 2027-01-10       | 8 days before         | 2026-12-31 | 23:59:59
roll previous, trigger day-one           | 2026-12-05       | 1 day after           | 2026-12-05 | 23:59:59
roll none                                | 2026-06-25       | 6 months after        | 2026-12-25 | 23:59:59
late-after 16:00                         | 2026-12-03T15:59 | 5 working days after  | 2026-12-10 | 23:59:59
late-after 16:00                         | 2026-12-03T16:00 | 5 working days after  | 2026-12-11 | 23:59:59
late-after 16:00                         | 2026-12-04T16:30 | 5 working days after  | 2026-12-11 | 23:59:59
late-after 16:00                         | 2026-12-03       | 5 working days after  | 2026-12-10 | 23:59:59
late-after 16:00                         | 2026-12-03T16:30 | 24 hours after        | 2026-12-04 | 16:30:00
late-after 16:00                         | 2026-12-03T16:30 | day 1                 | 2026-12-04 | 23:59:59
late-after 16:00, trigger day-one        | 2026-12-03T16:30 | 5 working days after  | 2026-12-10 | 23:59:59
day-ends 17:00                           | 2026-12-03       | 5 working days after  | 2026-12-10 | 17:00:00
day-ends 16:00                           | 2026-07-01       | 5 working days after  | 2026-07-08 | 16:00:00
day-ends 17:00                           | 2026-12-03T10:30 | 48 hours after        | 2026-12-05 | 10:30:00
hours working                            | 2026-12-03T10:30 | 48 hours after        | 2026-12-11 | 10:30:00
hours working                            | 2026-12-04T16:00 | 2 hours after         | 2026-12-07 | 10:00:00
hours working                            | 2026-12-04T16:00 | 1 hour after          | 2026-12-04 | 17:00:00
hours working                            | 2026-12-05       | 8 hours after         | 2026-12-07 | 17:00:00
hours working                            | 2026-12-24T16:30 | 1 hour after          | 2026-12-29 | 09:30:00
hours working                            | 2026-12-07T10:00 | 2 hours before        | 2026-12-04 | 16:00:00
hours working                            | 2026-12-07T09:00 | 8 hours before        | 2026-12-04 | 09:00:00
hours working                            | 2026-12-07T12:00 | 16 hours before       | 2026-12-03 | 12:00:00
hours working, working-hours 08:30-12:30 | 2026-12-03T10:30 | 3 hours after         | 2026-12-04 | 09:30:00
`

func TestCountsUnderSettings(t *testing.T) {
	for _, r := range rows(underSettings) {
		cal := calendar.For(calendar.EnglandAndWales).With(counting(t, r[0]))
		got, err := count(t, cal, r[1], r[2])
		name := r[0] + ": " + r[2] + " " + r[1]
		expect(t, got, err, r[3], name)
		if end := got.At.In(calendar.London()).Format("15:04:05"); end != r[4] {
			t.Errorf("%s: the last moment is %s, want %s", name, end, r[4])
		}
		words := strings.Join(said(got), "\n")
		for _, name := range []string{"late-after", "day-ends", "roll: next", "roll: previous", "hours: working", "trigger: day-one", "before: clear"} {
			set := strings.Contains(strings.ReplaceAll(r[0], " ", ": "), name)
			if decided := strings.Contains(words, name); decided && !set {
				t.Errorf("%q: the explanation names the setting %s, which is not set:\n%s", r[0], name, words)
			}
		}
	}
}

// counting reads "roll next, day-ends 17:00".
func counting(t testing.TB, s string) calendar.Counting {
	t.Helper()
	var k calendar.Counting
	for part := range strings.SplitSeq(s, ",") {
		name, value, ok := strings.Cut(strings.TrimSpace(part), " ")
		if !ok {
			continue
		}
		if err := k.Set(name, value); err != nil {
			t.Fatal(err)
		}
	}
	return k
}

// count reads "7 working days before", "day 9".
func count(t testing.TB, cal *calendar.Calendar, from, text string) (calendar.Reckoned, error) {
	t.Helper()
	words := strings.Fields(text)
	if words[0] == "day" {
		return cal.DayN(when(t, from), number(t, words[1]), calendar.WorkingDays)
	}
	unit := strings.TrimSuffix(strings.Join(words[1:len(words)-1], " "), "s")
	p := period(number(t, words[0]), calendar.Unit(unit))
	if words[len(words)-1] == "before" {
		return cal.Before(when(t, from), p)
	}
	return cal.After(when(t, from), p)
}

// A rolled date is where something is due; what is counted on from it counts
// from the date in law.
func TestARolledDateKeepsItsLegalOne(t *testing.T) {
	cal := calendar.For(calendar.EnglandAndWales).With(counting(t, "roll next"))
	got, err := cal.After(when(t, "2026-12-05"), period(14, calendar.Days))
	expect(t, got, err, "2026-12-21", "14 days")
	if got.Legal.String() != "2026-12-19" {
		t.Errorf("the date in law is %s", got.Legal)
	}
	want := "Sat 19 December 2026 is not a working day: it moves to Mon 21 December 2026, and nothing else moves with it (roll: next)"
	if steps := said(got); steps[1] != want {
		t.Errorf("got %q", steps)
	}
}

func TestActBy(t *testing.T) {
	cal := calendar.For(calendar.EnglandAndWales)
	for _, c := range []struct{ settings, due, want string }{
		{"", "2026-12-25", "2026-12-24"},
		{"", "2026-12-24", "2026-12-24"},
		{"act-by due", "2026-12-25", "2026-12-25"},
	} {
		if got := cal.With(counting(t, c.settings)).ActBy(date(t, c.due)); got.String() != c.want {
			t.Errorf("%s, due %s: act by %s, want %s", c.settings, c.due, got, c.want)
		}
	}
}

func TestSettingsThatAreWrong(t *testing.T) {
	for _, c := range []struct{ name, value, want string }{
		{"trigger", "day one", `trigger: "day one" is not one of excluded, day-one`},
		{"months", "30-days", `months: "30-days" is not one of corresponding-date`},
		{"day-ends", "5pm", `day-ends: "5pm" is neither 23:59:59 nor a time of day after midnight, for example 17:00`},
		{"late-after", "00:00", `late-after: "00:00" is neither never nor a time of day after midnight, for example 16:00`},
		{"working-hours", "17:00-09:00", `working-hours: "17:00-09:00" is not a span of one day, for example 09:00-17:00`},
		{"holidays", "none", `"holidays" is not a setting of counting: it is one of trigger, before, roll, act-by, months, hours, late-after, day-ends, working-hours`},
	} {
		var k calendar.Counting
		if err := k.Set(c.name, c.value); err == nil || err.Error() != c.want {
			t.Errorf("%s=%s: got %v\nwant %s", c.name, c.value, err, c.want)
		}
		if k != (calendar.Counting{}) {
			t.Errorf("%s=%s was refused and changed %s", c.name, c.value, k)
		}
	}
}

// Every setting can be set to each of its values and back to its default, which
// is the first.
func TestEverySettingAndItsDefault(t *testing.T) {
	for _, s := range calendar.Settings() {
		for _, v := range s.Values {
			v = strings.NewReplacer("HH:MM-HH:MM", "08:00-18:00", "HH:MM", "16:30").Replace(v)
			var k calendar.Counting
			if err := k.Set(s.Name, v); err != nil {
				t.Error(err)
			}
			if usual := v == s.Values[0]; usual != (k.String() == "") {
				t.Errorf("%s: %s is written as %q", s.Name, v, k)
			}
			if err := k.Set(s.Name, s.Values[0]); err != nil || k != (calendar.Counting{}) {
				t.Errorf("%s: back to the default: %s, %v", s.Name, k, err)
			}
		}
	}
}

func anyCounting(t *rapid.T) calendar.Counting {
	var k calendar.Counting
	for _, s := range calendar.Settings() {
		v := rapid.SampledFrom(s.Values).Draw(t, s.Name)
		if err := k.Set(s.Name, strings.NewReplacer("HH:MM-HH:MM", "08:00-18:00", "HH:MM", "16:30").Replace(v)); err != nil {
			t.Fatal(err)
		}
	}
	return k
}

// Every day between the ends of a count is counted or named as left out, under
// any setting and either way.
func TestTheExplanationAddsUpToTheAnswer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := anyCounting(t)
		cal := anyDivision.Draw(t, "division").With(k)
		from := calendar.Instant(anyDay.Draw(t, "from").At(rapid.IntRange(0, 23).Draw(t, "hour"), 0, 0))
		n := rapid.IntRange(1, 300).Draw(t, "n")
		start := from.Date
		if k.LateAfter != 0 && from.Clock.In(calendar.London()).Hour() >= 17 {
			start++
		}
		after, err := cal.After(from, period(n, calendar.WorkingDays))
		if err != nil {
			t.Fatal(err)
		}
		first := start
		counted := int(after.Date - start) // the days after the start up to the answer
		if k.Trigger == calendar.DayOne {
			first = cal.OnOrAfter(start)
			counted = int(after.Date-first) + 1
		}
		if got := counted - len(after.Skipped()); got != n {
			t.Fatalf("%d working days after %s (%s), from %s: %d days are neither counted nor named\n%s", n, from.Long(), k, first, got-n, strings.Join(said(after), "\n"))
		}
		before, err := cal.Before(from, period(n, calendar.WorkingDays))
		if err != nil {
			t.Fatal(err)
		}
		want := n
		if k.Before == calendar.Clear {
			want++
		}
		if got := int(from.Date-before.Date) - len(before.Skipped()); got != want {
			t.Fatalf("%d working days before %s (%s): %d", n, from.Long(), k, got)
		}
	})
}

// Working hours, counted a minute at a time by looking at the clock.
func TestWorkingHoursAreWhatAPersonWouldCount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cal := anyDivision.Draw(t, "division").With(calendar.Counting{Hours: calendar.Working})
		start := dayBetween(t, 2020, 2030).At(rapid.IntRange(0, 23).Draw(t, "hour"), 15*rapid.IntRange(0, 3).Draw(t, "quarter"), 0)
		n := rapid.IntRange(1, 30).Draw(t, "n")
		got, err := cal.After(calendar.Instant(start), period(n, calendar.Hours))
		if err != nil {
			t.Fatal(err)
		}
		at, left := start, 4*n
		for left > 0 {
			at = at.Add(15 * time.Minute)
			ended := at.Add(-time.Second).In(calendar.London()) // a moment within the quarter
			if h := ended.Hour(); cal.IsWorkingDay(calendar.DateOf(ended)) && h >= 9 && h < 17 {
				left--
			}
		}
		if !got.At.Equal(at) {
			t.Fatalf("%d working hours after %s: got %s, want %s", n, start, calendar.Instant(got.At).Long(), calendar.Instant(at).Long())
		}
		if back, err := cal.Before(calendar.Instant(got.At), period(n, calendar.Hours)); err != nil || back.At.Before(start.Add(-time.Minute)) && cal.IsWorkingDay(calendar.DateOf(start)) && start.In(calendar.London()).Hour() >= 9 && start.In(calendar.London()).Hour() < 17 {
			t.Fatalf("back %s: %v", back.At, err)
		}
	})
}
