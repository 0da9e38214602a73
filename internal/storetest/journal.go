package storetest

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"time"

	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
)

// newLine returns a short line of the journal.
func newLine(number int, version string) almanac.Line {
	return almanac.Line{
		Number: number, At: at(number), What: almanac.Imported,
		Version: version, Hash: version + "5a02b6c1", Data: []byte("{}"),
	}
}

// fullLine returns a line with something in every field, and data that is no
// text.
func fullLine(number int) almanac.Line {
	data := make([]byte, 256)
	for i := range data {
		data[i] = byte(i)
	}
	return almanac.Line{
		Number: number, At: at(60).Add(1), What: almanac.Refused, Version: "9f86d081", Hash: "9f86d081884c7d65",
		Source: "https://www.gov.uk/bank-holidays.json", ETag: `W/"a<b>&c"`, LastModified: "Thu, 03 Dec 2026 10:30:00 GMT",
		By: "bm", Why: "the King's <b>coronation</b>, é\n~", Data: data,
		Problems: []string{"scotland: 2026-12-25 is missing", `it says "?"`},
	}
}

// journal reads the lines with a number above after.
func journal(t testing.TB, s scheduler.Store, after int) []almanac.Line {
	t.Helper()
	lines, err := s.Journal(t.Context(), after)
	if err != nil {
		t.Fatalf("read journal: %v", err)
	}
	return lines
}

// addLine adds a line and fails the test if it is refused.
func addLine(t testing.TB, s scheduler.Store, line almanac.Line) {
	t.Helper()
	if err := s.AppendJournal(t.Context(), line); err != nil {
		t.Fatalf("add line: %v", err)
	}
}

// journalState reads the state of the journal.
func journalState(t testing.TB, s scheduler.Store) almanac.State {
	t.Helper()
	state, err := s.JournalState(t.Context())
	if err != nil {
		t.Fatalf("read state of the journal: %v", err)
	}
	return state
}

func lineComesBack(t *testing.T, a, b scheduler.Store) {
	elsewhere := newLine(2, "elsewhere")
	elsewhere.At = elsewhere.At.Add(123456789).In(time.FixedZone("elsewhere", 5*3600+1800))
	want := []almanac.Line{fullLine(1), elsewhere, {Number: 3}}
	for _, line := range want {
		addLine(t, a, line)
	}
	got := journal(t, b, 0)
	same(t, "the journal", got, want)
	for _, line := range got {
		same(t, "the zone", line.At.Location().String(), "UTC")
	}
}

func bigLineComesBack(t *testing.T, a, b scheduler.Store) {
	big := newLine(1, "big")
	big.Data = make([]byte, 300_000)
	noise := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // data that packing does not shorten
	for i := range big.Data {
		big.Data[i] = byte(noise.Uint32())
	}
	addLine(t, a, big)
	if got := journal(t, b, 0); len(got) != 1 || !bytes.Equal(got[0].Data, big.Data) {
		t.Errorf("a line of %d bytes did not come back as it was", len(big.Data))
	}
}

func journalKeepsOrder(t *testing.T, a, b scheduler.Store) {
	same(t, "an empty journal", journal(t, a, 0), []almanac.Line{})
	same(t, "its state", journalState(t, a), almanac.State{})
	const n = 50 // more than a store reads at a time
	handles := []scheduler.Store{a, b}
	var want []almanac.Line
	for i := range n {
		line := newLine(i+1, numbered("V", i))
		addLine(t, handles[i%2], line)
		want = append(want, line)
	}
	for _, after := range []int{-1, 0, 1, 15, 16, 17, 32, n - 1, n, n + 1, n + 1000} {
		same(t, "lines after some", journal(t, b, after), want[min(max(0, after), n):])
	}
	same(t, "the state", journalState(t, b), almanac.State{Lines: n})
}

