package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/internal/yamlfile"
)

// businessManager is a role in every procedure: it gets the digest, and the email
// that cannot be delivered.
const businessManager = "business-manager"

// roles checks who holds which role. A role that no procedure has is a mistake:
// its holders would never be told anything.
func (c *partnershipChecker) roles(m yamlfile.Map[[]text], procedures []string) map[string][]string {
	allowed := c.procedureRoles(procedures)
	out := make(map[string][]string, len(m))
	for _, e := range m {
		field := "roles." + e.Key
		if c.knowsAll(procedures) && !slices.Contains(allowed, e.Key) {
			c.errorf(e.Pos(), field, "no procedure here has the role %q%s", e.Key, words.Meant(e.Key, "Roles", allowed))
		}
		out[e.Key] = c.each(field, e.Value, c.person)
	}
	return out
}

// knowsAll says whether the roles of all the procedures are known. Only then can
// a role be called unknown.
func (c *partnershipChecker) knowsAll(procedures []string) bool {
	return c.known.Roles != nil && len(procedures) > 0 && !slices.ContainsFunc(procedures, func(p string) bool {
		return !slices.Contains(c.known.Procedures, p)
	})
}

// procedureRoles returns the roles that the procedures can tell, sorted. The roles
// of agencies are not among them: their people are listed under agencies.
func (c *partnershipChecker) procedureRoles(procedures []string) []string {
	roles := []string{businessManager}
	for _, p := range procedures {
		if c.known.Roles != nil && slices.Contains(c.known.Procedures, p) {
			roles = append(roles, c.known.Roles(p)...)
		}
	}
	slices.Sort(roles)
	return slices.DeleteFunc(slices.Compact(roles), func(r string) bool {
		return r == "agency" || r == "agency-lead" || strings.HasPrefix(r, "agency/") || strings.HasPrefix(r, "agency-lead/")
	})
}

// warnShared warns of two people with one address: an escalation from one to the
// other would reach the same mailbox.
func (c *partnershipChecker) warnShared(p Partnership) {
	first := map[string]string{}
	for _, person := range p.Directory.People {
		address := strings.ToLower(person.Email)
		if other, shared := first[address]; shared {
			c.warnings = append(c.warnings, fmt.Sprintf("%s: %s and %s have the same address: an escalation from one reaches the other", p.ID, other, person.ID))
			continue
		}
		first[address] = person.ID
	}
}
