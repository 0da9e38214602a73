package deploy_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

type ruleFile struct {
	Groups []struct {
		Name  string
		Rules []alert
	}
}

type alert struct {
	Alert       string
	Expr        string
	Labels      map[string]string
	Annotations map[string]string
}

type testFile struct {
	Tests []struct {
		Name  string
		Alert []struct {
			Name string `yaml:"alertname"`
			Want []any  `yaml:"exp_alerts"`
		} `yaml:"alert_rule_test"`
		Query []struct {
			Expr string
			Want []any `yaml:"exp_samples"`
		} `yaml:"promql_expr_test"`
	}
}

var (
	metricName = regexp.MustCompile(`longstop_[a-z_]+`)
	alertName  = regexp.MustCompile(`alertname="(\w+)"`)
)

func TestEveryAlertSaysHowBadItIsAndWhatToDo(t *testing.T) {
	for _, a := range alerts(t) {
		if !slices.Contains([]string{"critical", "warning", "info"}, a.Labels["severity"]) {
			t.Errorf("%s: severity is %q", a.Alert, a.Labels["severity"])
		}
		for _, text := range []string{"summary", "description"} {
			if a.Annotations[text] == "" {
				t.Errorf("%s: has no %s", a.Alert, text)
			}
		}
	}
}

func TestEveryAlertIsSeenToFireAndToBeSilent(t *testing.T) {
	fires, silent := map[string]bool{}, map[string]bool{}
	seen := func(name string, firing bool) {
		fires[name] = fires[name] || firing
		silent[name] = silent[name] || !firing
	}
	for _, path := range glob(t, "prometheus/*.test.yaml") {
		for _, test := range load[testFile](t, path).Tests {
			for _, a := range test.Alert {
				seen(a.Name, len(a.Want) > 0)
			}
			for _, q := range test.Query {
				if name := alertName.FindStringSubmatch(q.Expr); name != nil {
					seen(name[1], len(q.Want) > 0)
				}
			}
		}
	}
	for _, a := range alerts(t) {
		if !fires[a.Alert] || !silent[a.Alert] {
			t.Errorf("%s: tested to fire: %t, tested to be silent: %t", a.Alert, fires[a.Alert], silent[a.Alert])
		}
	}
}

func TestEveryAlertAndItsMetricsAreInTheDocument(t *testing.T) {
	data, err := os.ReadFile("../docs/metrics.md")
	must(t, err)
	document := string(data)
	for _, a := range alerts(t) {
		if !strings.Contains(document, "\n### "+a.Alert+"\n") {
			t.Errorf("docs/metrics.md: no heading %q that says what to do", "### "+a.Alert)
		}
		for _, metric := range metricName.FindAllString(a.Expr, -1) {
			if !strings.Contains(document, fmt.Sprintf("\n| `%s` |", metric)) {
				t.Errorf("docs/metrics.md: %s is not in its tables; %s asks for it", metric, a.Alert)
			}
		}
	}
	for _, heading := range regexp.MustCompile(`(?m)^### (\w+)$`).FindAllStringSubmatch(document, -1) {
		if !slices.ContainsFunc(alerts(t), func(a alert) bool { return a.Alert == heading[1] }) {
			t.Errorf("docs/metrics.md: there is no alert %s", heading[1])
		}
	}
}

func alerts(t *testing.T) []alert {
	t.Helper()
	var all []alert
	for _, path := range glob(t, "prometheus/*.rules.yaml") {
		for _, group := range load[ruleFile](t, path).Groups {
			all = append(all, group.Rules...)
		}
	}
	return all
}

func glob(t *testing.T, pattern string) []string {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	must(t, err)
	if len(paths) == 0 {
		t.Fatalf("no file is called %s", pattern)
	}
	return paths
}

func load[T any](t *testing.T, path string) T {
	t.Helper()
	data, err := os.ReadFile(path)
	must(t, err)
	var out T
	if err := yaml.Unmarshal(data, &out); err != nil {
		t.Fatalf("read %s: %v", path, err)
	}
	return out
}
