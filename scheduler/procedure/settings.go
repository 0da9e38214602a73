package procedure

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/longstop/longstop/internal/words"
)

// Setting is a question that the guidance leaves open, or answers in two ways.
// The procedure has an answer, the default; a partnership may choose another.
type Setting struct {
	ID, Title string
	Choices   []Choice // in the order of the file
	Default   string
	Source    Source // where the guidance leaves it open; may be empty
	Note      string
}

// Choice is one answer to a setting.
type Choice struct {
	ID    string
	Words string // what stands for the setting in a due rule
}

// ChoiceIDs lists the answers there are.
func (s *Setting) ChoiceIDs() []string {
	return ids(s.Choices, func(c Choice) string { return c.ID })
}

// Option is the due rule of a milestone under one choice of its setting.
type Option struct {
	Choice string // "" where no setting is asked
	Due    Rule
}

// Options lists every rule that the milestone can be due by: one for each
// choice of its setting, or the only one.
func (m *Milestone) Options() []Option {
	if m.Setting == "" {
		return []Option{{Due: m.Due}}
	}
	return m.options
}

// anchors lists what the milestone can count from, under any choice.
func (m *Milestone) anchors() []Anchor {
	var out []Anchor
	for _, o := range m.Options() {
		out = append(out, o.Due.Anchors()...)
	}
	return out
}

// Setting finds a setting by its id.
func (p *Procedure) Setting(id string) (*Setting, bool) {
	i := slices.IndexFunc(p.Settings, func(s Setting) bool { return s.ID == id })
	if i < 0 {
		return nil, false
	}
	return &p.Settings[i], true
}

// SettingIDs lists the settings of the procedure.
func (p *Procedure) SettingIDs() []string {
	return ids(p.Settings, func(s Setting) string { return s.ID })
}

// SettingUsers lists the milestones whose due rule asks a setting.
func (p *Procedure) SettingUsers(id string) []string {
	var out []string
	for _, m := range p.Milestones {
		if m.Setting == id {
			out = append(out, m.ID)
		}
	}
	return out
}

// With is the procedure as a partnership has settled it: choices are by
// setting, and what they do not name stays at its default. The note of each
// milestone that asks a setting then says what was chosen, so that every
// explanation of its date does. The procedure itself does not change. The error
// names each setting and choice that there is not.
func (p *Procedure) With(choices map[string]string) (*Procedure, error) {
	var problems []error
	for _, id := range slices.Sorted(maps.Keys(choices)) {
		s, ok := p.Setting(id)
		switch {
		case !ok:
			problems = append(problems, fmt.Errorf("%s has no setting %q%s", p.ID, id, words.Meant(id, "Settings", p.SettingIDs())))
		case !slices.Contains(s.ChoiceIDs(), choices[id]):
			problems = append(problems, fmt.Errorf("%q is not a choice of %s%s", choices[id], id, words.Meant(choices[id], "Choices", s.ChoiceIDs())))
		}
	}
	if len(problems) > 0 {
		return nil, errors.Join(problems...)
	}
	if len(p.Settings) == 0 {
		return p, nil
	}
	return p.settled(choices), nil
}

// settled is the procedure under those of the choices that it has.
func (p *Procedure) settled(choices map[string]string) *Procedure {
	out := *p
	out.Milestones = slices.Clone(p.Milestones)
	for i := range out.Milestones {
		m := &out.Milestones[i]
		s, asked := p.Setting(m.Setting)
		if !asked {
			continue
		}
		how := fmt.Sprintf("Setting %s: %s (the default).", s.ID, s.Default)
		for _, o := range m.options {
			if o.Choice == choices[s.ID] && o.Choice != s.Default {
				m.Due, how = o.Due, fmt.Sprintf("Setting %s: %s (chosen; the default is %s).", s.ID, o.Choice, s.Default)
			}
		}
		m.Note = sentences(m.Note, how)
	}
	out.finish()
	return &out
}

func sentences(first, second string) string {
	if first == "" {
		return second
	}
	return strings.TrimSuffix(first, ".") + ". " + second
}

// With is the library as a partnership has settled it: choices are by procedure
// and setting. An edition that has not got a setting or a choice keeps its own
// rule: a choice is made for all editions, and each uses what it can.
func (l *Library) With(choices map[string]map[string]string) *Library {
	out := &Library{editions: maps.Clone(l.editions)}
	for id, list := range out.editions {
		list = slices.Clone(list)
		for i, p := range list {
			if len(p.Settings) > 0 {
				list[i] = p.settled(choices[id])
			}
		}
		out.editions[id] = list
	}
	return out
}

// Choices lists the settings of a procedure, each with its choices, over all
// editions.
func (l *Library) Choices(id string) map[string][]string {
	out := map[string][]string{}
	for _, p := range l.editions[id] {
		for _, s := range p.Settings {
			for _, choice := range s.ChoiceIDs() {
				if !slices.Contains(out[s.ID], choice) {
					out[s.ID] = append(out[s.ID], choice)
				}
			}
		}
	}
	return out
}
