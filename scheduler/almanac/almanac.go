package almanac

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/plan"
)

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

// Books are the cases and the partnerships for which a list is tried out.
type Books interface {
	// Partnerships lists the ids of all partnerships.
	Partnerships() []string

	// Under returns how a partnership would reckon by these lists; false for a
	// partnership that is not known.
	Under(partnership string, lists []Era) (plan.Eras, bool)

	// EachOpen visits every open case that can be planned, in no order.
	EachOpen(ctx context.Context, visit func(OpenCase) error) error
}

// OpenCase is an open case, as far as its dates depend on it.
type OpenCase struct {
	ID, Reference, Partnership string
	Situation                  plan.Situation
}

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

// maxTries bounds how often a line is worked out anew because another daemon
// wrote one first.
const maxTries = 20

// Received is a list of bank holidays as it was received, from the source that
// is configured or from a person.
type Received struct {
	Data               []byte
	Source             string // without credentials or query
	ETag, LastModified string
	By, Why            string
	Override           []calendar.Date // days on which it may contradict what is known
	KeepHistory        bool            // days before its first are kept from the list in use
}

// Report is what came, or would come, of a list.
type Report struct {
	Version   string            `json:"version"`
	Unchanged bool              `json:"unchanged"` // it says what the newest list says
	Changes   []calendar.Change `json:"-"`
	Lines     []string          `json:"changes"` // the changes in words
	Moves     []Move            `json:"moves"`   // open dates that move
	More      int               `json:"more"`    // moves that are not listed
	Pending   bool              `json:"pending"` // it waits for approval
}

// RefusedList says why a list of bank holidays was not taken. The one in use
// stays.
type RefusedList struct {
	Version  string
	Problems []string
}

func (e *RefusedList) Error() string {
	return fmt.Sprintf("the list of bank holidays (version %s) is refused, and the one in use stays: %s", e.Version, joined(e.Problems))
}

func joined(problems []string) string {
	const most = 20
	out := ""
	for i, p := range problems {
		if i == most {
			return fmt.Sprintf("%s; and %d more", out, len(problems)-most)
		}
		if i > 0 {
			out += "; "
		}
		out += p
	}
	return out
}

// Preview says what a list would move, and changes nothing. The error is a
// *[RefusedList] where it would not be taken.
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

// Import takes a list into the journal. What it makes earlier holds from then
// on; what it makes later waits for [Almanac.Approve]. The error is a
// *[RefusedList] where it is not taken; it is kept in the journal for
// inspection.
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

// examine reads a list and holds it against the newest.
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

// keep puts what was refused into the journal, once: a source that goes on
// saying the same is not kept again each time.
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

// Approve lets a list that waits move dates to later days, and with it every
// list that came before it.
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
