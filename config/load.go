package config

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/longstop/longstop/internal/yamlfile"
)

// Load reads the daemon's file at path and every file that it names, and checks
// them by known. The error, if any, is [yamlfile.Errors] with every mistake of
// every file; then there is no Config.
func Load(path string, known Known) (*Config, error) {
	data, _, err := readFile(path)
	if err != nil {
		return nil, yamlfile.Errors{yamlfile.Pos{}.Errorf(path, "", "cannot be read: %s", reason(err))}
	}
	return parse(path, data, readFile, known)
}

// reader returns the contents and the permissions of a file.
type reader func(path string) ([]byte, fs.FileMode, error)

// readFile reads a regular file, up to one byte more than a configuration may
// have: so the parser sees that a file is too long.
func readFile(path string) ([]byte, fs.FileMode, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0) // a pipe must not keep us waiting
	if err != nil {
		return nil, 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, 0, err
	case info.IsDir():
		return nil, 0, errors.New("it is a directory")
	case !info.Mode().IsRegular():
		return nil, 0, errors.New("it is not a regular file")
	}
	data, err := io.ReadAll(io.LimitReader(f, yamlfile.MaxSize+1))
	if err != nil {
		return nil, 0, fmt.Errorf("read file: %w", err)
	}
	return data, info.Mode(), nil
}

// reason returns why a file cannot be read, without its path, which the caller
// names.
func reason(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// resolve makes a path that stands in file ready to open.
func resolve(file, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(filepath.Dir(file), path)
}
