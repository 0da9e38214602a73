package procedure_test

import (
	"errors"
	"fmt"
	"testing/fstest"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/procedure"
)

// A rule says in words what it means, what it counts from and what it asks for.
func ExampleParseRule() {
	rule, err := procedure.ParseRule("between 7 and 13 working days after notification-received")
	if err != nil {
		panic(err)
	}
	fmt.Println(rule.InWords())
	fmt.Println("counts from:", rule.Anchors())
	fmt.Println("can be overdue:", rule.Duty().CanBeOverdue())

	_, err = procedure.ParseRule("5 workdays after aware")
	fmt.Println(err)
	var wrong *procedure.RuleError
	fmt.Println(errors.As(err, &wrong), wrong.At)
	// Output:
	// Between 7 and 13 working days after notification-received, not earlier and not later
	// counts from: [notification-received]
	// can be overdue: true
	// the rule "5 workdays after aware" cannot be read at "workdays": expected working days, days, weeks, months or hours
	// true workdays
}

// A rule that counts from one day needs a calendar, and no case.
func ExampleParsePeriod() {
	rule, err := procedure.ParsePeriod("between 7 and 13 working days after")
	if err != nil {
		panic(err)
	}
	received := calendar.On(calendar.NewDate(2026, time.December, 16))
	earliest, due, err := rule.Count(calendar.For(calendar.EnglandAndWales), received)
	if err != nil {
		panic(err)
	}
	fmt.Println("from", earliest.Date.Long(), "to", due.Date.Long())
	// Output: from Tue 29 December 2026 to Thu 7 January 2027
}

// The guidance names two days from which the fifteen can be counted: a partnership
// settles it, and every explanation of the date says so.
func ExampleLibrary_With() {
	settled := procedure.Shipped().With(map[string]map[string]string{
		"england-2023": {"fifteen-days-from": "panel-notified"},
	})
	for _, library := range []*procedure.Library{procedure.Shipped(), settled} {
		p, err := library.Latest("england-2023")
		if err != nil {
			panic(err)
		}
		if m, ok := p.Milestone("rapid-review"); ok {
			fmt.Println(m.Rule())
		}
	}
	// Output:
	// 15 working days after aware
	// 15 working days after notify-national-panel
}

// A case has the edition in force on the day of its first event.
func ExampleLibrary_InForce() {
	p, err := procedure.Shipped().InForce("kent", calendar.NewDate(2026, time.March, 2))
	if err != nil {
		panic(err)
	}
	fmt.Println(p.Title, p.Edition)

	_, err = procedure.Shipped().InForce("knet", calendar.NewDate(2026, time.March, 2))
	fmt.Println(errors.Is(err, procedure.ErrUnknown))
	// Output:
	// Kent Safeguarding Children Multi-agency Partnership 2024-01-01
	// true
}

// It keeps that edition, whatever comes later.
func ExampleLibrary_Find() {
	p, err := procedure.Shipped().Find("kent", "2024-01-01")
	if err != nil {
		panic(err)
	}
	fmt.Println(p.ID, p.Edition, "inherits", p.Inherits)
	// Output: kent 2024-01-01 inherits england-2023
}

const town = `
id: town
title: Town Safeguarding Children Partnership
document: Town guidance on reviews
edition: 2026-04-01
inherits: england-2023
roles: {review-manager: The partnership's review manager}
milestones:
  executive-discussion:
    title: Discuss the case and record the decision
    due: 2 working days after aware
    owner: review-manager
    source: {section: "3.1", text: within two working days}
`

// A file of one's own may inherit what ships. Whatever is wrong with it is said with
// its place, and with what would be right.
func ExampleLibrary_Load() {
	p, err := procedure.Shipped().Load("town.yaml", []byte(town))
	if err != nil {
		panic(err)
	}
	m, _ := p.Milestone("executive-discussion")
	fmt.Println(len(p.Milestones), "milestones;", m.Due.InWords())

	_, err = procedure.Shipped().Load("city.yaml", []byte("id: city\ntitel: City\n"))
	fmt.Println(err)
	var all procedure.Errors
	if errors.As(err, &all) {
		last := all[len(all)-1]
		fmt.Println("line", last.Line, "field", last.Field)
	}
	// Output:
	// 7 milestones; Within 2 working days after aware
	// city.yaml:1:1: the key "title" is missing
	// city.yaml:1:1: the key "document" is missing
	// city.yaml:1:1: the key "edition" is missing
	// city.yaml:1:1: the key "milestones" is missing
	// city.yaml:2:1: titel: unknown key "titel": did you mean "title"? Allowed here: document, edition, events, id, inherits, ladder, milestones, reminders, roles, settings, title
	// line 2 field titel
}

// A folder of files is read beside what ships. os.DirFS gives one on disk.
func ExampleLibrary_Extend() {
	folder := fstest.MapFS{"town.yaml": {Data: []byte(town)}}
	library, err := procedure.Shipped().Extend(folder, "/etc/longstop/procedures")
	if err != nil {
		panic(err)
	}
	p, err := library.Latest("town")
	if err != nil {
		panic(err)
	}
	fmt.Println(p.Title)
	// Output: Town Safeguarding Children Partnership
}
