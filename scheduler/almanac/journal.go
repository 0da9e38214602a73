package almanac

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Kind says what a line of the journal tells.
type Kind string

// The kinds of lines.
const (
	Shipped  Kind = "shipped"  // a list came with the program
	Imported Kind = "imported" // a list was fetched or handed in, and may hold
	Refused  Kind = "refused"  // what was received is no list that may hold; kept for inspection
	Approved Kind = "approved" // a person let a list move dates to later days
)

// Line is one line of the journal of bank-holiday lists, which is only
// ever added to. Which lists hold now follows from its lines, read in order.
type Line struct {
	Number  int       `json:"-"` // its place, from 1; the store's to give on reading, the writer's claim on appending
	At      time.Time `json:"at"`
	What    Kind      `json:"what"`
	Version string    `json:"version"` // of the list, or the first 8 digits of the SHA-256 of data that is no list
	Hash    string    `json:"hash"`    // of which the version is the beginning

	Source       string `json:"source,omitempty"` // where it came from, without credentials or query
	ETag         string `json:"etag,omitempty"`   // as the source gave it, to ask again only for what is new
	LastModified string `json:"last_modified,omitempty"`

	By       string   `json:"by,omitempty"` // who imported or approved it
	Why      string   `json:"why,omitempty"`
	Data     []byte   `json:"data,omitempty"`     // the list as it was received
	Problems []string `json:"problems,omitempty"` // why it was refused
}

// State is how far the journal has come.
type State struct {
	Lines   int       // how many there are
	Applied int       // up to which of them every case was brought up to date; 0: none
	Checked time.Time // when the source was last seen to agree, in UTC; zero: never
}

// Journal is where the lists are kept. Each method is one atomic step.
type Journal interface {
	// Journal returns the lines of the journal that come after the first so
	// many, in order. A line that cannot be read is an error, and no lines:
	// what holds must not be reckoned from a part of them.
	Journal(ctx context.Context, after int) ([]Line, error)

	// AppendJournal adds a line if the journal has exactly line.Number-1 lines,
	// else ErrTaken. No line is ever removed or altered.
	AppendJournal(ctx context.Context, line Line) error

	// JournalState reads how far the journal has come.
	JournalState(ctx context.Context) (State, error)

	// NoteJournal raises Applied and Checked. It lowers neither, and zero leaves
	// a value as it is. Lines that are not there cannot have been applied:
	// ErrTaken.
	NoteJournal(ctx context.Context, applied int, checked time.Time) error
}

// ErrTaken says that the journal has another number of lines than the writer
// knew of: another daemon was first.
var ErrTaken = errors.New("almanac: the journal has changed since it was read")

// Text is a line of the journal for the audit log of a case.
func (l Line) Text() string {
	text := ""
	switch l.What {
	case Shipped, Imported:
		text = fmt.Sprintf("bank holidays: version %s came from %s", l.Version, l.Source)
	case Approved:
		text = fmt.Sprintf("bank holidays: version %s was approved", l.Version)
	}
	if text != "" && l.Why != "" {
		text += ": " + l.Why
	}
	return text
}
