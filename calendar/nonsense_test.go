package calendar_test

import (
	"context"
	"errors"
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/calendar/feed"
)

// Whatever is exported, and whatever it is given, nothing panics. A new function
// or type fails the first test until it is entered here; methods are found by
// reflection.

var functions = map[string]any{
	"calendar.DateOf":        calendar.DateOf,
	"calendar.Diff":          calendar.Diff,
	"calendar.Divisions":     calendar.Divisions,
	"calendar.For":           calendar.For,
	"calendar.Instant":       calendar.Instant,
	"calendar.London":        calendar.London,
	"calendar.New":           calendar.New,
	"calendar.NewDate":       calendar.NewDate,
	"calendar.NewWeek":       calendar.NewWeek,
	"calendar.On":            calendar.On,
	"calendar.ParseClock":    calendar.ParseClock,
	"calendar.ParseDate":     calendar.ParseDate,
	"calendar.ParseDivision": calendar.ParseDivision,
	"calendar.ParseList":     calendar.ParseList,
	"calendar.ParseWhen":     calendar.ParseWhen,
	"calendar.Settings":      calendar.Settings,
	"calendar.Shipped":       calendar.Shipped,
	"feed.Fetch":             feed.Fetch,
	"feed.Reasons":           feed.Reasons,
}

// panics are the functions that say that they panic.
var panics = []string{"calendar.MustNew"}

var types = map[string]reflect.Type{
	"calendar.Calendar":     reflect.TypeFor[calendar.Calendar](),
	"calendar.Change":       reflect.TypeFor[calendar.Change](),
	"calendar.Choice":       reflect.TypeFor[calendar.Choice](),
	"calendar.Clock":        reflect.TypeFor[calendar.Clock](),
	"calendar.Counting":     reflect.TypeFor[calendar.Counting](),
	"calendar.Date":         reflect.TypeFor[calendar.Date](),
	"calendar.Division":     reflect.TypeFor[calendar.Division](),
	"calendar.Holiday":      reflect.TypeFor[calendar.Holiday](),
	"calendar.Line":         reflect.TypeFor[calendar.Line](),
	"calendar.LineKind":     reflect.TypeFor[calendar.LineKind](),
	"calendar.List":         reflect.TypeFor[calendar.List](),
	"calendar.ListError":    reflect.TypeFor[calendar.ListError](),
	"calendar.Overlay":      reflect.TypeFor[calendar.Overlay](),
	"calendar.Period":       reflect.TypeFor[calendar.Period](),
	"calendar.Reckoned":     reflect.TypeFor[calendar.Reckoned](),
	"calendar.SettingError": reflect.TypeFor[calendar.SettingError](),
	"calendar.Setting":      reflect.TypeFor[calendar.Setting](),
	"calendar.Skipped":      reflect.TypeFor[calendar.Skipped](),
	"calendar.Span":         reflect.TypeFor[calendar.Span](),
	"calendar.Unit":         reflect.TypeFor[calendar.Unit](),
	"calendar.Week":         reflect.TypeFor[calendar.Week](),
	"calendar.When":         reflect.TypeFor[calendar.When](),
	"feed.Conditions":       reflect.TypeFor[feed.Conditions](),
	"feed.Error":            reflect.TypeFor[feed.Error](),
	"feed.Fetched":          reflect.TypeFor[feed.Fetched](),
	"feed.Reason":           reflect.TypeFor[feed.Reason](),
	"feed.Source":           reflect.TypeFor[feed.Source](),
}

func TestEverythingExportedIsCalledWithNonsense(t *testing.T) {
	is := readExported(t)
	for _, c := range []struct{ got, want []string }{
		{slices.Sorted(maps.Keys(functions)), slices.DeleteFunc(is.functions, func(name string) bool { return slices.Contains(panics, name) })},
		{slices.Sorted(maps.Keys(types)), is.types},
	} {
		for _, name := range c.want {
			if !slices.Contains(c.got, name) {
				t.Errorf("%s is exported and not called with nonsense", name)
			}
		}
		for _, name := range c.got {
			if !slices.Contains(c.want, name) {
				t.Errorf("%s is called with nonsense and not exported", name)
			}
		}
	}
}

func TestNonsense(t *testing.T) {
	for name, f := range functions {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) { callWithNonsense(t, reflect.ValueOf(f)) })
		})
	}
	for name, of := range types {
		for method := range reflect.PointerTo(of).Methods() {
			t.Run(name+"."+method.Name, func(t *testing.T) {
				rapid.Check(t, func(t *rapid.T) { callWithNonsense(t, receiver(t, of).MethodByName(method.Name)) })
			})
		}
	}
}

// callWithNonsense calls f; a panic fails the test, with what was drawn.
func callWithNonsense(t *rapid.T, f reflect.Value) {
	takes := f.Type()
	var args []reflect.Value
	for i := range takes.NumIn() {
		args = append(args, nonsense(t, takes.In(i)))
	}
	if takes.IsVariadic() {
		f.CallSlice(args)
		return
	}
	f.Call(args)
}

