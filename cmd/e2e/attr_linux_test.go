package e2e

import "syscall"

// dieWithUs makes a daemon end with the test that started it, even if the test is
// killed.
func dieWithUs() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}
