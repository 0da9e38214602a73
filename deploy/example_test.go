package deploy_test

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/longstop/longstop/config"
	"github.com/longstop/longstop/scheduler/procedure"
)

// Operations start from the examples, so the daemon must accept them as they are.
func TestExamplesAreAccepted(t *testing.T) {
	loadConfig(t, "longstop.yaml")
}

// The blocks that the examples show and leave switched off are right too. They begin
// with "#key:", and the lines below with "#  ".
func TestExamplesAreAcceptedWithAllSwitchedOn(t *testing.T) {
	off := regexp.MustCompile(`(?m)^#[a-z-]+:.*\n(#  .*\n)*`)
	dir := t.TempDir()
	for _, name := range []string{"longstop.yaml", "bscp.yaml"} {
		text, err := os.ReadFile(name)
		must(t, err)
		on := off.ReplaceAllStringFunc(string(text), func(block string) string {
			return strings.TrimPrefix(strings.ReplaceAll("\n"+block, "\n#", "\n"), "\n")
		})
		must(t, os.WriteFile(filepath.Join(dir, name), []byte(on), 0o600))
	}
	loaded := loadConfig(t, filepath.Join(dir, "longstop.yaml"))
	p := loaded.Partnerships[0]
	if !loaded.Holidays.Fetched() || len(p.InLaw.Closed) == 0 || len(p.ForSending.Open) == 0 || p.Counting.String() == "" {
		t.Errorf("not everything was switched on:\n%s", loaded.Redacted())
	}
}

// A newcomer types the commands of the README in a checkout, and they have to work
// there, without a directory that only root could make.
func TestTheReadmeMakesAConfigurationForTheFolder(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	must(t, err)
	steps := regexp.MustCompile(`(?m)^    (?:cp|sed) .*\n`).FindAllString(string(readme), -1)
	here, err := filepath.Abs(".")
	must(t, err)
	dir := t.TempDir()
	must(t, os.Symlink(here, filepath.Join(dir, "deploy")))
	sh := exec.Command("sh", "-ec", strings.Join(steps, ""))
	sh.Dir = dir
	if out, err := sh.CombinedOutput(); err != nil {
		t.Fatalf("%s: %s", err, out)
	}
	loaded := loadConfig(t, filepath.Join(dir, "longstop.yaml"))
	if loaded.StateDir != filepath.Join(dir, "state") || loaded.Listen.Socket != filepath.Join(dir, "state", "longstop.sock") {
		t.Errorf("it is not kept in the folder:\n%s", loaded.Redacted())
	}
}

func loadConfig(t *testing.T, file string) *config.Config {
	t.Helper()
	loaded, err := config.Load(file, config.Known{
		Procedures: procedure.Shipped().IDs(),
		Roles:      func(string) []string { return []string{"business-manager", "lcspr-chair", "partnership-chair"} },
	})
	must(t, err)
	if len(loaded.Warnings) > 0 {
		t.Errorf("%s makes it warn: %q", file, loaded.Warnings)
	}
	return loaded
}

// An alert on a metric that no code makes would be silent for ever.
func TestDocumentedMetricsAreThoseOfTheCode(t *testing.T) {
	made := metricsInCode(t)
	data, err := os.ReadFile("../docs/metrics.md")
	must(t, err)
	documented := map[string]bool{}
	for _, row := range regexp.MustCompile("(?m)^\\| `longstop_([a-z_]+)` \\|").FindAllStringSubmatch(string(data), -1) {
		documented[row[1]] = true
		if !made[row[1]] {
			t.Errorf("longstop_%s is documented, and no code makes it", row[1])
		}
	}
	for name := range made {
		if !documented[name] {
			t.Errorf("longstop_%s is made, and docs/metrics.md does not say what it means", name)
		}
	}
}

// metricsInCode returns the names of metrics in code, without "longstop_".
func metricsInCode(t *testing.T) map[string]bool {
	t.Helper()
	naming := regexp.MustCompile(`(?:\bdesc\(|\bName:\s*)"(?:longstop_)?([a-z_]+)",`)
	found := map[string]bool{}
	must(t, filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil || !strings.Contains(string(data), "longstop_") {
			return err
		}
		for _, name := range naming.FindAllStringSubmatch(string(data), -1) {
			found[name[1]] = true
		}
		return nil
	}))
	return found
}
