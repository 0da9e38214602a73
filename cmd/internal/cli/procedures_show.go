package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/cmd/internal/table"
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/scheduler/procedure"
)

type proceduresShowCmd struct {
	Name      string `arg:"" help:"The procedure: kent, kent@2024-01-01 for that edition, or a file."`
	Output    string `short:"o" enum:"text,json,yaml" default:"text" help:"text, json, or yaml: its file, to begin your own from."`
	localFlag `embed:""`
}

func (s proceduresShowCmd) Run(c *cli) error {
	library, err := s.library()
	if err != nil {
		return err
	}
	p, err := findProcedure(library, s.Name)
	if err != nil {
		return err
	}
	switch s.Output {
	case "json":
		return writeJSON(c.out, procedureJSON(p))
	case "yaml":
		_, err := c.out.Write(procedure.Print(p))
		return err
	}
	explain(c.out, p)
	return nil
}

// milestoneJSON is one milestone in -o json.
type milestoneJSON struct {
	ID            string           `json:"id"`
	Title         string           `json:"title"`
	Per           []string         `json:"per"`
	Rule          string           `json:"rule"`
	Setting       string           `json:"setting,omitempty"`
	Owner         string           `json:"owner"`
	Copy          []string         `json:"copy,omitempty"`
	Statutory     bool             `json:"statutory"`
	When          string           `json:"when,omitempty"`
	Outcomes      []string         `json:"outcomes,omitempty"`
	Source        procedure.Source `json:"source"`
	Note          string           `json:"note,omitempty"`
	From          calendar.Date    `json:"from,omitzero"`
	Follows       string           `json:"follows,omitempty"`
	Within        string           `json:"within,omitempty"`
	DoneBy        string           `json:"done_by,omitempty"`
	EndedBy       string           `json:"ended_by,omitempty"`
	Silence       string           `json:"silence,omitempty"`
	Delegated     string           `json:"delegated,omitempty"`
	Quorum        string           `json:"quorum,omitempty"`
	Reminders     []string         `json:"reminders"`
	Ladder        []rungJSON       `json:"ladder"`
	InheritedFrom string           `json:"inherited_from,omitempty"`
	Replaces      string           `json:"replaces,omitempty"` // whose milestone of this name it is instead of
}

type rungJSON struct {
	After string   `json:"after"`
	Tell  []string `json:"tell"`
}

func milestoneToJSON(p *procedure.Procedure, m *procedure.Milestone) milestoneJSON {
	j := milestoneJSON{
		ID: m.ID, Title: m.Title, Per: m.Per(), Rule: m.Due.String(), Setting: m.Setting, Owner: m.Owner, Copy: m.Copy, Statutory: m.Statutory,
		Outcomes: m.Outcomes, Source: m.Source, Note: m.Note, Quorum: m.Quorum,
		From: m.From, Follows: m.Follows, Within: m.Within, DoneBy: m.DoneBy, EndedBy: m.EndedBy, Silence: m.Silence,
		Reminders: []string{}, Ladder: []rungJSON{},
	}
	if m.Delegated != nil {
		j.Delegated = m.Delegated.String()
	}
	if m.When != nil {
		j.When = m.When.String()
	}
	for _, r := range m.Reminders {
		j.Reminders = append(j.Reminders, r.String())
	}
	for _, r := range m.Ladder {
		j.Ladder = append(j.Ladder, rungJSON{r.After.String(), r.Tell})
	}
	j.InheritedFrom, j.Replaces = origin(p, m)
	return j
}

func procedureJSON(p *procedure.Procedure) map[string]any {
	list := []milestoneJSON{}
	for i := range p.Milestones {
		list = append(list, milestoneToJSON(p, &p.Milestones[i]))
	}
	return map[string]any{
		"id": p.ID, "title": p.Title, "edition": p.Edition, "document": p.Document,
		"inherits": p.Inherits, "milestones": list, "settings": settingsJSON(p),
	}
}

// explain prints a procedure for a person: who and what is named in it, what
// holds for all milestones, and then one after the other.
func explain(w io.Writer, p *procedure.Procedure) {
	name := p.ID + ", edition of " + p.Edition.Long()
	if parent := p.Parent(); parent != nil {
		name += "; it adds to " + parent.ID + ", edition of " + parent.Edition.Long()
	}
	fmt.Fprintf(w, "%s\n%s\nfrom: %s\n", table.Wrap(p.Title, table.Width, 0), table.Wrap(name, table.Width, 0), table.Wrap(p.Document, table.Width-6, 6))
	explainNames(w, p)
	explainTelling(w, p)
	explainSettings(w, p)
	fmt.Fprintln(w, "\nMilestones:")
	for i := range p.Milestones {
		explainMilestone(w, p, &p.Milestones[i])
	}
}

func explainNames(w io.Writer, p *procedure.Procedure) {
	var events, roles [][2]string
	for _, e := range p.Events {
		title := e.Title
		if len(e.Outcomes) > 0 {
			title += ": " + strings.Join(e.Outcomes, " or ")
		}
		events = append(events, [2]string{e.ID, title})
	}
	for _, r := range p.Roles {
		roles = append(roles, [2]string{r.ID, r.Title})
	}
	fmt.Fprintln(w, "\nEvents it counts from:")
	terms(w, events)
	fmt.Fprintln(w, "\nWho is who:")
	terms(w, roles)
}

