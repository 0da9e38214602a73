package cli

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/longstop/longstop/cmd/internal/table"
	"github.com/longstop/longstop/scheduler/procedure"
)

// procedures carries out "longstop procedures ARGS" on a Tuesday.
func procedures(args ...string) (code int, out, errs string) {
	var o, e bytes.Buffer
	c := &cli{ctx: nil, out: &o, err: &e, now: func() time.Time { return time.Date(2027, 8, 31, 12, 0, 0, 0, time.UTC) }}
	code = run(c, append([]string{"procedures"}, args...))
	return code, o.String(), e.String()
}

// narrow fails for every line that is wider than a terminal.
func narrow(t *testing.T, what, text string) {
	t.Helper()
	for line := range strings.Lines(text) {
		if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > table.Width {
			t.Errorf("%s: %d columns: %s", what, n, line)
		}
	}
}

func TestWhichProcedureIsMeant(t *testing.T) {
	for _, tt := range []struct{ name, want string }{
		{"kent", ""},
		{"kent@2024-01-01", ""},
		{"kent@2020-01-01", "no such procedure: kent has no edition of 2020-01-01"},
		{"knet", `did you mean "kent"?`},
		{"nothing-of-that-name.yaml", "read procedure: open nothing-of-that-name.yaml: no such file or directory"},
		{"testdata", "read procedure: read testdata: is a directory"},
		{"../../../scheduler/procedure/library/kent.yaml", ""},
	} {
		p, err := findProcedure(procedure.Shipped(), tt.name)
		switch {
		case tt.want == "" && (err != nil || p.ID != "kent"):
			t.Errorf("%s: got %v (%v)", tt.name, p, err)
		case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
			t.Errorf("%s: got %v, want %s", tt.name, err, tt.want)
		}
	}
}

func TestListOfProcedures(t *testing.T) {
	code, out, _ := procedures()
	narrow(t, "list", out)
	for _, id := range procedure.Shipped().IDs() {
		if !strings.Contains(out, "\n"+id+" ") && !strings.HasPrefix(out, id+" ") {
			t.Errorf("%s is missing", id)
		}
	}
	if code != 0 {
		t.Errorf("exit code %d", code)
	}
}
