// Package redisstore is the [scheduler.Store] in Redis: one server, a master
// with Sentinel, or a Cluster.
//
// # The layout
//
// The store is in 16 shards. A case, its audit log, its emails and its entry
// in the wake queue are in the shard that a hash of its id gives, and all keys
// of a shard share a hash tag, so each transition is one Lua script that
// changes a case and everything that follows from it together. keys.go lists
// every key. Above each .lua file stand its KEYS, ARGV and returns.
//
//	             commit                     claim cases
//	(no case) ────────────> case ──────────────────────────> leased
//	                       wake: t   <── lease ends, commit   wake: end of lease
//	                          │
//	                          │ intents                   claim emails
//	                          └────────> waiting ────────────────────> leased by a token
//	                                     outbox: t <── lease ends,     outbox: end of lease
//	                                                   deferred            │
//	                                                                       └─ settle ─> a number in totals
//
// # What is authoritative
//
// The record of a case is the truth about it, with its revision in front: a
// commit made from another revision changes nothing. The wake queue holds every
// case, those without a next moment at infinity: it is the list of cases. The
// outbox is the list of emails. The counts serve the metrics only.
//
// Time is always an argument. Moments are whole milliseconds, rounded up, and
// now is rounded down: nothing is ever due early.
//
// The journal of bank-holiday lists is a list to which one line is added at a
// time, each with its number in front, by a daemon that has read all before it.
// No line is ever removed or altered. A line that is damaged, or missing before
// another, is reported and never passed over: a calendar must not be reckoned
// from a part of the journal.
//
// # On failure
//
// A script checks first, the types of all its keys included, and then writes; Redis writes its effects to the
// append-only file as one transaction. So after a crash a transition has
// happened whole or not at all.
//
// A replica that is promoted loses what it had not been sent. So whoever writes a
// fact waits, on the connection that wrote it, until a replica has it
// (replicas.go). If none says so in time the answer is ErrNotKept: the master has
// the fact, and it is there as long as that master is. Claims and leases do not
// wait: if they are lost, the entry is due again. Nor does what is only read, which
// may be a fact that was not accepted.
//
// No command is sent twice by the client. When an answer is lost the caller
// gets an error and cannot know, and so it is after ErrNotKept; asking again is
// safe for every method:
//
//	Commit      is refused with ErrConflict, or ErrExists: read the case and see
//	Claim…      entries of the first are due again when their leases end
//	Renew       says the same again
//	Settle      is refused with ErrLost; the first was recorded
//	Enqueue     says that the key is used; the first was queued
//	…Journal    an append is refused with ErrTaken: read the line and see;
//	            a note says the same again
//
// A Redis that is there and refuses a command is told from one that is away
// (refused.go): such a command has changed nothing.
//
// A record that cannot be read is reported as [ErrUnreadable] where it is met and
// stays where it is; claims, lists and totals go on without it. In a cluster
// with a node away, claims serve the other shards first and then fail.
//
// Data on disk outlives programs. The number of shards, the names of keys and
// dictionary1.txt must not change.
package redisstore
