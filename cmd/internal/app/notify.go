package app

import (
	"context"
	"net"
	"os"
	"strconv"
	"time"

	"github.com/longstop/longstop/internal/moment"
)

// notifyTimeout bounds the wait for a service manager that reads no more. It must
// not hold the daemon.
const notifyTimeout = time.Second

// notifySystemd tells the service manager, if there is one, the state of the daemon
// (sd_notify(3)).
func notifySystemd(state string) {
	path := os.Getenv("NOTIFY_SOCKET")
	if path == "" {
		return
	}
	if path[0] == '@' {
		path = "\x00" + path[1:] // a socket in the abstract name space
	}
	conn, err := net.DialUnix("unixgram", nil, &net.UnixAddr{Name: path, Net: "unixgram"})
	if err != nil {
		return // the manager is gone: there is nobody to tell
	}
	defer conn.Close()
	_ = conn.SetWriteDeadline(time.Now().Add(notifyTimeout)) // an open socket takes it
	_, _ = conn.Write([]byte(state))                         // a manager that reads no more is as good as gone
}

// watchdogEvery returns the pause between two signs of life, half of what the
// service manager allows; 0 where it asks for none.
func watchdogEvery() time.Duration {
	usec, err := strconv.ParseInt(os.Getenv("WATCHDOG_USEC"), 10, 64)
	if err != nil || usec <= 0 {
		return 0
	}
	return time.Duration(usec) * time.Microsecond / 2
}

// watchdog tells the service manager that the sweeps go on. When they stop, the
// manager restarts the daemon.
func (a *App) watchdog(ctx context.Context) {
	every := watchdogEvery()
	if every == 0 {
		return
	}
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if a.alive(time.Now()) {
				notifySystemd("WATCHDOG=1")
			}
		}
	}
}

// alive says whether a sweep has ended lately. A daemon that waits for its store,
// at its start or later, does not hang: to restart it would help nobody.
func (a *App) alive(now time.Time) bool {
	begun := a.begun.Load()
	if begun == nil {
		return true
	}
	h := a.engine.Health()
	return !h.Since.IsZero() || now.Sub(moment.Latest(*begun, h.Swept)) < sweptLately
}
