package config

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/longstop/longstop/internal/yamlfile"
)

// open returns a library whose procedures leave a choice.
func open() Known {
	k := known
	k.Settings = func(procedure string) map[string][]string {
		if procedure == "buckinghamshire" {
			return map[string][]string{"one-month-from": {"panel-notified", "business-office"}, "days": {"working", "calendar"}}
		}
		return nil
	}
	return k
}

func TestSettings(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"chosen", "settings: {buckinghamshire: {one-month-from: business-office, days: calendar}}", ""},
		{"none", "settings: {}", ""},
		{"none of a procedure", "settings: {buckinghamshire: {}}", ""},
		{"another procedure", "settings: {england-2023: {days: working}}", `bscp.yaml:2:12: settings.england-2023: the partnership does not use the procedure "england-2023". Procedures: buckinghamshire`},
		{"a procedure mistyped", "settings: {buckinghamshir: {days: working}}", `bscp.yaml:2:12: settings.buckinghamshir: the partnership does not use the procedure "buckinghamshir": did you mean "buckinghamshire"? Procedures: buckinghamshire`},
		{"a setting mistyped", "settings: {buckinghamshire: {one-moth-from: business-office}}", `bscp.yaml:2:30: settings.buckinghamshire.one-moth-from: buckinghamshire has no setting "one-moth-from": did you mean "one-month-from"? Settings: days, one-month-from`},
		{"a choice mistyped", "settings: {buckinghamshire: {one-month-from: bussiness-office}}", `bscp.yaml:2:46: settings.buckinghamshire.one-month-from: "bussiness-office" is not a choice of one-month-from: did you mean "business-office"? Choices: business-office, panel-notified`},
		{"no choice", "settings: {buckinghamshire: {days: }}", `bscp.yaml:2:36: settings.buckinghamshire.days: has no value: write text, or leave the key out`},
		{"two choices", "settings: {buckinghamshire: {days: [working, calendar]}}", `bscp.yaml:2:36: settings.buckinghamshire.days: requires text, found a list`},
		{"a setting twice", "settings: {buckinghamshire: {days: working, days: calendar}}", `bscp.yaml:2:45: settings.buckinghamshire.days: the key "days" is here twice, first on line 2`},
		{"no procedure", "settings: {days: working}", `bscp.yaml:2:12: settings.days: the partnership does not use the procedure "days". Procedures: buckinghamshire` + "\n" +
			`bscp.yaml:2:18: settings.days: requires "key: value" entries, found text`},
	} {
		f := files{"bscp.yaml": strings.Replace(testdata(t, "bscp.yaml"), "# bscp.yaml\n", "# bscp.yaml\n"+c.text+"\n", 1)}
		cfg, err := parse("longstop.yaml", []byte(testdata(t, "longstop.yaml")), f.read, open())
		if got := fmt.Sprint(err); err != nil && got != c.want || err == nil && c.want != "" {
			t.Errorf("%s: got %s\nwant %s", c.name, got, c.want)
		}
		if c.name == "chosen" {
			want := map[string]map[string]string{"buckinghamshire": {"one-month-from": "business-office", "days": "calendar"}}
			if diff := cmp.Diff(want, cfg.Partnerships[0].Settings); diff != "" {
				t.Error(diff)
			}
			if want := "0 agencies, settings buckinghamshire days=calendar buckinghamshire one-month-from=business-office"; !strings.HasSuffix(cfg.Redacted(), want) {
				t.Errorf("the log has %s", cfg.Redacted())
			}
		}
	}
}

// The folder of a partnership's own procedures is named, or stands beside the
// file, or does not exist.
func TestLocalProcedures(t *testing.T) {
	notThere := fmt.Errorf("the folder cannot be read: %w", fs.ErrNotExist)
	refused := errors.New("the folder cannot be read: permission denied")
	town := open()
	town.Procedures = append(town.Procedures[:len(town.Procedures):len(town.Procedures)], "town")
	mistakes := errors.Join(
		yamlfile.Errors{yamlfile.Pos{Line: 3, Column: 1}.Errorf("conf/procedures/a.yaml", "title", "is empty"), yamlfile.Pos{}.Errorf("conf/procedures/b.yaml", "", "is empty")},
		yamlfile.Pos{Line: 1, Column: 2}.Errorf("conf/procedures/c.yaml", "edition", "is there"),
	)
	for _, c := range []struct {
		name, text, procedure string
		local                 Known
		err                   error
		dir, want             string
	}{
		{"beside the file", "", "town", town, nil, "conf/procedures", ""},
		{"named", "procedures: ours", "town", town, nil, "conf/ours", ""},
		{"with a whole path", "procedures: /etc/ours", "town", town, nil, "/etc/ours", ""},
		{"none", "", "buckinghamshire", town, notThere, "", ""},
		{"none, and one of it is used", "", "town", town, notThere, "", `conf/bscp.yaml:5:14: procedures[0]: there is no procedure "town". Procedures: buckinghamshire, england-2023`},
		{"named and not there", "procedures: ours", "town", town, notThere, "", `conf/longstop.yaml:2:13: procedures: the folder cannot be read: file does not exist`},
		{"named by nothing", `procedures: ""`, "buckinghamshire", town, nil, "", `conf/longstop.yaml:2:13: procedures: is empty: write a path`},
		{"not to be read", "", "town", town, refused, "", "conf/longstop.yaml: procedures: the folder cannot be read: permission denied"},
		{"with mistakes", "procedures: procedures", "town", town, mistakes, "", "conf/procedures/a.yaml:3:1: title: is empty\nconf/procedures/b.yaml: is empty\nconf/procedures/c.yaml:1:2: edition: is there"},
	} {
		f := files{"conf/bscp.yaml": strings.Replace(testdata(t, "bscp.yaml"), "[buckinghamshire]", "["+c.procedure+"]", 1)}
		main := strings.Replace(testdata(t, "longstop.yaml"), "\n", "\n"+c.text+"\n", 1)
		asked := ""
		k := open()
		k.Local = func(dir string) (Known, error) { asked = dir; return c.local, c.err }
		cfg, err := parse("conf/longstop.yaml", []byte(main), f.read, k)
		if err != nil {
			if err.Error() != c.want {
				t.Errorf("%s: got %v\nwant %s", c.name, err, c.want)
			}
			continue
		}
		if c.want != "" || cfg.Procedures != c.dir || c.dir != "" && asked != c.dir {
			t.Errorf("%s: %q was read, %q is kept, want the mistake %s", c.name, asked, cfg.Procedures, c.want)
		}
		if named := strings.Contains(cfg.Redacted(), "\nprocedures: "+c.dir+"\n"); named != (c.dir != "") {
			t.Errorf("%s: the log has %s", c.name, cfg.Redacted())
		}
	}
}
