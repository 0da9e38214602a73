package redisstore

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/longstop/longstop/internal/storetest"
	"github.com/longstop/longstop/scheduler/almanac"
)

// A calendar must not be reckoned from a part of the journal: if one line is
// damaged, Journal returns none, and the store repairs nothing by itself.
func TestADamagedJournalIsReported(t *testing.T) {
	client := connect(t, Options{Address: storetest.Redis(t).Address()})
	s := New(client)
	for what, second := range map[string]string{
		"not JSON":                "2 {]",
		"cut off":                 "2 " + lineDoc[:40],
		"more after the end":      "2 " + lineDoc + "}",
		"not deflated":            "2 1\xff\xff",
		"no number":               lineDoc,
		"the number of another":   "1 " + lineDoc,
		"a line is missing":       "3 " + lineDoc,
		"an odd form":             "2 ?",
		"data that is not base64": `2 {"data":"?"}`,
		"an array":                "2 []",
		"an empty value":          "",
	} {
		t.Run(what, func(t *testing.T) {
			seed(t, client, keyspace{"{ls00}journal": "1 " + lineDoc + "\n" + second + "\n3 " + lineDoc})
			lines, err := s.Journal(t.Context(), 0)
			if !errors.Is(err, ErrUnreadable) || lines != nil || !strings.Contains(err.Error(), "line 2") {
				t.Errorf("read %v, %v; want no lines, and that line 2 cannot be read", lines, err)
			}
			if lines, err := s.Journal(t.Context(), 2); err != nil || len(lines) != 1 || lines[0].Number != 3 {
				t.Errorf("after it %v, %v; want line 3", lines, err)
			}
			if state, err := s.JournalState(t.Context()); err != nil || state.Lines != 3 {
				t.Errorf("state %+v, %v; want 3 lines", state, err)
			}
			if got := client.LIndex(t.Context(), "{ls00}journal", 1).Val(); got != second {
				t.Errorf("the line was changed to %q", got)
			}
		})
	}
}

func TestADamagedStateOfTheJournalIsReported(t *testing.T) {
	client := connect(t, Options{Address: storetest.Redis(t).Address()})
	s := New(client)
	for what, state := range map[string]string{
		"applied is no number":    "applied=much\nchecked=1",
		"applied is negative":     "applied=-1\nchecked=1",
		"checked is no number":    "applied=1\nchecked=",
		"checked is no whole one": "applied=1\nchecked=1.5",
	} {
		t.Run(what, func(t *testing.T) {
			was := keyspace{"{ls00}journal": "1 " + lineDoc, "{ls00}journal:state": state}
			seed(t, client, was)
			if got, err := s.JournalState(t.Context()); !errors.Is(err, ErrUnreadable) {
				t.Errorf("read %+v, %v; want ErrUnreadable", got, err)
			}
			if err := s.NoteJournal(t.Context(), 1, base); !errors.Is(err, ErrUnreadable) {
				t.Errorf("note: %v, want ErrUnreadable", err)
			}
			if diff := cmp.Diff(was, dump(t, client)); diff != "" {
				t.Errorf("the store has changed (-before +after):\n%s", diff)
			}
		})
	}
}

// A key of another type under our name is neither an empty journal nor ours to
// overwrite.
func TestAJournalOfAnotherTypeIsReported(t *testing.T) {
	client := connect(t, Options{Address: storetest.Redis(t).Address()})
	s := New(client)
	for _, key := range []string{"{ls00}journal", "{ls00}journal:state"} {
		client.FlushAll(t.Context())
		if err := client.Set(t.Context(), key, "x", 0).Err(); err != nil {
			t.Fatal(err)
		}
		_, err := s.JournalState(t.Context())
		note := s.NoteJournal(t.Context(), 0, base)
		if !errors.Is(err, ErrUnreadable) || !errors.Is(note, ErrUnreadable) {
			t.Errorf("%s: state %v, note %v; want ErrUnreadable", key, err, note)
		}
	}
	client.Rename(t.Context(), "{ls00}journal:state", "{ls00}journal")
	if lines, err := s.Journal(t.Context(), 0); !errors.Is(err, ErrUnreadable) {
		t.Errorf("read %v, %v; want ErrUnreadable", lines, err)
	}
	if err := s.AppendJournal(t.Context(), almanac.Line{Number: 1}); !errors.Is(err, ErrUnreadable) {
		t.Errorf("append: %v, want ErrUnreadable", err)
	}
	if diff := cmp.Diff(keyspace{"{ls00}journal": "x"}, dump(t, client)); diff != "" {
		t.Errorf("the store has changed (-before +after):\n%s", diff)
	}
}

