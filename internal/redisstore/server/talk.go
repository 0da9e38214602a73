package server

import (
	"bufio"
	"context"
	"net"
	"strings"
	"time"
)

// answerWithin bounds one question to a server. Every question is repeated, so
// for a server that is busy loading its file the answer only comes later.
const answerWithin = time.Second

// ask sends one inline command to the server at a socket and returns the first
// line of its answer.
func ask(ctx context.Context, socket, command string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	conn, err := (&net.Dialer{}).DialContext(ctx, "unix", socket)
	if err != nil {
		return "", err
	}
	defer conn.Close()
	deadline, _ := ctx.Deadline()
	if err := conn.SetDeadline(deadline); err != nil {
		return "", err
	}
	if _, err := conn.Write([]byte(command + "\r\n")); err != nil {
		return "", err
	}
	line, err := bufio.NewReader(conn).ReadString('\n')
	return strings.TrimSpace(line), err
}

// health is the state of a server, by its answer.
type health int

const (
	silent  health = iota // it does not answer
	loading               // it is reading its append-only file
	up
)

// probe asks the server at a socket how it is.
func probe(ctx context.Context, socket string) health {
	line, err := ask(ctx, socket, "PING")
	switch {
	case err == nil && line == "+PONG":
		return up
	case err == nil && strings.HasPrefix(line, "-LOADING"):
		return loading
	}
	return silent
}

// shutdown asks a server to end. There is no answer to that; the caller repeats
// it for a server that did not hear.
func shutdown(ctx context.Context, socket string) {
	_, _ = ask(ctx, socket, "SHUTDOWN NOSAVE")
}
