package procedure

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/longstop/longstop/internal/yamlfile"
)

// Extend reads every .yaml file of a folder beside what the library has. A file
// may inherit from the library and from the others, and may be a further edition
// of what the library has; the same edition again is a mistake. The library does
// not change. The error names every mistake in every file, with its place; at is
// the path of the folder, for that.
func (l *Library) Extend(dir fs.FS, at string) (*Library, error) {
	entries, err := fs.ReadDir(dir, ".")
	if err != nil {
		return nil, fmt.Errorf("the folder %s cannot be read: %w", at, reason(err))
	}
	var files []*file
	var problems []error
	for _, e := range entries {
		if ext := path.Ext(e.Name()); ext != ".yaml" && ext != ".yml" || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		f, err := readFile(dir, e.Name(), filepath.Join(at, e.Name()))
		if err != nil {
			problems = append(problems, err)
			continue
		}
		files = append(files, f)
	}
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	out := &Library{editions: map[string][]*Procedure{}, extends: l}
	for id, list := range l.editions {
		out.editions[id] = slices.Clone(list)
	}
	if err := out.addAll(files); err != nil {
		return nil, err
	}
	return out, nil
}

// readFile reads one file of a folder. Its name ends in .yaml: what is left out
// because of its name would be missed by nobody until its first deadline was.
func readFile(dir fs.FS, name, at string) (*file, error) {
	unread := func(format string, args ...any) (*file, error) {
		m := yamlfile.Wrong(format, args...)
		m.Code = yamlfile.Form
		return nil, yamlfile.Errors{yamlfile.Pos{}.Mistake(at, "", m)}
	}
	if stem, ok := strings.CutSuffix(name, ".yml"); ok {
		return unread("name it %s.yaml: only such files are read", stem)
	}
	info, err := fs.Stat(dir, name) // before it is opened: a pipe would keep us waiting
	switch {
	case err != nil:
		return unread("cannot be read: %s", reason(err))
	case !info.Mode().IsRegular():
		return unread("cannot be read: it is not a regular file")
	}
	f, err := dir.Open(name)
	if err != nil {
		return unread("cannot be read: %s", reason(err))
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, yamlfile.MaxSize+1))
	if err != nil {
		return unread("cannot be read: %s", reason(err))
	}
	return parseFile(at, data)
}

// reason is why a file cannot be read, without its path.
func reason(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// whereElse returns where the edition stands that a file has again.
func (l *Library) whereElse(p *Procedure) string {
	if l.extends != nil {
		if _, err := l.extends.Find(p.ID, p.Edition.String()); err == nil {
			return "which ships: date yours from the day on which it takes its place, or give it an id of its own and write inherits: " + p.ID
		}
	}
	return "in another file"
}
