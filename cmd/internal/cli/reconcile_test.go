package cli

import (
	"bytes"
	"testing"

	"github.com/longstop/longstop/cmd/internal/api"
)

func TestWhatAStoreHasForgottenInWords(t *testing.T) {
	for name, c := range map[string]struct {
		in   api.Reconciliation
		want string
	}{
		"nothing": {api.Reconciliation{}, "The store has everything that this daemon knows of.\n"},
		"before": {
			api.Reconciliation{
				Known: 7, Unknown: 1, Settled: 3, Waiting: 1, Lines: 1, Damaged: 2,
				Cases: []api.MissingCase{
					{Partnership: "bscp", Reference: "CASE-1", Facts: 1, Revision: 5, Stored: 3},
					{Partnership: "bscp", Reference: "CASE-2", New: true, Facts: 2, Revision: 1},
				},
			},
			`Missing in the store: 8 writes.
  bscp:CASE-1: 1 fact (revision 5, the store has 3)
  bscp:CASE-2: the whole case, with 2 facts (revision 1, the store has 0)
  3 emails gone out or no longer wanted
  1 email still to go out
  1 line of the journal of bank holidays
2 lines of the logs cannot be read.
1 write in no log: of another daemon (--from DIR), or never accepted.
Nothing was changed. To write it again: longstop reconcile --yes, with --from DIR or --accept-loss
`,
		},
		"all of it": {api.Reconciliation{Known: 1, Written: true}, "Missing in the store: 1 write.\nAll of it was written again.\n"},
		"not all":   {api.Reconciliation{Known: 1, Unknown: 1, Written: true}, "Missing in the store: 2 writes.\n1 write in no log: of another daemon (--from DIR), or never accepted.\nWhat is in the logs was written again; the rest was accepted as lost.\n"},
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			printReconciliation(&out, &c.in)
			if out.String() != c.want {
				t.Errorf("got:\n%s\nwant:\n%s", out.String(), c.want)
			}
		})
	}
}
