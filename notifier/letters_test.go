package notifier

import (
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/letter"
)

func date(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// lines are lines without a name.
func lines(words ...string) (out []calendar.Line) {
	for _, w := range words {
		out = append(out, calendar.Line{Words: w})
	}
	return out
}

// letters are realistic messages, one of each step, new for every call.
func letters() map[string]Message {
	panel := letter.Item{
		Milestone: "notify-national-panel", Title: "Notify the national Panel", Owner: "business-manager",
		Status: "open", Basis: "firm", Due: date("2026-12-23"), ActBy: date("2026-12-23"), Remaining: 2, Statutory: true,
		Rule: "5 working days after aware", Source: "Working Together 2023, chapter 5, paragraph 332",
		Explanation: lines("aware on Wed 16 December 2026, 10:30: that day is not counted", "day 1 is Thu 17 December 2026", "not counted: 2 weekend days", "the 5th working day is Wed 23 December 2026"),
		Next:        "on Thu 24 December 2026 the review subgroup chair and the business manager are told that it is overdue",
	}
	rapid := letter.Item{
		Milestone: "rapid-review", Title: "Complete the Rapid Review", Owner: "lcspr-chair",
		Status: "open", Basis: "firm", Due: date("2027-01-11"), ActBy: date("2027-01-11"), Remaining: 12, Statutory: true,
		Rule: "15 working days after aware", Source: "Working Together 2023, chapter 5, paragraph 340",
		Explanation: lines("aware on Wed 16 December 2026, 10:30: that day is not counted", "not counted: 8 weekend days", "not counted: Fri 25 Dec Christmas Day, Mon 28 Dec Boxing Day (substitute day), Fri 1 Jan New Year's Day"),
		Next:        "the next reminder goes out on Thu 24 December 2026",
	}
	chronology := letter.Item{
		Milestone: "chronology/police", Title: "Return the chronology", Owner: "agency/police",
		Status: "open", Basis: "planned", Earliest: date("2026-12-18"), Due: date("2027-01-02"), ActBy: date("2026-12-31"),
		Target: date("2027-01-15"), Remaining: 7, Rule: "14 days after request-chronology", Source: "Buckinghamshire LSCPR procedure, section 4", Provisional: true,
	}
	scoping := letter.Item{Milestone: "scoping", Title: "Agree the scope of the review", Owner: "lcspr-panel-chair", Status: "prompt", Rule: "promptly after decision", Source: "Buckinghamshire LSCPR procedure, section 3"}
	late := func(it letter.Item, remaining int) letter.Item {
		it.Status, it.Remaining = "overdue", remaining
		it.Next = "on Mon 4 January 2027 it is escalated to the partnership chair"
		return it
	}
	lastDay := chronology
	lastDay.Remaining = 0
	moved := chronology
	moved.Was = date("2026-12-30")
	at := func(s string, hour int) time.Time { return date(s).At(hour, 0, 0).UTC() }
	message := func(step letter.Step, when time.Time, because string, items ...letter.Item) Message {
		return Message{
			To: "bm@scp.example", PartnershipName: "Buckinghamshire Safeguarding Children Partnership",
			Letter: letter.Letter{
				ID: "01JFG7Q2X4W8K3N5P6R7S8T9V0", MessageID: "<01JFG7Q2X4W8K3N5P6R7S8T9V0@longstop.scp.example>",
				Date: when, Step: step, Because: because, Reference: "BSCP-2026-01", Items: items,
			},
		}
	}
	in := func(ref string, it letter.Item) letter.Item { it.Case = ref; return it }
	manager := "you hold the role of business manager"

	digest := message(letter.StepDigest, at("2026-12-24", 8), manager,
		in("BSCP-2026-01", late(panel, -1)), in("BSCP-2026-01", rapid), in("BSCP-2026-02", scoping),
		in("BSCP-2025-07", letter.Item{Title: "Publish the review", Owner: "business-manager", Due: date("2026-12-29"), Remaining: 2, Target: date("2027-03-01")}),
		in("BSCP-2025-07", late(letter.Item{Title: "Send the report to Ofsted", Owner: "business-manager", Due: date("2026-12-17")}, -5)))
	digest.Reference = ""
	heartbeat := message(letter.StepHeartbeat, at("2026-12-21", 7), "your address is listed under operations")
	heartbeat.Reference = ""
	heartbeat.Lines = []string{"3 cases are open, with 17 milestones", "1 milestone is overdue", "No email is waiting to be sent", "Bank holidays are known up to Tue 26 December 2028", "Nobody holds the role of local authority in Buckinghamshire Safeguarding Children Partnership"}
	undeliverable := message(letter.StepUndeliverable, at("2026-12-21", 9), "an address of the LCSPR chair refused this email: you are the backstop", panel)
	undeliverable.Lines = []string{"The mail server refused the address for good (550). The email was the reminder of Mon 21 December 2026"}
	hour := panel
	hour.Hour, hour.DueAt, hour.Due, hour.ActBy = true, date("2026-12-18").At(10, 30, 0), date("2026-12-18"), date("2026-12-18")
	hour.Title, hour.Milestone, hour.Rule, hour.Remaining = "Tell the children's social care director", "tell-director", "48 hours after aware", 0
	hour.Next, hour.Source, hour.Explanation = "at 10:30 it is overdue, and the duty manager is told", "Buckinghamshire LSCPR procedure, section 2", lines("48 hours after Wed 16 December 2026, 10:30")
	hour.Statutory = false

	return map[string]Message{
		"opened":            message(letter.StepOpened, at("2026-12-16", 11), manager, panel, rapid, scoping),
		"reminder":          message(letter.StepReminder, at("2026-12-21", 8), manager, panel),
		"due":               message(letter.StepDue, at("2026-12-18", 8), "you cover for the holder of the role of business manager until Mon 4 January 2027", hour),
		"due-last-day":      message(letter.StepDue, at("2026-12-31", 8), "you are a contact of Thames Valley Police", lastDay),
		"overdue":           message(letter.StepOverdue, at("2026-12-24", 8), manager, late(panel, -1)),
		"escalation-2":      message(letter.Escalation(2), at("2026-12-30", 8), "you hold the role of partnership chair", late(panel, -3)),
		"escalation-before": message(letter.Escalation(1), at("2026-12-21", 8), "you are the safeguarding lead of Thames Valley Police", chronology),
		"dates-changed":     message(letter.StepDatesChanged, at("2026-12-21", 8), "you are a contact of Thames Valley Police", moved),
		"digest":            digest,
		"heartbeat":         heartbeat,
		"undeliverable":     undeliverable,
	}
}