func lineRequiresNumber(t *testing.T, a, b scheduler.Store) {
	refuse := func(lines int) {
		for _, number := range []int{-1, 0, 1, lines, lines + 2, lines + 1000} {
			if number == lines+1 {
				continue
			}
			line := newLine(number, "refused")
			wantError(t, "a line with another number", b.AppendJournal(t.Context(), line), almanac.ErrTaken)
		}
	}
	var want []almanac.Line
	for lines := range 3 {
		refuse(lines)
		same(t, "after refusals the journal", journal(t, a, 0), want)
		line := newLine(lines+1, "taken")
		addLine(t, a, line)
		want = append(want, line)
	}
	// A second try after a lost answer looks the same, and is refused too.
	wantError(t, "the same line again", a.AppendJournal(t.Context(), want[2]), almanac.ErrTaken)
	same(t, "the journal", journal(t, b, 0), want)
}

func oneLineWins(t *testing.T, a, b scheduler.Store) {
	handles := []scheduler.Store{a, b}
	for round := range 5 {
		var won, lost, winner atomic.Int32
		together(8, func(i int) {
			switch err := handles[i%2].AppendJournal(t.Context(), newLine(round+1, numbered("W", i))); {
			case err == nil:
				won.Add(1)
				winner.Store(int32(i)) //nolint:gosec // 0 to 7
			case errors.Is(err, almanac.ErrTaken):
				lost.Add(1)
			}
		})
		if won.Load() != 1 || lost.Load() != 7 {
			t.Errorf("%d lines won and %d had a conflict, want 1 and 7", won.Load(), lost.Load())
		}
		want := []almanac.Line{newLine(round+1, numbered("W", int(winner.Load())))}
		same(t, "the last line", journal(t, b, round), want)
	}
}

func lineIsNotShared(t *testing.T, a, _ scheduler.Store) {
	line := fullLine(1)
	addLine(t, a, line)
	spoil := func(l almanac.Line) {
		l.Problems[0] = "spoilt"
		copy(l.Data, bytes.Repeat([]byte("?"), len(l.Data)))
	}
	spoil(line)
	spoil(journal(t, a, 0)[0])
	same(t, "the journal", journal(t, a, 0), []almanac.Line{fullLine(1)})
}

func stateOnlyRises(t *testing.T, a, b scheduler.Store) {
	for i := range 12 {
		addLine(t, a, newLine(i+1, "V"))
	}
	seen := at(10).Add(1)
	for _, c := range []struct {
		why         string
		applied     int
		checked     time.Time
		err         error
		wantApplied int
		wantChecked time.Time
	}{
		{"nothing yet", 0, time.Time{}, nil, 0, time.Time{}},
		{"the moment alone", 0, at(10), nil, 0, at(10)},
		{"the line alone", 9, time.Time{}, nil, 9, at(10)},
		{"a line before", 2, time.Time{}, nil, 9, at(10)},
		{"a moment before", 0, at(10).Add(-1), nil, 9, at(10)},
		{"a moment long before", 0, time.Unix(1, 0), nil, 9, at(10)},
		{"a nanosecond later, told in another zone", 0, seen.In(time.FixedZone("", -3600)), nil, 9, seen},
		{"a line of two digits", 10, time.Time{}, nil, 10, seen},
		{"the line rises and the moment does not", 11, at(1), nil, 11, seen},
		{"the moment rises and the line does not", 3, at(11), nil, 11, at(11)},
		{"a line that is not there", 13, at(99), almanac.ErrTaken, 11, at(11)},
		{"a line below none", -1, time.Time{}, nil, 11, at(11)},
		{"the last line", 12, time.Time{}, nil, 12, at(11)},
	} {
		wantError(t, c.why, a.NoteJournal(t.Context(), c.applied, c.checked), c.err)
		got := journalState(t, b)
		same(t, c.why, got, almanac.State{Lines: 12, Applied: c.wantApplied, Checked: c.wantChecked})
		same(t, c.why+": the zone", got.Checked.Location().String(), "UTC")
	}
	addLine(t, b, newLine(13, "V"))
	same(t, "after another line", journalState(t, a), almanac.State{Lines: 13, Applied: 12, Checked: at(11)})
}

func otherIsNudgedByALine(t *testing.T, a, b scheduler.Store) {
	nudges := b.Nudges(t.Context())
	for i := range 100 { // the first may come before b listens
		addLine(t, a, newLine(i+1, "V"))
		select {
		case <-nudges:
			return
		case <-time.After(50 * time.Millisecond):
		}
	}
	t.Error("a hundred lines, and no nudge")
}
