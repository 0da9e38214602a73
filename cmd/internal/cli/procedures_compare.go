package cli

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/cmd/internal/rows"
	"github.com/longstop/longstop/cmd/internal/table"
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

type proceduresCompareCmd struct {
	A         string `arg:"" help:"A procedure: kent, kent@2024-01-01 for that edition, or a file."`
	B         string `arg:"" help:"The procedure to compare it with."`
	Begun     string `placeholder:"DATE" help:"The day on which a case begins in both, for the dates; else the next Monday."`
	Output    string `short:"o" enum:"text,json" default:"text" help:"text or json."`
	localFlag `embed:""`
}

// comparison is two procedures side by side, with what it comes to in a case.
type comparison struct {
	a, b *procedure.Procedure
	procedure.Comparison
	begun calendar.Date
	dates []datePair
}

// datePair is a statutory milestone in a case that begins on the same day under
// both procedures; zero dates where nothing of that is known on that day.
type datePair struct {
	ID string        `json:"id"`
	A  calendar.Date `json:"a"`
	B  calendar.Date `json:"b"`
}

func (k proceduresCompareCmd) Run(c *cli) error {
	library, err := k.library()
	if err != nil {
		return err
	}
	a, err := findProcedure(library, k.A)
	if err != nil {
		return err
	}
	b, err := findProcedure(library, k.B)
	if err != nil {
		return err
	}
	out := comparison{a: a, b: b, Comparison: procedure.Compare(a, b), begun: nextMonday(c.now())}
	if k.Begun != "" {
		if out.begun, err = calendar.ParseDate(k.Begun); err != nil {
			return usageError{fmt.Errorf("--begun: %w", err)}
		}
	}
	out.dates = statutoryDates(a, b, out.begun)
	if k.Output == "json" {
		return writeJSON(c.out, out.json())
	}
	out.print(c.out)
	return nil
}

func nextMonday(now time.Time) calendar.Date {
	day := calendar.DateOf(now)
	for day.Weekday() != time.Monday {
		day++
	}
	return day
}

// statutoryDates reckons a case that begins on the day, under either.
func statutoryDates(a, b *procedure.Procedure, begun calendar.Date) (out []datePair) {
	forA, forB := newlyBegun(a, begun), newlyBegun(b, begun)
	add := func(id string) {
		p := datePair{ID: id, A: dueOf(forA, id), B: dueOf(forB, id)}
		if !p.A.IsZero() || !p.B.IsZero() {
			out = append(out, p)
		}
	}
	for _, m := range a.Milestones {
		if other, ok := b.Milestone(m.ID); m.Statutory || (ok && other.Statutory) {
			add(m.ID)
		}
	}
	for _, m := range b.Milestones {
		if _, ok := a.Milestone(m.ID); !ok && m.Statutory {
			add(m.ID)
		}
	}
	return out
}

func newlyBegun(p *procedure.Procedure, begun calendar.Date) *plan.Timetable {
	var facts []plan.Fact
	for _, e := range p.Events {
		if e.Begins {
			facts = append(facts, plan.Fact{ID: e.ID, Kind: plan.Happened, Name: e.ID, At: calendar.On(begun), RecordedAt: begun.Start()})
		}
	}
	return plan.Plan(plan.Situation{Procedure: p, Eras: plan.Always(calendar.For(calendar.EnglandAndWales)), Facts: facts}, begun.Start())
}

// dueOf is the date of a milestone, of the first instance where it has several.
func dueOf(t *plan.Timetable, id string) calendar.Date {
	for _, m := range t.Milestones {
		if m.ID == id {
			return m.Due
		}
	}
	return 0
}

func (k comparison) print(w io.Writer) {
	fmt.Fprintf(w, "A  %s, edition of %s\nB  %s, edition of %s\n", k.a.ID, k.a.Edition.Long(), k.b.ID, k.b.Edition.Long())
	only := func(which string, list []*procedure.Milestone) {
		if len(list) == 0 {
			return
		}
		fmt.Fprintf(w, "\nOnly %s has:\n", which)
		for _, m := range list {
			fmt.Fprintf(w, "  %s\n      %s\n", m.ID, table.Wrap(m.Due.String()+" ("+m.Owner+")", table.Width-6, 6))
		}
	}
	only("A", k.OnlyA)
	only("B", k.OnlyB)
	differences(w, "Both have, and differ:", k.Differ)
	fmt.Fprintf(w, "\nBoth have, and are equal: %s.\n", words.CountOrNo(len(k.Same), "milestone"))
	differences(w, "Names and settings differ:", k.Names)
	k.printDates(w)
}

