package words

import "strings"

// The roles of an agency and of its safeguarding lead. The id of the agency follows
// a slash: agency/police.
const (
	agency     = "agency"
	agencyLead = "agency-lead"
)

// Role returns the holder of a role: "the business manager", "the police", "the
// safeguarding lead of the police".
func Role(id string) string {
	role, of, ofAgency := strings.Cut(id, "/")
	switch {
	case role == "":
		return "whoever the procedure names"
	case role == agencyLead && ofAgency:
		return "the safeguarding lead of " + Agency(of)
	case role == agencyLead:
		return "the safeguarding lead of the agency"
	case ofAgency:
		return Agency(of)
	}
	return "the " + ID(role)
}

// Roles returns the holders of several roles, each once: "the ICB and the business
// manager".
func Roles(ids []string) string {
	named := make([]string, len(ids))
	for i, id := range ids {
		named[i] = Role(id)
	}
	return And(Union(named))
}

// articled lists the last words of the agencies that have an article. All others go
// without one: "education", "children's social care", and any name that is unknown
// here.
var articled = map[string]bool{
	"police": true, "ICB": true, "NHS": true, "GP": true, "LA": true, "DfE": true, "LSCP": true, "SCP": true, "CSP": true,
	"authority": true, "board": true, "college": true, "council": true, "court": true, "hospital": true, "nursery": true,
	"panel": true, "Panel": true, "partnership": true, "practice": true, "school": true, "service": true, "State": true,
	"surgery": true, "team": true, "trust": true, "unit": true,
}

// Agency returns an agency as people speak of it: "the ICB", "education".
func Agency(id string) string {
	name := ID(id)
	if last := name[strings.LastIndexByte(name, ' ')+1:]; articled[last] {
		return "the " + name
	}
	return name
}
