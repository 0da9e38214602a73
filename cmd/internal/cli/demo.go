package cli

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/longstop/longstop/cmd/internal/demo"
	"github.com/longstop/longstop/cmd/internal/table"
)

type demoCmd struct {
	Pace   time.Duration `default:"150ms" help:"The pause after each email; 0 for none."`
	Emails string        `placeholder:"DIR" help:"Save the emails here instead of in a new temporary folder."`
}

// Help says what it needs.
func (demoCmd) Help() string {
	return "Needs nothing: no server, no configuration, no root. It keeps nothing but the\nemails, for you to read afterwards."
}

func (d demoCmd) Run(c *cli) error {
	if d.Emails != "" {
		if err := os.MkdirAll(d.Emails, 0o700); err != nil {
			return fmt.Errorf("--emails: %w", err)
		}
	}
	dir, err := demo.Run(c.ctx, demo.Options{Out: c.out, Show: table.Print, Pace: max(0, d.Pace), Dir: d.Emails})
	if err != nil {
		return err
	}
	if terminal(c.in) {
		return read(c, dir)
	}
	return nil
}

// terminal says whether somebody can type there: /dev/null is a device too.
func terminal(in io.Reader) bool {
	f, isFile := in.(*os.File)
	if !isFile {
		return false
	}
	info, err := f.Stat()
	null, nullErr := os.Stat(os.DevNull)
	return err == nil && nullErr == nil && info.Mode()&os.ModeCharDevice != 0 && !os.SameFile(info, null)
}

// read lets a person at a terminal read the emails by number.
func read(c *cli, dir string) error {
	in := bufio.NewScanner(c.in)
	for {
		fmt.Fprint(c.out, "\nRead an email: its number (1, 2, …), or Enter to leave: ")
		if !in.Scan() || strings.TrimSpace(in.Text()) == "" {
			fmt.Fprintln(c.out)
			return in.Err()
		}
		n, err := strconv.Atoi(strings.TrimSpace(in.Text()))
		found, globErr := filepath.Glob(filepath.Join(dir, fmt.Sprintf("%03d-*.txt", n)))
		if err != nil || globErr != nil || len(found) != 1 {
			fmt.Fprintln(c.out, "There is no such email.")
			continue
		}
		text, err := os.ReadFile(found[0])
		if err != nil {
			return fmt.Errorf("read email: %w", err)
		}
		fmt.Fprintf(c.out, "\n%s\n", text)
	}
}
