package server

import (
	"errors"
	"log/slog"
	"strconv"
)

// The errors of [Start] that callers tell apart.
var (
	ErrNoServer   = errors.New("redis-server is not installed; on Debian: apt-get install redis-server")
	ErrInUse      = errors.New("another daemon uses this state directory")
	ErrNotPrivate = errors.New("the state directory is not private")
)

// Options say how a private server runs.
type Options struct {
	Dir   string       // data, log, locks and socket; made with mode 0700; one that lets others in is refused
	Fsync string       // appendfsync; empty: always
	Port  int          // also listen on this port of 127.0.0.1; 0: only the socket
	Extra []string     // further arguments for redis-server, as --maxmemory 100mb
	Log   *slog.Logger // where restarts are reported; nil: nowhere
}

// withDefaults returns the options with defaults for those that were left out.
func (o Options) withDefaults() Options {
	if o.Fsync == "" {
		o.Fsync = "always"
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}

// arguments returns the command line of redis-server. It runs inside Dir, so
// only the socket has a whole path: that may live elsewhere.
func (o Options) arguments(socket string) []string {
	args := []string{
		"--port", strconv.Itoa(o.Port),
		"--bind", "127.0.0.1",
		"--unixsocket", socket,
		"--unixsocketperm", "700",
		"--dir", ".",
		"--logfile", logFile,
		"--daemonize", "no",
		"--supervised", "no",
		"--save", "",
		"--appendonly", "yes",
		"--appendfsync", o.Fsync,
		"--maxmemory-policy", "noeviction",
	}
	return append(args, o.Extra...)
}
