package notifier

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/letter"
)

// directory is a partnership at Christmas. Away are: chair (21 December to 4
// January, cover duty), vice (covered by chair, who is away, deputy ann), loop1
// and loop2 (covering for each other), lone (nobody stands in).
func directory() *Directory {
	person := func(id, deputy string) Person {
		return Person{ID: id, Name: id, Email: id + "@scp.example", Deputy: deputy}
	}
	away := func(id, cover string) Absence {
		return Absence{Person: id, From: date("2026-12-21"), To: date("2027-01-04"), Cover: cover}
	}
	vice := away("vice", "chair")
	vice.To = date("2026-12-29")
	return &Directory{
		Partnership: "bscp", Name: "Buckinghamshire", Backstop: "stop", AllowedDomains: []string{"scp.example", "Police.example"},
		People: []Person{
			person("bm", "ann"), person("ann", ""), person("duty", ""), person("chair", "ann"), person("vice", "ann"),
			person("loop1", "loop2"), person("loop2", "loop1"), person("lone", ""), person("stop", "ann"),
			{ID: "elsewhere", Email: "x@sub.scp.example"},
			{ID: "officer", Email: "o@POLICE.example"},
			{ID: "broken", Email: "scp.example"},
		},
		Roles: map[string][]string{
			"business-manager": {"bm"}, "partnership-chair": {"chair"}, "vice-chair": {"vice"}, "reviewers": {"loop1"},
			"panel": {"chair", "bm", "bm", "duty"}, "both": {"chair", "stop"}, "lonely": {"lone", "bm"},
			"ghosts": {"nobody"}, "vacant": {}, "standby": {"lone", "chair"},
		},
		Absences: []Absence{away("chair", "duty"), vice, away("loop1", "loop2"), away("loop2", "loop1"), away("lone", "")},
		Agencies: []Agency{{ID: "police", Name: "Thames Valley Police", Contacts: []string{"officer"}, Lead: []string{"ann"}}, {ID: "empty", Name: "Nobody's"}},
	}
}

func TestResolve(t *testing.T) {
	const christmas, before, after = "2026-12-25", "2026-12-20", "2027-01-05"
	for _, c := range []struct{ role, on, want string }{
		{"business-manager", christmas, "bm: you hold the role of business manager"},
		{"partnership-chair", before, "chair: you hold the role of partnership chair"},
		{"partnership-chair", "2026-12-21", "duty: you cover for the holder of the role of partnership chair until Mon 4 January 2027"},
		{"partnership-chair", "2027-01-04", "duty: you cover for the holder of the role of partnership chair until Mon 4 January 2027"},
		{"partnership-chair", after, "chair: you hold the role of partnership chair"},
		{"vice-chair", christmas, "duty: you cover for the holder of the role of vice chair until Tue 29 December 2026"},
		{"reviewers", christmas, "stop*: you are the backstop: the holder of the role of reviewers is away until Mon 4 January 2027 and nobody stands in"},
		{"panel", christmas, "bm: you hold the role of panel | duty: you hold the role of panel"},
		{"panel", before, "chair: you hold the role of panel | bm: you hold the role of panel | duty: you hold the role of panel"},
		{"both", christmas, "duty: you cover for the holder of the role of both until Mon 4 January 2027 | stop: you hold the role of both"},
		{"lonely", christmas, "stop*: you are the backstop: the holder of the role of lonely is away until Mon 4 January 2027 and nobody stands in | bm: you hold the role of lonely"},
		{"standby", christmas, "stop*: you are the backstop: the holder of the role of standby is away until Mon 4 January 2027 and nobody stands in | duty: you cover for the holder of the role of standby until Mon 4 January 2027"},
		{"vacant", christmas, "stop*: you are the backstop: nobody holds the role of vacant"},
		{"ghosts", christmas, "stop*: you are the backstop: nobody holds the role of ghosts"},
		{"local-authority", christmas, "stop*: you are the backstop: nobody holds the role of local authority"},
		{"agency/police", christmas, "officer: you are a contact of the police (Thames Valley Police)"},
		{"agency-lead/police", christmas, "ann: you are the safeguarding lead of the police (Thames Valley Police)"},
		{"agency/empty", christmas, "stop*: you are the backstop: nobody is a contact of empty (Nobody's)"},
		{"agency/unknown", christmas, "stop*: you are the backstop: nobody is a contact of unknown"},
	} {
		if got := spell(directory().Resolve(c.role, date(c.on))); got != c.want {
			t.Errorf("%s on %s:\n got %s\nwant %s", c.role, c.on, got, c.want)
		}
	}
}

func spell(told []letter.Addressee) string {
	var out []string
	for _, a := range told {
		mark := ""
		if a.Backstop {
			mark = "*"
		}
		out = append(out, a.Person+mark+": "+a.Because)
	}
	return strings.Join(out, " | ")
}

func TestBackstopWhoIsAwayIsToldAllTheSame(t *testing.T) {
	d := directory()
	d.Absences = append(d.Absences, Absence{Person: "stop", From: date("2026-12-01"), To: date("2027-02-01"), Cover: "bm"})
	if got := spell(d.Resolve("vacant", date("2026-12-25"))); got != "stop*: you are the backstop: nobody holds the role of vacant" {
		t.Error(got)
	}
}

func TestDeputyIsToldWhereTheCoverIsAwayToo(t *testing.T) {
	d := directory()
	d.Absences = append(d.Absences, Absence{Person: "duty", From: date("2026-12-25"), To: date("2026-12-26")})
	if got := spell(d.Resolve("partnership-chair", date("2026-12-25"))); got != "ann: you are the deputy of the holder of the role of partnership chair, who is away until Mon 4 January 2027" {
		t.Error(got)
	}
}