// receiver is a pointer to a value. It is nil only where the rooms hand out nil
// or take it: elsewhere it is as wrong as everywhere in Go.
func receiver(t *rapid.T, of reflect.Type) reflect.Value {
	pointer := reflect.PointerTo(of)
	if draw, ok := drawn()[pointer]; ok {
		return draw(t)
	}
	v := reflect.New(of)
	v.Elem().Set(nonsense(t, of))
	return v
}

// nonsense draws a value of a type: what nobody would write, what somebody mistypes,
// and what is right, so that it gets past the first check.
func nonsense(t *rapid.T, of reflect.Type) reflect.Value {
	if draw, ok := drawn()[of]; ok {
		return draw(t)
	}
	v := reflect.New(of).Elem()
	switch of.Kind() {
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, "bool"))
	case reflect.Int, reflect.Int32, reflect.Int64:
		v.SetInt(rapid.OneOf(rapid.SampledFrom(numbers), rapid.Int64()).Draw(t, of.Name()))
	case reflect.Uint8:
		v.SetUint(uint64(rapid.Uint8().Draw(t, of.Name())))
	case reflect.String:
		v.SetString(rapid.OneOf(rapid.SampledFrom(texts), rapid.String()).Draw(t, of.Name()))
	case reflect.Slice:
		for range rapid.IntRange(0, 3).Draw(t, "length") {
			v.Set(reflect.Append(v, nonsense(t, of.Elem())))
		}
	case reflect.Struct:
		for field := range of.Fields() {
			if field.IsExported() && rapid.Bool().Draw(t, field.Name+" set") {
				v.FieldByIndex(field.Index).Set(nonsense(t, field.Type))
			}
		}
	case reflect.Pointer: // those to lists and calendars are drawn
		if of == reflect.TypeFor[*calendar.Line]() && rapid.Bool().Draw(t, "goes on") {
			v.Set(receiver(t, of.Elem()))
		}
	case reflect.Func: // one that answers with nothing
		v.Set(reflect.MakeFunc(of, func([]reflect.Value) []reflect.Value { return []reflect.Value{reflect.Zero(of.Out(0))} }))
	default:
		panic("nonsense of the kind of " + of.String() + " is not known: add it here")
	}
	return v
}

var numbers = []int64{0, 1, -1, 2, 7, 12, 13, 60, 365, 1970, 2026, 46000, 1 << 21, math.MaxInt32, math.MinInt32, 1 << 32, 1<<32 + 1, math.MaxInt/7 + 2, math.MaxInt64, math.MinInt64}

var texts = func() []string {
	out := []string{
		"", " ", "\x00", "\xff\xfe", "NaN", "Inf", "-0", "null", "wales", "England", "scotland", "united-kingdom", "%s%n", strings.Repeat("9", 1000),
		"2026-12-03", "2026-12-03T10:30", "2026-12-03T25:99", "0000-00-00", "9999-99-99", "2026-10-25T01:30:00Z", "T", "TZ", "10:30", "-1:-1", "99:99",
		"09:00-09:00", "17:00-09:00", "-", "fortnight", "fortnights", "Substitute day",
		"https://127.0.0.1:1/?key=x", "https://%zz", "http://[::1]:99999", "file:///etc/passwd", "//", "https://u:p@example.org", "/dev/zero", "none/none",
	}
	for _, unit := range units {
		out = append(out, string(unit))
	}
	for _, s := range calendar.Settings() {
		out = append(append(out, s.Name), s.Values...)
	}
	return out
}()

var units = []calendar.Unit{calendar.WorkingDays, calendar.Days, calendar.Weeks, calendar.Months, calendar.Hours}

// drawn are the types that are more than their exported fields.
func drawn() map[reflect.Type]func(t *rapid.T) reflect.Value {
	return map[reflect.Type]func(t *rapid.T) reflect.Value{
		reflect.TypeFor[*calendar.Calendar](): func(t *rapid.T) reflect.Value { return reflect.ValueOf(anyCalendar(t)) },
		reflect.TypeFor[*calendar.List]():     func(t *rapid.T) reflect.Value { return reflect.ValueOf(anyList(t)) },
		reflect.TypeFor[*calendar.Reckoned](): func(t *rapid.T) reflect.Value { return reflect.ValueOf(anyReckoned(t)) },
		reflect.TypeFor[*calendar.Setting](): func(t *rapid.T) reflect.Value {
			s := rapid.SampledFrom(append(calendar.Settings(), calendar.Setting{})).Draw(t, "setting")
			if rapid.Bool().Draw(t, "values taken away") {
				s.Values = nil
			}
			return reflect.ValueOf(&s)
		},
		reflect.TypeFor[calendar.Date](): func(t *rapid.T) reflect.Value {
			return reflect.ValueOf(rapid.OneOf(everyDay, rapid.Map(rapid.Int32(), func(n int32) calendar.Date { return calendar.Date(n) })).Draw(t, "date"))
		},
		reflect.TypeFor[time.Time](): func(t *rapid.T) reflect.Value { return reflect.ValueOf(anyTime(t)) },
		reflect.TypeFor[[]byte]():    func(t *rapid.T) reflect.Value { return reflect.ValueOf(anyBytes(t)) },
		reflect.TypeFor[error](): func(*rapid.T) reflect.Value {
			return reflect.ValueOf(errors.New("an error"))
		},
		reflect.TypeFor[context.Context](): func(*rapid.T) reflect.Value { // over, so that nothing is waited for
			ctx, cancel := context.WithCancel(context.Background())
			cancel()
			return reflect.ValueOf(ctx)
		},
	}
}

