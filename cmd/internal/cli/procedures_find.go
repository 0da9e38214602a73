package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"reflect"
	"strings"

	"github.com/longstop/longstop/scheduler/procedure"
)

// findProcedure reads a procedure that is named on the command line: kent,
// kent@2024-01-01 (that edition), or a file of one's own.
func findProcedure(lib *procedure.Library, name string) (*procedure.Procedure, error) {
	data, err := os.ReadFile(name)
	if err == nil {
		return lib.Load(name, data)
	}
	if id, edition, ok := strings.Cut(name, "@"); ok {
		return lib.Find(id, edition)
	}
	p, unknown := lib.Latest(name)
	if unknown != nil && (strings.ContainsAny(name, "./") || !errors.Is(err, fs.ErrNotExist)) {
		return nil, fmt.Errorf("read procedure: %w", err)
	}
	return p, unknown
}

// origin says where a milestone comes from: the procedure that it is inherited
// from unchanged, or the one whose milestone it replaces.
func origin(p *procedure.Procedure, m *procedure.Milestone) (inherited, replaces string) {
	parent := p.Parent()
	if parent == nil {
		return "", ""
	}
	theirs, ok := parent.Milestone(m.ID)
	switch {
	case !ok:
		return "", ""
	case !reflect.DeepEqual(theirs, m):
		return "", parent.ID
	}
	if further, _ := origin(parent, theirs); further != "" {
		return further, ""
	}
	return parent.ID, ""
}
