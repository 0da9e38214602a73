package cli

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/longstop/longstop/calendar"
)

var shippedVersion = calendar.Shipped().Version()

func TestCalendarShow(t *testing.T) {
	out, _, _ := command(t, "calendar", "show")
	want := `Bank holidays of England and Wales
list ` + shippedVersion + `, shipped with the program, published to Tue 26 December 2028
A daemon may use a newer one: longstop calendar versions

Thu 1 Jan 2026   New Year’s Day
Fri 3 Apr 2026   Good Friday
Mon 6 Apr 2026   Easter Monday
Mon 4 May 2026   Early May bank holiday
Mon 25 May 2026  Spring bank holiday
Mon 31 Aug 2026  Summer bank holiday
Fri 25 Dec 2026  Christmas Day
Mon 28 Dec 2026  Boxing Day (substitute day)

Fri 1 Jan 2027   New Year’s Day
Fri 26 Mar 2027  Good Friday
Mon 29 Mar 2027  Easter Monday
Mon 3 May 2027   Early May bank holiday
Mon 31 May 2027  Spring bank holiday
Mon 30 Aug 2027  Summer bank holiday
Mon 27 Dec 2027  Christmas Day (substitute day)
Tue 28 Dec 2027  Boxing Day (substitute day)
`
	if diff := cmp.Diff(want, out); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	other := listFile(t, "Battle of the Boyne (Orangemen’s Day)", "The Twelfth")
	if out, _, _ = command(t, "calendar", "show", "--holidays", other); strings.Contains(out, "shipped") || strings.Contains(out, "newer") {
		t.Errorf("a list of one's own is none that ships:\n%s", out)
	}
	out, _, _ = command(t, "calendar", "show", "--year", "2033", "--calendar", "northern-ireland")
	if want := "\nSat 1 Jan"; strings.Contains(out, want) {
		t.Errorf("a Saturday in\n%s", out)
	}
	for _, want := range []string{
		"\nMon 3 Jan 2033   by rule  New Year’s Day (substitute day)\n",
		"\n\nby rule: not in the published list, so provisional: a proclamation may still add\nto these days, or move them.\n",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

// A bank holiday with a name of 120 letters, in a list from a file.
func TestCalendarShowFitsATerminal(t *testing.T) {
	long := strings.TrimSpace(strings.Repeat("Bank holiday ", 9))
	file := listFile(t, "Battle of the Boyne (Orangemen’s Day)", long)
	for _, d := range calendar.Divisions() {
		for _, year := range []int{1970, 2012, 2022, 2028, 2029, 2100} {
			out, errs, code := command(t, "calendar", "show", "--holidays", file, "--calendar", string(d), "--year", fmt.Sprint(year))
			if code != 0 || strings.Count(out, "\n") < 10 {
				t.Errorf("%s %d: exit %d: %s%s", d, year, code, out, errs)
			}
			narrow(t, fmt.Sprintf("%s %d", d, year), out)
		}
	}
}

func TestCalendarShowAsJSON(t *testing.T) {
	out, _, _ := command(t, "calendar", "show", "--year", "2029", "--calendar", "scotland", "-o", "json")
	var got yearsAnswer
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	want := holidayJSON{"Tuesday", calendar.Holiday{Date: calendar.NewDate(2029, 1, 2), Title: "2nd January"}, true}
	if got.Version != shippedVersion || got.CertainUntil != calendar.NewDate(2028, 12, 26) || got.Holidays[1] != want {
		t.Errorf("got %s", out)
	}
	for args, want := range map[string]string{
		"--year=1969":       "longstop: --year 1969 is outside the years 1970 to 2100 that Longstop counts in\n",
		"--year=99999":      "longstop: --year 99999 is outside the years 1970 to 2100 that Longstop counts in\n",
		"--calendar=london": "longstop: --calendar: \"london\" is not a division: it is one of england-and-wales, scotland, northern-ireland, united-kingdom\n",
	} {
		if _, errs, code := command(t, "calendar", "show", args); code != 2 || errs != want {
			t.Errorf("%s: exit %d, %s", args, code, errs)
		}
	}
}

func TestCalendarCheck(t *testing.T) {
	const boxing = `"date": "2028-12-26",
        "title": "Boxing Day",
        "notes": ""
      }`
	added := listFile(t, boxing, boxing+`,
      {"title": "Millennium Day", "date": "2028-12-27", "notes": ""}`)
	moved := listFile(t, `"date": "2026-12-25"`, `"date": "2026-12-24"`)
	for _, c := range []struct {
		args      []string
		out, errs string
		code      int
	}{
		{[]string{"shipped"}, "shipped is in order: version " + shippedVersion + "\nIt is the list that ships: nothing would change.\n", "", 0},
		{[]string{added}, `Changes to the list that ships, version ` + shippedVersion + `:
  england-and-wales: Wed 27 December 2028 added: Millennium Day
  scotland: Wed 27 December 2028 added: Millennium Day
  northern-ireland: Wed 27 December 2028 added: Millennium Day
`, "", 0},
		{[]string{added, "--today=2028-12-28"}, "", "england-and-wales: Wed 27 December 2028, Millennium Day, is new: the past does\n    not change, unless an override names the day\n", 1},
		{[]string{added, "--today=2028-12-28", "--override=2028-12-27"}, "added: Millennium Day\n", "", 0},
		{[]string{moved}, "", "scotland: Fri 25 December 2026, Christmas Day, is missing: a day once\n    published stays, unless an override names it\n", 1},
		{[]string{moved, "--override=2026-12-24", "--override=2026-12-25"}, "northern-ireland: Fri 25 December 2026 removed: Christmas Day\n", "", 0},
		{[]string{listFile(t, `"scotland"`, `"alba"`)}, "", "  there is no scotland\n", 1},
		{[]string{"/nothing/there.json"}, "", "longstop: fetch bank holidays from /nothing/there.json: there is no such file\n", 1},
		{[]string{"shipped", "--today=x"}, "", `longstop: --today: "x" is not a date: write it as YYYY-MM-DD, for example 2026-12-03`, 2},
		{[]string{"shipped", "--override=2026-02-30"}, "", `longstop: --override: "2026-02-30" is not a date`, 2},
	} {
		out, errs, code := command(t, append([]string{"calendar", "check"}, c.args...)...)
		if code != c.code || !strings.HasSuffix(out, c.out) || !strings.Contains(errs, c.errs) || (code == 0) != (errs == "") {
			t.Errorf("%s: exit %d\n%s%s", c.args, code, out, errs)
		}
	}
}

// The public list drops its oldest years from time to time; what is checked is
// what the daemon would then use.
func TestCalendarCheckKeepsHistory(t *testing.T) {
	var list map[calendar.Division]struct {
		Division calendar.Division  `json:"division"`
		Events   []calendar.Holiday `json:"events"`
	}
	if err := json.Unmarshal(calendar.Shipped().JSON(), &list); err != nil {
		t.Fatal(err)
	}
	for d, l := range list {
		l.Events = l.Events[50:]
		list[d] = l
	}
	text, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "uk.json")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	out, errs, code := command(t, "calendar", "check", file)
	want := file + " is in order: version " + shippedVersion + "\nIt begins later than the list that ships; the earlier days of that are kept.\nIt is the list that ships: nothing would change.\n"
	if code != 0 || out != want {
		t.Errorf("exit %d\n%s%s", code, out, errs)
	}
	if _, errs, code = command(t, "calendar", "check", "--no-keep-history", file); code != 1 || !strings.Contains(errs, "history must not be dropped") {
		t.Errorf("exit %d\n%s", code, errs)
	}
}

func TestCalendarDiff(t *testing.T) {
	renamed := listFile(t, "Battle of the Boyne (Orangemen’s Day)", "The Twelfth")
	out, _, code := command(t, "calendar", "diff", "shipped", "shipped")
	if want := "Both have the same days: version " + shippedVersion + "\n"; out != want || code != 0 {
		t.Errorf("exit %d: %s", code, out)
	}
	out, _, code = command(t, "calendar", "diff", "shipped", renamed)
	want := `
  northern-ireland: Mon 13 July 2026 removed: Battle of the Boyne (Orangemen’s
    Day) (Substitute day)
  northern-ireland: Mon 13 July 2026 added: The Twelfth (Substitute day)
`
	if !strings.Contains(out, want) || code != 0 {
		t.Errorf("exit %d: %s", code, out)
	}
	out, _, code = command(t, "calendar", "diff", renamed, "shipped", "-o", "json")
	var got struct {
		From, To string
		Changes  []changeJSON
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil || code != 0 {
		t.Fatal(code, err)
	}
	first := changeJSON{calendar.NorthernIreland, "removed", calendar.Holiday{Date: calendar.NewDate(2012, 7, 12), Title: "The Twelfth"}}
	if got.To != shippedVersion || got.From == shippedVersion || got.Changes[0] != first || got.Changes[1].Change != "added" {
		t.Errorf("got %s", out)
	}
	if _, errs, code := command(t, "calendar", "diff", "shipped", "/nothing"); code != 1 || errs == "" {
		t.Errorf("exit %d, %s", code, errs)
	}
}
