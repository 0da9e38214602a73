package lint

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/scheduler/procedure"
)

// citations finds sources without their wording: a date that nobody can look up
// is a date that nobody can defend.
func (l *linter) citations() {
	for i := range l.p.Milestones {
		m := &l.p.Milestones[i]
		if m.Source.Text == "" {
			l.about(KindNoCitation, m, "source", `the sentence of the guidance, word for word: source: {section: …, text: "…"}`,
				"%s is named, and its wording is not quoted", m.Source)
		}
	}
	for _, s := range l.p.Settings {
		if s.Source != (procedure.Source{}) && s.Source.Text == "" {
			l.add(KindNoCitation, "settings."+s.ID+".source", `the sentence of the guidance, word for word: source: {section: …, text: "…"}`,
				"%s is named, and its wording is not quoted", s.Source)
		}
	}
}

// ladders finds ladders that end in nobody: a milestone would stay overdue, and
// nobody new would ever hear of it.
func (l *linter) ladders() {
	for i := range l.p.Milestones {
		m := &l.p.Milestones[i]
		if !m.Due.Duty().CanBeOverdue() {
			continue
		}
		const right = "a last step that tells somebody above: ladder: [{after: 5 working days, tell: [safeguarding-partners]}]"
		if len(m.Ladder) == 0 {
			l.about(KindLadderEnds, m, "ladder", right, "has no step: when it is overdue, its owner and the business manager are told and nobody else")
			continue
		}
		told := []string{m.Owner, procedure.RoleBusinessManager}
		if m.Delegated != nil {
			told = append(told, m.Delegated.To)
		}
		last := m.Ladder[len(m.Ladder)-1].Tell
		switch {
		case within(last, told):
			l.about(KindLadderEnds, m, "ladder", right, "ends with %s, who was told already when it became overdue", words.And(last))
		case within(last, append(told, procedure.RoleAgency, procedure.RoleAgencyLead)):
			l.about(KindLadderEnds, m, "ladder", right, "ends with %s, which an agency need not have", words.And(last))
		}
	}
}

// within says whether all contains everything in list.
func within(list, all []string) bool {
	return !slices.ContainsFunc(list, func(s string) bool { return !slices.Contains(all, s) })
}

// roles returns the roles that own something or are told of something. The
// business manager is told of everything.
func (l *linter) roles() map[string]bool {
	used := map[string]bool{procedure.RoleBusinessManager: true}
	for _, m := range l.p.Milestones {
		used[m.Owner] = true
		used[procedure.RoleAgency] = used[procedure.RoleAgency] || m.PerAgency
		if m.Delegated != nil {
			used[m.Delegated.To] = true
		}
		tell := slices.Clone(m.Copy)
		if m.Due.Duty().CanBeOverdue() {
			for _, rung := range m.Ladder {
				tell = append(tell, rung.Tell...)
			}
		}
		for _, role := range tell {
			used[role] = true
		}
	}
	return used
}

// unused finds roles, events and settings that are declared here and have no use.
// Inherited ones cannot be taken back.
func (l *linter) unused() {
	parent := cmp.Or(l.in.Parent, &procedure.Procedure{})
	roles := l.roles()
	for _, r := range l.p.Roles {
		if !roles[r.ID] && !slices.Contains(parent.RoleIDs(), r.ID) {
			l.add(KindUnusedRole, "roles."+r.ID, "to leave it out, or the milestone that it belongs to", "owns no milestone, and is told of none")
		}
	}
	used := map[string]bool{}
	for _, m := range l.p.Milestones {
		for _, o := range m.Options() {
			for _, a := range o.Due.Anchors() {
				used[a.Name] = true
			}
		}
		if m.When != nil {
			used[m.When.Decision] = true
		}
		used[m.DoneBy] = true
	}
	for _, e := range l.p.Events {
		if _, inherited := parent.Event(e.ID); !used[e.ID] && !e.Begins && !inherited {
			l.add(KindUnusedEvent, "events."+e.ID, "to leave it out, or the milestone that counts from it", "nothing counts from it, hangs on it or is completed by it")
		}
	}
	for _, s := range l.p.Settings {
		if _, inherited := parent.Setting(s.ID); !inherited && len(l.p.SettingUsers(s.ID)) == 0 {
			l.add(KindUnusedSetting, "settings."+s.ID, "to leave it out, or due: setting "+s.ID, "no rule asks for it: whatever is chosen changes nothing")
		}
	}
}

// vacancies finds roles that a partnership gives to nobody. Nothing is lost,
// because the backstop is told instead; but it was not meant for the backstop.
func (l *linter) vacancies() {
	used := l.roles()
	for _, partnership := range slices.Sorted(maps.Keys(l.in.Vacant)) {
		for _, vacant := range l.in.Vacant[partnership] {
			role, agency, _ := strings.Cut(vacant, "/")
			if !used[role] {
				continue
			}
			right := "roles: {" + role + ": [PERSON]} in the partnership's file"
			if agency != "" {
				right = "a person for the agency " + agency + " in the partnership's file"
			}
			l.add(KindVacantRole, "roles."+role, right, "nobody holds %s in %s: the backstop is told instead", vacant, partnership)
		}
	}
}
