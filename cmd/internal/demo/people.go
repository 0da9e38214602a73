package demo

import (
	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/config"
	"github.com/longstop/longstop/notifier"
	"github.com/longstop/longstop/scheduler/notice"
)

const from = "Longstop <longstop@scp.example>"

// configuration returns that of a partnership whose people are roles, not names.
func configuration() *config.Config {
	person := func(id, name, deputy string) notifier.Person {
		return notifier.Person{ID: id, Name: name, Email: id + "@scp.example", Deputy: deputy}
	}
	return &config.Config{
		SMTP:       config.SMTP{From: from},
		Operations: []string{"operations@scp.example"},
		Partnerships: []config.Partnership{{
			ID: partnership, Name: "Buckinghamshire Safeguarding Children Partnership",
			Division: calendar.EnglandAndWales, Procedures: []string{procedureID},
			SendHours: notice.DefaultSendHours(),
			Directory: notifier.Directory{
				Partnership: partnership, Name: "Buckinghamshire Safeguarding Children Partnership",
				People: []notifier.Person{
					person("business-manager", "Business manager", "duty"), person("duty", "Duty manager", ""),
					person("council", "Head of children's services", "duty"), person("review-chair", "Chair of the review subgroup", ""),
					person("panel-chair", "Chair of the review panel", ""), person("partnership-chair", "Partnership chair", ""),
					person("council-partner", "Partner: council", ""), person("police-partner", "Partner: police", ""), person("icb-partner", "Partner: ICB", ""),
					person("police-contact", "Police contact", ""), person("icb-contact", "ICB contact", ""), person("education-contact", "Education contact", ""),
					person("education-lead", "Education safeguarding lead", ""),
				},
				Roles: map[string][]string{
					"local-authority": {"council"}, "business-manager": {"business-manager"}, "lcspr-chair": {"review-chair"},
					"lcspr-panel-chair": {"panel-chair"}, "partnership-chair": {"partnership-chair"},
					"safeguarding-partners": {"council-partner", "police-partner", "icb-partner"},
				},
				Agencies: []notifier.Agency{
					{ID: "police", Name: "Thames Valley Police", Contacts: []string{"police-contact"}},
					{ID: "icb", Name: "Integrated Care Board", Contacts: []string{"icb-contact"}},
					{ID: "education", Name: "Education", Contacts: []string{"education-contact"}, Lead: []string{"education-lead"}},
				},
				Absences: []notifier.Absence{{
					Person: "review-chair", From: calendar.NewDate(2026, 12, 24), To: calendar.NewDate(2026, 12, 30), Cover: "duty",
				}},
				Backstop: "duty", AllowedDomains: []string{"scp.example"},
			},
		}},
	}
}
