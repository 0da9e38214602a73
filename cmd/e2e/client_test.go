package e2e

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"strings"
	"testing"
)

// answer is the output of a command, and its exit code.
type answer struct {
	out, err string
	code     int
}

// command runs `longstop` as a person would. Any goroutine may call it.
func command(t testing.TB, args ...string) answer {
	t.Helper()
	binary, err := racing()
	if err != nil {
		return answer{err: err.Error(), code: -1}
	}
	var out, complaint bytes.Buffer
	cmd := exec.Command(binary, args...)
	cmd.Env, cmd.Stdout, cmd.Stderr = environment(), &out, &complaint
	if err := cmd.Run(); cmd.ProcessState == nil {
		return answer{err: err.Error(), code: -1}
	}
	a := answer{out: out.String(), err: complaint.String(), code: cmd.ProcessState.ExitCode()}
	if strings.Contains(a.err, "DATA RACE") || strings.Contains(a.err, "panic") {
		t.Errorf("longstop %q: %s", args, a.err)
	}
	return a
}

// ask runs `longstop case` at this daemon.
func (d *daemon) ask(args ...string) answer {
	d.Helper()
	return command(d, append([]string{"case"}, append(args, "--socket", d.socket)...)...)
}

// tell runs `longstop case … -o json`, which must succeed, and reads the answer.
func (d *daemon) tell(args ...string) kept {
	d.Helper()
	a := d.ask(append(args, "-o", "json")...)
	if a.code != 0 {
		d.Fatalf("longstop case %q ended with %d: %s", args, a.code, a.err)
	}
	var k kept
	if err := json.Unmarshal([]byte(a.out), &k); err != nil {
		d.Fatalf("longstop case %q: %v in\n%s", args, err, a.out)
	}
	return k
}

// kept is the fields of the client commands' JSON, under the names that are promised
// to scripts.
type kept struct {
	ID, Reference string
	Revision      int
	ClosedAt      *string `json:"closed_at"`
	Milestones    []struct {
		ID, Status string
		Instance   *string
		Due        *string
		Target     *string
	}
	Facts   []stated
	Cases   []struct{ Reference string }
	Entries []struct{ What, Text string }
}

type stated struct{ ID, Name, Kind string }

// status returns how a milestone stands, or nothing.
func (k kept) status(milestone string) string {
	for _, m := range k.Milestones {
		key := m.ID
		if m.Instance != nil {
			key += "/" + *m.Instance
		}
		if key == milestone {
			return m.Status
		}
	}
	return ""
}

// opening returns the command that opens a case which is overdue at once.
func opening(reference string) []string {
	return []string{
		"open", "--partnership", "bscp", "--procedure", "buckinghamshire", "--reference", reference,
		"--event", "aware=2025-03-03", "--agency", "police",
	}
}

// opened returns the emails that the opening brings about: the two statutory
// milestones are overdue, and nobody holds local-authority.
func opened(reference string) []string {
	return []string{
		reference + " overdue bm: notify-national-panel rapid-review",
		reference + " overdue duty: notify-national-panel",
		reference + " overdue chair: rapid-review",
	}
}

// receiving returns the command that records the receipt of the notification, which
// opens more milestones.
func receiving(reference string) []string {
	return []string{"record", reference, "notification-received=2025-03-05"}
}

// received returns the emails that the receipt brings about.
func received(reference string) []string {
	return []string{
		reference + " overdue bm: rapid-review-meeting request-information/police",
		reference + " opened bm: inform-chairs/lcspr-chair inform-chairs/partnership-chair secure-records/police",
		reference + " opened sergeant: secure-records/police",
	}
}
