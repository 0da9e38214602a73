package procedure

import (
	"bytes"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/longstop/longstop/calendar"
)

// Print writes a procedure as a file in the language: what it inherits is named
// and not repeated, and the rest is as it would be written. Reading the file
// with the library that p was read with gives p again; a comment is not part of
// a procedure. The procedure is to be as it was loaded: of one that
// [Procedure.With] has settled the choices are not in the language of a file.
func Print(p *Procedure) []byte {
	parent := p.parent
	if parent == nil {
		parent = &Procedure{}
	}
	top := mapping{}
	top.text("id", p.ID)
	top.text("title", p.Title)
	top.text("document", p.Document)
	top.date("edition", p.Edition)
	top.text("inherits", p.Inherits)
	top.section("roles", ownRoles(p, parent))
	top.section("events", ownEvents(p, parent))
	top.section("settings", ownSettings(p, parent))
	top.telling(p.Reminders, p.Ladder, parent)
	milestones := ownMilestones(p, parent)
	top.add(milestonesKey, milestones.node(0)) // a file has the key, whatever is below
	return top.bytes()
}

const milestonesKey = "milestones"

func ownRoles(p, parent *Procedure) (out mapping) {
	for _, r := range p.Roles {
		if !slices.Contains(parent.Roles, r) {
			out.text(r.ID, r.Title)
		}
	}
	return out
}

func ownEvents(p, parent *Procedure) (out mapping) {
	for _, e := range p.Events {
		if theirs, ok := parent.Event(e.ID); ok && reflect.DeepEqual(*theirs, e) {
			continue
		}
		var event mapping
		event.text("title", e.Title)
		event.flag("begins", e.Begins)
		event.names("outcomes", e.Outcomes)
		event.text("follows", e.Follows)
		out.section(e.ID, event)
	}
	return out
}

// ownSettings writes of a setting that is inherited only what is another now.
func ownSettings(p, parent *Procedure) (out mapping) {
	for _, s := range p.Settings {
		old, ok := parent.Setting(s.ID)
		if !ok {
			old = &Setting{}
		}
		var setting, choices mapping
		setting.changed("title", s.Title, old.Title)
		for _, c := range s.Choices {
			if !slices.Contains(old.Choices, c) {
				choices.text(c.ID, c.Words)
			}
		}
		setting.section("choices", choices)
		setting.changed("default", s.Default, old.Default)
		if s.Source != old.Source {
			setting.section("source", s.Source.written(p.Document))
		}
		setting.changed("note", s.Note, old.Note)
		out.section(s.ID, setting)
	}
	return out
}

func ownMilestones(p, parent *Procedure) (out mapping) {
	for i := range p.Milestones {
		m := &p.Milestones[i]
		if theirs, ok := parent.Milestone(m.ID); !ok || !sameAsWritten(theirs, m) {
			out.section(m.ID, m.written(p))
		}
	}
	return out
}

// sameAsWritten leaves out what a setting makes of the rule, which is the
// setting's to say, and what follows from the rule.
func sameAsWritten(a, b *Milestone) bool {
	x, y := *a, *b
	for _, m := range []*Milestone{&x, &y} {
		m.options, m.rule, m.from = nil, "", nil
		if m.Setting != "" {
			m.Due = nil
		}
	}
	return reflect.DeepEqual(x, y)
}

// written is a milestone with its keys in the order of docs/language.md.
func (m *Milestone) written(p *Procedure) (out mapping) {
	out.text("title", m.Title)
	switch {
	case len(m.Recipients) > 0:
		out.names("per", m.Recipients)
	case m.Repeats():
		out.text("per", m.Per()[0])
	}
	due := m.Written
	if m.Setting == "" {
		due = m.Due.String()
	}
	out.text("due", due)
	if m.When != nil {
		out.text("when", m.When.String())
	}
	out.date("from", m.From)
	out.text("follows", m.Follows)
	out.text("within", m.Within)
	out.names("outcomes", m.Outcomes)
	out.text("silence", m.Silence)
	out.text("done-by", m.DoneBy)
	out.text("ended-by", m.EndedBy)
	out.text("owner", m.Owner)
	if m.Delegated != nil {
		var to mapping
		to.text("to", m.Delegated.To)
		to.text("until-missed", m.Delegated.UntilMissed)
		out.add("delegated", to.node(yaml.FlowStyle))
	}
	out.names("copy", m.Copy)
	out.text("quorum", m.Quorum)
	out.flag("statutory", m.Statutory)
	out.telling(m.Reminders, m.Ladder, p)
	out.section("source", m.Source.written(p.Document))
	out.text("note", m.Note)
	return out
}

