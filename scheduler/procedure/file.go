package procedure

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/config/yamlfile"
)

// file is a procedure as it is written, before it inherits anything.
type file struct {
	name string // for errors

	ID         yamlfile.Located[string]    `yaml:"id,required"`
	Title      string                      `yaml:"title,required"`
	Document   string                      `yaml:"document,required"`
	Edition    calendar.Date               `yaml:"edition,required"`
	Inherits   yamlfile.Located[string]    `yaml:"inherits"`
	Roles      yamlfile.Map[string]        `yaml:"roles"`
	Events     yamlfile.Map[fileEvent]     `yaml:"events"`
	Milestones yamlfile.Map[fileMilestone] `yaml:"milestones,required"`
	Reminders  []periodText                `yaml:"reminders"`
	Ladder     []fileRung                  `yaml:"ladder"`
}

type fileEvent struct {
	Title  string `yaml:"title,required"`
	Begins bool   `yaml:"begins"`
}

type fileMilestone struct {
	Pos       yamlfile.Pos               `yaml:"-"`
	Title     string                     `yaml:"title,required"`
	Per       per                        `yaml:"per"`
	Due       yamlfile.Located[ruleText] `yaml:"due,required"`
	Owner     string                     `yaml:"owner,required"`
	Copy      []string                   `yaml:"copy"`
	Statutory bool                       `yaml:"statutory"`
	When      *conditionText             `yaml:"when"`
	Outcomes  []string                   `yaml:"outcomes"`
	DoneBy    string                     `yaml:"done-by"`
	EndedBy   string                     `yaml:"ended-by"`
	Quorum    string                     `yaml:"quorum"`
	Source    fileSource                 `yaml:"source,required"`
	Note      string                     `yaml:"note"`
	Reminders []periodText               `yaml:"reminders"`
	Ladder    []fileRung                 `yaml:"ladder"`
}

type fileSource struct {
	Document string `yaml:"document"`
	Section  string `yaml:"section,required"`
	Text     string `yaml:"text"`
}

type fileRung struct {
	After periodText `yaml:"after,required"`
	Tell  []string   `yaml:"tell,required"`
}

type ruleText struct{ Rule }

func (r *ruleText) UnmarshalText(b []byte) (err error) {
	r.Rule, err = ParseRule(string(b))
	return err
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

// per is "agency", or the list of recipients.
type per struct {
	Agency     bool
	Recipients []string
}

// UnmarshalYAML takes either form.
func (p *per) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		if n.Value != RoleAgency {
			return fmt.Errorf("%q is not what a milestone can repeat for: write agency, or a list of recipients in brackets", n.Value)
		}
		p.Agency = true
		return nil
	}
	if err := yamlfile.DecodeNode(n, &p.Recipients); err != nil {
		return err
	}
	if len(p.Recipients) == 0 {
		return fmt.Errorf("the list of recipients is empty: name them, or leave per out")
	}
	return nil
}

func parseFile(name string, data []byte) (*file, error) {
	f := &file{name: name}
	if err := yamlfile.Decode(name, data, f); err != nil {
		return nil, err
	}
	return f, nil
}