// differences prints what either has, side under side; of a name that only one
// of them has, its own side.
func differences(w io.Writer, heading string, list []procedure.Difference) {
	if len(list) > 0 {
		fmt.Fprintf(w, "\n%s\n", heading)
	}
	for _, d := range list {
		fmt.Fprintf(w, "  %s\n", d.ID)
		title := d.Fields[0]
		isName := slices.Contains([]string{"role", "event", "setting"}, title.Field)
		for _, f := range d.Fields {
			label := cmp.Or(asShown[f.Field], f.Field)
			if len(label) > labelWidth {
				fmt.Fprintf(w, "      %s\n", label)
				label = ""
			}
			switch {
			case isName && title.A == "":
				side(w, label, "B", f.B)
			case isName && title.B == "":
				side(w, label, "A", f.A)
			default:
				side(w, label, "A", f.A)
				side(w, "", "B", f.B)
			}
		}
	}
}

// asShown is what "procedures show" calls what a file has another word for.
var asShown = map[string]string{
	"per":       "one for each",
	"outcomes":  "the outcome is one of",
	"when":      "applies only if",
	"from":      "applies from",
	"follows":   "comes after",
	"within":    "ought not to end after",
	"done-by":   "is done when",
	"ended-by":  "ends when",
	"silence":   "no answer by then is taken as",
	"delegated": "is for",
	"copy":      "told of it too",
	"ladder":    "overdue",
}

const labelWidth = 9

func side(w io.Writer, label, which, text string) {
	if text == "" {
		text = "(nothing)"
	}
	const indent = labelWidth + 10
	fmt.Fprintf(w, "      %-*s %s  %s\n", labelWidth, label, which, table.Wrap(text, table.Width-indent, indent))
}

func (k comparison) printDates(w io.Writer) {
	if len(k.dates) == 0 {
		return
	}
	fmt.Fprintf(w, "\n%s\n", table.Wrap("The statutory dates of a case that begins on "+k.begun.Long()+", as far as they are known on that day (each step in its full time):", table.Width, 0))
	column := len("MILESTONE")
	for _, d := range k.dates {
		column = max(column, len(d.ID))
	}
	line := func(id, a, b string) { fmt.Fprintf(w, "  %-*s  %-*s  %s\n", column, id, table.DateWidth, a, b) }
	line("MILESTONE", "A", "B")
	for _, d := range k.dates {
		b := shown(d.B)
		if d.A == d.B {
			b = "the same"
		}
		line(d.ID, shown(d.A), b)
	}
}

func shown(d calendar.Date) string {
	if d.IsZero() {
		return "-"
	}
	return rows.Brief(d)
}

func (k comparison) json() map[string]any {
	type field struct {
		Field string `json:"field"`
		A     string `json:"a"`
		B     string `json:"b"`
	}
	type difference struct {
		ID     string  `json:"id"`
		Fields []field `json:"fields"`
	}
	name := func(p *procedure.Procedure) map[string]any {
		return map[string]any{"id": p.ID, "edition": p.Edition}
	}
	list := func(p *procedure.Procedure, only []*procedure.Milestone) []milestoneJSON {
		out := []milestoneJSON{}
		for _, m := range only {
			out = append(out, milestoneToJSON(p, m))
		}
		return out
	}
	toJSON := func(in []procedure.Difference) []difference {
		out := []difference{}
		for _, d := range in {
			of := difference{ID: d.ID}
			for _, f := range d.Fields {
				of.Fields = append(of.Fields, field(f))
			}
			out = append(out, of)
		}
		return out
	}
	return map[string]any{
		"a": name(k.a), "b": name(k.b), "only_a": list(k.a, k.OnlyA), "only_b": list(k.b, k.OnlyB),
		"differ": toJSON(k.Differ), "same": append([]string{}, k.Same...), "names": toJSON(k.Names),
		"begun": k.begun, "statutory_dates": append([]datePair{}, k.dates...),
	}
}
