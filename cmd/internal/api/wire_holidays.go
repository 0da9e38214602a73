package api

import (
	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/plan"
)

// Calendar says which lists of bank holidays hold, and how they came to.
type Calendar struct {
	InForce string        `json:"in_force"` // the version of the list that was approved last
	Newest  string        `json:"newest"`   // the version of the list that was taken last
	Waiting []string      `json:"waiting"`  // versions whose later dates wait for approval, oldest first
	Checked plan.Moment   `json:"checked"`  // when the source was last seen to agree; null: never
	Applied bool          `json:"applied"`  // every open case was brought up to date
	Lines   []JournalLine `json:"journal"`
}

// JournalLine is a line of the journal of bank holidays.
type JournalLine struct {
	Number   int          `json:"number"`
	At       plan.Moment  `json:"at"`
	What     almanac.Kind `json:"what"`
	Version  string       `json:"version"`
	Source   string       `json:"source,omitempty"`
	By       string       `json:"by,omitempty"`
	Why      string       `json:"why,omitempty"`
	Problems []string     `json:"problems"` // why it was refused
}

// List is a list of bank holidays in the form in which it is published.
type List struct {
	Version string `json:"version"`
	Data    string `json:"data"`
}

// Import hands in a list of bank holidays.
type Import struct {
	Data        string          `json:"data"`
	Source      string          `json:"source"` // where it comes from: a file's name, or an address
	Why         string          `json:"why,omitempty"`
	Override    []calendar.Date `json:"override,omitempty"` // days on which it may contradict the list in use
	KeepHistory bool            `json:"keep_history,omitempty"`
	Preview     bool            `json:"preview,omitempty"` // report the effect, and change nothing
}

// Refreshing makes the daemon ask its configured source.
type Refreshing struct {
	Preview bool `json:"preview,omitempty"`
}

// Approval lets a list move dates to later days.
type Approval struct {
	Version string `json:"version"`
	Why     string `json:"why"`
}
