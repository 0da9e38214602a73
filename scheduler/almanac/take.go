package almanac

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/plan"
)

// maxTries limits how often a line is worked out anew because another daemon
// wrote one first.
const maxTries = 20

// Received is a list of bank holidays as it was received, from the source that
// is configured or from a person.
type Received struct {
	Data               []byte
	Source             string // without credentials or query
	ETag, LastModified string // as the source gave them, to ask again only for a new list
	By, Why            string
	Override           []calendar.Date // days on which it may contradict the list in use
	KeepHistory        bool            // keep the days of the list in use that are before its first
}

// Report says what a list changes, or would change.
type Report struct {
	Version   string            `json:"version"`
	Unchanged bool              `json:"unchanged"` // it is the newest list again
	Changes   []calendar.Change `json:"-"`
	Lines     []string          `json:"changes"` // the changes in words
	Moves     []Move            `json:"moves"`   // open dates that move
	More      int               `json:"more"`    // moves that are not listed
	Pending   bool              `json:"pending"` // it waits for approval
}

// RefusedList is the error of a list of bank holidays that was not taken, with the
// reasons. The one in use stays.
type RefusedList struct {
	Version  string
	Problems []string
}

func (e *RefusedList) Error() string {
	return fmt.Sprintf("the list of bank holidays (version %s) is refused, and the one in use stays: %s", e.Version, joined(e.Problems))
}

// joined returns the problems in one line, not more than some of them.
func joined(problems []string) string {
	const maxProblems = 20
	out := ""
	for i, p := range problems {
		if i == maxProblems {
			return fmt.Sprintf("%s; and %d more", out, len(problems)-maxProblems)
		}
		if i > 0 {
			out += "; "
		}
		out += p
	}
	return out
}

// Preview returns the dates that a list would move, and changes nothing. The error
// is a *[RefusedList] if it would not be taken, or a *[plan.InputError] for a
// reason that is too long.
func (a *Almanac) Preview(ctx context.Context, r Received, now time.Time) (*Report, error) {
	if err := a.Sync(ctx); err != nil {
		return nil, err
	}
	list, err := a.examine(r, now)
	if err != nil {
		return nil, err
	}
	return a.report(ctx, list, now)
}

// Import takes a list into the journal. A date that it makes earlier holds from
// then on; one that it makes later waits for [Almanac.Approve]. The error is a
// *[RefusedList] if it is not taken, and then it is kept in the journal for
// inspection; a *[plan.InputError] for a reason that is too long; or [ErrTaken] if
// other daemons were always first.
func (a *Almanac) Import(ctx context.Context, r Received, now time.Time) (*Report, error) {
	for range maxTries {
		if err := a.Sync(ctx); err != nil {
			return nil, err
		}
		number := a.next()
		list, err := a.examine(r, now)
		var refused *RefusedList
		if errors.As(err, &refused) {
			return nil, errors.Join(err, a.keep(ctx, r, refused, now))
		}
		if err != nil {
			return nil, err
		}
		if list.Hash() == a.newest().Hash() {
			return &Report{Version: list.Version(), Unchanged: true}, nil
		}
		report, err := a.report(ctx, list, now)
		if err != nil {
			return nil, err
		}
		err = a.append(ctx, Line{
			Number: number, At: now, What: Imported, Version: list.Version(), Hash: list.Hash(), Source: r.Source, ETag: r.ETag,
			LastModified: r.LastModified, By: r.By, Why: r.Why, Data: list.JSON(),
		})
		if errors.Is(err, ErrTaken) {
			continue // another daemon wrote a line: it may be this list
		}
		if err != nil {
			return nil, err
		}
		a.tell()
		return report, nil
	}
	return nil, fmt.Errorf("import bank holidays: %w", ErrTaken)
}

// examine reads a list and checks it against the newest.
func (a *Almanac) examine(r Received, now time.Time) (*calendar.List, error) {
	if len([]rune(r.Why)) > plan.MaxReason {
		return nil, plan.Refuse("reason", "is longer than %d characters", plan.MaxReason) // it goes into the log of every case
	}
	newest := a.newest()
	list, err := calendar.ParseList(r.Data)
	if err != nil {
		sum := sha256.Sum256(r.Data)
		refused := &RefusedList{Version: hex.EncodeToString(sum[:4]), Problems: []string{err.Error()}}
		if le, ok := errors.AsType[*calendar.ListError](err); ok {
			refused.Problems = le.Problems
		}
		return nil, refused
	}
	if r.KeepHistory {
		list = list.KeepHistory(newest)
	}
	if list.Hash() == newest.Hash() {
		return list, nil
	}
	if problems := list.Check(newest, calendar.DateOf(now), r.Override); len(problems) > 0 {
		return nil, &RefusedList{Version: list.Version(), Problems: problems}
	}
	return list, nil
}

// keep puts a refused list into the journal, once: a source that repeats itself is
// not kept each time.
func (a *Almanac) keep(ctx context.Context, r Received, refused *RefusedList, now time.Time) error {
	for range maxTries {
		lines := a.Lines()
		if n := len(lines); n > 0 && lines[n-1].What == Refused && lines[n-1].Source == r.Source && slices.Equal(lines[n-1].Problems, refused.Problems) {
			return nil
		}
		sum := sha256.Sum256(r.Data)
		data := r.Data
		if len(data) > calendar.MaxListSize {
			data = data[:calendar.MaxListSize] // its beginning shows what it is
		}
		err := a.append(ctx, Line{
			Number: len(lines) + 1, At: now, What: Refused, Version: refused.Version, Hash: hex.EncodeToString(sum[:]), Source: r.Source,
			By: r.By, Data: data, Problems: refused.Problems,
		})
		if !errors.Is(err, ErrTaken) {
			return err
		}
		if err := a.Sync(ctx); err != nil {
			return err
		}
	}
	return fmt.Errorf("keep a refused list: %w", ErrTaken)
}

// Approve lets a waiting list, and every list that came before it, move dates to
// later days. The error is a *[plan.InputError] if the reason is missing or too
// long or no such version waits, or [ErrTaken] if other daemons were always first.
func (a *Almanac) Approve(ctx context.Context, version, by, why string, now time.Time) (*Report, error) {
	if why == "" || len([]rune(why)) > plan.MaxReason {
		return nil, plan.Refuse("reason", "say why the dates may come later, in 1 to %d characters", plan.MaxReason)
	}
	for range maxTries {
		if err := a.Sync(ctx); err != nil {
			return nil, err
		}
		number, eras := a.next(), a.Eras()
		era := eras[len(eras)-1]
		i := era.waits(version)
		if i < 0 {
			var waiting []string
			for _, w := range era.Waiting {
				waiting = append(waiting, w.Version())
			}
			if len(waiting) == 0 {
				return nil, plan.Refuse("version", "no list of bank holidays waits for approval")
			}
			return nil, plan.Refuse("version", "no list of bank holidays with version %q waits for approval", version).Allow(waiting)
		}
		report, err := a.reportApproval(ctx, era.Waiting[i].List, now)
		if err != nil {
			return nil, err
		}
		list := era.Waiting[i]
		err = a.append(ctx, Line{Number: number, At: now, What: Approved, Version: list.Version(), Hash: list.Hash(), By: by, Why: why})
		if errors.Is(err, ErrTaken) {
			continue
		}
		if err == nil {
			a.tell()
		}
		return report, err
	}
	return nil, fmt.Errorf("approve bank holidays: %w", ErrTaken)
}
