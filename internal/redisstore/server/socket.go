package server

import (
	"fmt"
	"os"
	"path/filepath"
)

// Names of the files in Options.Dir.
const (
	socketFile = "redis.sock"
	logFile    = "redis.log"
	daemonLock = "longstop.lock"
	serverLock = "redis.lock"
)

// maxSocket bounds the path of a socket, in bytes: an address of the kernel has
// room for 107, and on other systems for 103.
const maxSocket = 100

// placeSocket returns the path for the socket of a server in dir. If that would
// be too long for the kernel, the socket lives in a short directory of its own,
// and dir has a link to it, so that the next Start can find it.
func placeSocket(dir string) (string, error) {
	path := filepath.Join(dir, socketFile)
	removeSocket(dir)
	if len(path) <= maxSocket {
		return path, nil
	}
	short, err := os.MkdirTemp("", "longstop-")
	if err != nil {
		return "", fmt.Errorf("place socket: %w", err)
	}
	target := filepath.Join(short, socketFile)
	if len(target) > maxSocket {
		_ = os.Remove(short)
		return "", fmt.Errorf("place socket: a path of %d bytes is too long: choose a shorter state directory", len(path))
	}
	if err := os.Symlink(target, path); err != nil {
		_ = os.Remove(short)
		return "", fmt.Errorf("place socket: %w", err)
	}
	return target, nil
}

// findSocket returns the path at which an earlier server in dir listened.
func findSocket(dir string) string {
	path := filepath.Join(dir, socketFile)
	if target, err := os.Readlink(path); err == nil {
		return target
	}
	return path
}

// removeSocket removes the socket, and the link and the directory that
// placeSocket made for it. It is called only while no server runs in dir. A file
// that is not there is no failure.
func removeSocket(dir string) {
	path := filepath.Join(dir, socketFile)
	if target, err := os.Readlink(path); err == nil {
		_ = os.Remove(target)
		_ = os.Remove(filepath.Dir(target))
	}
	_ = os.Remove(path)
}
