package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/longstop/longstop/cmd/internal/app"
)

// town is a partnership with procedures of its own, which lie in the folder
// beside the configuration, and with a choice.
func town(t *testing.T) map[string]string {
	t.Helper()
	files := map[string]string{
		"longstop.yaml": longstopYAML,
		"bscp.yaml":     strings.Replace(bscpYAML, "[buckinghamshire]", "[town]\nsettings: {town: {fifteen-days-from: aware}}", 1),
	}
	for _, name := range []string{"town.yaml", "town-2027.yaml"} {
		data, err := os.ReadFile(filepath.Join("testdata/local", name))
		if err != nil {
			t.Fatal(err)
		}
		files["procedures/"+name] = string(data)
	}
	return files
}

// A case under a procedure of the partnership's own, with what it has chosen:
// each date says so.
func TestACaseUnderTheirOwnRules(t *testing.T) {
	serveFiles(t, town(t))
	must(t, "case", "open", "--partnership", "bscp", "--procedure", "town", "--reference", "T-1",
		"--event", "aware=2026-12-03", "--event", "referral=2026-12-04", "--agency", "police")
	for milestone, want := range map[string][]string{
		"rapid-review": {
			"due       Thu 24 December 2026", "rule      15 working days after aware",
			"Setting fifteen-days-from: aware (chosen; the default", "is panel-notified).",
		},
		"executive-discussion": {"due       Tue 8 December 2026", "rule      2 working days after referral", "source    Town guidance, 3"},
		"agency-summaries":     {"Setting appendix-day: working (the default)."},
	} {
		got := must(t, "case", "show", "T-1", "--why", milestone)
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%s: no %q in\n%s", milestone, w, got)
			}
		}
	}
}

