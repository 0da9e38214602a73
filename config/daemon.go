package config

import (
	"path/filepath"

	"github.com/longstop/longstop/internal/yamlfile"
)

// daemonForm is the daemon's file as it is written.
type daemonForm struct {
	yamlfile.Pos `yaml:"-"`
	StateDir     text                    `yaml:"state-dir"`
	Redis        *redisForm              `yaml:"redis"`
	Listen       listenForm              `yaml:"listen"`
	SMTP         *smtpForm               `yaml:"smtp,required"`
	Operations   []text                  `yaml:"operations"`
	HeartbeatAt  yamlfile.Located[Clock] `yaml:"heartbeat-at"`
	DigestAt     yamlfile.Located[Clock] `yaml:"digest-at"`
	Procedures   text                    `yaml:"procedures"`
	Holidays     *holidaysForm           `yaml:"holidays"`
	Partnerships texts                   `yaml:"partnerships,required"`
}

type listenForm struct {
	Socket text `yaml:"socket"`
	HTTP   text `yaml:"http"`
}

// The times of the daily emails where the file gives none.
const (
	heartbeatAt Clock = 7 * 60
	digestAt    Clock = 8*60 + 30
)

// daemonChecker checks the daemon's file.
type daemonChecker struct {
	checker
	read reader
}

func (c *daemonChecker) config(form daemonForm) *Config {
	cfg := &Config{
		StateDir:    c.path("state-dir", form.StateDir, "state"),
		HeartbeatAt: c.daily("heartbeat-at", form.HeartbeatAt, heartbeatAt),
		DigestAt:    c.daily("digest-at", form.DigestAt, digestAt),
		Operations:  c.each("operations", form.Operations, c.operator),
	}
	cfg.Holidays = c.holidays(form.Holidays)
	cfg.Listen = c.listen(form.Listen, cfg.StateDir)
	if form.Redis != nil {
		cfg.Redis = c.redis(form.Redis)
		if cfg.Redis.inPlainText() {
			cfg.Warnings = append(cfg.Warnings, "redis: it is on another machine, and without tls: true everybody on the way can read cases and the password")
		}
	}
	if form.SMTP != nil {
		cfg.SMTP = c.smtp(form.SMTP)
	}
	c.each("partnerships", c.some("partnerships", form.Partnerships, "partnership file"), c.partnershipPath)
	return cfg
}

func (c *daemonChecker) operator(field string, t text) string {
	return c.plainAddress(field, t, "operations")
}

func (c *daemonChecker) partnershipPath(field string, t text) string {
	return c.path(field, t, "")
}

// maxSocket bounds the path of a unix socket, in bytes: Linux has no room for
// more.
const maxSocket = 107

func (c *daemonChecker) listen(form listenForm, stateDir string) Listen {
	l := Listen{Socket: filepath.Join(stateDir, "longstop.sock"), HTTP: c.listenAddress("listen.http", form.HTTP)}
	if form.Socket.Given() {
		l.Socket = c.path("listen.socket", form.Socket, "")
	}
	if len(l.Socket) > maxSocket {
		c.errorf(form.Socket.Pos, "listen.socket", "the path of a socket may have %d letters, this one has %d: name a shorter one", maxSocket, len(l.Socket))
	}
	return l
}

// daily checks the time of a daily job, which must come once a day, every day.
func (c *daemonChecker) daily(field string, at yamlfile.Located[Clock], otherwise Clock) Clock {
	switch {
	case !at.Given():
		return otherwise
	case at.Value.changes():
		c.errorf(at.Pos, field, "%q is skipped in March and comes twice in October, when the clocks change: choose a time outside 01:00 to 01:59", at.Value)
	case at.Value == endOfDay:
		c.errorf(at.Pos, field, "%q is not a time of day: midnight is 00:00", at.Value)
	}
	return at.Value
}
