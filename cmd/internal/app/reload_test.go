package app_test

import (
	"strings"
	"testing"

	"github.com/redis/go-redis/v9"

	"github.com/longstop/longstop/internal/storetest"
)

// dueOf is the date of a milestone of a case.
func (d *daemon) dueOf(reference, milestone string) string {
	d.Helper()
	c, err := d.client.Show(d.Context(), reference)
	if err != nil {
		d.Fatal(err)
	}
	for i := range c.Milestones {
		if m := &c.Milestones[i]; m.Key() == milestone {
			return m.Due.String()
		}
	}
	d.Fatalf("%s has no milestone %s", reference, milestone)
	return ""
}

// A partnership that chooses another setting has its open cases planned by it at
// once.
func TestReloadPlansOpenCases(t *testing.T) {
	t.Parallel()
	s, server := newScene(t), storetest.Redis(t)
	d := s.serve(s.config("a", server.Address())).begun()
	d.opens("CASE-1")
	before := d.dueOf("CASE-1", "rapid-review")
	s.write("bscp.yaml", partnershipYAML+otherSetting)
	d.app.Reload(s.config("a", server.Address()))
	d.log.says(t, "cases planned by other rules")
	if after := d.dueOf("CASE-1", "rapid-review"); after == before {
		t.Errorf("the date is still %s", after)
	}
}

// What is loaded while the daemon waits for the bank holidays holds as soon as
// they are read, and not only when a case wakes by itself.
func TestReloadWaitsForTheBankHolidays(t *testing.T) {
	t.Parallel()
	s, server := newScene(t), storetest.Redis(t)
	d := s.serve(s.config("a", server.Address())).begun()
	d.opens("CASE-1")
	d.stops()
	const journal = "{ls00}journal"
	client := redis.NewClient(&redis.Options{Addr: strings.TrimPrefix(server.Address(), "unix://")})
	defer client.Close()
	if err := client.RPush(t.Context(), journal, "a line of a newer release").Err(); err != nil {
		t.Fatal(err)
	}
	d = s.serve(s.config("a", server.Address()))
	d.log.says(t, "the bank holidays cannot be read")
	s.write("bscp.yaml", partnershipYAML+otherSetting)
	d.app.Reload(s.config("a", server.Address()))
	if err := client.LTrim(t.Context(), journal, 0, 0).Err(); err != nil {
		t.Fatal(err)
	}
	d.log.says(t, "cases planned by other rules")
}
