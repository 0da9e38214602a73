package cli

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/cmd/internal/api"
	"github.com/longstop/longstop/internal/memstore"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
)

// startAlmanac is a daemon that has taken the list that ships.
func startAlmanac(t *testing.T) {
	t.Helper()
	partnerships, dir := partnershipsOf(t, map[string]string{"longstop.yaml": longstopYAML, "bscp.yaml": bscpYAML})
	store, log := memstore.New(), slog.New(slog.DiscardHandler)
	almanac := almanac.New(store, scheduler.BooksOf(store, partnerships), partnerships.UseEras, log)
	if err := almanac.Begin(t.Context(), noon()); err != nil {
		t.Fatal(err)
	}
	cases := scheduler.NewCases(store, partnerships, almanac, func() {}, log)
	serveIn(t, dir, api.New(api.Options{
		Cases: cases, Partnerships: partnerships, Almanac: almanac, Refresh: api.NoSource, Log: log, Now: noon, Version: "test",
	}))
}

// The lists of a daemon come out as they went in: what holds, what held, and
// what was refused; and each can be compared with any other.
func TestTheListsOfADaemon(t *testing.T) {
	startAlmanac(t)
	if got := must(t, "calendar", "export"); got != string(calendar.Shipped().JSON()) {
		t.Errorf("at first it has another list than the one that ships: %d bytes", len(got))
	}
	const day = `"date": "2028-12-26",
        "title": "Boxing Day",
        "notes": ""
      }`
	file := listFile(t, day, day+`,
      {"title": "Millennium Day", "date": "2028-12-27", "notes": ""}`)
	must(t, "calendar", "import", file)
	newest := must(t, "calendar", "export")
	list, err := calendar.ParseList([]byte(newest))
	if err != nil || list.Version() == shippedVersion {
		t.Fatalf("the newest list is the one that ships, or none: %v", err)
	}
	if again := must(t, "calendar", "export", list.Version()); again != newest {
		t.Error("by its version it is another")
	}
	want := `From version ` + shippedVersion + ` to version ` + list.Version() + `:
  england-and-wales: Wed 27 December 2028 added: Millennium Day
  scotland: Wed 27 December 2028 added: Millennium Day
  northern-ireland: Wed 27 December 2028 added: Millennium Day
`
	for _, pair := range [][2]string{{shippedVersion, list.Version()}, {"shipped", list.Version()}, {shippedVersion, file}} {
		if got := must(t, "calendar", "diff", pair[0], pair[1]); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", pair, got, want)
		}
	}
}

// What was refused is looked at as it came; a list can be made of it or not.
func TestTheRefusedListsOfADaemon(t *testing.T) {
	startAlmanac(t)
	page := filepath.Join(t.TempDir(), "page.html")
	const text = "<!doctype html>\n<p>Sorry, we are improving.\n"
	if err := os.WriteFile(page, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	refused := func(file string) (version string) {
		t.Helper()
		if code, _, errs := longstop(t, "calendar", "import", file); code != 1 {
			t.Fatalf("%s was taken: %s", file, errs)
		}
		lines := strings.Split(must(t, "calendar", "versions"), "\n")
		for _, line := range lines {
			if f := strings.Fields(line); len(f) > 3 && f[3] == "refused" {
				version = f[2]
			}
		}
		return version
	}
	version := refused(page)
	if got := must(t, "calendar", "export", version); got != text {
		t.Errorf("got %q", got)
	}
	if code, out, errs := longstop(t, "calendar", "diff", "shipped", version); code != 1 || out != "" || !strings.Contains(errs, "version "+version+": ") {
		t.Errorf("exit code %d: %s%s", code, out, errs)
	}
	moved := listFile(t, `"date": "2026-12-25"`, `"date": "2026-12-24"`)
	want := "  england-and-wales: Fri 25 December 2026 removed: Christmas Day\n"
	if out := must(t, "calendar", "diff", "shipped", refused(moved)); !strings.Contains(out, want) {
		t.Errorf("no %q in\n%s", want, out)
	}
}

func TestAskingForListsThatThereAreNot(t *testing.T) {
	t.Setenv("LONGSTOP_SOCKET", filepath.Join(t.TempDir(), "nobody"))
	for _, args := range [][]string{{"export"}, {"diff", "shipped", "0badc0de"}} {
		if code, out, errs := longstop(t, append([]string{"calendar"}, args...)...); code != 1 || out != "" || !strings.Contains(errs, "nobody") {
			t.Errorf("%s without a daemon: exit code %d: %s%s", args, code, out, errs)
		}
	}
	startAlmanac(t)
	for _, args := range [][]string{{"export", "0badc0de"}, {"diff", "0badc0de", "shipped"}} {
		if code, out, errs := longstop(t, append([]string{"calendar"}, args...)...); code != 1 || out != "" || !strings.Contains(errs, "longstop calendar versions lists them") {
			t.Errorf("%s: exit code %d: %s%s", args, code, out, errs)
		}
	}
	t.Chdir(t.TempDir()) // a file with such a name is a file
	if err := os.WriteFile("0badc0de", calendar.Shipped().JSON(), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := must(t, "calendar", "diff", "0badc0de", "shipped"); !strings.HasPrefix(got, "Both have the same days") {
		t.Error(got)
	}
}