func (s Source) written(document string) (out mapping) {
	out.changed("document", s.Document, document)
	out.text("section", s.Section)
	out.text("text", s.Text)
	return out
}

// mapping is the keys and values of a part of the file, in order. What is empty
// is left out: no key of a procedure may be empty.
type mapping []*yaml.Node

func (m mapping) node(style yaml.Style) *yaml.Node {
	return &yaml.Node{Kind: yaml.MappingNode, Content: m, Style: style}
}

func (m *mapping) add(key string, value *yaml.Node) { *m = append(*m, scalar(key), value) }

func (m *mapping) text(key, value string) {
	if value != "" {
		m.add(key, scalar(value))
	}
}

func (m *mapping) changed(key, value, inherited string) {
	if value != inherited {
		m.text(key, value)
	}
}

func (m *mapping) flag(key string, value bool) {
	if value {
		m.add(key, &yaml.Node{Kind: yaml.ScalarNode, Value: "true"})
	}
}

func (m *mapping) date(key string, value calendar.Date) {
	if !value.IsZero() {
		m.add(key, &yaml.Node{Kind: yaml.ScalarNode, Value: value.String()})
	}
}

func (m *mapping) names(key string, values []string) {
	if len(values) > 0 {
		m.add(key, list(values, scalar))
	}
}

func (m *mapping) section(key string, of mapping) {
	if len(of) > 0 {
		m.add(key, of.node(0))
	}
}

// telling writes reminders and a ladder where they are not the ones that would
// be meant without. None at all, and an empty list, are not the same.
func (m *mapping) telling(reminders []calendar.Period, ladder []Rung, otherwise *Procedure) {
	if !reflect.DeepEqual(reminders, otherwise.Reminders) {
		m.add("reminders", list(reminders, func(p calendar.Period) *yaml.Node { return scalar(p.String()) }))
	}
	if !reflect.DeepEqual(ladder, otherwise.Ladder) {
		m.add("ladder", list(ladder, func(r Rung) *yaml.Node {
			var rung mapping
			rung.text("after", r.After.String())
			rung.names("tell", r.Tell)
			return rung.node(yaml.FlowStyle)
		}))
	}
}

func list[T any](values []T, node func(T) *yaml.Node) *yaml.Node {
	out := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
	for _, v := range values {
		out.Content = append(out.Content, node(v))
	}
	return out
}

// scalar is a text in quotes where another reader of YAML would take it for a
// number, a date or a truth value.
func scalar(s string) *yaml.Node {
	n := &yaml.Node{}
	n.SetString(s)
	switch strings.ToLower(s) {
	case "y", "n", "yes", "no", "on", "off": // truth values in YAML 1.1
		n.Style = yaml.DoubleQuotedStyle
	}
	return n
}

// bytes writes the keys of the file. An empty line stands before and after each
// part that has keys of its own, and between milestones.
func (m mapping) bytes() []byte {
	var out bytes.Buffer
	after := false // a part with keys of its own
	for i := 0; i+1 < len(m); i += 2 {
		key, value := m[i], m[i+1]
		opens := value.Kind == yaml.MappingNode && len(value.Content) > 0
		if opens || after {
			out.WriteByte('\n')
		}
		if opens && key.Value == milestonesKey {
			out.Write(apart(key, value.Content))
		} else {
			out.Write(encoded(m[i : i+2]))
		}
		after = opens
	}
	return out.Bytes()
}

// apart writes a part of the file with an empty line between the keys in it.
func apart(name *yaml.Node, keys mapping) []byte {
	heading := []byte(name.Value + ":\n")
	out := bytes.NewBuffer(bytes.Clone(heading))
	for i := 0; i+1 < len(keys); i += 2 {
		if i > 0 {
			out.WriteByte('\n')
		}
		one := mapping{name, keys[i : i+2].node(0)}
		out.Write(encoded(one)[len(heading):])
	}
	return out.Bytes()
}

func encoded(m mapping) []byte {
	var out bytes.Buffer
	e := yaml.NewEncoder(&out)
	e.SetIndent(2)
	if err := e.Encode(m.node(0)); err != nil {
		panic("procedure: it is made of texts and lists, which can be written: " + err.Error())
	}
	return out.Bytes()
}
