package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/procedure"
)

type proceduresCmd struct {
	List proceduresListCmd `cmd:"" default:"withargs" help:"List the procedures that ship with Longstop, and your own."`
	Show proceduresShowCmd `cmd:"" help:"Print a procedure as a person would explain it."`
	Lint proceduresLintCmd `cmd:"" help:"Check procedure files of your own."`
}

type proceduresListCmd struct {
	Output    string `short:"o" enum:"table,json" default:"table" help:"table or json."`
	localFlag `embed:""`
}

func (l proceduresListCmd) Run(c *cli) error {
	type row struct {
		ID       string `json:"id"`
		Title    string `json:"title"`
		Edition  string `json:"edition"`
		Inherits string `json:"inherits,omitempty"`
		Document string `json:"document"`
	}
	library, err := l.library()
	if err != nil {
		return err
	}
	var rows []row
	for _, id := range library.IDs() {
		editions, err := library.Editions(id)
		if err != nil {
			return err
		}
		for _, p := range editions {
			rows = append(rows, row{p.ID, p.Title, p.Edition.String(), p.Inherits, p.Document})
		}
	}
	if l.Output == "json" {
		return writeJSON(c.out, map[string]any{"procedures": rows})
	}
	column := 0
	for _, r := range rows {
		column = max(column, len(r.ID))
	}
	for _, r := range rows {
		fmt.Fprintf(c.out, "%-*s  %s  %s\n", column, r.ID, r.Edition, wrap(r.Title, width-column-14, column+14))
	}
	fmt.Fprintln(c.out, "\nlongstop procedures show NAME prints one in full.")
	return nil
}

type proceduresShowCmd struct {
	Name      string `arg:"" help:"The procedure's name."`
	Edition   string `placeholder:"DATE" help:"The edition that begins on this day; else the newest."`
	Output    string `short:"o" enum:"text,json" default:"text" help:"text or json."`
	localFlag `embed:""`
}

func (s proceduresShowCmd) Run(c *cli) error {
	library, err := s.library()
	if err != nil {
		return err
	}
	p, err := library.Latest(s.Name)
	if err == nil && s.Edition != "" {
		p, err = library.Find(s.Name, s.Edition)
	}
	if err != nil {
		return err
	}
	if s.Output == "json" {
		return writeJSON(c.out, procedureJSON(p))
	}
	explain(c.out, p)
	return nil
}

// milestoneJSON is one milestone in -o json.
type milestoneJSON struct {
	ID        string           `json:"id"`
	Title     string           `json:"title"`
	Per       []string         `json:"per"`
	Rule      string           `json:"rule"`
	Setting   string           `json:"setting,omitempty"`
	Owner     string           `json:"owner"`
	Statutory bool             `json:"statutory"`
	When      string           `json:"when,omitempty"`
	Outcomes  []string         `json:"outcomes,omitempty"`
	Source    procedure.Source `json:"source"`
	Note      string           `json:"note,omitempty"`
	From      calendar.Date    `json:"from,omitzero"`
	Follows   string           `json:"follows,omitempty"`
	Within    string           `json:"within,omitempty"`
	DoneBy    string           `json:"done_by,omitempty"`
	EndedBy   string           `json:"ended_by,omitempty"`
	Silence   string           `json:"silence,omitempty"`
	Delegated string           `json:"delegated,omitempty"`
}

func procedureJSON(p *procedure.Procedure) map[string]any {
	list := []milestoneJSON{}
	for _, m := range p.Milestones {
		j := milestoneJSON{
			ID: m.ID, Title: m.Title, Per: m.Per(), Rule: m.Due.String(), Setting: m.Setting, Owner: m.Owner, Statutory: m.Statutory,
			Outcomes: m.Outcomes, Source: m.Source, Note: m.Note,
			From: m.From, Follows: m.Follows, Within: m.Within, DoneBy: m.DoneBy, EndedBy: m.EndedBy, Silence: m.Silence,
		}
		if m.Delegated != nil {
			j.Delegated = m.Delegated.String()
		}
		if m.When != nil {
			j.When = m.When.String()
		}
		list = append(list, j)
	}
	return map[string]any{
		"id": p.ID, "title": p.Title, "edition": p.Edition, "document": p.Document,
		"inherits": p.Inherits, "milestones": list, "settings": settingsJSON(p),
	}
}

