package redisstore

import (
	"fmt"
	"hash/fnv"

	"github.com/longstop/longstop/internal/redo"
)

// shards is the number of parts of the store. It belongs to the layout: with
// another number, a store would find none of its records.
const shards = redo.Shards

// caseless is the shard of everything that belongs to no case.
const caseless shard = 0

// channel carries the nudges; see nudge.go. It is not a key.
const channel = "longstop:nudge"

// shard is one part of the store. Its keys share a hash tag, so that one
// script may change several of them, in Redis Cluster too.
type shard int

// shardOf returns the shard of a case and of all its emails. Emails without a
// case have an empty id here.
func shardOf(caseID string) shard {
	if caseID == "" {
		return caseless
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(caseID)) // a hash never fails
	return shard(h.Sum32() % shards)
}

// key returns the name of a key in the shard.
func (s shard) key(name string) string { return fmt.Sprintf("{ls%02d}%s", int(s), name) }

// The keys of a shard, and their types:
//
//	{ls07}case:ID        string  revision, a space, the record (record.go)
//	{ls07}log:ID         list    the audit log, oldest first, a line for each transition (entry.go)
//	{ls07}roll:ID        string  version, a space, the roll of the case: who has what of the emails handed on
//	{ls07}wake           zset    every case, by its next moment; +inf: none
//	{ls07}touched        zset    every case, by its last commit or claim, by the clock of whoever made it
//	{ls07}email:ID       hash    of an intent that waits: d the record, t the owner's token, h if it was handed over
//	{ls07}outbox         zset    every intent that waits, by its next moment or the end of its lease
//	{ls07}dates          zset    the same intents, by their Date
//	{ls07}counts         hash    how many milestones and cases stand how: a scheduler.Tally as text, number
//	{ls07}totals         hash    created, writes, and each final outcome: number
//	{ls07}probe          string  empty: written to see whether Redis takes a write, until it expires
//	{ls00}once:KEY       string  a key of Enqueue that was used, until it expires
//	{ls00}journal        list    the journal of bank-holiday lists, a line each (journal.go)
//	{ls00}journal:state  hash    applied: number of lines; checked: nanoseconds since 1970
//
// Moments in queues are milliseconds since 1970, rounded up (moment.go).
func (s shard) record(caseID string) string { return s.records() + caseID }
func (s shard) log(caseID string) string    { return s.key("log:") + caseID }
func (s shard) roll(caseID string) string   { return s.key("roll:") + caseID }
func (s shard) email(id string) string      { return s.emails() + id }
func (s shard) once(key string) string      { return s.key("once:") + key }
func (s shard) records() string             { return s.key("case:") }
func (s shard) emails() string              { return s.key("email:") }
func (s shard) wake() string                { return s.key("wake") }
func (s shard) touched() string             { return s.key("touched") }
func (s shard) outbox() string              { return s.key("outbox") }
func (s shard) dates() string               { return s.key("dates") }
func (s shard) counts() string              { return s.key("counts") }
func (s shard) totals() string              { return s.key("totals") }
func (s shard) probe() string               { return s.key("probe") }
func (s shard) journal() string             { return s.key("journal") }
func (s shard) journalState() string        { return s.key("journal:state") }
