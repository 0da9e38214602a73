// Package redo is a daemon's own memory of what its store has acknowledged. A store
// that comes back older than it was, from a backup or by a promotion, does not know
// what it has forgotten: the daemon does, from a folder beside its configuration.
//
// Each acknowledged write is an [Entry], with its number in its shard, in the order in
// which the store counted them. [Log] appends it to a file and waits until it is on
// disk, before the write counts as accepted. The log is bounded: it keeps the newest
// files. [Missing] compares entries, of one daemon or of several, with the counts of a
// store, and says what has to be written again.
//
//	write ─► store: ok, the 17th of shard 3 ─► Log.Keep ─► accepted
//
//	store: shard 3 has 12      ─► entries 13 to 17 are missing
//	log:   shard 3 had 17         one that no log has was another daemon's, or was
//	                              never acknowledged
//
// What it holds is what the store holds: references and the ids of people, no names
// and no addresses. The folder is the daemon's alone.
//
// # Which file holds which idea
//
//	entry     one acknowledged write, and its line in a file
//	log       the files: append, rotate, read
//	missing   what a store has forgotten
package redo
