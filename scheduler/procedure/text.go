package procedure

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/yamlfile"
)

// The forms of text in a file. Each says itself what is wrong with a text; the
// reader of the file adds the place.

// lineText is shown in the subject of an email or the row of a table: however
// it was broken into lines, it is one.
type lineText string

func (t *lineText) UnmarshalText(b []byte) error {
	*t = lineText(strings.Join(strings.Fields(string(b)), " "))
	switch {
	case *t == "":
		return yamlfile.Wrong("is empty").Mend("write the text, or leave the key out where it may be left out")
	case strings.Count(string(*t), `"`)%2 != 0:
		return yamlfile.Wrong(`has a quotation mark (") without its other one`).Mend("add it, or take this one away")
	}
	return nil
}

type nameText string

func (t *nameText) UnmarshalText(b []byte) error {
	*t = nameText(b)
	return validName(string(b))
}

func validName(s string) error {
	if ValidName(s) {
		return nil
	}
	return yamlfile.Wrong("%q is not a name", s).Mend("use lower case letters, digits and hyphens")
}

// nameList is a list of names, at least one, without duplicates.
type nameList []string

// UnmarshalYAML reads a list.
func (l *nameList) UnmarshalYAML(n *yaml.Node) error {
	var names []located[nameText]
	if err := yamlfile.DecodeNode(n, &names); err != nil {
		return err
	}
	if len(names) == 0 {
		return yamlfile.Wrong("the list is empty").Mend("name at least one, or leave the key out")
	}
	for i, name := range names {
		if slices.Contains(*l, string(name.Value)) {
			return name.Pos.Errorf("", fmt.Sprintf("[%d]", i), "%q is here twice", name.Value)
		}
		*l = append(*l, string(name.Value))
	}
	return nil
}

// per is "agency", "member", "action", or the list of recipients.
type per struct {
	Agency     bool
	Named      Named
	Recipients nameList
}

// UnmarshalYAML takes either form.
func (p *per) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind != yaml.ScalarNode {
		return p.Recipients.UnmarshalYAML(n)
	}
	switch n.Value {
	case RoleAgency:
		p.Agency = true
	case string(Members), string(Actions):
		p.Named = Named(n.Value)
	default:
		return yamlfile.Wrong("%q is not what a milestone can repeat for", n.Value).Mend("write agency, member, action, or a list of recipients in brackets")
	}
	return nil
}

// settingWord stands in a due rule before the name of a setting.
const settingWord = "setting"

// dueText is a rule, or one that asks a setting and can be read only when its
// choices are known: "15 working days after setting fifteen-days-from".
type dueText struct {
	Rule
	setting, written string
}

func (d *dueText) UnmarshalText(b []byte) (err error) {
	words := strings.Fields(string(b))
	i := slices.Index(words, settingWord)
	if i < 0 {
		d.Rule, err = ParseRule(string(b))
		return err
	}
	rest := append(words[i+1:len(words):len(words)], "")
	if !ValidName(rest[0]) {
		return &RuleError{Rule: string(b), At: rest[0], Want: "the name of a setting, in lower case with hyphens"}
	}
	if slices.Contains(rest, settingWord) {
		return &RuleError{Rule: string(b), At: settingWord, Want: "one setting in a rule, and not two"}
	}
	d.setting, d.written = rest[0], strings.Join(words, " ")
	return nil
}

type conditionText struct{ Condition }

func (c *conditionText) UnmarshalText(b []byte) (err error) {
	c.Condition, err = ParseCondition(string(b))
	return err
}

type periodText struct{ calendar.Period }

func (t *periodText) UnmarshalText(b []byte) error {
	p := &parser{text: string(b), words: strings.Fields(string(b))}
	period, err := p.period()
	if err == nil && p.peek() != "" {
		err = p.fail("the end of the period")
	}
	t.Period = period
	return err
}

// about is roughly how many hours a period lasts, to put periods in order.
func about(p calendar.Period) float64 {
	hours := map[calendar.Unit]float64{
		calendar.Hours: 1, calendar.Days: 24, calendar.WorkingDays: 24 * 7.0 / 5, calendar.Weeks: 24 * 7, calendar.Months: 24 * 30,
	}
	return float64(p.N) * hours[p.Unit]
}
