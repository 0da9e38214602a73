package procedure

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
)

// versionOf digests all that a procedure says. Rules and conditions are written
// in words, since what they hold does not tell one kind from another.
func versionOf(p *Procedure) string {
	h := sha256.New()
	put(h, p.ID, p.Title, p.Document, p.Edition, p.Roles, p.Events, p.Reminders, p.Ladder, p.Settings)
	for _, m := range p.Milestones {
		put(h, m.ID, m.Title, m.Per(), m.Due, m.Owner, m.Copy, m.Statutory, m.Outcomes, m.From, m.Follows, m.Within, m.Silence,
			m.DoneBy, m.EndedBy, m.Quorum, m.Source, m.Note, m.Reminders, m.Ladder)
		if m.When != nil {
			put(h, "when", *m.When)
		}
		if m.Delegated != nil {
			put(h, "delegated", *m.Delegated)
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// put writes each value so that no two lists of values write the same.
func put(h hash.Hash, values ...any) {
	for _, v := range values {
		fmt.Fprintf(h, "%q\n", fmt.Sprintf("%+v", v))
	}
}
