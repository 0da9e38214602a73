package cli

import (
	"html"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/notifier"
	"github.com/longstop/longstop/scheduler/plan"
	"github.com/longstop/longstop/scheduler/procedure"
)

// everyEdition is of every procedure that ships, and of the one that was relaxed
// for a time.
func everyEdition(t *testing.T) (out []*procedure.Procedure) {
	t.Helper()
	library, err := procedure.Shipped().Extend(os.DirFS("../../../scheduler/procedure/testdata/relaxation"), "relaxation")
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range library.IDs() {
		editions, err := library.Editions(id)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, editions...)
	}
	return out
}

// agencies are those of every case. Nobody has heard of the last.
var agencies = []string{"police", "icb", "childrens-social-care", "education", "zz-made-up"}

// instances name what exists for each that facts name: one is an agency's, and
// one is nobody's.
func instances(p *procedure.Procedure) (facts []plan.Fact) {
	for _, m := range p.Milestones {
		if m.Named == "" {
			continue
		}
		for _, instance := range []string{"icb.staff-training", "a1"} {
			facts = append(facts, plan.Fact{
				ID: m.ID + instance, Kind: plan.Planned, Name: m.ID, Instance: instance,
				At: calendar.On(calendar.NewDate(2026, time.December, 14)), RecordedAt: calendar.NewDate(2026, time.December, 3).Start(),
			})
		}
	}
	return facts
}

// everybody holds the roles of a procedure: some are there, some are away with a
// deputy, with nobody or with a cover, and some roles are vacant. So for each
// reason that there is somebody is told.
func everybody(p *procedure.Procedure) *notifier.Directory {
	away := func(person, cover string) notifier.Absence {
		return notifier.Absence{Person: person, From: 1, To: calendar.NewDate(2090, time.May, 4), Cover: cover}
	}
	d := &notifier.Directory{
		People:   []notifier.Person{{ID: "x1"}, {ID: "x2", Deputy: "x1"}, {ID: "x3"}, {ID: "x4"}},
		Absences: []notifier.Absence{away("x2", ""), away("x3", ""), away("x4", "x1")},
		Backstop: "x1", Roles: map[string][]string{},
	}
	holders := [][]string{{"x1"}, {"x2"}, {"x3"}, {"x4"}, nil}
	for i, role := range p.RoleIDs() {
		d.Roles[role] = holders[i%len(holders)]
	}
	for i, id := range agencies {
		d.Agencies = append(d.Agencies, notifier.Agency{ID: id, Contacts: holders[i%len(holders)], Lead: holders[(i+1)%len(holders)]})
	}
	d.Agencies[0].Name = "Thames Valley Police"
	return d
}

// quotes are what a procedure says in words of its own, and its rules.
func quotes(p *procedure.Procedure) (out []string) {
	for _, m := range p.Milestones {
		out = append(out, m.Title, m.Note, m.Source.Text, m.Source.String(), m.Quorum, "Rule: "+m.Rule())
	}
	for _, e := range p.Events {
		out = append(out, e.Title)
	}
	for _, role := range p.Roles {
		out = append(out, role.Title)
	}
	for _, s := range p.Settings {
		out = append(out, s.Title, s.Note, s.Source.Text, s.Source.String())
	}
	return append(out, p.Title, p.Document)
}

// replacer puts something in the place of texts, the longest first.
func replacer(something string, texts []string) *strings.Replacer {
	texts = slices.Clone(texts)
	slices.SortFunc(texts, func(a, b string) int { return len(b) - len(a) })
	var pairs []string
	for _, text := range texts {
		if text = oneLine(text); len(text) > 2 {
			pairs = append(pairs, text, something)
		}
	}
	return strings.NewReplacer(pairs...)
}

// alone finds an id that is no part of another word.
func alone(id string) *regexp.Regexp {
	return regexp.MustCompile(`(^|[^a-z0-9])` + regexp.QuoteMeta(id) + `([^a-z0-9]|$)`)
}

var (
	tag = regexp.MustCompile(`(?s)<(style|head).*?</(style|head)>|<[^>]*>`)
	// spoken is what a picture says to those who cannot see it, and of what is
	// pointed at.
	spoken = regexp.MustCompile(`(?s)<(title|desc)[^>]*>.*?</(title|desc)>`)
)

// plain is the text of a page or of a picture.
func plain(markup string) string { return html.UnescapeString(tag.ReplaceAllString(markup, "\n")) }

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
