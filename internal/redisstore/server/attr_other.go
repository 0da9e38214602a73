//go:build !linux

package server

import "syscall"

// attributes returns how the child runs: the terminal's Ctrl-C does not reach it,
// for the daemon needs its store to stop well. This kernel cannot end it with
// the daemon; the next Start does.
func attributes() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }
