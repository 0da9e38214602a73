package calendar

import (
	"fmt"
	"strings"
)

// ListError says why a list of bank holidays was refused.
type ListError struct {
	Problems []string // each says where, what, and what would be right
}

func (e *ListError) Error() string { return "read bank holidays: " + strings.Join(e.Problems, "; ") }

// mostProblems is how many problems are worth reading: a list with more of them
// is another thing altogether.
const mostProblems = 20

// problems collects what is wrong, up to what is worth reading.
type problems struct {
	list []string
	more int
}

func (p *problems) add(format string, args ...any) {
	if len(p.list) == mostProblems {
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
