package notifier

import (
	"fmt"
	"strings"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/scheduler/letter"
)

// view is an email in words, before it is laid out: text and HTML say the same
// because both are made of it.
type view struct {
	Subject     string
	Tone        string // calm, near or late: the colour of the HTML
	Heading     string
	Lead        string
	Overview    []string // one line a milestone, where there are several
	Lines       []string
	Blocks      []block
	Groups      []group
	Record      string // how to record anything, in a digest
	Because     string
	Partnership string
}

// block is all that is said about one milestone.
type block struct {
	Title       string
	Facts       []fact
	Rule        string
	Source      string
	Explanation []string
	Next        string
	What        string // what is recorded: "the day", or "the day and the time"
	Command     string // how to record that it was done
}

// fact is a line of the form "Due: Wed 23 December 2026".
type fact struct{ Label, Text string }

func newView(m Message) view {
	v := view{
		Subject:     subject(m),
		Tone:        tone(m),
		Because:     words.Sentence(m.Because),
		Partnership: words.Tidy(m.PartnershipName),
	}
	for _, l := range m.Lines {
		v.Lines = append(v.Lines, words.Sentence(l))
	}
	switch m.Step {
	case letter.StepDigest:
		v.digest(m)
	case letter.StepHeartbeat:
		v.heartbeat(m)
	default:
		v.milestones(m)
	}
	return v
}

func tone(m Message) string {
	switch {
	case m.Step == letter.StepOverdue, m.Step == letter.StepUndeliverable, m.Step.Rung() > 0:
		return "late"
	case m.Step == letter.StepDue:
		return "near"
	}
	return "calm"
}

func (v *view) heartbeat(m Message) {
	v.Heading = "Longstop is alive"
	v.Lead = "It was at work at " + m.Date.In(calendar.London()).Format("15:04 on Mon 2 January 2006") +
		", London time. If this daily message stays away, ask whoever runs Longstop to look at it: reminders may have stopped too."
}

// milestones fills in the email about the milestones of one case.
func (v *view) milestones(m Message) {
	v.Heading, v.Lead = words.Tidy(m.Reference), lead(m)
	for _, it := range m.Items {
		v.Blocks = append(v.Blocks, newBlock(m, it))
		if len(m.Items) > 1 {
			v.Overview = append(v.Overview, words.Tidy(it.Title)+ending(m, it))
		}
	}
}

func newBlock(m Message, it letter.Item) block {
	b := block{
		Title:  words.Tidy(it.Title),
		Facts:  facts(m, it),
		Rule:   words.Sentence(it.Rule),
		Source: words.Sentence(it.Source),
		Next:   words.Sentence(it.Next),
	}
	for _, line := range it.Explanation {
		b.Explanation = append(b.Explanation, words.Sentence(words.Capital(letter.InWords(line))))
	}
	if ref := m.reference(it); ref != "" && it.Milestone != "" {
		at := choose(it.Hour, "YYYY-MM-DDTHH:MM", "YYYY-MM-DD")
		b.What = choose(it.Hour, "the day and the time", "the day")
		b.Command = fmt.Sprintf("longstop case record %s %s --at %s", quote(ref), quote(it.Milestone), at)
		if len(it.Outcomes) > 0 { // a decision is not recorded without
			b.What += ", and as OUTCOME which way it went (" + strings.Join(it.Outcomes, ", ") + ")"
			b.Command += " --outcome OUTCOME"
		}
	}
	return b
}

// facts returns the dates of a milestone, the legal one first.
func facts(m Message, it letter.Item) []fact {
	var out []fact
	add := func(say bool, label, text string) {
		if say {
			out = append(out, fact{label, text})
		}
	}
	dated := !it.Due.IsZero()
	add(!dated, "Due", "promptly (no period is given)")
	add(dated, dueLabel(m, it), inBrackets(deadline(it), remaining(it, m.today())))
	add(!it.Was.IsZero(), "Date before", it.Was.Long()+", which no longer holds")
	passed := it.Hour && it.ActBy <= m.today() // hours run over the weekend too
	add(dated && !it.ActBy.IsZero() && it.ActBy != it.Due && !passed, "Act by", it.ActBy.Long()+", the last working day before it")
	add(!it.Earliest.IsZero(), "Not before", it.Earliest.Long())
	add(!it.Target.IsZero(), "Agreed target", it.Target.Long()+". It does not move the date above")
	add(true, "To be done by", words.Role(it.Owner))
	add(it.Provisional, "Provisional", "the date lies beyond the published bank holidays and may still move")
	add(it.Basis == "planned", "Planned", "the date rests on a planned one and moves if the plan moves")
	add(it.Basis == "forecast", "Forecast", "the date rests on one that is still open and moves with it")
	return out
}

func dueLabel(m Message, it letter.Item) string {
	label := "Due"
	if late(it, m.today()) {
		label = "Was due"
	}
	if it.Statutory {
		label += " (statutory)"
	}
	return label
}

// quote returns a text as one word of a shell command.
func quote(s string) string {
	s = words.Tidy(s)
	plain := func(r rune) bool {
		return strings.ContainsRune("-_./:", r) || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'
	}
	if s != "" && s[0] != '-' && strings.IndexFunc(s, func(r rune) bool { return !plain(r) }) < 0 {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
