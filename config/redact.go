package config

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/scheduler/notice"
)

// Redacted returns the configuration in lines for a log, for a person who looks
// for a fault. It has no secrets, no addresses and no names of people.
func (c *Config) Redacted() string {
	lines := []string{
		"state-dir: " + c.StateDir,
		"redis: " + c.Redis.redacted(),
		fmt.Sprintf("listen: socket %s, http %s", c.Listen.Socket, orNone(c.Listen.HTTP)),
		fmt.Sprintf("smtp: %s, tls %s, login %s", c.SMTP.Address, c.SMTP.TLS, yesNo(c.SMTP.Username != "")),
		fmt.Sprintf("daily: heartbeat at %s to %s, digest at %s", c.HeartbeatAt, c.heartbeatTo(), c.DigestAt),
		"bank holidays: " + c.Holidays.redacted(),
	}
	if c.Procedures != "" {
		lines = append(lines, "procedures: "+c.Procedures)
	}
	for _, p := range c.Partnerships {
		d := p.Directory
		lines = append(lines, fmt.Sprintf("partnership %s: division %s, procedures %s, send hours %s, %s, %s, %s, %s%s",
			p.ID, p.Division, strings.Join(p.Procedures, " "), hours(p.SendHours), words.CountOf(len(d.People), "person", "people"), words.Count(len(d.Roles), "role"), words.Count(len(d.Absences), "absence"),
			words.CountOf(len(d.Agencies), "agency", "agencies"), p.chosen()))
		lines = append(lines, p.unusual()...)
	}
	return strings.Join(lines, "\n")
}

// chosen returns the settings, with a comma before them.
func (p Partnership) chosen() string {
	var out []string
	for _, procedure := range slices.Sorted(maps.Keys(p.Settings)) {
		for _, setting := range slices.Sorted(maps.Keys(p.Settings[procedure])) {
			out = append(out, fmt.Sprintf("%s %s=%s", procedure, setting, p.Settings[procedure][setting]))
		}
	}
	if len(out) == 0 {
		return ""
	}
	return ", settings " + strings.Join(out, " ")
}

// unusual returns a line for each way in which a partnership counts unlike the
// default.
func (p Partnership) unusual() []string {
	var lines []string
	for _, l := range []struct{ what, how string }{
		{"counting", p.Counting.String()}, {"calendar in law", overlaid(p.InLaw)}, {"calendar for sending only", overlaid(p.ForSending)},
	} {
		if l.how != "" {
			lines = append(lines, fmt.Sprintf("partnership %s: %s: %s", p.ID, l.what, l.how))
		}
	}
	return lines
}

func (c *Config) heartbeatTo() string {
	if len(c.Operations) == 0 {
		return "the backstops"
	}
	return fmt.Sprintf("%d operations addresses", len(c.Operations))
}

func hours(h notice.SendHours) string {
	if h.Always {
		return "always"
	}
	return fmt.Sprintf("%s to %s", Clock(h.From), Clock(h.To))
}

func (r Redis) redacted() string {
	if r.Private() {
		return "a private server"
	}
	where := r.Address
	switch {
	case r.Sentinel != nil:
		where = fmt.Sprintf("sentinel %s at %s", r.Sentinel.Master, strings.Join(r.Sentinel.Addresses, " "))
	case len(r.Cluster) > 0:
		where = "cluster " + strings.Join(r.Cluster, " ")
	}
	replicas := "by default"
	if r.Replicas != nil {
		replicas = strconv.Itoa(*r.Replicas)
	}
	return fmt.Sprintf("%s, db %d, tls %s, login %s, allow-volatile %s, replicas %s",
		where, r.DB, r.secured(), yesNo(!r.Password.IsZero()), yesNo(r.AllowVolatile), replicas)
}

// secured says whether there is TLS, and whether a file says who may vouch for the
// servers.
func (r Redis) secured() string {
	if r.RootCAs != nil {
		return "by ca-file"
	}
	return yesNo(r.TLS)
}

func yesNo(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}
