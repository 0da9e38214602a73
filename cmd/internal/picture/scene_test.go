package picture

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

var england = calendar.For(calendar.EnglandAndWales)

func date(t testing.TB, text string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// scene is a case that begins on 3 December 2026, at noon some days later. So many
// events of its procedure have happened, one a day; with rest, the others are
// planned.
type scene struct {
	procedure string
	events    int
	days      int
	rest      bool
}

func (s scene) String() string {
	return fmt.Sprintf("%s, %d events, day %d, plans %v", s.procedure, s.events, s.days, s.rest)
}

// scenes returns a few of every procedure that ships: at its beginning, in its
// middle with the rest planned, at its end, and long after it.
func scenes() (list []scene) {
	for _, id := range procedure.Shipped().IDs() {
		list = append(list, scene{id, 1, 0, false}, scene{id, 3, 20, true}, scene{id, 99, 60, false}, scene{id, 99, 700, false})
	}
	return list
}

func (s scene) plan(t testing.TB) (*plan.Timetable, time.Time) {
	t.Helper()
	p, err := procedure.Shipped().Latest(s.procedure)
	if err != nil {
		t.Fatal(err)
	}
	begun := calendar.NewDate(2026, time.December, 3)
	var facts []plan.Fact
	for i, e := range p.Events {
		f := plan.Fact{ID: fmt.Sprint("f", i), Kind: plan.Happened, Name: e.ID, At: calendar.On(begun.AddDays(i)), RecordedAt: begun.Start()}
		if !e.Begins && i >= s.events {
			if !s.rest {
				continue
			}
			f.Kind, f.At = plan.Planned, calendar.On(begun.AddDays(100+10*i))
		}
		facts = append(facts, f)
	}
	now := begun.AddDays(s.days).At(12, 0, 0)
	return plan.Plan(plan.Situation{Procedure: p, Eras: plan.Always(england), Agencies: []string{"police", "icb"}, Facts: facts}, now), now
}

// element is an element of a picture as any reader of XML sees it.
type element struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Text     string     `xml:",chardata"`
	Children []element  `xml:",any"`
}

func (e element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// is says whether the element has the class.
func (e element) is(class string) bool {
	for _, c := range strings.Fields(e.attr("class")) {
		if c == class {
			return true
		}
	}
	return false
}

// all finds every element below that has the class.
func (e element) all(class string) (found []element) {
	for _, c := range e.Children {
		if c.is(class) {
			found = append(found, c)
		}
		found = append(found, c.all(class)...)
	}
	return found
}

// x returns where a mark stands.
func (e element) x(t testing.TB) (x float64) {
	t.Helper()
	if _, err := fmt.Sscanf(e.attr("transform"), "translate(%f ", &x); err != nil {
		t.Fatalf("%+v: %v", e.Attrs, err)
	}
	return x
}

type fataler interface {
	Helper()
	Fatalf(format string, args ...any)
}

// draw makes a picture and reads it again, to the last byte.
func draw(t fataler, table *plan.Timetable, now time.Time) (element, string) {
	t.Helper()
	var out bytes.Buffer
	if err := SVG(&out, table, england, now); err != nil {
		t.Fatalf("%v", err)
	}
	var root element
	if err := xml.Unmarshal(out.Bytes(), &root); err != nil {
		t.Fatalf("not well-formed: %v in\n%s", err, out.String())
	}
	if root.XMLName.Local != "svg" || root.XMLName.Space != "http://www.w3.org/2000/svg" {
		t.Fatalf("not a picture but %v", root.XMLName)
	}
	return root, out.String()
}

// with plans the scene's procedure for these events alone.
func (s scene) with(t testing.TB, events map[string]string, now string) (*plan.Timetable, time.Time) {
	t.Helper()
	p, err := procedure.Shipped().Latest(s.procedure)
	if err != nil {
		t.Fatal(err)
	}
	var facts []plan.Fact
	for name, text := range events {
		when, err := calendar.ParseWhen(text)
		if err != nil {
			t.Fatal(err)
		}
		facts = append(facts, plan.Fact{ID: name, Kind: plan.Happened, Name: name, At: when, RecordedAt: when.Earliest()})
	}
	moment, err := calendar.ParseWhen(now)
	if err != nil {
		t.Fatal(err)
	}
	return plan.Plan(plan.Situation{Procedure: p, Eras: plan.Always(england), Agencies: []string{"police", "icb"}, Facts: facts}, moment.Earliest()), moment.Earliest()
}
