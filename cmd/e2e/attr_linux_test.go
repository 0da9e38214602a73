package e2e

import "syscall"

// dieWithUs ends a daemon with the test that started it, even if that is killed.
func dieWithUs() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}
