package redisstore

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/letter"
)

// These records were written by a version that is in use: every later version
// must read them.
func TestOldRecordsCanBeRead(t *testing.T) {
	want := theState()
	oldRecord, err := base64.StdEncoding.DecodeString(oldRecord)
	if err != nil {
		t.Fatal(err)
	}
	for form, value := range map[string]string{
		"plain":      "7 " + caseDoc,
		"deflated 1": "7 1" + string(oldRecord),
	} {
		got, err := newPacker().decodeCase(theCase, value)
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%s: %v (-want +got):\n%s", form, err, diff)
		}
	}
}

// oldRecord is caseDoc deflated with dictionary 1, in base 64.
const oldRecord = "glJJxckFVkGG4FBGiQ2QBFqMQJUhRQZIBSI2QM7FEw+gYIhSqgUEAAD//w=="

// An email that the first release decided on, whose lines were sentences.
func TestOldEmailsCanBeRead(t *testing.T) {
	const doc = `{"id":"E1","case":"bscp:R1","reference":"R1","partnership":"bscp","revision":3,"step":"due","person":"bm","roles":["business-manager"],
		"because":"you hold the role business-manager","items":[{"milestone":"chronology/police","title":"Chronology","explanation":["aware: Fri 20 November 2026"]}],
		"lines":["3 cases are open"],"due_at":"2026-11-20T10:30:00Z","date":"2026-11-20T10:30:00Z","message_id":"E1@scp.example","next_rung":["lcspr-chair"],"attempts":2}`
	at := time.Date(2026, time.November, 20, 10, 30, 0, 0, time.UTC)
	want := scheduler.Intent{
		Revision: 3, NextRung: []string{"lcspr-chair"}, Attempts: 2,
		Letter: letter.Letter{
			ID: "E1", Case: "bscp:R1", Reference: "R1", Partnership: "bscp", Step: letter.StepDue, Person: "bm", Roles: []string{"business-manager"},
			Because: "you hold the role business-manager", Lines: []string{"3 cases are open"},
			Items: []letter.Item{{Milestone: "chronology/police", Title: "Chronology", Explanation: []calendar.Line{{Words: "aware: Fri 20 November 2026"}}}},
			DueAt: at, Date: at, MessageID: "E1@scp.example",
		},
	}
	var got scheduler.Intent
	err := json.Unmarshal([]byte(doc), &got)
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

func TestLongRecordsArePacked(t *testing.T) {
	c := bigCase(1)
	p := newPacker()
	packed, err := p.encodeCase(c, 3)
	if err != nil || len(packed) > 1600 {
		t.Errorf("a case with 60 milestone instances takes %d bytes, %v", len(packed), err)
	}
	got, err := p.decodeCase(c.ID, "3 "+string(packed))
	c.Revision = 3
	if diff := cmp.Diff(c, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

func TestEndlessRecordsAreRefused(t *testing.T) {
	p := newPacker()
	bomb := p.pack([]byte(`{"id":"`+strings.Repeat("x", maxRecord)+`"}`), maxPlainRecord)
	if _, err := p.decodeCase(theCase, "1 "+string(bomb)); !errors.Is(err, ErrUnreadable) {
		t.Errorf("got %v, want ErrUnreadable", err)
	}
}

func TestTalliesThatCouldNotBeReadAgainAreRefused(t *testing.T) {
	bad := scheduler.Tally{Partnership: "a|b", Status: "open"}
	if _, err := encodeTally(bad); !errors.Is(err, ErrInvalid) {
		t.Errorf("field: %v, want ErrInvalid", err)
	}
	if _, err := newPacker().encodeCase(&scheduler.Case{Tallies: scheduler.Tallies{bad: 1}}, 1); !errors.Is(err, ErrInvalid) {
		t.Errorf("record: %v, want ErrInvalid", err)
	}
}

func TestMoments(t *testing.T) {
	for _, c := range []struct {
		at          time.Time
		ceil, floor int64
	}{
		{time.UnixMilli(1000), 1000, 1000},
		{time.UnixMilli(1000).Add(1), 1001, 1000},
		{time.UnixMilli(1000).Add(-1), 1000, 999},
		{time.UnixMilli(-1000).Add(1), -999, -1000},
		{time.UnixMilli(-1000).Add(-1), -1000, -1001},
	} {
		if ceil(c.at) != c.ceil || floor(c.at) != c.floor {
			t.Errorf("%v: ceil %d, floor %d; want %d, %d", c.at, ceil(c.at), floor(c.at), c.ceil, c.floor)
		}
		if got := moment(float64(c.ceil)); got.Before(c.at) {
			t.Errorf("%v is read back as %v, which is early", c.at, got)
		}
	}
}

// FuzzCase feeds the decoder of cases with anything. Its only error is
// ErrUnreadable, and a case that it reads stays the same when it is written and
// read again.
func FuzzCase(f *testing.F) {
	p := newPacker()
	packed, err := p.encodeCase(bigCase(1), 7)
	if err != nil {
		f.Fatal(err)
	}
	f.Add("7 " + caseDoc)
	f.Add("7 " + string(packed))
	f.Add("0 {}")
	f.Add("7 1" + string(packed[:20]))
	f.Fuzz(func(t *testing.T, value string) {
		c, err := p.decodeCase(theCase, value)
		if err != nil {
			if !errors.Is(err, ErrUnreadable) {
				t.Fatalf("decode: %v, want ErrUnreadable", err)
			}
			return
		}
		again, err := p.encodeCase(c, c.Revision)
		if errors.Is(err, ErrInvalid) {
			return // a tally that was put there by hand
		}
		if err != nil {
			t.Fatalf("encode what was decoded: %v", err)
		}
		back, err := p.decodeCase(theCase, fmt.Sprintf("%d %s", c.Revision, again))
		if diff := cmp.Diff(c, back, cmpopts.EquateEmpty()); err != nil || diff != "" {
			t.Fatalf("%v (-first +again):\n%s", err, diff)
		}
	})
}

// FuzzTally checks that a tally and its field stand for each other.
func FuzzTally(f *testing.F) {
	f.Add("bscp", "p", "chronology", "open", true, "bscp|p|chronology|open|statutory")
	f.Add("", "", "", "", false, "||||")
	f.Add("a|b", "~", "\x00", "é", false, "a|b")
	f.Fuzz(func(t *testing.T, partnership, procedure, milestone, status string, statutory bool, field string) {
		in := scheduler.Tally{Partnership: partnership, Procedure: procedure, Milestone: milestone, Status: status, Statutory: statutory}
		if written, err := encodeTally(in); err == nil {
			if back, err := decodeTally(written); err != nil || back != in {
				t.Errorf("%+v is written as %q and read as %+v, %v", in, written, back, err)
			}
		}
		if read, err := decodeTally(field); err == nil {
			if again, err := encodeTally(read); err != nil || again != field {
				t.Errorf("%q is read as %+v and written as %q, %v", field, read, again, err)
			}
		}
	})
}

// FuzzLog feeds the decoder of log lines with anything.
func FuzzLog(f *testing.F) {
	p := newPacker()
	f.Add(`8 [[1796293801000000000,"fact","bm","said"],[0,"","",""]]`)
	f.Add(`1 []`)
	f.Add(`1 [[null,"",""]]`)
	f.Fuzz(func(t *testing.T, line string) {
		entries, err := p.decodeEntries(line)
		if err != nil {
			if !errors.Is(err, ErrUnreadable) {
				t.Fatalf("decode: %v, want ErrUnreadable", err)
			}
			return
		}
		if len(entries) == 0 {
			return // a line without entries is never written
		}
		packed, err := p.encodeEntries(entries)
		if err != nil {
			t.Fatalf("encode what was decoded: %v", err)
		}
		back, err := p.decodeEntries(fmt.Sprintf("%d %s", entries[0].Revision, packed)) // as prelude.lua does
		if diff := cmp.Diff(entries, back); err != nil || diff != "" {
			t.Fatalf("%v (-first +again):\n%s", err, diff)
		}
	})
}

// One octet of a record that is another, wherever it stands, makes it unreadable or
// changes nothing of what it says.
func TestAnOctetThatIsAnother(t *testing.T) {
	p := newPacker()
	for _, c := range []*scheduler.Case{freshCase(1), bigCase(1)} {
		packed, err := p.encodeCase(c, 7)
		if err != nil {
			t.Fatal(err)
		}
		value := "7 " + string(packed)
		want, err := p.decodeCase(c.ID, value)
		if err != nil {
			t.Fatal(err)
		}
		for i := range value {
			for _, flip := range []byte{1, 0x80} {
				spoilt := value[:i] + string([]byte{value[i] ^ flip}) + value[i+1:]
				got, err := p.decodeCase(c.ID, spoilt)
				if err == nil && !cmp.Equal(want, got) {
					t.Fatalf("octet %d of %d, with %#x: read as good, and another case", i, len(value), flip)
				}
				if err != nil && !errors.Is(err, ErrUnreadable) {
					t.Fatalf("octet %d: %v", i, err)
				}
			}
		}
	}
	doc, err := encodeIntent(theEmail("E1", base))
	if err != nil {
		t.Fatal(err)
	}
	want, err := decodeIntent("E1", string(doc))
	if err != nil {
		t.Fatal(err)
	}
	for i := range doc {
		spoilt := string(doc[:i]) + string([]byte{doc[i] ^ 1}) + string(doc[i+1:])
		if got, err := decodeIntent("E1", spoilt); err == nil && !cmp.Equal(want, got) {
			t.Fatalf("octet %d of an email: read as good, and another", i)
		}
	}
}
