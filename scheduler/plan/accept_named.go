package plan

import (
	"regexp"
	"slices"
	"strings"

	"github.com/longstop/longstop/scheduler/procedure"
)

var namedPattern = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)?$`)

// acceptNamed checks a fact about a milestone whose instances are named by the
// facts themselves. Until one is named, a single instance stands for them all.
func acceptNamed(s Situation, m *procedure.Milestone, f Fact) error {
	named, whole := namedIn(s.Procedure, standing(s.Facts), m.Named)
	agency, _, ofAgency := strings.Cut(f.Instance, ".")
	switch {
	case f.Instance == "" && len(named) > 0:
		return Refuse("name", "%s exists once for each %s: say which, as %s/NAME", m.ID, m.Named, m.ID).Allow(keys(m.ID, named))
	case f.Instance == "":
		return nil
	case whole:
		return Refuse("name", "%s is recorded for all of them together: withdraw that fact before you name one %s", m.ID, m.Named)
	case len(f.Instance) > 64 || !namedPattern.MatchString(f.Instance):
		return Refuse("name", "%q cannot name one %s: use lower case letters, digits and hyphens, for example %s/a1; never a person's name", f.Instance, m.Named, m.ID)
	case ofAgency && m.Named != procedure.Actions:
		return Refuse("name", "%q cannot name one %s: leave out the point", f.Instance, m.Named)
	case ofAgency && !slices.Contains(s.Agencies, agency):
		return Refuse("name", "%q is not an agency of the case: an action of an agency is written %s/AGENCY.NAME", agency, m.ID).Allow(s.Agencies)
	}
	return nil
}

// namedIn returns the members or actions that standing facts name, and whether a
// fact is about all of them together.
func namedIn(p *procedure.Procedure, facts []*Fact, kind procedure.Named) (named []string, whole bool) {
	for _, f := range facts {
		m, ok := p.Milestone(f.Name)
		switch {
		case !ok || m.Named != kind:
		case f.Instance == "":
			whole = true
		case !slices.Contains(named, f.Instance):
			named = append(named, f.Instance)
		}
	}
	return named, whole
}
