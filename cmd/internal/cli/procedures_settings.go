package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/longstop/longstop/cmd/internal/table"
	"github.com/longstop/longstop/scheduler/procedure"
)

// explainSettings prints what a partnership may choose, with the words that each
// choice puts into the rules.
func explainSettings(w io.Writer, p *procedure.Procedure) {
	if len(p.Settings) == 0 {
		return
	}
	fmt.Fprintln(w, "\nSettings that a partnership chooses:")
	for i := range p.Settings {
		s := &p.Settings[i]
		fmt.Fprintf(w, "\n%s  %s\n", s.ID, table.Wrap(s.Title, table.Width-len(s.ID)-2, len(s.ID)+2))
		column := 9
		for _, c := range s.Choices {
			column = max(column, len(c.ID))
		}
		for _, c := range s.Choices {
			words := c.Words
			if c.ID == s.Default {
				words += " (the default)"
			}
			fmt.Fprintf(w, "    %-*s %s\n", column, c.ID, table.Wrap(words, table.Width-column-5, column+5))
		}
		line := func(name, text string) {
			if text != "" {
				fmt.Fprintf(w, "    %-9s %s\n", name, table.Wrap(text, 66, 14))
			}
		}
		line("asked by", strings.Join(p.SettingUsers(s.ID), ", "))
		if s.Source != (procedure.Source{}) {
			line("source", s.Source.String())
		}
		line("note", s.Note)
	}
}

// chosenBy says in brackets which setting a due rule depends on, and at what it
// stands.
func chosenBy(m *procedure.Milestone) string {
	for _, o := range m.Options() {
		if m.Setting != "" && o.Due.String() == m.Due.String() {
			return fmt.Sprintf(" (setting %s: %s)", m.Setting, o.Choice)
		}
	}
	return ""
}

// settingJSON is one setting in -o json.
type settingJSON struct {
	ID         string            `json:"id"`
	Title      string            `json:"title"`
	Default    string            `json:"default"`
	Choices    []choiceJSON      `json:"choices"`
	Milestones []string          `json:"milestones"`
	Source     *procedure.Source `json:"source,omitempty"`
	Note       string            `json:"note,omitempty"`
}

type choiceJSON struct {
	ID    string `json:"id"`
	Words string `json:"words"`
}

func settingsJSON(p *procedure.Procedure) []settingJSON {
	out := []settingJSON{}
	for _, s := range p.Settings {
		j := settingJSON{ID: s.ID, Title: s.Title, Default: s.Default, Milestones: p.SettingUsers(s.ID), Note: s.Note}
		for _, c := range s.Choices {
			j.Choices = append(j.Choices, choiceJSON(c))
		}
		if s.Source != (procedure.Source{}) {
			j.Source = &s.Source
		}
		out = append(out, j)
	}
	return out
}
