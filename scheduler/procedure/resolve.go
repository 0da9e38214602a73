package procedure

import (
	"cmp"
	"slices"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/yamlfile"
)

// resolve makes the procedure that a file stands for: what it inherits, what
// it adds, and what it replaces, milestone by milestone.
func (l *Library) resolve(f *file) (*Procedure, error) {
	p := &Procedure{
		ID: f.ID.Value, Title: string(f.Title), Document: string(f.Document), Edition: f.Edition.Value, Inherits: f.Inherits.Value,
	}
	d := defaults{}
	var parent *Procedure
	if p.Inherits != "" {
		if p.Inherits == p.ID {
			return nil, f.mistake(f.Inherits.Pos, "inherits", circular("a procedure cannot inherit itself: an edition names all that is in it"))
		}
		var err error
		if parent, err = l.InForce(p.Inherits, p.Edition); err != nil {
			return nil, f.mistake(f.Inherits.Pos, "inherits", yamlfile.MistakeOf(err))
		}
		p.Roles = slices.Clone(parent.Roles)
		p.Events = slices.Clone(parent.Events)
		p.Milestones = slices.Clone(parent.Milestones)
		p.Settings = slices.Clone(parent.Settings)
		d = defaults{reminders: parent.Reminders, ladder: parent.Ladder}
	}
	d = d.override(f.Reminders.Value, f.Ladder.Value)
	p.Reminders, p.Ladder = d.reminders, d.ladder
	for _, e := range f.Roles {
		p.Roles = replace(p.Roles, Role{ID: e.Key, Title: string(e.Value)}, func(r Role) string { return r.ID })
	}
	for _, e := range f.Events {
		p.Events = replace(p.Events, Event{ID: e.Key, Title: string(e.Value.Title), Begins: e.Value.Begins, Outcomes: e.Value.Outcomes, Follows: e.Value.Follows.Value}, func(e Event) string { return e.ID })
	}
	for _, e := range f.Settings {
		old, _ := p.Setting(e.Key)
		p.Settings = replace(p.Settings, e.Value.setting(e.Key, p.Document, old), func(s Setting) string { return s.ID })
	}
	for _, e := range f.Milestones {
		p.Milestones = replace(p.Milestones, e.Value.milestone(e.Key, p.Document, d), func(m Milestone) string { return m.ID })
	}
	if errs := check(f, p, parent); len(errs) > 0 {
		errs.Sort()
		return nil, errs
	}
	p.parent = parent
	p.finish()
	return p, nil
}

func replace[T any](list []T, item T, id func(T) string) []T {
	i := slices.IndexFunc(list, func(o T) bool { return id(o) == id(item) })
	if i < 0 {
		return append(list, item)
	}
	list[i] = item
	return list
}

// defaults are the reminders and the ladder of milestones that say nothing.
type defaults struct {
	reminders []calendar.Period
	ladder    []Rung
}

func (d defaults) override(reminders []periodText, ladder []fileRung) defaults {
	if reminders != nil {
		d.reminders = periods(reminders)
	}
	if ladder != nil {
		d.ladder = rungs(ladder)
	}
	return d
}

func periods(in []periodText) []calendar.Period {
	out := make([]calendar.Period, len(in))
	for i, p := range in {
		out[i] = p.Period
	}
	return out
}

func rungs(in []fileRung) []Rung {
	out := make([]Rung, len(in))
	for i, r := range in {
		out[i] = Rung{After: r.After.Period, Tell: r.Tell.Value}
	}
	return out
}

func (s fileSource) source(document string) Source {
	return Source{Document: cmp.Or(string(s.Document), document), Section: string(s.Section), Text: string(s.Text)}
}

// setting is what the file says of a setting, and for the rest what is
// inherited: choice by choice.
func (s fileSetting) setting(id, document string, inherited *Setting) Setting {
	out := Setting{ID: id}
	if inherited != nil {
		out = *inherited
		out.Choices = slices.Clone(out.Choices)
	}
	out.Title = cmp.Or(string(s.Title), out.Title)
	out.Default = cmp.Or(s.Default.Value, out.Default)
	out.Note = cmp.Or(string(s.Note), out.Note)
	if s.Source != nil {
		out.Source = s.Source.source(document)
	}
	for _, e := range s.Choices {
		out.Choices = replace(out.Choices, Choice{ID: e.Key, Words: string(e.Value.Value)}, func(c Choice) string { return c.ID })
	}
	return out
}

func (m fileMilestone) milestone(id, document string, d defaults) Milestone {
	d = d.override(m.Reminders.Value, m.Ladder.Value)
	out := Milestone{
		ID: id, Title: string(m.Title), PerAgency: m.Per.Agency, Named: m.Per.Named, Recipients: m.Per.Recipients, Due: m.Due.Value.Rule,
		Setting: m.Due.Value.setting, Written: m.Due.Value.written,
		Owner: m.Owner.Value, Copy: m.Copy.Value, Statutory: m.Statutory, Outcomes: m.Outcomes,
		From: m.From.Value, Follows: m.Follows.Value, Within: m.Within.Value, Silence: string(m.Silence),
		DoneBy: m.DoneBy.Value, EndedBy: m.EndedBy.Value,
		Quorum: string(m.Quorum), Note: string(m.Note), Reminders: d.reminders, Ladder: d.ladder,
		Source: m.Source.source(document),
	}
	if d := m.Delegated.Value; d != nil {
		out.Delegated = &Delegation{To: d.To.Value, UntilMissed: d.UntilMissed.Value}
	}
	if m.When.Value != nil {
		out.When = &m.When.Value.Condition
	}
	return out
}