// To stand in for somebody is a better reason than that nobody else is there.
func TestBackstopWhoAlsoCovers(t *testing.T) {
	d := directory()
	d.Roles["both-ways"] = []string{"lone", "chair"}
	d.Absences[0].Cover = "stop"
	if got := spell(d.Resolve("both-ways", date("2026-12-25"))); got != "stop: you cover for the holder of the role of both ways until Mon 4 January 2027" {
		t.Error(got)
	}
}

func TestDeputy(t *testing.T) {
	for _, c := range []struct{ person, tried, want string }{
		{"bm", "bm", "ann"},
		{"bm", "bm ann", ""},
		{"ann", "ann", ""},
		{"vice", "vice", "duty"}, // the cover's cover
		{"vice", "vice duty", "ann"},
		{"vice", "vice duty ann", ""},
		{"loop1", "", ""},
		{"nobody", "", ""},
	} {
		got, ok := directory().Deputy(c.person, strings.Fields(c.tried), date("2026-12-25"))
		if got != c.want || ok != (c.want != "") {
			t.Errorf("deputy of %s after %q: got %q, %v, want %q", c.person, c.tried, got, ok, c.want)
		}
	}
}

func TestVacant(t *testing.T) {
	got := directory().Vacant([]string{"vacant", "business-manager", "agency/police", "agency/empty", "ghosts", "partnership-chair"})
	if diff := cmp.Diff([]string{"vacant", "agency/empty", "ghosts"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestAddress(t *testing.T) {
	for _, c := range []struct {
		person, want string
		err          error
	}{
		{"bm", "bm@scp.example", nil},
		{"officer", "o@POLICE.example", nil},
		{"elsewhere", "", ErrDomain},
		{"broken", "", ErrDomain},
		{"nobody", "", ErrUnknownPerson},
		{"", "", ErrUnknownPerson},
	} {
		got, err := directory().Address(c.person)
		if got != c.want || !errors.Is(err, c.err) {
			t.Errorf("address of %q: got %q, %v", c.person, got, err)
		}
		if err != nil && (strings.Contains(err.Error(), "@") || strings.Contains(err.Error(), "scp.example")) {
			t.Errorf("the error gives the address away: %v", err)
		}
	}
	if !AllowedDomain(`"x@y"@scp.example`, []string{"scp.example"}) {
		t.Error("the last @ is not the one that counts")
	}
	for _, address := range []string{"@scp.example", "x@", "x@scp.example.evil", "x@scp.example@evil.example", "x@xscp.example", "x@scp.example ", ""} {
		if AllowedDomain(address, []string{"scp.example", ""}) {
			t.Errorf("%q is allowed", address)
		}
	}
}

// anyDirectory is a partnership in which anything may be the case that config
// lets through, and some things that it does not.
func anyDirectory(t *rapid.T) *Directory {
	ids := []string{"a", "b", "c", "d", "e", "f"}
	some := rapid.SampledFrom(append(ids, "", "ghost"))
	d := &Directory{Backstop: rapid.SampledFrom(ids).Draw(t, "backstop"), Roles: map[string][]string{}}
	for _, id := range ids {
		d.People = append(d.People, Person{ID: id, Deputy: some.Draw(t, "deputy")})
	}
	for _, role := range []string{"r", "s"} {
		d.Roles[role] = rapid.SliceOfN(some, 0, 4).Draw(t, role)
	}
	d.Agencies = []Agency{{ID: "x", Contacts: rapid.SliceOfN(some, 0, 3).Draw(t, "contacts")}}
	for range rapid.IntRange(0, 8).Draw(t, "absences") {
		from := calendar.Date(rapid.IntRange(1, 9).Draw(t, "from"))
		d.Absences = append(d.Absences, Absence{
			Person: some.Draw(t, "away"), From: from, Cover: some.Draw(t, "cover"),
			To: from.AddDays(rapid.IntRange(0, 5).Draw(t, "for")),
		})
	}
	return d
}

func TestResolveProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDirectory(t)
		on := calendar.Date(rapid.IntRange(1, 15).Draw(t, "on"))
		role := rapid.SampledFrom([]string{"r", "s", "agency/x", "agency-lead/x", "none"}).Draw(t, "role")
		told := d.Resolve(role, on)
		if len(told) == 0 {
			t.Fatal("nobody is told")
		}
		seen := map[string]bool{}
		for _, a := range told {
			if _, ok := d.person(a.Person); !ok || seen[a.Person] || a.Because == "" {
				t.Fatalf("told %+v", told)
			}
			if d.isAway(a.Person, on) && !(a.Backstop && a.Person == d.Backstop) {
				t.Fatalf("%s is away: %+v", a.Person, told)
			}
			seen[a.Person] = true
		}
		for _, h := range d.holders(role) {
			if !d.isAway(h, on) && !seen[h] {
				t.Fatalf("%s holds the role and is not told: %+v", h, told)
			}
		}
	})
}

func TestDeputyProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDirectory(t)
		on := calendar.Date(rapid.IntRange(1, 15).Draw(t, "on"))
		person, tried := "a", []string{"a"}
		for range len(d.People) + 1 {
			next, ok := d.Deputy(person, tried, on)
			if !ok {
				return
			}
			if _, known := d.person(next); !known || d.isAway(next, on) || slices.Contains(tried, next) {
				t.Fatalf("after %v: %q", tried, next)
			}
			person, tried = next, append(tried, next)
		}
		t.Fatal("there is no end of deputies")
	})
}
