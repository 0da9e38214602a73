package almanac

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/plan"
)

// Almanac keeps the bank holidays of this process in step with the journal in
// the store, and takes new lists into it. Any number of daemons may share a
// journal.
type Almanac struct {
	store   Journal
	books   Books
	use     func([]Era) // is handed the lists each time that they change
	changed chan struct{}
	log     *slog.Logger

	syncing sync.Mutex // one reader of the journal at a time
	mu      sync.Mutex
	lines   []Line // those read so far, without what was received
	eras    []Era
	state   State
	folded  []Era // those that the journal gives; none before it was read
	done    int   // the lines up to which this process has gone through every case
}

// New makes an almanac of the list that ships, until a journal is read.
// use is called with the lists each time that they change.
func New(store Journal, books Books, use func([]Era), log *slog.Logger) *Almanac {
	return &Almanac{store: store, books: books, use: use, changed: make(chan struct{}, 1), log: log, eras: ShippedEras()}
}

// Changed delivers a value after this process has added a line to the journal
// by which cases have to be planned.
func (a *Almanac) Changed() <-chan struct{} { return a.changed }

func (a *Almanac) tell() {
	select {
	case a.changed <- struct{}{}:
	default:
	}
}

// Behind returns how many lines are known, and whether some open case may not
// have been planned by all of them.
func (a *Almanac) Behind() (lines int, behind bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return len(a.lines), a.done < len(a.lines) || a.state.Applied < a.state.Lines
}

// Applied notes that every open case was planned by so many lines.
func (a *Almanac) Applied(ctx context.Context, lines int) error {
	if err := a.store.NoteJournal(ctx, lines, time.Time{}); err != nil {
		return err
	}
	a.mu.Lock()
	a.state.Applied, a.done = max(a.state.Applied, lines), lines
	a.mu.Unlock()
	return nil
}

// Eras are the eras known to this process, oldest first; never none.
func (a *Almanac) Eras() []Era {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.eras
}

// Lines are the lines of the journal known to this process, without the data.
func (a *Almanac) Lines() []Line {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.lines)
}

// State is how far the journal had come when it was last looked at.
func (a *Almanac) State() State {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.state
}

func (a *Almanac) newest() *calendar.List {
	eras := a.Eras()
	return eras[len(eras)-1].Newest()
}

// Sync reads what is new in the journal. A journal that cannot be read is an
// error, and the calendar in use stays; one that became shorter is a store that
// has forgotten.
func (a *Almanac) Sync(ctx context.Context) error {
	a.syncing.Lock()
	defer a.syncing.Unlock()
	state, err := a.store.JournalState(ctx)
	if err != nil {
		return err
	}
	a.mu.Lock()
	known := a.lines
	a.state = state
	a.mu.Unlock()
	switch {
	case state.Lines == len(known):
		return nil
	case state.Lines < len(known):
		return fmt.Errorf("the journal of bank holidays has %d lines and had %d: the store has forgotten", state.Lines, len(known))
	}
	lines, err := a.store.Journal(ctx, len(known))
	if err != nil {
		return err
	}
	eras, err := foldJournal(a.folded, lines)
	if err != nil {
		return err
	}
	for i := range lines {
		lines[i].Data = nil
	}
	if len(eras) > 0 {
		a.use(eras) // before anybody can see that the lines are known
	}
	a.mu.Lock()
	a.lines, a.folded = slices.Concat(known, lines), eras
	if len(eras) > 0 {
		a.eras = eras
	}
	a.mu.Unlock()
	a.log.Info("bank holidays read", "lines", state.Lines, "version", a.newest().Version())
	return nil
}

// Begin makes sure that the list which comes with the program is in the
// journal. One that an older program brought is left alone where this one's
// says less.
func (a *Almanac) Begin(ctx context.Context, now time.Time) error {
	shipped := calendar.Shipped()
	for range maxTries {
		if err := a.Sync(ctx); err != nil {
			return err
		}
		lines := a.Lines()
		number := len(lines) + 1
		if slices.ContainsFunc(lines, func(l Line) bool { return l.Hash == shipped.Hash() }) {
			return nil
		}
		if len(lines) > 0 {
			if problems := shipped.Check(a.newest(), calendar.DateOf(now), nil); len(problems) > 0 {
				a.log.Info("the list that comes with the program says less than the journal and is not used", "version", shipped.Version())
				return nil
			}
		}
		err := a.append(ctx, Line{
			Number: number, At: now, What: Shipped, Version: shipped.Version(), Hash: shipped.Hash(), Source: "shipped with the program", By: "longstop", Data: shipped.JSON(),
		})
		if !errors.Is(err, ErrTaken) {
			return err
		}
	}
	return fmt.Errorf("begin the journal of bank holidays: %w", ErrTaken)
}

// next is the number of the line after those that are known. It is asked for
// before anything is concluded from those lines: more may be read meanwhile, and
// then what is concluded has to be concluded again.
func (a *Almanac) next() int { return len(a.Lines()) + 1 }

// append writes the line of the number that it has, and reads it back.
func (a *Almanac) append(ctx context.Context, l Line) error {
	if err := a.store.AppendJournal(ctx, l); err != nil {
		return err
	}
	a.log.Info("journal of bank holidays", "line", l.Number, "what", string(l.What), "version", l.Version, "source", l.Source)
	return a.Sync(ctx)
}

// Data is what was received with a line of the journal, by its version: of
// several the newest.
func (a *Almanac) Data(ctx context.Context, version string) (Line, error) {
	lines, err := a.store.Journal(ctx, 0)
	if err != nil {
		return Line{}, err
	}
	for _, l := range slices.Backward(lines) {
		if l.Version == version && len(l.Data) > 0 {
			return l, nil
		}
	}
	return Line{}, plan.Refuse("version", "no list of bank holidays has the version %q: longstop calendar versions lists them", version)
}
