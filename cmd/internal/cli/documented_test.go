package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

var (
	inBlock = regexp.MustCompile(`(?m)^(?:    |\$ )(?:bin/)?longstop ((?:.*\\\n)*.*)$`)
	inLine  = regexp.MustCompile("`(?:bin/)?longstop ([^`]+)`")
	leftOut = regexp.MustCompile(`^(expected|missing flags:) `)
	word    = regexp.MustCompile(`"[^"]*"|'[^']*'|[^\s\\]+`)
)

// What a page tells its reader to type can be typed. A command that is only named,
// in the middle of a sentence, may leave out its arguments.
func TestCommandsOfThePagesCanBeTyped(t *testing.T) {
	pages, err := filepath.Glob("../../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, page := range append(pages, "../../../README.md", "../../../CONTRIBUTING.md", "../../../SECURITY.md", "../../../CHANGELOG.md") {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range inBlock.FindAllStringSubmatch(string(text), -1) {
			found++
			if err := typed(m[1]); err != nil {
				t.Errorf("%s: longstop %s: %v", page, m[1], err)
			}
		}
		for _, m := range inLine.FindAllStringSubmatch(string(text), -1) {
			found++
			if err := typed(m[1]); err != nil && !leftOut.MatchString(err.Error()) {
				t.Errorf("%s: longstop %s: %v", page, m[1], err)
			}
		}
	}
	if found < 50 {
		t.Errorf("only %d commands were found", found)
	}
}

// typed reads a command line as the program would, and does nothing.
func typed(line string) error {
	line, _, _ = strings.Cut(line, "  #")
	line = strings.ReplaceAll(line, "--why …", "--why TEXT")
	line, _, _ = strings.Cut(line, " > ")
	var args []string
	for _, w := range word.FindAllString(strings.ReplaceAll(line, " …", ""), -1) {
		args = append(args, strings.Trim(w, `"'`))
	}
	parser, err := kong.New(&grammar{}, kong.Exit(func(int) {}))
	if err != nil {
		return err
	}
	_, err = parser.Parse(args)
	return err
}
