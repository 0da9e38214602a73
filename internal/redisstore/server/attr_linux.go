package server

import "syscall"

// attributes make the child end with this daemon, even if that is killed, and
// keep the terminal's Ctrl-C from it: the daemon needs its store to stop well.
func attributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGTERM}
}