// explain prints a procedure for a person.
func explain(w io.Writer, p *procedure.Procedure) {
	fmt.Fprintf(w, "%s\n%s, edition of %s", p.Title, p.ID, p.Edition.Long())
	if p.Inherits != "" {
		fmt.Fprintf(w, "; it adds to %s", p.Inherits)
	}
	fmt.Fprintf(w, "\nfrom: %s\n\nEvents it counts from:\n", wrap(p.Document, width-6, 6))
	column := 24
	for _, e := range p.Events {
		column = max(column, len(e.ID))
	}
	for _, e := range p.Events {
		title := e.Title
		if len(e.Outcomes) > 0 {
			title += ": " + strings.Join(e.Outcomes, " or ")
		}
		fmt.Fprintf(w, "  %-*s %s\n", column, e.ID, wrap(title, width-column-3, column+3))
	}
	explainSettings(w, p)
	fmt.Fprintln(w, "\nMilestones:")
	for i := range p.Milestones {
		explainMilestone(w, &p.Milestones[i])
	}
}

func explainMilestone(w io.Writer, m *procedure.Milestone) {
	fmt.Fprintf(w, "\n%s  %s\n", m.ID, wrap(m.Title, width-len(m.ID)-2, len(m.ID)+2))
	fact := func(name, value string) {
		if value != "" {
			fmt.Fprintf(w, "    %-9s %s\n", name, wrap(value, 66, 14))
		}
	}
	fact("due", m.Due.String())
	fact("setting", chosenBy(m))
	if list := m.Per(); list != nil {
		fact("for each", strings.Join(list, ", "))
	}
	fact("owner", m.Owner)
	if m.Delegated != nil {
		fact("delegated", "to "+m.Delegated.String())
	}
	if m.Statutory {
		fact("weight", "statutory")
	}
	if m.When != nil {
		fact("only if", m.When.String())
	}
	if !m.From.IsZero() {
		fact("from", m.From.Long()+" on")
	}
	fact("after", m.Follows)
	fact("within", m.Within)
	fact("outcomes", strings.Join(m.Outcomes, ", "))
	fact("done by", m.DoneBy)
	fact("ended by", m.EndedBy)
	if m.Silence != "" {
		fact("silence", "is taken as "+m.Silence)
	}
	fact("quorum", m.Quorum)
	var rungs []string
	for _, r := range m.Ladder {
		rungs = append(rungs, fmt.Sprintf("%s after %s", strings.Join(r.Tell, ", "), r.After))
	}
	if _, never := m.Due.(procedure.Promptly); !never {
		fact("overdue", strings.Join(rungs, "; "))
	}
	fact("source", m.Source.String())
	if m.Source.Text != "" {
		fact("wording", "“"+m.Source.Text+"”")
	}
	fact("note", m.Note)
}

// wrap breaks text at spaces; later lines are indented.
func wrap(text string, width, indent int) string {
	var b strings.Builder
	col := 0
	for i, word := range strings.Fields(text) {
		n := len([]rune(word))
		switch {
		case i > 0 && col+1+n > width:
			b.WriteString("\n" + strings.Repeat(" ", indent))
			col = 0
		case i > 0:
			b.WriteByte(' ')
			col++
		}
		b.WriteString(word)
		col += n
	}
	return b.String()
}

type proceduresLintCmd struct {
	Files []string `arg:"" name:"file" help:"Procedure files (YAML), or names of those that ship."`
}

// Run checks each file as it would be loaded: form, names, cycles. Where the
// guidance contradicts itself it says so: that is no mistake of the file.
func (l proceduresLintCmd) Run(c *cli) error {
	bad := 0
	for _, name := range l.Files {
		p, err := loadProcedure(name)
		var unread *fs.PathError
		if errors.As(err, &unread) {
			return fmt.Errorf("read procedure: %w", err)
		}
		if err != nil {
			bad++
			fmt.Fprintln(c.err, err)
			continue
		}
		fmt.Fprintf(c.out, "%s: %s, edition %s: %d milestones, no mistakes found\n", name, p.ID, p.Edition, len(p.Milestones))
		for _, conflict := range scheduler.Conflicts(p, calendar.For(calendar.EnglandAndWales)) {
			fmt.Fprintf(c.out, "  conflict: %s\n", wrap(conflict, width-12, 12))
		}
	}
	if bad > 0 {
		return fmt.Errorf("%d of %d files have mistakes", bad, len(l.Files))
	}
	return nil
}

// loadProcedure reads a file, or finds a procedure that ships.
func loadProcedure(name string) (*procedure.Procedure, error) {
	data, err := os.ReadFile(name)
	if err == nil {
		return procedure.Embedded().Load(name, data)
	}
	if p, unknown := procedure.Embedded().Latest(name); unknown == nil {
		return p, nil
	}
	return nil, err
}
