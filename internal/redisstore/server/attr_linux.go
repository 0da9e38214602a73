package server

import "syscall"

// attributes returns how the child runs: it ends with this daemon, even if the
// daemon is killed, and the terminal's Ctrl-C does not reach it, for the daemon
// needs its store to stop well.
func attributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGTERM}
}
