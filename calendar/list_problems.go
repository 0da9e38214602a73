package calendar

import (
	"fmt"
	"strings"
)

// ListError says why a list of bank holidays was refused.
type ListError struct {
	Problems []string // each says where, what, and what would be right
}

// Error returns all problems in one line.
func (e *ListError) Error() string { return "read bank holidays: " + strings.Join(e.Problems, "; ") }

// maxProblems is how many problems are worth reading: a list with more of them is
// another thing altogether.
const maxProblems = 20

// problems collects problems, and counts those beyond maxProblems.
type problems struct {
	list []string
	more int
}

func (p *problems) add(format string, args ...any) {
	if len(p.list) == maxProblems {
		p.more++
		return
	}
	p.list = append(p.list, fmt.Sprintf(format, args...))
}

func (p *problems) all() []string {
	if p.more == 0 {
		return p.list
	}
	return append(p.list, fmt.Sprintf("and %d more like these", p.more))
}