// idle has no working day at all.
var idle = func() *calendar.Calendar {
	var all []calendar.Holiday
	for d, last := calendar.NewDate(1970, time.January, 1), calendar.NewDate(2100, time.December, 31); d <= last; d++ {
		all = append(all, calendar.Holiday{Date: d, Title: "closed"})
	}
	return calendar.MustNew(calendar.Scotland, calendar.Shipped(), calendar.Overlay{Closed: all})
}()

// Calendars and lists are drawn by name: rapid writes whatever is drawn.
var (
	calendars = map[string]*calendar.Calendar{
		"nil": nil, "zero": {}, "idle": idle, "unknown": calendar.For("wales"),
		"scotland": calendar.For(calendar.Scotland), "united-kingdom": calendar.For(calendar.UnitedKingdom),
	}
	lists = map[string]*calendar.List{"nil": nil, "zero": {}, "shipped": calendar.Shipped()}
)

func anyCalendar(t *rapid.T) *calendar.Calendar {
	c := calendars[rapid.SampledFrom(slices.Sorted(maps.Keys(calendars))).Draw(t, "calendar")]
	if rapid.Bool().Draw(t, "counts otherwise") {
		return c.With(nonsense(t, reflect.TypeFor[calendar.Counting]()).Interface().(calendar.Counting))
	}
	return c
}

func anyList(t *rapid.T) *calendar.List {
	return lists[rapid.SampledFrom(slices.Sorted(maps.Keys(lists))).Draw(t, "list")]
}

// anyReckoned is an answer, or none, whose exported fields somebody changed.
func anyReckoned(t *rapid.T) *calendar.Reckoned {
	c := anyCalendar(t)
	from := nonsense(t, reflect.TypeFor[calendar.When]()).Interface().(calendar.When)
	n := int(rapid.OneOf(rapid.SampledFrom(numbers), rapid.Int64Range(-400, 400)).Draw(t, "n"))
	unit := rapid.SampledFrom(units).Draw(t, "unit")
	var r calendar.Reckoned
	switch rapid.IntRange(0, 3).Draw(t, "count") {
	case 0:
		r, _ = c.After(from, calendar.Period{N: n, Unit: unit})
	case 1:
		r, _ = c.Before(from, calendar.Period{N: n, Unit: unit})
	case 2:
		r, _ = c.DayN(from, n, unit)
	case 3:
		r = c.SameDay(from)
	}
	if rapid.Bool().Draw(t, "changed") {
		r.Date, r.Legal = rapid.SampledFrom([]calendar.Date{0, math.MaxInt32, math.MinInt32}).Draw(t, "date"), 0
	}
	return &r
}

func anyTime(t *rapid.T) time.Time {
	return rapid.OneOf(
		rapid.SampledFrom([]time.Time{
			{},
			time.Unix(0, 0), time.Unix(math.MaxInt64, 0), time.Unix(math.MinInt64, 0), time.Date(math.MaxInt, 1, 1, 0, 0, 0, 0, time.UTC),
			time.Date(2026, time.March, 29, 1, 30, 0, 0, time.FixedZone("", 23*3600)), time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC),
		}),
		rapid.Map(rapid.Int64(), func(s int64) time.Time { return time.Unix(s, 0) }),
		rapid.Map(rapid.Int64Range(0, 1<<32), func(s int64) time.Time { return time.Unix(s, 0) }),
	).Draw(t, "time")
}

// anyBytes are often a list with one byte that is another, or cut short.
func anyBytes(t *rapid.T) []byte {
	text := slices.Clone(shippedText)
	at := rapid.IntRange(0, len(text)-1).Draw(t, "at")
	switch rapid.IntRange(0, 3).Draw(t, "bytes") {
	case 0:
		return text[:at]
	case 1:
		text[at] = rapid.SampledFrom([]byte("\x00\xff\"\\{}[],: 09-nt")).Draw(t, "byte")
		return text
	case 2:
		return []byte(rapid.SampledFrom(texts).Draw(t, "text"))
	}
	return rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")
}

var shippedText = calendar.Shipped().JSON()
