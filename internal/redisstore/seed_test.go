package redisstore

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/redis/go-redis/v9"

	"github.com/longstop/longstop/internal/storetest"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/letter"
)

// These tests put a store into an exact state, do one thing, and compare every
// key in it: the keys here are the layout of data on disk.

// keyspace is all that a Redis holds: strings as they are, lists joined by
// line breaks, sorted sets and hashes as sorted member=value pairs.
type keyspace map[string]string

// dump reads all keys. Records are unpacked.
func dump(t *testing.T, c redis.UniversalClient) keyspace {
	t.Helper()
	all := keyspace{}
	for _, key := range c.Keys(t.Context(), "*").Val() {
		switch kind := c.Type(t.Context(), key).Val(); kind {
		case "string":
			all[key] = unpacked(c.Get(t.Context(), key).Val())
		case "list":
			all[key] = strings.Join(c.LRange(t.Context(), key, 0, -1).Val(), "\n")
		case "hash":
			all[key] = pairs(c.HGetAll(t.Context(), key).Val())
		case "zset":
			m := map[string]string{}
			for _, z := range c.ZRangeWithScores(t.Context(), key, 0, -1).Val() {
				m[fmt.Sprint(z.Member)] = fmt.Sprintf("%.0f", z.Score)
			}
			all[key] = pairs(m)
		default:
			t.Fatalf("%s is a %s", key, kind)
		}
	}
	return all
}

func unpacked(value string) string {
	revision, packed, ok := strings.Cut(value, " ")
	if doc, err := newPacker().unpack(packed); ok && err == nil {
		return revision + " " + string(doc)
	}
	return value
}

func pairs(m map[string]string) string {
	var lines []string
	for _, k := range slices.Sorted(maps.Keys(m)) {
		lines = append(lines, k+"="+m[k])
	}
	return strings.Join(lines, "\n")
}

