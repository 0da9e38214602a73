package config

import (
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/internal/yamlfile"
	"github.com/longstop/longstop/notifier"
	"github.com/longstop/longstop/scheduler/notice"
)

// partnershipForm is a partnership's file as it is written.
type partnershipForm struct {
	yamlfile.Pos   `yaml:"-"`
	ID             text                             `yaml:"id,required"`
	Name           text                             `yaml:"name,required"`
	Division       text                             `yaml:"division,required"`
	Procedures     texts                            `yaml:"procedures,required"`
	Settings       yamlfile.Map[yamlfile.Map[text]] `yaml:"settings"`
	AllowedDomains texts                            `yaml:"allowed-domains,required"`
	SendHours      yamlfile.Located[sendHoursForm]  `yaml:"send-hours"`
	Backstop       text                             `yaml:"backstop,required"`
	People         []personForm                     `yaml:"people,required"`
	Roles          yamlfile.Map[[]text]             `yaml:"roles"`
	Absences       []absenceForm                    `yaml:"absences"`
	Agencies       []agencyForm                     `yaml:"agencies"`
	Calendar       calendarForm                     `yaml:"calendar"`
	Counting       yamlfile.Map[text]               `yaml:"counting"`
}

// sendHoursForm is the word always, or from and to.
type sendHoursForm struct {
	Always bool                    `yaml:"-"`
	From   yamlfile.Located[Clock] `yaml:"from,required"`
	To     yamlfile.Located[Clock] `yaml:"to,required"`
}

// UnmarshalYAML takes either form.
func (f *sendHoursForm) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.MappingNode {
		type plain sendHoursForm // without this method
		return yamlfile.DecodeNode(n, (*plain)(f))
	}
	if n.Value != "always" {
		return fmt.Errorf(`must be {from: "08:00", to: "18:00"}, or the word always`)
	}
	f.Always = true
	return nil
}

// partnershipChecker checks one partnership's file.
type partnershipChecker struct {
	checker
	known    Known
	people   []string // the ids of all people
	domains  []string
	warnings []string
}

func newPartnershipChecker(file string, known Known) *partnershipChecker {
	return &partnershipChecker{checker: checker{file: file}, known: known}
}

// partnership checks the file. ids holds the partnerships of the other files, with
// their files.
func (c *partnershipChecker) partnership(data []byte, ids map[string]string) Partnership {
	var form partnershipForm
	c.decode(data, &form)
	p := Partnership{
		ID:         c.partnershipID(form.ID, ids),
		Name:       c.line("name", form.Name),
		Division:   c.division(form.Division),
		Procedures: c.procedures(form.Procedures),
		SendHours:  c.sendHours(form.SendHours),
	}
	p.Settings = c.settings(form.Settings, p.Procedures)
	c.domains = c.each("allowed-domains", c.some("allowed-domains", form.AllowedDomains, "domain"), c.domain)
	c.people = c.personIDs(form.People)
	p.Directory = notifier.Directory{
		Partnership:    p.ID,
		Name:           p.Name,
		People:         c.persons(form.People),
		Roles:          c.roles(form.Roles, p.Procedures),
		Absences:       c.absences(form.Absences),
		Agencies:       c.agencies(form.Agencies),
		Backstop:       c.person("backstop", form.Backstop),
		AllowedDomains: c.domains,
	}
	c.overlays(form.Calendar, &p)
	c.counting(form.Counting, &p)
	c.warn(p)
	return p
}

func (c *partnershipChecker) partnershipID(t text, ids map[string]string) string {
	id := c.id("id", t)
	if other, taken := ids[id]; taken && t.Given() {
		c.errorf(t.Pos, "id", "%q is also the id of the partnership in %s", id, other)
	}
	ids[id] = c.file
	return id
}

func (c *partnershipChecker) division(t text) calendar.Division {
	if !t.Given() {
		return ""
	}
	d, err := calendar.ParseDivision(t.Value)
	if err != nil {
		c.errorf(t.Pos, "division", "%s", err)
	}
	return d
}

func (c *partnershipChecker) procedures(list texts) []string {
	return c.each("procedures", c.some("procedures", list, "procedure"), func(field string, t text) string {
		if !slices.Contains(c.known.Procedures, t.Value) {
			c.errorf(t.Pos, field, "there is no procedure %q%s", t.Value, words.Meant(t.Value, "Procedures", c.known.Procedures))
		}
		return t.Value
	})
}

func (c *partnershipChecker) sendHours(form yamlfile.Located[sendHoursForm]) notice.SendHours {
	hours := notice.DefaultSendHours()
	switch f := form.Value; {
	case !form.Given():
		return hours
	case f.Always:
		hours.Always = true // From stays: a reminder needs an hour of its day
		return hours
	case f.From.Value >= f.To.Value:
		c.errorf(form.Pos, "send-hours", "from %q is not before to %q", f.From.Value, f.To.Value)
	}
	return notice.SendHours{From: int(form.Value.From.Value), To: int(form.Value.To.Value)}
}

// warn warns of entries that are allowed but may be a slip.
func (c *partnershipChecker) warn(p Partnership) {
	d := &p.Directory
	instead := fmt.Sprintf("the backstop (%s) will be told", d.Backstop)
	for _, role := range d.Vacant(c.procedureRoles(p.Procedures)) {
		c.warnings = append(c.warnings, fmt.Sprintf("%s: nobody holds %s: %s", p.ID, role, instead))
	}
	for _, a := range d.Agencies {
		if len(a.Lead) == 0 {
			c.warnings = append(c.warnings, fmt.Sprintf("%s: nobody is the safeguarding lead of the agency %s: %s", p.ID, a.ID, instead))
		}
	}
	c.warnShared(p)
}
