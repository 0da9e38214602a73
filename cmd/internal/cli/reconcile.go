package cli

import (
	"fmt"
	"io"

	"github.com/longstop/longstop/cmd/internal/api"
	"github.com/longstop/longstop/internal/words"
)

type reconcileCmd struct {
	clientFlags
	Yes        bool     `help:"Write again what is missing."`
	From       []string `sep:"none" placeholder:"DIR" help:"The redo folder of another daemon, as it is on the daemon's machine; again for more."`
	AcceptLoss bool     `help:"Go on although some of what is missing is in no log."`
}

// Help says when it is needed, and what it does.
func (reconcileCmd) Help() string {
	return `A store that was restored from a backup, or lost its newest writes in another
way, is older than it was. The daemon notices, and plans, sends and accepts
nothing. See first what is missing:

  longstop reconcile

With --yes it is written again, from what this daemon has kept beside its
configuration: facts, emails that wait, and which emails have gone out, so that
none goes out twice. Where several daemons share the store, stop the others and
give their folders: --from /var/lib/other/redo. What no daemon has kept was never
accepted, or is lost: --accept-loss goes on without it. Then people may be told
twice of what was in it, or not at all: look at each case.`
}

func (x reconcileCmd) Run(c *cli) error {
	r, err := x.client().Reconcile(c.ctx, api.Reconciling{Yes: x.Yes, From: x.From, AcceptLoss: x.AcceptLoss})
	if err != nil {
		return err
	}
	return x.answer(c, r, func(w io.Writer) { printReconciliation(w, r) })
}

// printReconciliation says what is missing, and what comes next.
func printReconciliation(w io.Writer, r *api.Reconciliation) {
	if !r.Any() {
		fmt.Fprintln(w, "The store has everything that this daemon knows of.")
		return
	}
	fmt.Fprintf(w, "Missing in the store: %s.\n", words.Count(int(r.Known+r.Unknown), "write"))
	for _, m := range r.Cases {
		what := words.Count(m.Facts, "fact")
		if m.New {
			what = "the whole case, with " + what
		}
		fmt.Fprintf(w, "  %s:%s: %s (revision %d, the store has %d)\n", m.Partnership, m.Reference, what, m.Revision, m.Stored)
	}
	if r.Settled > 0 {
		fmt.Fprintf(w, "  %s gone out or no longer wanted\n", words.Count(r.Settled, "email"))
	}
	if r.Waiting > 0 {
		fmt.Fprintf(w, "  %s still to go out\n", words.Count(r.Waiting, "email"))
	}
	if r.Lines > 0 {
		fmt.Fprintf(w, "  %s of the journal of bank holidays\n", words.Count(r.Lines, "line"))
	}
	if r.Damaged > 0 {
		fmt.Fprintf(w, "%s of the logs cannot be read.\n", words.Count(r.Damaged, "line"))
	}
	if r.Unknown > 0 {
		fmt.Fprintf(w, "%s in no log: of another daemon (--from DIR), or never accepted.\n", words.Count(int(r.Unknown), "write"))
	}
	switch {
	case r.Written && r.Unknown > 0:
		fmt.Fprintln(w, "What is in the logs was written again; the rest was accepted as lost.")
	case r.Written:
		fmt.Fprintln(w, "All of it was written again.")
	case r.Unknown > 0:
		fmt.Fprintln(w, "Nothing was changed. To write it again: longstop reconcile --yes, with --from DIR or --accept-loss")
	default:
		fmt.Fprintln(w, "Nothing was changed. To write it again: longstop reconcile --yes")
	}
}
