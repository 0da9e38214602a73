package config

import (
	"errors"
	"io/fs"
	"strings"
)

// secret reads a password from the file that t names.
func (c *daemonChecker) secret(field string, t text) Secret {
	if !t.Given() {
		return Secret{}
	}
	path := c.path(field, t, "")
	data, mode, err := c.read(path)
	if err == nil {
		err = secretMode(mode)
	}
	if err != nil {
		c.errorf(t.Pos, field, "%s cannot be used: %s", path, reason(err))
		return Secret{}
	}
	secret, err := secretLine(data)
	if err != nil {
		c.errorf(t.Pos, field, "%s cannot be used: %s", path, err)
	}
	return secret
}

// secretMode refuses a file that others on the machine can read or replace. Its
// group may read it: that is how a service without a home of its own gets it.
func secretMode(mode fs.FileMode) error {
	if mode.Perm()&0o027 == 0 {
		return nil
	}
	if mode.Perm()&0o007 != 0 {
		return errors.New("everybody on this machine can read or change it: chmod 600")
	}
	return errors.New("its group can change it: chmod 600 or 640")
}

// maxSecret bounds a password, so that a wrong file is noticed.
const maxSecret = 4096

// secretLine returns the one line of a password file.
func secretLine(data []byte) (Secret, error) {
	line := strings.TrimSuffix(strings.TrimSuffix(string(data), "\n"), "\r")
	switch {
	case strings.ContainsAny(line, "\r\n"):
		return Secret{}, errors.New("it holds more than one line")
	case line == "":
		return Secret{}, errors.New("it is empty")
	case len(line) > maxSecret:
		return Secret{}, errors.New("it is too long for a password")
	}
	return NewSecret(line), nil
}
