package server

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
)

// process is one run of redis-server.
type process struct {
	cmd    *exec.Cmd
	output head
	ended  chan struct{} // closed once it has ended and err is set
	err    error
}

// startProcess runs redis-server in o.Dir. On Linux the child dies with the
// thread that started it, so the caller has locked its goroutine to a thread and
// stays there until the child has ended. If redis-server cannot be started, the
// result is a process that has ended already.
func startProcess(binary string, o Options, socket string, inherit *os.File) *process {
	p := &process{cmd: exec.Command(binary, o.arguments(socket)...), ended: make(chan struct{})}
	p.cmd.Dir = o.Dir
	p.cmd.ExtraFiles = []*os.File{inherit}
	p.cmd.SysProcAttr = attributes()
	p.cmd.Stdout = &p.output
	p.cmd.Stderr = &p.output
	if err := p.cmd.Start(); err != nil {
		p.err = fmt.Errorf("start redis-server: %w", err)
		close(p.ended)
	}
	return p
}

// wait blocks until the process has ended and p.err says how.
func (p *process) wait() {
	if closed(p.ended) {
		return
	}
	err := p.cmd.Wait()
	if err == nil {
		p.err = fmt.Errorf("redis-server ended by itself%s", p.output.said())
	} else {
		p.err = fmt.Errorf("redis-server ended: %w%s", err, p.output.said())
	}
	close(p.ended)
}

// signal sends a signal. That a process has ended already is no error: every
// signal here is meant to end it.
func (p *process) signal(sig syscall.Signal) {
	if p != nil && p.cmd.Process != nil {
		_ = p.cmd.Process.Signal(sig)
	}
}

// head keeps the first kilobyte that a server prints. A server prints only until
// it has opened its log file, so these are its complaints about arguments.
type head struct{ buf bytes.Buffer }

// Write keeps as much of b as still fits, and never fails.
func (h *head) Write(b []byte) (int, error) {
	if room := 1024 - h.buf.Len(); room > 0 {
		h.buf.Write(b[:min(room, len(b))])
	}
	return len(b), nil
}

// said returns the printed text, for the end of an error.
func (h *head) said() string {
	text := strings.Join(strings.Fields(h.buf.String()), " ")
	if text == "" {
		return "; its log says why"
	}
	return ": " + text
}
