package procedure

import (
	"fmt"
	"slices"
	"strings"

	"github.com/longstop/longstop/internal/yamlfile"
)

// settings checks those that the file declares or changes, and puts every
// choice into the rules that ask for it. A milestone whose rule comes to nothing
// is left without one.
func (c *checker) settings() {
	for _, e := range c.file.Settings {
		c.setting(e)
	}
	c.settingClashes()
	for i := range c.proc.Milestones {
		if m := &c.proc.Milestones[i]; m.Setting != "" {
			c.options(m)
		}
	}
}

func (c *checker) setting(e yamlfile.Entry[fileSetting]) {
	at, s := "settings."+e.Key, e.Value
	c.name(e.Pos(), at, e.Key)
	for _, choice := range s.Choices {
		c.name(choice.Pos(), at+".choices."+choice.Key, choice.Key)
	}
	for _, key := range s.missing(c.inherited(e.Key)) {
		c.add(e.Pos(), at, wrong("the key %q is missing", key))
	}
	whole, _ := c.proc.Setting(e.Key)
	switch choices := whole.ChoiceIDs(); {
	case len(choices) == 1:
		c.add(e.Pos(), at+".choices", wrong("there is one only: a setting has at least two, or is none"))
	case len(choices) > 1 && whole.Default != "" && !slices.Contains(choices, whole.Default):
		c.add(s.Default.Pos.Or(e.Pos()), at+".default", wrong("%q is not a choice of %s", whole.Default, e.Key).Meant(whole.Default, knownHere, choices))
	}
}

func (c *checker) inherited(setting string) bool {
	if c.parent == nil {
		return false
	}
	_, ok := c.parent.Setting(setting)
	return ok
}

// settingClashes keeps settings apart from what facts are about: the calculator
// takes both in one list.
func (c *checker) settingClashes() {
	type kind struct{ words, section string }
	kinds := map[string]kind{}
	for _, e := range c.proc.Events {
		kinds[e.ID] = kind{"an event", "events"}
	}
	for _, m := range c.proc.Milestones {
		kinds[m.ID] = kind{"a milestone", "milestones"}
	}
	for _, s := range c.proc.Settings {
		kind, clash := kinds[s.ID]
		switch at := c.file.placeOf(s.ID); {
		case clash && c.file.declares(s.ID):
			c.add(at, "settings."+s.ID, wrong("%q is the name of %s already", s.ID, kind.words))
		case clash:
			c.add(at, kind.section+"."+s.ID, wrong("%q is the name of a setting already, inherited from %s", s.ID, c.proc.Inherits))
		}
	}
}

// options reads the rule of a milestone under every choice of its setting.
func (c *checker) options(m *Milestone) {
	m.Due, m.options = nil, nil
	s, ok := c.proc.Setting(m.Setting)
	if !ok {
		c.about(m.ID, dueKey, wrong("there is no setting %q", m.Setting).Meant(m.Setting, knownHere, c.proc.SettingIDs()))
		return
	}
	for _, choice := range s.Choices {
		rule, err := ParseRule(strings.Replace(m.Written, settingWord+" "+s.ID, choice.Words, 1))
		if err != nil {
			c.aboutOption(m, choice.ID, yamlfile.MistakeOf(err))
			continue
		}
		m.options = append(m.options, Option{Choice: choice.ID, Due: rule})
		if choice.ID == s.Default {
			m.Due = rule
		}
	}
}

// aboutOption reports a mistake in the rule of a milestone under a choice. What
// is to be corrected is the choice where this file has it, else the rule.
func (c *checker) aboutOption(m *Milestone, choice string, problem yamlfile.Mistake) {
	if choice == "" {
		c.about(m.ID, dueKey, problem)
		return
	}
	s, _ := c.file.Settings.Get(m.Setting)
	if words, ok := s.Choices.Get(choice); ok {
		c.add(words.Pos, "settings."+m.Setting+".choices."+choice, problem.In("in "+m.ID))
		return
	}
	c.about(m.ID, dueKey, problem.In(fmt.Sprintf("where %s is %s", m.Setting, choice)))
}
