package main

// handingOn are the guards of who is told in whose place.
func handingOn() []mutant {
	const standIn, review = "scheduler/roll/standin.go", "scheduler/roll/review.go"
	return []mutant{
		{
			name: "next-rung-left-out", file: standIn, room: "scheduler", test: "TestARefusedAddress",
			old: "range v.email.NextRung {", by: "range v.email.NextRung[:0] {",
		},
		{
			name: "refusals-forgotten", file: standIn, room: "scheduler", test: "TestARefusedAddress",
			old: "chosen := v.standIns(r.refusals(e, e.Items))", by: "chosen := v.standIns(nil)",
		},
		{
			name: "nobody-tried-again", file: standIn, room: "scheduler", test: "TestARefusedAddress",
			old: "return nil, true", by: "return nil, false",
		},
		{
			name: "told-again-by-the-next-stand-in", file: standIn, room: "scheduler", test: "TestAStandInWhoHasLeftIsNotTold",
			old: "if v.roll.standsIn(v.email, k.item, a.Person) {", by: "if false {",
		},
		{
			name: "stand-in-not-chosen-again", file: review, room: "scheduler", test: "TestAStandInWhoHasLeftIsNotTold",
			old: "if e.To != e.holder() {", by: "if false {",
		},
		{
			name: "everybody-who-has-left-hands-on", file: review, room: "scheduler", test: "TestTwoHoldersReplacedByOne",
			old: "if had && !v.shares.has(a.Person, it) {", by: "if false && had {",
		},
		{
			name: "who-has-left-keeps-it", file: review, room: "scheduler", test: "TestARoleThatIsHandedOnAgain",
			old: "v.roll.set(key, v.email.holder(), gave)", by: "",
		},
		{
			name: "new-holder-not-on-the-roll", file: review, room: "scheduler", test: "TestARoleThatIsHandedOnAgain",
			old: "v.roll.set(key, a.Person, has)", by: "",
		},
		{
			name: "roll-not-written", file: "scheduler/review.go", test: "TestARoleThatIsHandedOnAgain",
			old: "s.Roll, s.Follow = &r, ", by: "s.Roll, s.Follow = nil, ",
		},
		{
			name: "undeliverable-told-again", file: "scheduler/reroute.go", test: "TestPutOffForTwoHours",
			old: "in.Escalated = true", by: "",
		},
		{
			name: "undeliverable-not-told", file: "scheduler/reroute.go", test: "TestPutOffForTwoHours",
			old: "s.Follow = []*Intent{again}", by: "_ = again",
		},
		{
			name: "absences-ignored", file: "notifier/standin.go", test: "TestResolve",
			old: "return len(d.away(person, on)) > 0", by: "return false",
		},
		{
			name: "absence-ends-a-day-early", file: "notifier/standin.go", test: "TestResolve",
			old: "on <= a.To {", by: "on < a.To {",
		},
		{
			name: "suffix-of-a-domain-is-enough", file: "notifier/address.go", test: "TestAddress",
			old: "return strings.EqualFold(d, address[at+1:])", by: "return strings.HasSuffix(strings.ToLower(address), strings.ToLower(d))",
		},
	}
}

// deciding are the guards of what is told when, and of the dates.
func deciding() []mutant {
	return []mutant{
		{
			name: "date-told-not-in-the-ledger", file: "scheduler/notice/notice.go", test: "TestADateThatMoves",
			old: "n.Marks[mark(s.m, toldMark)] = s.due()\n", by: "",
		},
		{
			name: "ledger-not-forgotten", file: "scheduler/advance.go", test: "TestAWithdrawnCompletionIsOverdueAgain",
			old: "c.Ledger.Forget(t)", by: "",
		},
		{
			name: "hours-of-sending-ignored", file: "scheduler/notice/office.go", test: "TestTheHoursOfSendingEndBeforeTheClosingMinute",
			old: "case h.Always:", by: "case true:",
		},
		{
			name: "closing-minute-is-open", file: "scheduler/notice/office.go", test: "TestTheHoursOfSendingEndBeforeTheClosingMinute",
			old: "t.Before(d.At(h.To/60, h.To%60, 0)):", by: "!t.After(d.At(h.To/60, h.To%60, 0)):",
		},
		{
			name: "backwards-from-a-day-off", file: "calendar/calendar.go", test: "TestOnOrBeforeAndOnOrAfter",
			old: "at++ // the last", by: "// the last",
		},
		{
			name: "later-dates-hold-at-once", file: "scheduler/plan/reckon.go", room: "scheduler", test: "TestTheStateFuneral",
			old: "case later && out.known.Before(w.Since):", by: "case later && false:",
		},
		{
			name: "past-results-rewritten", file: "scheduler/plan/eras.go", room: "scheduler", test: "TestPastResultsAreNotRewritten",
			old: "t.keep(s.in(eras[i], end), end)", by: "_ = end",
		},
	}
}
