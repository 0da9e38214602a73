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
	use     func([]Era) // gets the eras each time that they change
	changed chan struct{}
	log     *slog.Logger

	syncing sync.Mutex // one reader of the journal at a time
	mu      sync.Mutex
	lines   []Line // those read so far, without their data
	eras    []Era  // those in use
	state   State
	folded  []Era // those that follow from the lines; none before the journal was read
	done    int   // the lines up to which this process has planned every open case
}

// New returns an almanac, which has the list that ships until it reads the
// journal. It calls use with the eras each time that they change.
func New(store Journal, books Books, use func([]Era), log *slog.Logger) *Almanac {
	return &Almanac{store: store, books: books, use: use, changed: make(chan struct{}, 1), log: log, eras: ShippedEras()}
}

// Changed delivers a value after this process has added a line to the journal
// by which cases have to be planned.
func (a *Almanac) Changed() <-chan struct{} { return a.changed }

// tell signals on Changed, and never blocks.
func (a *Almanac) tell() {
	select {
	case a.changed <- struct{}{}:
	default:
	}
}

// Behind returns how many lines this process knows, and whether an open case may
// be planned by fewer.
func (a *Almanac) Behind() (lines int, behind bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return len(a.lines), a.done < len(a.lines) || a.state.Applied < a.state.Lines
}

// Applied notes that every open case was planned by so many lines. The error is
// the store's; nothing is noted then.
func (a *Almanac) Applied(ctx context.Context, lines int) error {
	if err := a.store.NoteJournal(ctx, lines, time.Time{}); err != nil {
		return err
	}
	a.mu.Lock()
	a.state.Applied, a.done = max(a.state.Applied, lines), lines
	a.mu.Unlock()
	return nil
}

// Eras returns the eras known to this process, oldest first; at least one.
func (a *Almanac) Eras() []Era {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.eras
}

// Lines returns the lines of the journal known to this process, without their data.
func (a *Almanac) Lines() []Line {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.lines)
}

// State returns how far the journal had come when it was last looked at.
func (a *Almanac) State() State {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.state
}

func (a *Almanac) newest() *calendar.List {
	eras := a.Eras()
	return eras[len(eras)-1].Newest()
}

// Sync reads the new lines of the journal. It is an error if one cannot be read, or
// contradicts those before it, or if the journal has become shorter, because then
// the store has forgotten. The lists in use stay.
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

// Begin puts the list that ships into the journal, unless it is there already, or
// says less than the newest list there. The error is the store's, or [ErrTaken] if
// other daemons were always first.
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

// next returns the number of the line after those that are known. Ask for it
// before you conclude anything from those lines: if more are read meanwhile, the
// line cannot be appended, and has to be concluded again.
func (a *Almanac) next() int { return len(a.Lines()) + 1 }

// append writes a line under its number and reads it back. It returns [ErrTaken]
// if another daemon was first.
func (a *Almanac) append(ctx context.Context, l Line) error {
	if err := a.store.AppendJournal(ctx, l); err != nil {
		return err
	}
	a.log.Info("journal of bank holidays", "line", l.Number, "what", string(l.What), "version", l.Version, "source", l.Source)
	return a.Sync(ctx)
}

// Data returns the line of a version with the data as they were received, of
// several the newest. The error is a *[plan.InputError] for an unknown version.
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
