package server

import (
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// makePrivate makes dir for this user alone, or checks one that is there. What lies
// in it is only as private as dir: redis-server writes its append-only file for
// everybody to read.
func makePrivate(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	info, err := os.Stat(dir)
	if err != nil {
		return err
	}
	owner := os.Geteuid()
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		owner = int(s.Uid)
	}
	return private(dir, info.Mode(), owner, os.Geteuid())
}

// private refuses a directory that another user owns, or that lets its group or
// everybody in. An owner can change the mode at any time, so the owner comes first.
func private(dir string, mode fs.FileMode, owner, user int) error {
	switch {
	case owner != user:
		return fmt.Errorf("%w: %s belongs to user %d and the daemon runs as user %d: run it as the owner, or `chown -R %d %s`",
			ErrNotPrivate, dir, owner, user, user, dir)
	case mode.Perm()&0o077 != 0:
		return fmt.Errorf("%w: %s has mode %04o, which lets %s in: `chmod 700 %s`",
			ErrNotPrivate, dir, mode.Perm(), whom(mode), dir)
	}
	return nil
}

// whom returns who beside its owner has a right to a directory of this mode.
func whom(mode fs.FileMode) string {
	if mode.Perm()&0o007 != 0 {
		return "everybody on this machine"
	}
	return "its group"
}