// seed writes a keyspace given in the form of dump.
func seed(t *testing.T, c redis.UniversalClient, all keyspace) {
	t.Helper()
	pipe := c.Pipeline()
	pipe.FlushAll(t.Context())
	for key, value := range all {
		name := key[strings.Index(key, "}")+1:]
		switch {
		case strings.HasPrefix(name, "case:"), strings.HasPrefix(name, "once:"):
			pipe.Set(t.Context(), key, value, 0)
		case strings.HasPrefix(name, "log:"), name == "journal":
			pipe.RPush(t.Context(), key, strings.Split(value, "\n"))
		case name == "wake", name == "touched", name == "outbox", name == "dates":
			for line := range strings.SplitSeq(value, "\n") {
				member, score, _ := strings.Cut(line, "=")
				pipe.Do(t.Context(), "ZADD", key, score, member)
			}
		default:
			for line := range strings.SplitSeq(value, "\n") {
				field, v, _ := strings.Cut(line, "=")
				pipe.HSet(t.Context(), key, field, v)
			}
		}
	}
	if _, err := pipe.Exec(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// with returns a keyspace with some keys changed; an empty value removes one.
func (k keyspace) with(changes keyspace) keyspace {
	n := maps.Clone(k)
	for key, value := range changes {
		if n[key] = value; value == "" {
			delete(n, key)
		}
	}
	return n
}

// The case of these tests lives in shard 3, and whatever has no case in shard 0.
const (
	theCase  = "bscp:R11"
	caseDoc  = `{"id":"bscp:R11","partnership":"bscp","reference":"R11","procedure":"p","edition":"e","opened_at":"2026-12-03T10:30:00Z"}`
	lineDoc  = `{"at":"2026-12-03T10:30:00Z","what":"shipped","version":"9f86d081","hash":"9f86d081884c"}`
	emailDoc = `{"id":"E1","case":"bscp:R11","step":"due","person":"bm","because":"","due_at":"0001-01-01T00:00:00Z","date":"2026-12-03T10:30:10Z","message_id":""}`
)

// base is the moment 1796293800000 of the seeds.
var base = time.Date(2026, time.December, 3, 10, 30, 0, 0, time.UTC)

func after(d time.Duration) time.Time { return base.Add(d) }

// full returns a store with a case at revision 7, an email that A has claimed,
// and another case that never wakes.
func full() keyspace {
	return keyspace{
		"{ls03}case:bscp:R11": "7 " + caseDoc,
		"{ls03}log:bscp:R11":  `1 [[1796293800000000000,"opened","bm","text"]]`,
		"{ls03}wake":          "bscp:R11=1796293900000",
		"{ls03}touched":       "bscp:R11=1796293800000",
		"{ls03}outbox":        "E1=1796293860000",
		"{ls03}dates":         "E1=1796293810000",
		"{ls03}email:E1":      "d=" + emailDoc + "\nt=A",
		"{ls03}counts":        "bscp|p|chronology|open|statutory=2\nbscp|p||open|=1",
		"{ls03}totals":        "created=5\nsent=4\nwrites=9",
		"{ls00}journal":       "1 " + lineDoc,
		"{ls00}journal:state": "applied=1\nchecked=1796293800000000001",
	}
}

func theState() *scheduler.Case {
	return &scheduler.Case{
		ID: theCase, Partnership: "bscp", Reference: "R11", Procedure: "p", Edition: "e", OpenedAt: base, Revision: 7,
	}
}

func theEmail(id string, date time.Time) *scheduler.Intent {
	return &scheduler.Intent{Letter: letter.Letter{ID: id, Case: theCase, Step: "due", Person: "bm", Date: date}}
}

// emailJSON returns the record of theEmail, with a date so many seconds after
// 10:30 on 2026-12-03.
func emailJSON(id, caseField string, seconds int) string {
	s := strings.Replace(emailDoc, `"id":"E1"`, `"id":"`+id+`"`, 1)
	s = strings.Replace(s, `"case":"bscp:R11",`, caseField, 1)
	return strings.Replace(s, "10:30:10Z", fmt.Sprintf("10:30:%02dZ", seconds), 1)
}

// sealed returns a record as this release writes it.
func sealed(doc string, revision int64) string { return string(seal([]byte(doc), revision)) }

// TestTransitions does one thing to a full store and compares every key.
func TestTransitions(t *testing.T) {
	client := connect(t, Options{Address: storetest.Redis(t).Address()})
	s := New(client)
	const ofCase = `"case":"bscp:R11",`
	for _, test := range []struct {
		what    string
		do      func() error
		changes keyspace
	}{
		{
			"a commit with everything",
			func() error {
				c := theState()
				c.Agencies = []string{"police"}
				return s.Commit(t.Context(), scheduler.Change{
					Case: c, At: after(2 * time.Second), Wake: after(50*time.Second + time.Microsecond),
					Entries: []scheduler.Entry{{At: after(time.Second), What: "fact", By: "bm", Text: "said"}},
					Intents: []*scheduler.Intent{theEmail("E2", after(20*time.Second))},
					Delta: scheduler.Tallies{
						{Partnership: "bscp", Procedure: "p", Milestone: "chronology", Status: "open", Statutory: true}: -2,
						{Partnership: "bscp", Procedure: "p", Milestone: "chronology", Status: "overdue"}:               1,
					},
				})
			},
			keyspace{
				"{ls03}case:bscp:R11": "8 " + sealed(strings.Replace(caseDoc, "30:00Z\"", "30:00Z\",\"agencies\":[\"police\"]", 1), 8),
				"{ls03}log:bscp:R11": `1 [[1796293800000000000,"opened","bm","text"]]` + "\n" +
					`8 [[1796293801000000000,"fact","bm","said"]]`,
				"{ls03}wake":     "bscp:R11=1796293850001",
				"{ls03}touched":  "bscp:R11=1796293802000",
				"{ls03}outbox":   "E1=1796293860000\nE2=1796293820000",
				"{ls03}dates":    "E1=1796293810000\nE2=1796293820000",
				"{ls03}email:E2": "d=" + sealed(emailJSON("E2", ofCase, 20), 0),
				"{ls03}counts":   "bscp|p|chronology|overdue|=1\nbscp|p||open|=1",
				"{ls03}totals":   "created=6\nsent=4\nwrites=10",
			},
		},
		{
			"a commit that ends the waking",
			func() error { return s.Commit(t.Context(), scheduler.Change{Case: theState(), At: after(0)}) },
			keyspace{
				"{ls03}case:bscp:R11": "8 " + sealed(caseDoc, 8),
				"{ls03}wake":          "bscp:R11=+Inf",
				"{ls03}totals":        "created=5\nsent=4\nwrites=10",
			},
		},
		{
			"a claim of cases",
			func() error {
				_, err := s.ClaimCases(t.Context(), after(100*time.Second), after(160*time.Second), 9)
				return err
			},
			keyspace{"{ls03}wake": "bscp:R11=1796293960000", "{ls03}touched": "bscp:R11=1796293900000"},
		},
		{
			"a recall by a clock that is right",
			func() error { _, err := s.Recall(t.Context(), after(0)); return err },
			nil,
		},
		{
			"a recall of what was put off for a day",
			func() error { _, err := s.Recall(t.Context(), after(-24*time.Hour)); return err },
			keyspace{
				"{ls03}wake": "bscp:R11=1796207400000", "{ls03}touched": "bscp:R11=1796207400000",
				"{ls03}outbox": "E1=1796207400000", "{ls03}email:E1": "d=" + emailDoc,
			},
		},
		{
			"a claim of emails, before the lease ends",
			func() error {
				_, err := s.ClaimEmails(t.Context(), after(59*time.Second), after(160*time.Second), "B", 9)
				return err
			},
			nil,
		},
		{
			"a claim of emails, when it has ended",
			func() error {
				_, err := s.ClaimEmails(t.Context(), after(60*time.Second), after(160*time.Second), "B", 9)
				return err
			},
			keyspace{"{ls03}outbox": "E1=1796293960000", "{ls03}email:E1": "d=" + emailDoc + "\nt=B"},
		},
		{
			"a renewal",
			func() error { return s.Renew(t.Context(), theEmail("E1", base), "A", after(70*time.Second)) },
			keyspace{"{ls03}outbox": "E1=1796293870000", "{ls03}email:E1": "d=" + emailDoc + "\nh=\nt=A"},
		},
		{
			"a settlement as sent",
			func() error {
				return s.Settle(t.Context(), scheduler.Settlement{
					Intent: theEmail("E1", base), Token: "A", Outcome: letter.Sent,
					Entries: []scheduler.Entry{{At: after(time.Second), What: "sent", Text: "accepted"}},
				})
			},
			keyspace{
				"{ls03}log:bscp:R11": `1 [[1796293800000000000,"opened","bm","text"]]` + "\n" +
					`7 [[1796293801000000000,"sent","","accepted"]]`,
				"{ls03}outbox": "", "{ls03}dates": "", "{ls03}email:E1": "",
				"{ls03}totals": "created=5\nsent=5\nwrites=10",
			},
		},
		{
			"a settlement as deferred, which another follows",
			func() error {
				return s.Settle(t.Context(), scheduler.Settlement{
					Intent: theEmail("E1", after(11*time.Second)), Token: "A", Outcome: letter.Deferred,
					Retry: after(300 * time.Second), Follow: []*scheduler.Intent{theEmail("E2", after(20*time.Second))},
				})
			},
			keyspace{
				"{ls03}outbox":   "E1=1796294100000\nE2=1796293820000",
				"{ls03}dates":    "E1=1796293810000\nE2=1796293820000",
				"{ls03}email:E1": "d=" + sealed(emailJSON("E1", ofCase, 11), 0),
				"{ls03}email:E2": "d=" + sealed(emailJSON("E2", ofCase, 20), 0),
				"{ls03}totals":   "created=6\nsent=4\nwrites=10",
			},
		},
		{
			"an email without a case",
			func() error {
				in := theEmail("E9", after(5*time.Second))
				in.Case = ""
				_, err := s.Enqueue(t.Context(), "digest/1", time.Hour, []*scheduler.Intent{in})
				return err
			},
			keyspace{
				"{ls00}email:E9": "d=" + sealed(emailJSON("E9", "", 5), 0),
				"{ls00}outbox":   "E9=1796293805000",
				"{ls00}dates":    "E9=1796293805000",
				"{ls00}totals":   "created=1\nwrites=1",
				// The value of once:KEY is empty, and dump and with take that for no key.
			},
		},
		{
			"a line of the journal",
			func() error {
				return s.AppendJournal(t.Context(), almanac.Line{
					Number: 2, At: after(1), What: almanac.Refused, Version: "00000000", Hash: "00000000ffff",
					Source: "https://www.gov.uk/bank-holidays.json", ETag: `"a"`, LastModified: "yesterday",
					By: "bm", Why: "asked", Data: []byte{0, 255}, Problems: []string{"no list"},
				})
			},
			keyspace{
				"{ls00}journal": "1 " + lineDoc + "\n" + `2 {"at":"2026-12-03T10:30:00.000000001Z","what":"refused",` +
					`"version":"00000000","hash":"00000000ffff","source":"https://www.gov.uk/bank-holidays.json",` +
					`"etag":"\"a\"","last_modified":"yesterday","by":"bm","why":"asked","data":"AP8=","problems":["no list"]}`,
				"{ls00}totals": "writes=1",
			},
		},
		{
			"a note that raises what was checked",
			func() error { return s.NoteJournal(t.Context(), 0, after(2)) },
			keyspace{"{ls00}journal:state": "applied=1\nchecked=1796293800000000002"},
		},
		{
			"a note that raises nothing",
			func() error { return s.NoteJournal(t.Context(), 1, after(1)) },
			nil,
		},
	} {
		t.Run(test.what, func(t *testing.T) {
			seed(t, client, full())
			if err := test.do(); err != nil {
				t.Fatal(err)
			}
			got := dump(t, client)
			if value, ok := got["{ls00}once:digest/1"]; ok && value == "" {
				delete(got, "{ls00}once:digest/1")
			}
			if diff := cmp.Diff(full().with(test.changes), got); diff != "" {
				t.Errorf("the keys are not as wanted (-want +got):\n%s", diff)
			}
		})
	}
}
