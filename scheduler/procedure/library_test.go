package procedure_test

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/procedure"
)

// shippedFiles are the files of the library as they lie beside this test.
var shippedFiles = os.DirFS("library")

// small writes a procedure of one milestone.
func small(id, edition, inherits, milestone string) string {
	text := "id: " + id + "\ntitle: " + id + "\ndocument: Guidance\nedition: " + edition + "\n"
	if inherits != "" {
		text += "inherits: " + inherits + "\n"
	}
	return text + "roles: {chair: The chair}\nevents: {aware: {title: Became aware}}\nmilestones:\n  " +
		milestone + ": {title: Meet, due: 5 days after aware, owner: chair, statutory: true, source: {section: \"1\"}}\n"
}

func load(files ...string) (*procedure.Library, error) {
	dir := fstest.MapFS{}
	for i, text := range files {
		dir[string(rune('a'+i))+".yaml"] = &fstest.MapFile{Data: []byte(text)}
	}
	return procedure.LoadFS(dir)
}

func TestEditions(t *testing.T) {
	l, err := load(small("p", "2023-12-15", "", "meet"), small("p", "2018-07-04", "", "meet"), small("p", "2026-04-01", "", "meet"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ on, want string }{
		{"2010-01-01", "2018-07-04"}, // before all of them: the first
		{"2018-07-03", "2018-07-04"},
		{"2018-07-04", "2018-07-04"},
		{"2023-12-14", "2018-07-04"},
		{"2023-12-15", "2023-12-15"},
		{"2026-03-31", "2023-12-15"},
		{"2026-04-01", "2026-04-01"},
		{"2099-01-01", "2026-04-01"},
	} {
		on, err := calendar.ParseDate(c.on)
		if err != nil {
			t.Fatal(err)
		}
		if p, err := l.InForce("p", on); err != nil || p.Edition.String() != c.want {
			t.Errorf("on %s: got %v (%v), want %s", c.on, p, err, c.want)
		}
	}
	if p, err := l.Latest("p"); err != nil || p.Edition.String() != "2026-04-01" {
		t.Errorf("the latest is %v (%v)", p, err)
	}
	if p, err := l.Find("p", "2018-07-04"); err != nil || p.Edition.String() != "2018-07-04" {
		t.Errorf("found %v (%v)", p, err)
	}
}

// An edition inherits the edition of its parent that is in force with it.
func TestInheritedEdition(t *testing.T) {
	l, err := load(small("kent", "2024-01-01", "england", "alert"), small("england", "2018-07-04", "", "old"), small("england", "2023-12-15", "", "new"),
		small("kent", "2019-01-01", "england", "alert"))
	if err != nil {
		t.Fatal(err)
	}
	for edition, want := range map[string][]string{"2019-01-01": {"old", "alert"}, "2024-01-01": {"new", "alert"}} {
		p, err := l.Find("kent", edition)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, m := range p.Milestones {
			got = append(got, m.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s has %v, want %v", edition, got, want)
		}
	}
}

func TestUnknownProcedures(t *testing.T) {
	l := procedure.Shipped()
	known := "the procedures are: " + strings.Join(l.IDs(), ", ")
	_, latest := l.Latest("buckinghamshrie")
	_, inForce := l.InForce("zzz", 0)
	_, edition := l.Find("england-2023", "2018-01-01")
	_, found := l.Find("zzz", "")
	for _, c := range []struct {
		err  error
		want string
	}{
		{latest, `no such procedure: "buckinghamshrie": did you mean "buckinghamshire"? ` + known},
		{inForce, `no such procedure: "zzz". ` + known},
		{found, `no such procedure: "zzz". ` + known},
		{edition, "no such procedure: england-2023 has no edition of 2018-01-01"},
	} {
		if !errors.Is(c.err, procedure.ErrUnknown) || c.err.Error() != c.want {
			t.Errorf("got %v\nwant %s", c.err, c.want)
		}
	}
}

// What is wrong with several files is said of all of them; a child of a wrong
// parent is left alone.
func TestBrokenLibraries(t *testing.T) {
	wrong := func(text string) string { return strings.Replace(text, "owner: chair", "owner: char", 1) }
	const role = `"char" is not a role: did you mean "chair"? Known here: chair`
	for _, c := range []struct {
		name  string
		files []string
		want  string
	}{
		{
			"the same edition twice",
			[]string{small("p", "2023-12-15", "", "a"), small("p", "2023-12-15", "", "b")},
			"b.yaml:4:10: edition: p has an edition of 2023-12-15 already, in another file",
		},
		{
			"an unknown parent",
			[]string{small("p", "2023-12-15", "", "a"), small("kent", "2023-12-15", "pp", "a")},
			`b.yaml:5:11: inherits: no such procedure: "pp": did you mean "p"? the procedures are: p`,
		},
		{
			"an unknown parent and no other",
			[]string{small("kent", "2023-12-15", "england", "a")},
			`a.yaml:5:11: inherits: no such procedure: "england"`,
		},
		{
			"its own parent",
			[]string{small("p", "2023-12-15", "", "a"), small("p", "2024-12-15", "p", "a")},
			"b.yaml:5:11: inherits: a procedure cannot inherit itself: an edition names all that is in it",
		},
		{
			"two that inherit each other",
			[]string{small("p", "2023-12-15", "q", "a"), small("q", "2023-12-15", "p", "a")},
			"a.yaml:5:11: inherits: a procedure cannot inherit itself: p inherits q inherits p",
		},
		{"three that do, and one beside", []string{
			small("kent", "2023-12-15", "r", "a"), small("p", "2023-12-15", "q", "a"), small("q", "2023-12-15", "r", "a"), small("r", "2023-12-15", "p", "a"),
		}, "d.yaml:5:11: inherits: a procedure cannot inherit itself: r inherits p inherits q inherits r"},
		{
			"two wrong files",
			[]string{wrong(small("p", "2023-12-15", "", "a")), wrong(small("q", "2023-12-15", "", "b"))},
			"a.yaml:8:52: milestones.a.owner: " + role + "\nb.yaml:8:52: milestones.b.owner: " + role,
		},
		{
			"two that cannot be read",
			[]string{"id: [", small("p", "yesterday", "", "a")},
			"a.yaml:1: is not valid YAML: did not find expected node content\n" +
				`b.yaml:4:10: edition: "yesterday" is not a date: write it as YYYY-MM-DD, for example 2026-12-03`,
		},
		{
			"a wrong parent",
			[]string{wrong(small("p", "2023-12-15", "", "a")), wrong(small("kent", "2023-12-15", "p", "a")), small("k", "2023-12-15", "kent", "a")},
			"a.yaml:8:52: milestones.a.owner: " + role,
		},
	} {
		l, err := load(c.files...)
		if err == nil || l != nil || err.Error() != c.want {
			t.Errorf("%s: got %v\n%v\nwant %s", c.name, l, err, c.want)
		}
		partedAndCoded(t, err)
	}
}

// A local file inherits what ships; the library stays as it is.
func TestLocalProcedure(t *testing.T) {
	l := procedure.Shipped()
	p, err := l.Load("somewhere/local.yaml", []byte(small("local", "2026-01-01", "england-2023", "rapid-review")))
	if err != nil {
		t.Fatal(err)
	}
	if got := milestone(t, p, "rapid-review"); got.Due.String() != "5 days after aware" || !got.Statutory || got.Source.String() != "Guidance, 1" {
		t.Errorf("got %+v", got)
	}
	if len(p.Milestones) != 6 || len(latest(t, "england-2023").Milestones) != 6 || !milestone(t, latest(t, "england-2023"), "rapid-review").Statutory {
		t.Error("the parent has changed")
	}
	if _, err := l.Latest("local"); !errors.Is(err, procedure.ErrUnknown) {
		t.Errorf("the library has changed: %v", err)
	}
	_, err = l.Load("somewhere/local.yaml", []byte("id: x"))
	if err == nil || !strings.HasPrefix(err.Error(), "local.yaml:1:1: ") {
		t.Errorf("got %v", err)
	}
}

// Whatever a file holds, it is refused with its name or it is sound.
func FuzzLoad(f *testing.F) {
	for _, name := range procedure.Shipped().IDs() {
		data, err := os.ReadFile("library/" + name + ".yaml")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(small("p", "2023-12-15", "england-2023", "a")))
	f.Add([]byte(base))
	f.Add([]byte(asking))
	f.Add([]byte(strings.Replace(small("p", "2024-01-01", "kent", "a"), "roles:", "settings: {appendix-day: {default: calendar}}\nroles:", 1)))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := procedure.Shipped().Load("p.yaml", data)
		if err != nil {
			if p != nil || !strings.HasPrefix(err.Error(), "p.yaml") {
				t.Errorf("got %v, %v", p, err)
			}
			return
		}
		for _, m := range p.Milestones {
			if again, err := procedure.ParseRule(m.Due.String()); err != nil || again.String() != m.Due.String() {
				t.Errorf("%s: %v", m.ID, err)
			}
			for _, o := range m.Options() {
				for _, a := range o.Due.Anchors() {
					if !slices.Contains(p.Names(), a.Name) {
						t.Errorf("%s hangs on %s", m.ID, a)
					}
				}
				settled, err := p.With(map[string]string{m.Setting: o.Choice})
				if m.Setting != "" && (err != nil || milestone(t, settled, m.ID).Due.String() != o.Due.String()) {
					t.Errorf("%s: %s is %s: %v", m.ID, m.Setting, o.Choice, err)
				}
			}
			if m.Title == "" || m.Source.Section == "" || strings.ContainsAny(m.Title+m.Quorum+m.Source.String(), "\r\n") {
				t.Errorf("%s: %q", m.ID, m.Title)
			}
		}
	})
}
