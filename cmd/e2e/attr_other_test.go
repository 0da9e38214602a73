//go:build !linux

package e2e

import "syscall"

// dieWithUs cannot do so on this system: a test that is killed leaves its daemons
// behind.
func dieWithUs() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }
