package e2e

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	_ "github.com/longstop/longstop/cmd/internal/cli" // so that go test runs again when the program has changed
)

// TestMain runs many tests at once, unless -parallel is given: most of their time is
// waiting, for leases and for pauses. On two cores, six at once take half as long
// again.
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
	_ = os.RemoveAll(builds()) // if it fails, the folder stays among the temporary ones, and does no harm
	os.Exit(code)
}

// builds returns the folder of the binaries of this run.
func builds() string { return filepath.Join(os.TempDir(), fmt.Sprintf("longstop-e2e-%d", os.Getpid())) }

// racing and shipped return the program: with the race detector for the tests, and
// as it ships for the benchmarks. Each is built once, when it is first needed.
var (
	racing  = sync.OnceValues(func() (string, error) { return build("racing", "-race") })
	shipped = sync.OnceValues(func() (string, error) { return build("shipped") })
)

// version is the version that is built into the binaries, as make build does.
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