// A line that could not be read again would spoil the journal for good.
func TestLinesThatCouldNotBeReadAgainAreRefused(t *testing.T) {
	client := connect(t, Options{Address: storetest.Redis(t).Address()})
	s := New(client)
	long := almanac.Line{Number: 1, Data: make([]byte, maxRecord)}
	if err := s.AppendJournal(t.Context(), long); !errors.Is(err, ErrInvalid) {
		t.Errorf("a line of %d bytes: %v, want ErrInvalid", maxRecord, err)
	}
	far := almanac.Line{Number: 1, At: time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC)}
	if err := s.AppendJournal(t.Context(), far); err == nil {
		t.Error("a line of the year 10,000 was added")
	}
	if left := dump(t, client); len(left) != 0 {
		t.Errorf("the refused lines have left %v", left)
	}
}

func TestALineOfTheJournalNudgesAndANoteDoesNot(t *testing.T) {
	srv := storetest.Redis(t)
	s := New(connect(t, Options{Address: srv.Address()}))
	nudges := New(connect(t, Options{Address: srv.Address()})).Nudges(t.Context())
	if !heard(nudges, 5*time.Second) {
		t.Fatal("not subscribed")
	}
	for _, move := range []struct {
		what     string
		do       func() error
		refused  error
		patience time.Duration
		want     bool
	}{
		{"a line", func() error { return s.AppendJournal(t.Context(), almanac.Line{Number: 1}) }, nil, 5 * time.Second, true},
		{"a refused line", func() error { return s.AppendJournal(t.Context(), almanac.Line{Number: 1}) }, almanac.ErrTaken, 100 * time.Millisecond, false},
		{"a note", func() error { return s.NoteJournal(t.Context(), 1, base) }, nil, 100 * time.Millisecond, false},
	} {
		if err := move.do(); !errors.Is(err, move.refused) {
			t.Fatalf("%s: %v, want %v", move.what, err, move.refused)
		}
		if got := heard(nudges, move.patience); got != move.want {
			t.Errorf("%s: nudged %v, want %v", move.what, got, move.want)
		}
	}
	if p, err := s.Pulse(t.Context()); p.Writes.Sum() != 1 || err != nil {
		t.Errorf("%d writes, %v; the line is one", p.Writes.Sum(), err)
	}
}

// These lines were written by a version that is in use: every later version must
// read them.
func TestOldLinesOfTheJournalCanBeRead(t *testing.T) {
	want := almanac.Line{
		Number: 1, At: base, What: almanac.Shipped, Version: "9f86d081", Hash: "9f86d081884c",
	}
	packed, err := base64.StdEncoding.DecodeString(oldLine)
	if err != nil {
		t.Fatal(err)
	}
	for form, value := range map[string]string{"plain": "1 " + lineDoc, "deflated 1": "1 1" + string(packed)} {
		got, err := newPacker().decodeJournal(1, value)
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%s: %v (-want +got):\n%s", form, err, diff)
		}
	}
}

// oldLine is lineDoc deflated with dictionary 1, in base 64.
const oldLine = "qsZuspWBAUh5eQbYWFDMFIBdVZZaBMr4SlZKlmkWZikGFqBAz0gszkASsbAwSVaqBQQAAP//"

// FuzzJournal feeds the decoder of the journal with anything. Its only error is
// ErrUnreadable, and a line that it reads stays the same when it is written and
// read again.
func FuzzJournal(f *testing.F) {
	p := newPacker()
	f.Add("7 " + lineDoc)
	f.Add("7 1" + string(p.pack([]byte(lineDoc), 0)[1:]))
	f.Add(`7 {"data":"AP8=","problems":[],"at":"2026-12-03T10:30:00+05:30"}`)
	f.Add("8 {}")
	f.Fuzz(func(t *testing.T, value string) {
		line, err := p.decodeJournal(7, value)
		if err != nil {
			if !errors.Is(err, ErrUnreadable) {
				t.Fatalf("decode: %v, want ErrUnreadable", err)
			}
			return
		}
		again, err := p.encodeJournal(line)
		if err != nil {
			return // in UTC the moment is in the year 10,000
		}
		back, err := p.decodeJournal(7, "7 "+string(again))
		if diff := cmp.Diff(line, back, cmpopts.EquateEmpty()); err != nil || diff != "" {
			t.Fatalf("%v (-first +again):\n%s", err, diff)
		}
	})
}