// explainTelling says who is told of all that can be overdue.
func explainTelling(w io.Writer, p *procedure.Procedure) {
	hours, dates := false, false
	for _, m := range p.Milestones {
		dates = dates || m.Due.Duty() != procedure.Prompt
		hours = hours || m.Due.InHours()
	}
	if !dates {
		return
	}
	fmt.Fprintf(w, "\nUnless a milestone says otherwise:\n")
	fmt.Fprintf(w, "  %s\n", table.Wrap("Its owner and the business manager are reminded "+procedure.RemindersInWords(p.Reminders)+".", table.Width-2, 2))
	fmt.Fprintf(w, "  %s\n", table.Wrap(overdue(p.Ladder, false), table.Width-2, 2))
	if hours {
		fmt.Fprintf(w, "  %s\n", table.Wrap("What is counted in hours has its reminders at half-time and four hours before, and its first email at once when it is overdue.", table.Width-2, 2))
	}
}

func overdue(ladder []procedure.Rung, hours bool) string {
	return "Once it is overdue these are told: " + procedure.LadderInWords(ladder, hours) + "."
}

// terms prints names with what they mean, in two columns.
func terms(w io.Writer, list [][2]string) {
	column := 24
	for _, t := range list {
		column = max(column, len(t[0]))
	}
	for _, t := range list {
		fmt.Fprintf(w, "  %-*s %s\n", column, t[0], table.Wrap(t[1], table.Width-column-3, column+3))
	}
}

func explainMilestone(w io.Writer, p *procedure.Procedure, m *procedure.Milestone) {
	const indent = 4
	fmt.Fprintf(w, "\n%s  %s\n", m.ID, table.Wrap(m.Title, table.Width-len(m.ID)-2, len(m.ID)+2))
	paragraph := func(sentences ...string) {
		if text := strings.Join(sentences, " "); text != "" {
			fmt.Fprintf(w, "%*s%s\n", indent, "", table.Wrap(text, table.Width-indent, indent))
		}
	}
	paragraph(append([]string{m.Due.InWords() + chosenBy(m) + "."}, whose(m)...)...)
	paragraph(conditions(m)...)
	paragraph(told(p, m)...)
	from, replaces := origin(p, m)
	switch {
	case from != "":
		paragraph("Inherited from " + from + ".")
	case replaces != "":
		paragraph("In place of the milestone of " + replaces + ".")
	}
	source := "Source: " + m.Source.String()
	if m.Source.Text != "" {
		source += ": “" + m.Source.Text + "”"
	}
	paragraph(source)
	if m.Note != "" {
		paragraph("Note: " + m.Note)
	}
}

// whose says who does it, how often, and how binding it is.
func whose(m *procedure.Milestone) []string {
	out := []string{"Owner: " + m.Owner + "."}
	switch {
	case m.PerAgency:
		out = append(out, "Each agency of the case has its own.")
	case m.Named != "":
		out = append(out, fmt.Sprintf("Each %s has its own, once a fact names it.", m.Named))
	case len(m.Recipients) > 0:
		out = append(out, "One each for "+words.And(m.Recipients)+".")
	}
	if m.Delegated != nil {
		out = append(out, fmt.Sprintf("It is for %s to do until %s is missed; then it is the owner's.", m.Delegated.To, m.Delegated.UntilMissed))
	}
	if m.Statutory {
		out = append(out, "It is statutory.")
	}
	return out
}

// conditions says when it applies, what ends it, and how it is decided.
func conditions(m *procedure.Milestone) (out []string) {
	add := func(value, format string) {
		if value != "" {
			out = append(out, fmt.Sprintf(format, value))
		}
	}
	if m.When != nil {
		add(m.When.String(), "It applies only if %s.")
	}
	if !m.From.IsZero() {
		add(m.From.Long(), "It applies to what happens from %s on.")
	}
	add(m.Follows, "It comes after %s.")
	add(m.Within, "It ought not to end after %s is due.")
	add(strings.Join(m.Outcomes, ", "), "The outcome is one of: %s.")
	add(m.DoneBy, "It is done when %s is.")
	add(m.EndedBy, "It ends when %s is done.")
	add(m.Silence, "No answer by then is taken as “%s”.")
	add(m.Quorum, "Quorum: %s.")
	return out
}

// told says who hears of it, where that is not as for all the others.
func told(p *procedure.Procedure, m *procedure.Milestone) (out []string) {
	if len(m.Copy) > 0 {
		out = append(out, "Told of it too: "+words.And(m.Copy)+".")
	}
	switch m.Due.Duty() {
	case procedure.Prompt:
		return out
	case procedure.KeepAtLeast:
		return append(out, "Nothing is left to do when the time is over.")
	}
	if !slices.Equal(m.Reminders, p.Reminders) {
		out = append(out, "Reminders come "+procedure.RemindersInWords(m.Reminders)+".")
	}
	if ladder := overdue(m.Ladder, m.Due.InHours()); ladder != overdue(p.Ladder, m.Due.InHours()) {
		out = append(out, ladder)
	}
	return out
}
