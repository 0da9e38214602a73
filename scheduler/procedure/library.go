package procedure

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"sync"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/yamlfile"
)

// Library is a set of procedures, each in one or more editions.
type Library struct {
	editions map[string][]*Procedure // by id, earliest first
	extends  *Library                // what it had before a folder was read
}

// ErrUnknown is wrapped by the errors about a procedure that no library has.
var ErrUnknown = errors.New("no such procedure")

// unknown is the error about a procedure that is none of the library's.
type unknown struct{ yamlfile.Mistake }

func (unknown) Unwrap() error { return ErrUnknown }

//go:embed library/*.yaml
var shippedFiles embed.FS

// ShippedFiles returns the folder of the procedures that ship with Longstop.
func ShippedFiles() (fs.FS, error) { return fs.Sub(shippedFiles, "library") }

// Shipped returns the procedures that ship with Longstop. They are read once.
func Shipped() *Library { return shipped() }

var shipped = sync.OnceValue(func() *Library {
	dir, err := ShippedFiles()
	if err != nil {
		panic(err)
	}
	l, err := LoadFS(dir)
	if err != nil {
		panic("procedure: the library that ships: " + err.Error())
	}
	return l
})

// LoadFS reads every .yaml file of a folder. The error names every mistake in
// every file, with its place: [errors.As] finds the [Errors] of a file in it.
func LoadFS(dir fs.FS) (*Library, error) {
	return (&Library{}).Extend(dir, "")
}

// addAll resolves files, parents before children. A procedure whose parent is
// wrong is not looked at: the parent's mistakes come first.
func (l *Library) addAll(files []*file) error {
	var problems []error
	wrong := map[string]bool{}
	for len(files) > 0 {
		var rest []*file
		for _, f := range files {
			parent := f.Inherits.Value
			other := parent != "" && parent != f.ID.Value
			switch {
			case other && wrong[parent]:
				wrong[f.ID.Value] = true
			case other && hasID(files, parent):
				rest = append(rest, f)
			default:
				if err := l.add(f); err != nil {
					problems, wrong[f.ID.Value] = append(problems, err), true
				}
			}
		}
		if len(rest) == len(files) {
			return errors.Join(append(problems, circle(rest))...)
		}
		files = rest
	}
	return errors.Join(problems...)
}

func (l *Library) add(f *file) error {
	p, err := l.resolve(f)
	if err != nil {
		return err
	}
	if _, err := l.Find(p.ID, p.Edition.String()); err == nil {
		return f.mistake(f.Edition.Pos, "edition", wrong("%s has an edition of %s already, %s", p.ID, p.Edition, l.whereElse(p)))
	}
	l.editions[p.ID] = append(l.editions[p.ID], p)
	slices.SortFunc(l.editions[p.ID], func(a, b *Procedure) int { return cmp.Compare(a.Edition, b.Edition) })
	return nil
}

// circle says which files inherit from each other: from any file that waits,
// the parents lead there.
func circle(files []*file) error {
	path, f := []*file{}, files[0]
	for !slices.Contains(path, f) {
		path = append(path, f)
		f = files[slices.IndexFunc(files, func(o *file) bool { return o.ID.Value == f.Inherits.Value })]
	}
	way := f.ID.Value
	for _, o := range path[slices.Index(path, f):] {
		way += " inherits " + o.Inherits.Value
	}
	return f.mistake(f.Inherits.Pos, "inherits", circular("a procedure cannot inherit itself: %s", way))
}

func hasID(files []*file, id string) bool {
	return slices.ContainsFunc(files, func(f *file) bool { return f.ID.Value == id })
}

// Load reads one procedure that may inherit from this library. The library
// does not change. The error, if any, is [Errors] or an [*Error].
func (l *Library) Load(name string, data []byte) (*Procedure, error) {
	f, err := parseFile(path.Base(name), data)
	if err != nil {
		return nil, err
	}
	return l.resolve(f)
}

// IDs lists the procedures, in order of name.
func (l *Library) IDs() []string { return slices.Sorted(maps.Keys(l.editions)) }

// Editions lists the editions of a procedure, earliest first.
func (l *Library) Editions(id string) ([]*Procedure, error) {
	list, err := l.list(id)
	return slices.Clone(list), err
}

// Latest returns the newest edition.
func (l *Library) Latest(id string) (*Procedure, error) {
	list, err := l.list(id)
	if err != nil {
		return nil, err
	}
	return list[len(list)-1], nil
}

// InForce returns the edition in force on a day: the newest that had begun, or
// the first one where none had.
func (l *Library) InForce(id string, on calendar.Date) (*Procedure, error) {
	list, err := l.list(id)
	if err != nil {
		return nil, err
	}
	at := list[0]
	for _, p := range list {
		if p.Edition <= on {
			at = p
		}
	}
	return at, nil
}

// Find returns the edition that a case was opened with.
func (l *Library) Find(id, edition string) (*Procedure, error) {
	list, err := l.list(id)
	if err != nil {
		return nil, err
	}
	for _, p := range list {
		if p.Edition.String() == edition {
			return p, nil
		}
	}
	return nil, fmt.Errorf("%w: %s has no edition of %s", ErrUnknown, id, edition)
}

func (l *Library) list(id string) ([]*Procedure, error) {
	list := l.editions[id]
	if len(list) == 0 {
		return nil, unknown{wrong("%v: %q", ErrUnknown, id).Meant(id, "the procedures are", l.IDs())}
	}
	return list, nil
}
