package e2e

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	_ "github.com/longstop/longstop/cmd/internal/cli" // so that go test knows what its result hangs on
)

// TestMain lets many tests run at once, unless -parallel says how many: most of
// their time is waiting, for leases to end and for pauses to be over. Six at once
// take half as long again on two cores, for the same work.
func TestMain(m *testing.M) {
	flag.Parse()
	given := false
	flag.Visit(func(f *flag.Flag) { given = given || f.Name == "test.parallel" })
	if !given {
		if err := flag.Set("test.parallel", "16"); err != nil {
			panic(err) // there is no such flag: the testing package has changed
		}
	}
	code := m.Run()
	_ = os.RemoveAll(builds()) // or it stays in the temporary folder, where it does no harm
	os.Exit(code)
}

// builds is where the binaries of this run are.
func builds() string { return filepath.Join(os.TempDir(), fmt.Sprintf("longstop-e2e-%d", os.Getpid())) }

// The command, with the race detector for the tests and as it ships for the
// benchmarks. Each is built once, when it is first wanted.
var (
	racing  = sync.OnceValues(func() (string, error) { return build("racing", "-race") })
	shipped = sync.OnceValues(func() (string, error) { return build("shipped") })
)

// version is what the binaries are told that they are, as make build tells them.
const version = "0.0.0-e2e"

func build(name string, flags ...string) (string, error) {
	path := filepath.Join(builds(), name)
	args := append([]string{"build", "-o", path, "-ldflags", "-X main.version=" + version}, flags...)
	out, err := exec.Command("go", append(args, "../longstop")...).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return path, nil
}
