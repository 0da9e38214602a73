package notifier

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/letter"
)

// plural writes a count: "1 working day", "2 working days".
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// deadline is when an item is due, with the hour where that matters.
func deadline(it letter.Item) string {
	if it.Hour && !it.DueAt.IsZero() {
		return it.Due.Long() + it.DueAt.In(calendar.London()).Format(" at 15:04")
	}
	return it.Due.Long()
}

// late says whether an item's moment had passed when the email was decided on.
func late(it letter.Item, today calendar.Date) bool {
	return it.Status == "overdue" || !it.Due.IsZero() && it.Due < today
}

// remaining is what is left of the time, in words: "2 working days left",
// "due today", "3 working days overdue".
func remaining(it letter.Item, today calendar.Date) string {
	switch {
	case it.Due.IsZero():
		return ""
	case late(it, today) && it.Remaining < 0:
		return plural(-it.Remaining, "working day") + " overdue"
	case late(it, today):
		return "overdue by less than a working day"
	case it.Due == today:
		return "due today"
	case it.ActBy == today:
		return "today is the last working day"
	case it.Remaining > 0:
		return plural(it.Remaining, "working day") + " left"
	default:
		return "no working day left"
	}
}

// inBrackets adds what is left of the time to a date, if there is any to say.
func inBrackets(date, left string) string {
	if left == "" {
		return date
	}
	return date + " (" + left + ")"
}

// roleInWords turns the id of a role into words: "business-manager" into "the
// business manager", "agency/police" into "the police (agency)".
func roleInWords(role string) string {
	if id, ok := strings.CutPrefix(role, leadRole); ok {
		return "the safeguarding lead of the " + idInWords(id) + " (agency)"
	}
	if id, ok := strings.CutPrefix(role, agencyRole); ok {
		return "the " + idInWords(id) + " (agency)"
	}
	if role == "" {
		return "whoever the procedure names"
	}
	return "the " + idInWords(role)
}

// names are what the field writes in its own way, after hyphens became spaces.
var names = strings.NewReplacer("national panel", "national Panel", "secretary of state", "Secretary of State")

// idInWords writes an id as people do, with the field's abbreviations and names
// in capitals.
func idInWords(id string) string {
	words := strings.Split(tidy(id), "-")
	for i, w := range words {
		switch w {
		case "lcspr", "lscpr", "scp", "lscp", "icb", "nhs", "la", "cscs", "gp", "cdop":
			words[i] = strings.ToUpper(w)
		case "dfe":
			words[i] = "DfE"
		case "ofsted":
			words[i] = "Ofsted"
		}
	}
	return names.Replace(strings.Join(words, " "))
}

// heading is an item's title, which ends with the agency or the recipient where
// each has a milestone of its own: its id becomes its name.
func heading(it letter.Item) string {
	title := tidy(it.Title)
	_, instance, _ := strings.Cut(it.Milestone, "/")
	if base, ok := strings.CutSuffix(title, ": "+strings.ReplaceAll(instance, "-", " ")); ok && instance != "" {
		return base + ": " + idInWords(instance)
	}
	return title
}

// place is a division as people write it: England and Wales.
func place(division string) string {
	words := strings.Split(division, "-")
	for i, w := range words {
		if w != "and" {
			words[i] = capital(w)
		}
	}
	return strings.Join(words, " ")
}

// sentence ends a text with a full stop, unless it has an ending.
func sentence(s string) string {
	s = tidy(s)
	if s == "" || strings.ContainsRune(".:?", rune(s[len(s)-1])) {
		return s
	}
	return s + "."
}

// capital makes the first letter a capital.
func capital(s string) string {
	for i, r := range s {
		return s[:i] + string(unicode.ToUpper(r)) + s[i+len(string(r)):]
	}
	return s
}

// tidy makes one line of a text: white space becomes single spaces, control
// characters and broken UTF-8 go. What people typed can then neither break a
// line of the email nor hide in it.
func tidy(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return strings.Join(strings.Fields(s), " ")
}
