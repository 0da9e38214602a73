package redo

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
)

// Loss is what a store has forgotten.
type Loss struct {
	Entries []Entry // by shard and number: what can be written again
	Unknown Counts  // how many writes of each shard no log has
}

// Missing compares the counts of a store with what was known of it, and with the
// entries of the logs that there are. Of two entries with one number, which a store that
// went back unnoticed can have led to, the later one is right.
func Missing(stored, known Counts, entries []Entry) Loss {
	var loss Loss
	found := map[[2]int64]Entry{}
	for _, e := range entries {
		known[e.Shard] = max(known[e.Shard], e.N)
		at := [2]int64{int64(e.Shard), e.N}
		if old, ok := found[at]; e.N > stored[e.Shard] && (!ok || e.At.After(old.At)) {
			found[at] = e
		}
	}
	for i := range loss.Unknown {
		loss.Unknown[i] = max(0, known[i]-stored[i])
	}
	for _, e := range found {
		loss.Entries = append(loss.Entries, e)
		loss.Unknown[e.Shard]--
	}
	slices.SortFunc(loss.Entries, func(a, b Entry) int { return cmp.Or(cmp.Compare(a.Shard, b.Shard), cmp.Compare(a.N, b.N)) })
	return loss
}

// Known returns how much each shard will have once the loss is made good.
func (l Loss) Known(stored Counts) Counts {
	for _, e := range l.Entries {
		stored[e.Shard]++
	}
	for i, n := range l.Unknown {
		stored[i] += n
	}
	return stored
}

// Any says whether anything is missing.
func (l Loss) Any() bool { return len(l.Entries) > 0 || l.Unknown != Counts{} }

// Sum returns the sum over all shards.
func (c Counts) Sum() (n int64) {
	for _, count := range c {
		n += max(0, count)
	}
	return n
}

// Less returns by how much these counts are less than others, over all shards, and in
// how many shards. A count below zero is one that could not be read: it says nothing.
func (c Counts) Less(than Counts) (writes int64, shards int) {
	for i, count := range c {
		if count >= 0 && count < than[i] {
			writes += than[i] - count
			shards++
		}
	}
	return writes, shards
}

// Entries returns what the logs in some folders hold, in the order in which each was
// written, with the number of lines that are damaged. It may be asked while they are
// written to.
func Entries(dirs ...string) (all []Entry, damaged int, err error) {
	for _, dir := range dirs {
		names, err := files(dir)
		if err != nil {
			return nil, 0, fmt.Errorf("read redo log: %w", err)
		}
		if len(names) == 0 {
			return nil, 0, fmt.Errorf("read redo log: no file of one is in %s: %w", dir, fs.ErrNotExist)
		}
		n, err := each(dir, names, func(e Entry, _ note) {
			if e.N > 0 {
				all = append(all, e)
			}
		})
		if err != nil {
			return nil, 0, fmt.Errorf("read redo log: %w", err)
		}
		damaged += n
	}
	return all, damaged, nil
}
