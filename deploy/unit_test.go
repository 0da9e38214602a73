package deploy_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The example must work under the unit as it is: the unit lets the daemon write
// to its own directories and nowhere else.
func TestUnitAndExampleNameTheSamePlaces(t *testing.T) {
	unit := readUnit(t)
	config := load[struct {
		State  string `yaml:"state-dir"`
		Listen struct{ Socket string }
		Files  []string `yaml:"partnerships"`
	}](t, "longstop.yaml")
	if want := "/var/lib/" + unit["StateDirectory"]; config.State != want {
		t.Errorf("state-dir is %s, the unit lets the daemon write to %s", config.State, want)
	}
	if want := "/run/" + unit["RuntimeDirectory"]; filepath.Dir(config.Listen.Socket) != want {
		t.Errorf("the socket is %s, the unit makes %s for it", config.Listen.Socket, want)
	}
	if want := "/etc/" + unit["ConfigurationDirectory"] + "/longstop.yaml"; !strings.HasSuffix(unit["ExecStart"], " --config "+want) {
		t.Errorf("ExecStart is %q, the configuration is %s", unit["ExecStart"], want)
	}
	for _, file := range config.Files {
		if _, err := os.Stat(file); err != nil {
			t.Errorf("longstop.yaml names a file that is not beside it: %v", err)
		}
	}
}

// A daemon that hangs or dies must come back, for ever, and say when it is up.
func TestUnitNeverGivesUp(t *testing.T) {
	unit := readUnit(t)
	for setting, want := range map[string]string{
		"Type": "notify", "WatchdogSec": "120", "Restart": "always", "StartLimitIntervalSec": "0", "TimeoutStopSec": "15",
	} {
		if unit[setting] != want {
			t.Errorf("%s is %q, not %q", setting, unit[setting], want)
		}
	}
}

func TestUnitRunsAsTheAccountThatIsMade(t *testing.T) {
	data, err := os.ReadFile("longstop.sysusers")
	must(t, err)
	if user := readUnit(t)["User"]; !strings.Contains(string(data), "\nu "+user+" ") {
		t.Errorf("longstop.sysusers makes no user %s", user)
	}
}

// readUnit returns the lines of the unit by name; of a repeated name the last.
func readUnit(t *testing.T) map[string]string {
	t.Helper()
	data, err := os.ReadFile("longstop.service")
	must(t, err)
	settings := map[string]string{}
	for line := range strings.Lines(string(data)) {
		name, value, found := strings.Cut(strings.TrimSpace(line), "=")
		if found && !strings.HasPrefix(name, "#") {
			settings[name] = value
		}
	}
	return settings
}
