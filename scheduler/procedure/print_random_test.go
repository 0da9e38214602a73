package procedure_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/longstop/longstop/scheduler/procedure"
)

// anyProcedure writes a procedure of up to a dozen milestones that say any of
// what a milestone can say, on its own or as the heir of one that ships. Each
// counts from what stands before it, so that nothing hangs on itself.
func anyProcedure(t *rapid.T) string {
	var out strings.Builder
	pick := func(of string, from ...string) string { return rapid.SampledFrom(from).Draw(t, of) }
	maybe := func(key string, from ...string) {
		if rapid.Bool().Draw(t, key) {
			fmt.Fprintf(&out, "    %s: %s\n", key, pick(key+" as", from...))
		}
	}
	out.WriteString("id: town\ntitle: Town\ndocument: Town guidance\nedition: 2026-01-01\n")
	if rapid.Bool().Draw(t, "inherits") {
		out.WriteString("inherits: kent\n")
	}
	out.WriteString("roles: {chair: The chair, executive: The three, agency: An agency, agency-lead: Its lead}\n")
	out.WriteString(`events: {aware: {title: Aware, begins: true}, asked: {title: Asked, outcomes: ["yes", "no"]}, sent: {title: Sent, follows: m0}}` + "\n")
	out.WriteString("settings: {days: {title: Which days, choices: {working: working days, calendar: days}, default: " + pick("default", "working", "calendar") + "}}\n")
	out.WriteString(pick("reminders", "", "reminders: []\n", "reminders: [1 week, 2 days]\n") + pick("ladder", "", "ladder: []\n", "ladder: [{after: 4 hours, tell: [chair, executive]}, {after: 2 days, tell: [executive]}]\n"))
	out.WriteString("milestones:\n  m0: {title: First, due: 5 days after aware, outcomes: [go, stop], owner: chair, source: {section: \"0\"}}\n")
	for i := range rapid.IntRange(0, 11).Draw(t, "milestones") {
		id := fmt.Sprintf("m%d", i+1)
		if i == 0 {
			id = pick("id", "m1", "executive-discussion")
		}
		fmt.Fprintf(&out, "  %s:\n    title: Title %d\n    due: %s\n", id, i, pick("due",
			"5 days after m0", "10 setting days after aware", "on 2 weeks after m0", "between 3 and 7 setting days before sent",
			"between calendar day 4 and day 5 counting aware as day 1", "the same day as aware", "the later of 2 hours after aware and 1 month after m0",
			"the date in the letter", "promptly after the deadline of m0 or sent is moved later", "2 days after m0 is expected late", "keep exactly 6 months after the last sent"))
		owner := "[chair, executive]"
		if rapid.Bool().Draw(t, "agencies") {
			out.WriteString("    per: agency\n")
			owner = "[chair, agency, agency-lead]"
		} else {
			maybe("per", "member", "action", "[police, icb]")
		}
		owners := strings.Split(strings.Trim(owner, "[]"), ", ")
		fmt.Fprintf(&out, "    owner: %s\n    source: %s\n", pick("owner", owners...), pick("source", `{section: "1"}`, `{section: "2", text: Words.}`, `{document: A letter, section: "3"}`))
		maybe("copy", owner, "[executive]")
		maybe("when", "m0 is go", "asked is yes or no")
		maybe("from", "2026-02-01")
		maybe("within", "m0")
		maybe("outcomes", "[a, b-c]", `["no"]`)
		maybe("done-by", "asked")
		maybe("ended-by", "m0")
		maybe("statutory", "true", "false")
		maybe("delegated", "{to: executive, until-missed: m0}")
		maybe("quorum", "Three")
		maybe("note", "A note")
		maybe("reminders", "[]", "[3 days]", "[1 week, 2 days]")
		maybe("ladder", "[]", "[{after: 1 hour, tell: [chair]}]")
	}
	return out.String()
}

// Any procedure is printed so that it reads the same, heirs of their parents too.
func TestPrintedProceduresOfAnyKindReadTheSame(t *testing.T) {
	read, inherited := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		text := anyProcedure(t)
		p, err := procedure.Shipped().Load("town.yaml", []byte(text))
		if err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		read++
		if p.Inherits != "" {
			inherited++
		}
		printedAgain(t, procedure.Shipped(), p)
	})
	if inherited == 0 || inherited == read {
		t.Errorf("%d of %d inherited", inherited, read)
	}
}
