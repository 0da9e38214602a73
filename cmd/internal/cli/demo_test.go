package cli

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// After the demo a person reads its emails by their numbers, for as long as they
// like.
func TestEmailsOfTheDemoAreReadByNumber(t *testing.T) {
	dir := t.TempDir()
	writeFiles(t, dir, map[string]string{"001-overdue-bm.txt": "the first\n", "010-digest-bm.txt": "the tenth\n"})
	var out strings.Builder
	if err := read(&cli{in: strings.NewReader("10\n1\n2\nx\n\n1\n"), out: &out}, dir); err != nil {
		t.Fatal(err)
	}
	const prompt = "\nRead an email: its number (1, 2, …), or Enter to leave: "
	const no = "There is no such email.\n"
	want := prompt + "\nthe tenth\n\n" + prompt + "\nthe first\n\n" + prompt + no + prompt + no + prompt + "\n"
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// A command that is piped or started by a service asks nobody anything.
func TestNobodyIsAskedWithoutATerminal(t *testing.T) {
	null, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	if terminal(nil) || terminal(strings.NewReader("1\n")) || terminal(null) {
		t.Error("there is no terminal, and somebody would be asked")
	}
}
