//go:build !linux

package e2e

import "syscall"

// dieWithUs cannot be had here: a test that is killed leaves its daemons behind.
func dieWithUs() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }
