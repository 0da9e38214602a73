package words_test

import (
	"testing"

	"github.com/longstop/longstop/internal/words"
)

func TestRole(t *testing.T) {
	for id, want := range map[string]string{
		"business-manager":             "the business manager",
		"local-authority":              "the local authority",
		"safeguarding-partners":        "the safeguarding partners",
		"lcspr-panel-chair":            "the LCSPR panel chair",
		"csp-chair":                    "the CSP chair",
		"agency":                       "the agency",
		"agency-lead":                  "the safeguarding lead of the agency",
		"agency/police":                "the police",
		"agency/icb":                   "the ICB",
		"agency/gp":                    "the GP",
		"agency/education":             "education",
		"agency/health":                "health",
		"agency/childrens-social-care": "children's social care",
		"agency/ambulance-service":     "the ambulance service",
		"agency/local-authority":       "the local authority",
		"agency/dfe":                   "the DfE",
		"agency/ofsted":                "Ofsted",
		"agency/national-panel":        "the national Panel",
		"agency/secretary-of-state":    "the Secretary of State",
		"agency/made-up":               "made up",
		"agency-lead/police":           "the safeguarding lead of the police",
		"agency-lead/education":        "the safeguarding lead of education",
		"":                             "whoever the procedure names",
	} {
		if got := words.Role(id); got != want {
			t.Errorf("%q: got %q, want %q", id, got, want)
		}
	}
}

func TestRoles(t *testing.T) {
	for _, c := range []struct {
		ids  []string
		want string
	}{
		{nil, ""},
		{[]string{"business-manager"}, "the business manager"},
		{[]string{"agency/icb", "business-manager"}, "the ICB and the business manager"},
		{[]string{"agency/icb", "agency-lead/icb", "business-manager", "agency/icb"}, "the ICB, the safeguarding lead of the ICB and the business manager"},
	} {
		if got := words.Roles(c.ids); got != c.want {
			t.Errorf("%q: got %q, want %q", c.ids, got, c.want)
		}
	}
}
