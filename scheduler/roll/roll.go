package roll

import (
	"maps"
	"slices"
	"strings"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/scheduler/letter"
)

// People says who holds a role.
type People interface {
	// Resolve returns the people to tell for a role on a day, at least one: for a
	// role that nobody holds, the backstop.
	Resolve(role string, on calendar.Date) []letter.Addressee
	// Deputy returns the person to tell on a day if a person's address refuses,
	// none of those tried; false if there is none.
	Deputy(person string, tried []string, on calendar.Date) (string, bool)
	// Backstop returns the person to tell if there is nobody else.
	Backstop() string
}

// Mark says how a person stands to one milestone of one decision.
type Mark string

// The marks.
const (
	has     Mark = "has"     // an email about it is on its way to them, or was sent
	gave    Mark = "gave"    // they had one, and it was handed on or taken back
	refused Mark = "refused" // their address refused it
)

// Roll is the roll of one case. The zero Roll is that of a case in which nothing
// was ever handed on: then who has what stands in the emails themselves.
type Roll struct {
	// Version counts how often it was written. The store keeps it beside the record.
	Version int64 `json:"-"`
	// Damaged says that there was a record, and that it could not be read: then
	// somebody may be told twice, which is better than that nobody is.
	Damaged bool `json:"-"`
	// Marks are those of each person, by decision, milestone, and the role in which
	// they are told or the holder in whose place they are.
	Marks map[string]map[string]Mark `json:"marks,omitempty"`
}

// inRole returns the key of the marks of those who are told of a milestone in a role.
func inRole(e Email, it letter.Item, role string) string {
	return strings.Join([]string{e.Decision, it.Milestone, "role", role}, "|")
}

// inPlace returns the key of the marks of those who are told of a milestone for a
// holder: the holder, or in their place others.
func inPlace(e Email, it letter.Item, holder string) string {
	return strings.Join([]string{e.Decision, it.Milestone, "for", holder}, "|")
}

func (r *Roll) set(key, person string, m Mark) {
	if r.Marks == nil {
		r.Marks = map[string]map[string]Mark{}
	}
	if r.Marks[key] == nil {
		r.Marks[key] = map[string]Mark{}
	}
	r.Marks[key][person] = m
}

// rolesOf returns the roles in which a person has a milestone.
func (r *Roll) rolesOf(e Email, it letter.Item, person string) []string {
	if e.ToBackstop {
		if m, ok := r.Marks[inRole(e, it, "")][person]; ok && m != has || !ok && person != e.holder() {
			return nil
		}
		return []string{""}
	}
	var decided, all []string // as the email says; all roles that it speaks of
	for _, t := range it.Told {
		all = append(all, t.Role)
		if t.Person == person {
			decided = append(decided, t.Role)
		}
	}
	if len(all) == 0 && person == e.holder() {
		decided = e.Roles
	}
	var out []string
	for _, role := range words.Union(all, decided) {
		m, ok := r.Marks[inRole(e, it, role)][person]
		if ok && m == has || !ok && slices.Contains(decided, role) {
			out = append(out, role)
		}
	}
	return out
}

// told says whether a person has a milestone in their own right: in some role, or by
// an email that nobody has looked at since they left the last of them.
func (r *Roll) told(e Email, it letter.Item, person string) bool {
	if len(r.rolesOf(e, it, person)) > 0 {
		return true
	}
	if m, ok := r.Marks[inPlace(e, it, person)][person]; ok || e.ToBackstop {
		return m == has
	}
	return slices.ContainsFunc(it.Told, func(t letter.Told) bool { return t.Person == person })
}

// standsIn says whether a person has a milestone in place of the email's holder.
func (r *Roll) standsIn(e Email, it letter.Item, person string) bool {
	if m, ok := r.Marks[inPlace(e, it, e.holder())][person]; ok {
		return m == has
	}
	return person == e.To
}

// refusals returns the people whose addresses have refused one of the items, in
// place of the email's holder or as the holder.
func (r *Roll) refusals(e Email, items []letter.Item) []string {
	var out []string
	for _, it := range items {
		marks := r.Marks[inPlace(e, it, e.holder())]
		for _, person := range e.Tried {
			if _, ok := marks[person]; !ok && !slices.Contains(out, person) {
				out = append(out, person)
			}
		}
		for _, person := range slices.Sorted(maps.Keys(marks)) {
			if marks[person] == refused && !slices.Contains(out, person) {
				out = append(out, person)
			}
		}
	}
	return out
}

// startOver forgets the refusals, so that everybody may be tried again.
func (r *Roll) startOver(e Email, items []letter.Item) {
	for _, it := range items {
		l := inPlace(e, it, e.holder())
		for _, person := range e.Tried {
			if _, ok := r.Marks[l][person]; !ok {
				r.set(l, person, gave)
			}
		}
		for person, m := range r.Marks[l] {
			if m == refused {
				r.set(l, person, gave)
			}
		}
	}
}
