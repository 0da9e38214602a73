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
	Refused  Kind = "refused"  // what was received cannot be taken as a list; it is kept for inspection
	Approved Kind = "approved" // a person let a list move dates to later days
)

// Line is one line of the journal of bank-holiday lists.
type Line struct {
	Number  int       `json:"-"` // its place, from 1: given by the store on reading, claimed by the writer on appending
	At      time.Time `json:"at"`
	What    Kind      `json:"what"`
	Version string    `json:"version"` // of the list, or the first 8 digits of the SHA-256 of data that is no list
	Hash    string    `json:"hash"`    // it begins with the version

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
	Applied int       // up to which of them every open case is planned; 0: none
	Checked time.Time // when the source was last seen to agree, in UTC; zero: never
}

// Journal keeps the lists. Each method is atomic.
type Journal interface {
	// Journal returns the lines after the first so many, in order. If one of them
	// cannot be read it returns an error and no lines: the lists in force must not
	// follow from a part of them.
	Journal(ctx context.Context, after int) ([]Line, error)

	// AppendJournal adds a line if the journal has exactly line.Number-1 lines,
	// else ErrTaken. No line is ever removed or altered.
	AppendJournal(ctx context.Context, line Line) error

	// JournalState returns how far the journal has come.
	JournalState(ctx context.Context) (State, error)

	// NoteJournal raises Applied and Checked. It lowers neither, and zero leaves
	// a value as it is. If the journal has fewer lines than applied it returns
	// ErrTaken and writes nothing.
	NoteJournal(ctx context.Context, applied int, checked time.Time) error
}

// ErrTaken says that the journal has another number of lines than the writer
// knew of: another daemon was first.
var ErrTaken = errors.New("almanac: the journal has changed since it was read")

// Text returns the line as a sentence for the audit log of a case; "" for a
// refused list, which moves nothing.
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
