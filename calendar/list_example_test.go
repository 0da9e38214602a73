package calendar_test

import (
	"bytes"
	"fmt"
	"time"

	"github.com/longstop/longstop/calendar"
)

// A list as it was published, and the next one.
func ExampleDiff() {
	const published = `{
		"england-and-wales": {"division": "england-and-wales", "events": [
			{"title": "Boxing Day", "date": "2028-12-26", "notes": "", "bunting": true}
		]},
		"scotland": {"division": "scotland", "events": [
			{"title": "Boxing Day", "date": "2028-12-26", "notes": "", "bunting": true}%s
		]},
		"northern-ireland": {"division": "northern-ireland", "events": [
			{"title": "Boxing Day", "date": "2028-12-26", "notes": "", "bunting": true}
		]}
	}`
	was, err := calendar.ParseList(fmt.Appendf(nil, published, ""))
	if err != nil {
		fmt.Println(err)
		return
	}
	is, err := calendar.ParseList(fmt.Appendf(nil, published, `,
			{"title": "New Year’s Day", "date": "2029-01-01", "notes": "", "bunting": true}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("from", was.Version(), "to", is.Version())
	for _, change := range calendar.Diff(was, is) {
		fmt.Println(change)
	}
	// Output:
	// from 64a71d20 to 44fbc69e
	// scotland: Mon 1 January 2029 added: New Year’s Day
}

// A day was typed by hand, and is another one.
func ExampleList_Check() {
	shipped := calendar.Shipped()
	mistyped := bytes.Replace(shipped.JSON(), []byte("2028-12-25"), []byte("2028-11-27"), 1)
	list, err := calendar.ParseList(mistyped)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, change := range calendar.Diff(shipped, list) {
		fmt.Println(change)
	}
	for _, problem := range list.Check(shipped, calendar.NewDate(2026, time.November, 22), nil) {
		fmt.Println("refused:", problem)
	}
	// Output:
	// england-and-wales: Mon 27 November 2028 added: Christmas Day
	// england-and-wales: Mon 25 December 2028 removed: Christmas Day
	// refused: england-and-wales: Mon 25 December 2028, Christmas Day, is missing: a day once published stays, unless an override names it
	// refused: england-and-wales: Mon 27 November 2028 is not the day of Christmas Day by the rules: name it as an override if it was moved
}

func ExampleParseList() {
	_, err := calendar.ParseList([]byte(`{
		"england-and-wales": {"division": "england-and-wales", "events": [
			{"title": "Christmas Day", "date": "2027-12-25"}
		]},
		"scotland": {"division": "scotland", "events": [
			{"title": "St Andrew’s Day", "date": "2026-11-31", "notes": null}
		]}
	}`))
	fmt.Println(err)
	// Output:
	// read bank holidays: england-and-wales, event 1 (2027-12-25): it is a Saturday: the list has the substitute day, a weekday; scotland, event 1: "2026-11-31" is not a date: write it as YYYY-MM-DD, for example 2026-12-03 (November 2026 has 30 days); scotland, event 1: notes is null: it must be a text; there is no northern-ireland
}
