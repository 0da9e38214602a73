package procedure

import (
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
	if err := validName(e.Key); err != nil {
		c.add(e.Pos(), at, "%v", err)
	}
	for _, choice := range s.Choices {
		if err := validName(choice.Key); err != nil {
			c.add(choice.Pos(), at+".choices."+choice.Key, "%v", err)
		}
	}
	for _, key := range s.missing(c.inherited(e.Key)) {
		c.add(e.Pos(), at, "the key %q is missing", key)
	}
	whole, _ := c.proc.Setting(e.Key)
	switch choices := whole.ChoiceIDs(); {
	case len(choices) == 1:
		c.add(e.Pos(), at+".choices", "there is one only: a setting has at least two, or is none")
	case len(choices) > 1 && whole.Default != "" && !slices.Contains(choices, whole.Default):
		c.add(s.Default.Pos.Or(e.Pos()), at+".default", "%q is not a choice of %s%s", whole.Default, e.Key, nearby(whole.Default, choices))
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
	kinds := map[string]string{}
	for _, e := range c.proc.Events {
		kinds[e.ID] = "event"
	}
	for _, m := range c.proc.Milestones {
		kinds[m.ID] = "milestone"
	}
	for _, s := range c.proc.Settings {
		kind, clash := kinds[s.ID]
		switch at := c.file.placeOf(s.ID); {
		case clash && c.file.declares(s.ID):
			c.add(at, "settings."+s.ID, "%q is the name of %s %s already", s.ID, article(kind), kind)
		case clash:
			c.add(at, kind+"s."+s.ID, "%q is the name of a setting already, inherited from %s", s.ID, c.proc.Inherits)
		}
	}
}

func article(noun string) string {
	if strings.HasPrefix(noun, "e") {
		return "an"
	}
	return "a"
}

// options reads the rule of a milestone under every choice of its setting.
func (c *checker) options(m *Milestone) {
	m.Due, m.options = nil, nil
	s, ok := c.proc.Setting(m.Setting)
	if !ok {
		c.errorf(m.ID, "due", "there is no setting %q%s", m.Setting, nearby(m.Setting, c.proc.SettingIDs()))
		return
	}
	for _, choice := range s.Choices {
		rule, err := ParseRule(strings.Replace(m.Written, settingWord+" "+s.ID, choice.Words, 1))
		if err != nil {
			c.optionErrorf(m, choice.ID, "%v", err)
			continue
		}
		m.options = append(m.options, Option{Choice: choice.ID, Due: rule})
		if choice.ID == s.Default {
			m.Due = rule
		}
	}
}

// optionErrorf is about the rule of a milestone under a choice. What is to be
// corrected is the choice where this file has it, else the rule.
func (c *checker) optionErrorf(m *Milestone, choice, format string, args ...any) {
	if choice == "" {
		c.errorf(m.ID, "due", format, args...)
		return
	}
	s, _ := c.file.Settings.Get(m.Setting)
	if words, ok := s.Choices.Get(choice); ok {
		c.add(words.Pos, "settings."+m.Setting+".choices."+choice, "in %s: "+format, append([]any{m.ID}, args...)...)
		return
	}
	c.errorf(m.ID, "due", "where %s is %s: "+format, append([]any{m.Setting, choice}, args...)...)
}