// What check-config and the daemon make of a folder, right and wrong.
func TestConfigurationsWithTheirOwnRules(t *testing.T) {
	for _, c := range []struct{ name, file, old, new, want string }{
		{"all well", "bscp.yaml", "", "", ""},
		{
			"a choice mistyped", "bscp.yaml", "aware}", "awrae}",
			`DIR/bscp.yaml:4:38: settings.town.fifteen-days-from: "awrae" is not a choice of fifteen-days-from: did you mean "aware"? Choices: aware, incident, panel-notified, panel-notified-calendar`,
		},
		{
			"a setting mistyped", "bscp.yaml", "fifteen-days-from:", "fifteen-days:",
			`DIR/bscp.yaml:4:19: settings.town.fifteen-days: town has no setting "fifteen-days". Settings: appendix-day, fifteen-days-from`,
		},
		{
			"a rule mistyped", "procedures/town.yaml", "2 working days after referral", "2 working days after refferal",
			`DIR/procedures/town.yaml:11:10: milestones.executive-discussion.due: "refferal" is neither an event nor a milestone: did you mean "referral"? Known here: `,
		},
		{
			"a parent mistyped", "procedures/town-2027.yaml", "inherits: kent", "inherits: knet",
			`DIR/procedures/town-2027.yaml:7:11: inherits: no such procedure: "knet": did you mean "kent"? the procedures are: `,
		},
		{
			"the same edition twice", "procedures/town-2027.yaml", "2027-01-01", "2026-01-01",
			`DIR/procedures/town.yaml:5:10: edition: town has an edition of 2026-01-01 already, in another file`,
		},
		{"a role that only the older edition has", "procedures/town.yaml", "milestones:", "roles: {clerk: The clerk}\nmilestones:", ""},
		{
			"a folder that there is not", "longstop.yaml", "state-dir: state", "state-dir: state\nprocedures: ours",
			"DIR/longstop.yaml:3:13: procedures: the folder DIR/ours cannot be read: no such file or directory",
		},
	} {
		dir, files := t.TempDir(), town(t)
		if c.want == "" {
			files["bscp.yaml"] = strings.Replace(files["bscp.yaml"], "{business-manager: [duty]}", "{business-manager: [duty], executive: [duty]}", 1)
		}
		files[c.file] = strings.Replace(files[c.file], c.old, c.new, 1)
		writeFiles(t, dir, files)
		var out bytes.Buffer
		err := checkConfigCmd{File: filepath.Join(dir, "longstop.yaml")}.Run(&cli{out: &out})
		got := ""
		if err != nil {
			got = strings.ReplaceAll(err.Error(), dir, "DIR")
		}
		if c.want == "" && got != "" || !strings.HasPrefix(got, c.want) || strings.Contains(got, "\n") {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
		if c.name == "all well" && !strings.Contains(out.String(), "settings town fifteen-days-from=aware") {
			t.Errorf("check-config says nothing of the settings:\n%s", out.String())
		}
	}
}

// A configuration that is loaded again changes the rules of the next look at a
// case; one with a mistake leaves the rules as they are.
func TestTheWorldTakesTheNewRules(t *testing.T) {
	dir, files := t.TempDir(), town(t)
	writeFiles(t, dir, files)
	path := filepath.Join(dir, "longstop.yaml")
	cfg, library, err := loadConfig(path)
	if err != nil {
		t.Fatal(err)
	}
	partnerships := app.NewPartnerships(library, cfg)
	rule := func() string {
		p, err := partnerships.Procedure("bscp", "town", "2026-01-01")
		if err != nil {
			return err.Error()
		}
		m, _ := p.Milestone("rapid-review")
		return m.Due.String()
	}
	for _, step := range []struct{ file, old, new, want string }{
		{"bscp.yaml", "", "", "15 working days after aware"},
		{"bscp.yaml", "aware}", "incident}", "15 working days after incident"},
		{"bscp.yaml", "incident}", "incidnet}", "15 working days after incident"},
		{"bscp.yaml", "incidnet}", "panel-notified}", "15 working days after notify-national-panel"},
		{"procedures/town.yaml", "inherits: kent", "inherits: england-2023\nroles: {executive: E}\nevents: {referral: {title: R}}", "15 working days after notify-national-panel"},
		{"procedures/town.yaml", "edition: 2026-01-01", "edition: 2026-02-01", "no such procedure: town has no edition of 2026-01-01"},
	} {
		files[step.file] = strings.Replace(files[step.file], step.old, step.new, 1)
		writeFiles(t, dir, files)
		if cfg, library, err := loadConfig(path); err == nil {
			partnerships.Use(library, cfg)
		}
		if got := rule(); got != step.want {
			t.Errorf("after %q: %s, want %s", step.new, got, step.want)
		}
	}
	if _, err := partnerships.Procedure("nobody", "town", "2026-01-01"); err == nil {
		t.Error("a partnership that there is not has procedures")
	}
}

func TestOwnProceduresAreListedAndShown(t *testing.T) {
	var out bytes.Buffer
	own := localFlag{"testdata/local"}
	if err := (proceduresListCmd{Output: "table", localFlag: own}).Run(&cli{out: &out}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"town                      2026-01-01  Town", "town                      2027-01-01  Town", "kent   "} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
	for name, want := range map[string]string{
		"town":            "    aware                   15 working days after aware (the default)\n",
		"town@2026-01-01": "    panel-notified          15 working days after notify-national-panel (the\n                            default)\n",
	} {
		out.Reset()
		if err := (proceduresShowCmd{Name: name, Output: "text", localFlag: own}).Run(&cli{out: &out}); err != nil {
			t.Fatal(err)
		}
		for _, w := range []string{want, "it adds to kent", "Inherited from kent.", "(setting"} {
			if !strings.Contains(out.String(), w) {
				t.Errorf("%s: no %q in\n%s", name, w, out.String())
			}
		}
	}
	err := proceduresShowCmd{Name: "town@2025-01-01", localFlag: own}.Run(&cli{out: &out})
	if err == nil || err.Error() != "no such procedure: town has no edition of 2025-01-01" {
		t.Errorf("got %v", err)
	}
}

// The example of the manual is one that loads.
func TestTheManualsOwnProcedure(t *testing.T) {
	manual, err := os.ReadFile("../../../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(manual), "\n    id: town\n")
	text, _, found := strings.Cut("    id: town\n"+rest, "\n\n")
	if !found {
		t.Fatal("the manual has no example")
	}
	dir := t.TempDir()
	writeFiles(t, dir, map[string]string{"town.yaml": strings.ReplaceAll(text, "\n    ", "\n")[len("    "):]})
	library, err := localLibrary(dir)
	if err != nil {
		t.Fatal(err)
	}
	if p, err := library.Latest("town"); err != nil || p.Inherits != "kent" {
		t.Errorf("got %v, %v", p, err)
	}
}
