package scheduler

import (
	"errors"
	"strings"
	"time"

	"github.com/longstop/longstop/scheduler/notice"
	"github.com/longstop/longstop/scheduler/plan"
)

// Case is the record of one case: its facts, and the ledger of what was told
// because of them. Everything else follows from those by [plan.Plan]. Moments are
// in UTC.
type Case struct {
	ID          string        `json:"id"` // partnership:reference
	Partnership string        `json:"partnership"`
	Reference   string        `json:"reference"`
	Procedure   string        `json:"procedure"`
	Edition     string        `json:"edition"` // the edition in force when the case was opened
	OpenedAt    time.Time     `json:"opened_at"`
	ClosedAt    time.Time     `json:"closed_at,omitzero"`
	Agencies    []string      `json:"agencies,omitempty"`
	Facts       []plan.Fact   `json:"facts,omitempty"`
	Ledger      notice.Ledger `json:"ledger,omitempty"`
	ToldAt      ToldAt        `json:"told_at,omitempty"` // when, by the clock of the daemon
	Doubted     ToldAt        `json:"doubted,omitempty"` // what a clock from the future wrote, and until when it is not believed
	Tallies     Tallies       `json:"counts,omitempty"`  // what this case adds to the totals of the store
	Journal     int           `json:"journal,omitempty"` // the last line of the journal of bank holidays that it was planned by
	Rules       string        `json:"rules,omitempty"`   // the version of the procedure that it was planned by

	// Revision counts the commits. The store keeps it beside the record.
	Revision int64 `json:"-"`
}

// CaseID returns the id of a case. It is unique, because a partnership uses a
// reference once.
func CaseID(partnership, reference string) string { return partnership + ":" + reference }

// Tallies are what a case adds to the totals of the store, for the metrics.
type Tallies map[Tally]int

// Tally is one line of the totals. With an empty Milestone it counts cases.
type Tally struct {
	Partnership, Procedure, Milestone, Status string
	Statutory                                 bool
}

// MarshalText writes the tally as one word: ids have no "|" in them.
func (t Tally) MarshalText() ([]byte, error) {
	kind := ""
	if t.Statutory {
		kind = "statutory"
	}
	return []byte(strings.Join([]string{t.Partnership, t.Procedure, t.Milestone, t.Status, kind}, "|")), nil
}

// UnmarshalText reads what MarshalText wrote. Anything else is an error.
func (t *Tally) UnmarshalText(b []byte) error {
	parts := strings.Split(string(b), "|")
	if len(parts) != 5 || (parts[4] != "" && parts[4] != "statutory") {
		return errors.New("scheduler: not a line of the totals")
	}
	*t = Tally{parts[0], parts[1], parts[2], parts[3], parts[4] != ""}
	return nil
}

// Entry is a line of a case's audit log.
type Entry struct {
	At       time.Time `json:"at"`
	Revision int64     `json:"revision"` // the revision that the commit made; the store fills it in
	What     string    `json:"what"`     // opened, fact, fired, sent, superseded, refused, …
	By       string    `json:"by,omitempty"`
	Text     string    `json:"text"`
}

// The errors that callers tell apart.
var (
	ErrNotFound      = errors.New("scheduler: no such case")
	ErrExists        = errors.New("scheduler: the case exists already")
	ErrConflict      = errors.New("scheduler: the case has changed since it was read")
	ErrLost          = errors.New("scheduler: the lease on this email was lost")
	ErrNotKept       = errors.New("scheduler: written, but no replica of the store is known to have it")
	ErrBehind        = errors.New("scheduler: the case was planned by bank holidays that this process has not read yet")
	ErrConfiguration = errors.New("scheduler: the configuration lacks what a case needs")
)
