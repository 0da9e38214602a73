package memstore

import (
	"maps"
	"slices"

	"github.com/longstop/longstop/scheduler"
)

// copyCase copies a case so that nothing is shared. A test fails when a field
// is added that would be.
func copyCase(c *scheduler.Case) *scheduler.Case {
	n := *c
	n.Agencies = slices.Clone(c.Agencies)
	n.Facts = slices.Clone(c.Facts)
	n.Ledger = maps.Clone(c.Ledger)
	n.Counts = maps.Clone(c.Counts)
	return &n
}

// copyIntent copies an intent so that nothing is shared.
func copyIntent(in *scheduler.Intent) *scheduler.Intent {
	n := *in
	n.Roles = slices.Clone(in.Roles)
	n.NextRung = slices.Clone(in.NextRung)
	n.Tried = slices.Clone(in.Tried)
	n.Items = slices.Clone(in.Items)
	for i := range n.Items {
		n.Items[i].Explanation = slices.Clone(in.Items[i].Explanation)
	}
	return &n
}
