//go:build !linux

package server

import "syscall"

// attributes keep the terminal's Ctrl-C from the child: the daemon needs its
// store to stop well. The kernel cannot be asked to end it with the daemon; the
// next Start does.
func attributes() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }
