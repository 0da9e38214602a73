package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/cmd/internal/app"
	"github.com/longstop/longstop/cmd/internal/table"
	"github.com/longstop/longstop/config"
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/internal/yamlfile"
	"github.com/longstop/longstop/scheduler/lint"
	"github.com/longstop/longstop/scheduler/procedure"
)

type proceduresLintCmd struct {
	Files     []string `arg:"" optional:"" name:"file" help:"Procedure files (YAML), or names of procedures; none: all that ship, and your own."`
	Config    string   `placeholder:"FILE" help:"The daemon's configuration: its own procedures, and roles that a partnership gives to nobody."`
	Strict    bool     `help:"Fail for conflicts and warnings too, not for mistakes alone."`
	Output    string   `short:"o" enum:"text,json" default:"text" help:"text or json."`
	localFlag `embed:""`
}

// Help says what is looked for.
func (proceduresLintCmd) Help() string {
	return `Finds what cannot be loaded (form, reference, cycle), mistakes (unreachable,
due-before-open), contradictions that the guidance itself may contain
(window-after-limit, chain-overruns), and what may not be meant
(missing-citation, ladder-ends-in-nobody, vacant-role, reminder-never-fires,
unused-role, unused-event, unused-setting, near-name). Each finding says where it
is, and what would be right. What is known of the procedures that ship is listed with its reason and
never fails.

  longstop procedures lint
  longstop procedures lint our-procedure.yaml -o json
  longstop procedures lint town --config longstop.yaml`
}

// Run lints what is named. The exit code tells of mistakes that are not known;
// with --strict, of all findings that are not.
func (l proceduresLintCmd) Run(c *cli) error {
	in, err := l.prepare()
	if err != nil {
		return err
	}
	names := l.Files
	if len(names) == 0 {
		names = in.library.IDs()
	}
	found := []lint.Finding{}
	for _, name := range names {
		of, err := in.one(name)
		if err != nil {
			return err
		}
		found = append(found, of...)
	}
	if l.Output == "json" {
		err = writeJSON(c.out, map[string]any{"findings": found})
	} else {
		printFindings(c.out, found, len(names))
	}
	if err != nil {
		return err
	}
	return l.verdict(found)
}

// linting is what every procedure of one run is judged with.
type linting struct {
	texts []procedure.Text // of the procedures that ship, and of one's own
	known []lint.Known
	cfg   *config.Config // or nil

	library *procedure.Library
}

// prepare reads what is judged. The folder of one's own procedures is that of
// the configuration, unless another is named.
func (l proceduresLintCmd) prepare() (in linting, err error) {
	own := l.localFlag
	if l.Config != "" {
		if in.cfg, _, err = loadConfig(l.Config); err != nil {
			return in, err
		}
		own.Procedures = cmp.Or(own.Procedures, in.cfg.Procedures)
	}
	if in.library, err = own.library(); err != nil {
		return in, err
	}
	if in.known, err = lint.KnownFindings(); err != nil {
		return in, err
	}
	in.texts, err = own.texts()
	return in, err
}

func (l proceduresLintCmd) verdict(found []lint.Finding) error {
	wrong := 0
	for _, f := range found {
		if f.Known == "" && (l.Strict || f.Severity == lint.Mistake) {
			wrong++
		}
	}
	switch {
	case wrong == 0:
		return nil
	case l.Strict:
		return fmt.Errorf("%s to look at (--strict)", words.CountOrNo(wrong, "finding"))
	}
	return fmt.Errorf("%s to mend", words.CountOrNo(wrong, "mistake"))
}

// one lints a file, or all editions of a procedure of the library. That a file
// cannot be loaded is a finding; that there is none is an error.
func (in linting) one(name string) ([]lint.Finding, error) {
	data, err := os.ReadFile(name)
	if err == nil {
		return in.file(name, data), nil
	}
	if _, err := findProcedure(in.library, name); err != nil {
		return nil, err
	}
	id, edition, single := strings.Cut(name, "@")
	var found []lint.Finding
	for _, text := range in.texts {
		if text.ID != id || (single && text.Edition != edition) {
			continue
		}
		p, err := in.library.Find(text.ID, text.Edition)
		if err != nil {
			return nil, err
		}
		found = append(found, lint.Procedure(p, in.context(p, text))...)
	}
	lint.Expect(found, in.known)
	return found, nil
}

func (in linting) file(name string, data []byte) []lint.Finding {
	text, _ := procedure.ReadText(path.Base(name), data) // what is wrong with it, loading says too
	text.File = name
	p, err := in.library.Load(name, data)
	if err != nil {
		return unloadable(name, text, err)
	}
	return lint.Procedure(p, in.context(p, text))
}

// kindOf is the kind of finding for each code of the loader.
var kindOf = map[yamlfile.Code]lint.Kind{
	yamlfile.Form: lint.KindForm, yamlfile.Reference: lint.KindReference, yamlfile.Cycle: lint.KindCycle,
}

// unloadable turns what loading says into findings.
func unloadable(name string, text procedure.Text, err error) []lint.Finding {
	finding := func(e yamlfile.Error) lint.Finding {
		kind := kindOf[e.Code]
		f := lint.Finding{
			Kind: kind, Severity: kind.Severity(), Procedure: text.ID, Edition: text.Edition,
			Field: e.Field, File: name, Line: e.Line, Column: e.Column, Message: e.Message, Right: e.Right,
		}
		if rest, ok := strings.CutPrefix(e.Field, "milestones."); ok {
			f.Milestone, _, _ = strings.Cut(rest, ".")
		}
		return f
	}
	var all yamlfile.Errors
	var one *yamlfile.Error
	var found []lint.Finding
	switch {
	case errors.As(err, &all):
		for _, e := range all {
			found = append(found, finding(*e))
		}
	case errors.As(err, &one):
		found = append(found, finding(*one))
	default:
		found = append(found, finding(yamlfile.Error{Mistake: yamlfile.Mistake{Code: yamlfile.Form, Message: err.Error()}}))
	}
	return found
}

func (in linting) context(p *procedure.Procedure, text procedure.Text) lint.Context {
	out := lint.Context{
		Calendar: calendar.For(calendar.EnglandAndWales), Text: text, Parent: p.Parent(), Vacant: map[string][]string{},
	}
	for _, t := range in.texts {
		if other, err := in.library.Find(t.ID, t.Edition); err == nil && t.ID == p.ID {
			out.Editions = append(out.Editions, other)
		}
	}
	if in.cfg == nil {
		return out
	}
	for _, partnership := range in.cfg.Partnerships {
		if slices.Contains(partnership.Procedures, p.ID) {
			out.Vacant[partnership.ID] = partnership.Directory.Vacant(rolesIn(p, partnership))
		}
	}
	return out
}

// rolesIn lists the roles of a procedure as a partnership holds them: those of
// an agency once for each of its agencies.
func rolesIn(p *procedure.Procedure, in config.Partnership) []string {
	roles := app.RolesOf(p)
	for _, a := range in.Directory.Agencies {
		for _, role := range []string{procedure.RoleAgency, procedure.RoleAgencyLead} {
			if slices.Contains(p.RoleIDs(), role) {
				roles = append(roles, role+"/"+a.ID)
			}
		}
	}
	return roles
}

// printFindings prints them in the form that editors read, each in one line,
// however long; what follows is for people, and as wide as a terminal.
func printFindings(w io.Writer, found []lint.Finding, procedures int) {
	counts := map[lint.Severity]int{}
	known := 0
	for _, f := range found {
		counts[f.Severity]++
		place := f.File
		for _, n := range []int{f.Line, f.Column} {
			if n > 0 {
				place += fmt.Sprintf(":%d", n)
			}
		}
		what := f.Message
		if about := cmp.Or(f.Milestone, f.Field); about != "" {
			what = about + ": " + what
		}
		fmt.Fprintf(w, "%s: %s %s: %s\n", place, f.Severity, f.Kind, what)
		if f.Right != "" {
			fmt.Fprintf(w, "    right: %s\n", table.Wrap(f.Right, table.Width-11, 11))
		}
		if f.Known != "" {
			known++
			fmt.Fprintf(w, "    known: %s\n", table.Wrap(f.Known, table.Width-11, 11))
		}
	}
	if len(found) > 0 {
		fmt.Fprintln(w)
	}
	fmt.Fprintf(w, "%s: %s\n", words.CountOrNo(procedures, "procedure"), summary(counts, known))
}

// summary counts what was found. Where all of it is known there is nothing to do,
// and that is what it says.
func summary(counts map[lint.Severity]int, known int) string {
	mistakes, conflicts, warnings := counts[lint.Mistake], counts[lint.Conflict], counts[lint.Warning]
	all := mistakes + conflicts + warnings
	if known == 0 || known < all {
		out := fmt.Sprintf("%s, %s, %s", words.CountOrNo(mistakes, "mistake"), words.CountOrNo(conflicts, "conflict"), words.CountOrNo(warnings, "warning"))
		if known > 0 {
			out += fmt.Sprintf(" (%d of them known)", known)
		}
		return out
	}
	var parts []string
	for _, kind := range []struct {
		n    int
		word string
	}{{mistakes, "mistake"}, {conflicts, "conflict"}, {warnings, "warning"}} {
		if kind.n > 0 {
			parts = append(parts, words.CountOrNo(kind.n, kind.word))
		}
	}
	if all == 1 {
		return parts[0] + ", known"
	}
	return words.And(parts) + ", all known"
}
