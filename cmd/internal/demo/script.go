package demo

import (
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/plan"
)

const (
	reference   = "BSCP-2026-07"
	partnership = "bscp"
	procedureID = "buckinghamshire"
)

var agencies = []string{"police", "icb", "education"}

// act is one thing that people do in the story, at its moment in London.
type act struct {
	at    time.Time
	says  string
	facts []plan.Fact
	shows bool // show the timetable after it
}

func moment(y int, m time.Month, d, hour, minute int) time.Time {
	return calendar.NewDate(y, m, d).At(hour, minute, 0)
}

// happened returns a fact of the moment at which it is recorded.
func happened(name string) plan.Fact {
	return plan.Fact{Kind: plan.Happened, Name: name}
}

func decided(name, outcome string) plan.Fact {
	return plan.Fact{Kind: plan.Happened, Name: name, Outcome: outcome}
}

// each returns one fact for each instance.
func each(name string, instances ...string) []plan.Fact {
	var out []plan.Fact
	for _, in := range instances {
		out = append(out, plan.Fact{Kind: plan.Happened, Name: name, Instance: in})
	}
	return out
}

// planned returns a plan for a date, or one for each instance.
func planned(name string, y int, m time.Month, d int, instances ...string) []plan.Fact {
	f := plan.Fact{Kind: plan.Planned, Name: name, At: calendar.On(calendar.NewDate(y, m, d))}
	if len(instances) == 0 {
		return []plan.Fact{f}
	}
	var out []plan.Fact
	for _, in := range instances {
		f.Instance = in
		out = append(out, f)
	}
	return out
}

func all(groups ...[]plan.Fact) (out []plan.Fact) {
	for _, g := range groups {
		out = append(out, g...)
	}
	return out
}

func one(f ...plan.Fact) []plan.Fact { return f }

// story returns the case: the notification in time, an agency that is late, a
// meeting missed over Christmas, a decision, and a publication date that moves.
func story() []act {
	return []act{
		{at: moment(2026, 12, 2, 10, 30), says: "The council becomes aware of a serious incident. The case is opened.", facts: one(happened("aware")), shows: true},
		{at: moment(2026, 12, 4, 9, 15), says: "The business office receives the notification.", facts: one(happened("notification-received"))},
		{at: moment(2026, 12, 4, 15, 0), says: "The national Panel is notified, in time; the chairs are told.", facts: all(one(happened("notify-national-panel"), happened("share-notification")), each("inform-chairs", "partnership-chair", "lcspr-chair"))},
		{at: moment(2026, 12, 7, 11, 0), says: "Requests go to three agencies: answers by Monday 14 December.", facts: all(each("request-information", agencies...), planned("agency-return", 2026, 12, 14, agencies...))},
		{at: moment(2026, 12, 8, 10, 0), says: "The meeting is set for 21 December; records are secured.", facts: all(one(happened("set-meeting-date")), planned("rapid-review-meeting", 2026, 12, 21), each("secure-records", agencies...))},
		{at: moment(2026, 12, 11, 16, 20), says: "Police and ICB answer in time. Education does not.", facts: each("agency-return", "police", "icb")},
		{at: moment(2026, 12, 18, 12, 0), says: "Education answers, four working days late.", facts: each("agency-return", "education")},
		{at: moment(2027, 1, 4, 14, 0), says: "The meeting of 21 December never happened. It is held now, after the escalation.", facts: one(happened("rapid-review-meeting"))},
		{at: moment(2027, 1, 5, 17, 0), says: "The Rapid Review is completed, late.", facts: one(happened("rapid-review")), shows: true},
		{at: moment(2027, 1, 6, 10, 0), says: "The subgroup recommends a review.", facts: one(happened("recommendation-to-chair"))},
		{at: moment(2027, 1, 8, 11, 0), says: "The partnership chair decides: there will be a review.", facts: one(decided("chair-decision", "lcspr"), happened("review-initiated"))},
		{at: moment(2027, 1, 12, 9, 30), says: "Everybody is told, and the Panel learns who the reviewer is.", facts: all(each("share-outcome", "national-panel", "board-members", "referrer", "agencies"), one(happened("tell-panel-reviewer")))},
		{at: moment(2027, 5, 10, 9, 0), says: "Publication is planned for 24 June.", facts: all(one(happened("report-endorsed"), happened("media-plan")), planned("publication", 2027, 6, 24)), shows: true},
		{at: moment(2027, 6, 1, 10, 0), says: "A trial moves publication to 15 July: past the six months.", facts: planned("publication", 2027, 7, 15)},
		{at: moment(2027, 6, 2, 11, 0), says: "The chair tells the Panel and the Secretary of State why.", facts: one(happened("explain-delay"))},
		{at: moment(2027, 7, 2, 9, 0), says: "The report goes to the Panel, the Secretary of State and Ofsted.", facts: each("report-before-publication", "national-panel", "secretary-of-state", "ofsted")},
		{at: moment(2027, 7, 15, 10, 0), says: "The report is published.", facts: one(happened("publication")), shows: true},
	}
}
