package config

import (
	"strings"
	"testing"
)

func TestBrokenPartnership(t *testing.T) {
	const (
		hours   = `send-hours: {from: "08:00", to: "18:00"}`
		roles   = `roles: {business-manager: [bm], lcspr-chair: [chair], partnership-chair: [chair]}`
		duty    = `  - {id: duty, name: Duty manager, email: duty@scp.example}`
		absence = `{person: chair, from: 2026-12-21, to: 2027-01-04, cover: duty}`
		domains = `allowed-domains: [scp.example]`
		people  = "People: bm, chair, duty"
	)
	for _, b := range []broken{
		// The file as a whole.
		{"empty", testdata(t, "bscp.yaml"), "", `bscp.yaml: is empty`},
		{"a second document", "id: bscp", "id: bscp\n---", `bscp.yaml:3:1: a second document begins here: a file holds one, without a line "---" inside`},
		{"an unknown key", "backstop: duty", "backstop: duty\npepole: x", `bscp.yaml:9:1: pepole: unknown key "pepole": did you mean "people"? Allowed here: absences, agencies, allowed-domains, backstop, calendar, counting, division, id, name, people, procedures, roles, send-hours, settings`},
		{"a key twice", "backstop: duty", "backstop: duty\nbackstop: bm", `bscp.yaml:9:1: backstop: the key "backstop" is here twice, first on line 8`},

		// Who it is.
		{"no id", "id: bscp\n", "", `bscp.yaml:2:1: the key "id" is missing`},
		{"an empty id", "id: bscp", `id: ""`, `bscp.yaml:2:5: id: "" is not an id: up to 40 small letters, digits and hyphens, not a hyphen first`},
		{"a capital id", "id: bscp", `id: BSCP`, `bscp.yaml:2:5: id: "BSCP" is not an id: up to 40 small letters, digits and hyphens, not a hyphen first`},
		{"a colon in the id", "id: bscp", `id: "b:p"`, `bscp.yaml:2:5: id: "b:p" is not an id: up to 40 small letters, digits and hyphens, not a hyphen first`},
		{"a long id", "id: bscp", "id: " + strings.Repeat("b", 41), `bscp.yaml:2:5: id: "` + strings.Repeat("b", 41) + `" is not an id: up to 40 small letters, digits and hyphens, not a hyphen first`},
		{"the longest id", "id: bscp", "id: " + strings.Repeat("b", 40), ``},
		{"no name", "name: Buckinghamshire Safeguarding Children Partnership\n", "", `bscp.yaml:2:1: the key "name" is missing`},
		{"a name of two lines", "name: Buckinghamshire Safeguarding Children Partnership", "name: |\n  Bucks\n  SCP", `bscp.yaml:3:7: name: must be one line of text, and contains the control character U+000A`},
		{"a name that turns about", "name: Buckinghamshire Safeguarding Children Partnership", "name: Bucks \u202eSCP", `bscp.yaml:3:13: contains the invisible character U+202E: take it out`},
		{"a name that turns about, as an escape", "name: Buckinghamshire Safeguarding Children Partnership", `name: "Bucks \u202eSCP"`, `bscp.yaml:3:7: name: contains the invisible character U+202E: take it out`},
		{"a name with accents and an emoji", "name: Buckinghamshire Safeguarding Children Partnership", "name: Zoë’s Partnership 🙂", ``},
		{"a person's name with a filler", "name: Duty manager", `name: "D\u3164"`, `bscp.yaml:11:22: people[1].name: contains the invisible character U+3164: take it out`},
		{"a blank name", "name: Buckinghamshire Safeguarding Children Partnership", `name: " "`, `bscp.yaml:3:7: name: is empty`},
		{"a long name", "name: Buckinghamshire", "name: " + strings.Repeat("x", 200), `bscp.yaml:3:7: name: is longer than 200 letters`},
		{"a division that is none", "england-and-wales", "england", `bscp.yaml:4:11: division: "england" is not a division: it is one of england-and-wales, scotland, northern-ireland, united-kingdom`},
		{"an unknown procedure", "[buckinghamshire]", "[buckinghamshir]", `bscp.yaml:5:14: procedures[0]: there is no procedure "buckinghamshir": did you mean "buckinghamshire"? Procedures: buckinghamshire, england-2023`},
		{"no procedure", "[buckinghamshire]", "[]", `bscp.yaml:5:13: procedures: is empty: name at least one procedure`},
		{"a procedure twice", "[buckinghamshire]", "[buckinghamshire, buckinghamshire]", `bscp.yaml:5:31: procedures[1]: "buckinghamshire" is here twice`},

		// Where and when mail may go.
		{"no domains", domains + "\n", "", `bscp.yaml:2:1: the key "allowed-domains" is missing`},
		{"an empty list of domains", domains, "allowed-domains: []", `bscp.yaml:6:18: allowed-domains: is empty: name at least one domain`},
		{"a wildcard", domains, `allowed-domains: [scp.example, "*.gov.example"]`, `bscp.yaml:6:32: allowed-domains[1]: "*.gov.example": there are no wildcards: list each sub-domain itself`},
		{"a wildcard without quotes", domains, `allowed-domains: [*.gov.example]`, `bscp.yaml:6: is not valid YAML: a text that begins with "*" or "&" must be in quotes`},
		{"an @ before the domain", domains, `allowed-domains: [scp.example, "@gov.example"]`, `bscp.yaml:6:32: allowed-domains[1]: must be a domain such as scp.example, found "…@…"`},
		{"another word for always", hours, "send-hours: never", `bscp.yaml:7:13: send-hours: must be {from: "08:00", to: "18:00"}, or the word always`},
		{"always", hours, "send-hours: always", ``},
		{"to the end of the day", hours, `send-hours: {from: "00:00", to: "24:00"}`, ``},
		{"no end", hours, `send-hours: {from: "08:00"}`, `bscp.yaml:7:13: send-hours: the key "to" is missing`},
		{"an hour mistyped", hours, `send-hours: {from: "8", to: "18:00"}`, `bscp.yaml:7:20: send-hours.from: "8" is not a time of day: write it as "HH:MM", for example "08:30"`},
		{"a key of the hours mistyped", hours, `send-hours: {form: "08:00", from: "08:00", to: "18:00"}`, `bscp.yaml:7:14: send-hours.form: unknown key "form": did you mean "from"? Allowed here: from, to`},
		{"the end before the beginning", hours, `send-hours: {from: "18:00", to: "08:00"}`, `bscp.yaml:7:13: send-hours: from "18:00" is not before to "08:00"`},
		{"no time between", hours, `send-hours: {from: "08:00", to: "08:00"}`, `bscp.yaml:7:13: send-hours: from "08:00" is not before to "08:00"`},

		// People.
		{"no backstop", "backstop: duty\n", "", `bscp.yaml:2:1: the key "backstop" is missing`},
		{"an empty backstop", "backstop: duty", `backstop: ""`, `bscp.yaml:8:11: backstop: nobody has the id "". ` + people},
		{"a backstop who is nobody", "backstop: duty", "backstop: dury", `bscp.yaml:8:11: backstop: nobody has the id "dury": did you mean "duty"? ` + people},
		{"a person without an address", duty, "  - {id: duty}", `bscp.yaml:11:5: people[1]: the key "email" is missing`},
		{"a person without an id", duty, duty + "\n  - {email: x@scp.example}", `bscp.yaml:12:5: people[2]: the key "id" is missing`},
		{"a key mistyped", duty, "  - {id: duty, emial: duty@scp.example}", "bscp.yaml:11:5: people[1]: the key \"email\" is missing\n" +
			`bscp.yaml:11:16: people[1].emial: unknown key "emial": did you mean "email"? Allowed here: deputy, email, id, name`},
		{"an id twice", duty, duty + "\n" + duty, `bscp.yaml:12:10: people[2].id: "duty" has been used already, on line 11`},
		{"a person as a word", duty, duty + "\n  - boss", `bscp.yaml:12:5: people[2]: requires "key: value" entries, found text`},
		{"another domain", "duty@scp.example", "duty@other.example", `bscp.yaml:11:43: people[1].email: the address of duty is in none of the allowed-domains: scp.example`},
		{"a sub-domain", "duty@scp.example", "duty@sub.scp.example", `bscp.yaml:11:43: people[1].email: the address of duty is in none of the allowed-domains: scp.example`},
		{"a domain that only ends alike", "duty@scp.example", "duty@evilscp.example", `bscp.yaml:11:43: people[1].email: the address of duty is in none of the allowed-domains: scp.example`},
		{"a domain in capitals", "duty@scp.example", "Duty@SCP.example", ``},
		{"two addresses in one", "duty@scp.example", `"x@other.example,duty@scp.example"`, `bscp.yaml:11:43: people[1].email: the address of duty is not one plain email address`},
		{"two @ in one", "duty@scp.example", `"x@other.example@scp.example"`, `bscp.yaml:11:43: people[1].email: the address of duty is not one plain email address`},
		{"an address with a name", "duty@scp.example", `"Duty <duty@scp.example>"`, `bscp.yaml:11:43: people[1].email: the address of duty is not one plain email address`},
		{"an address with a header", "duty@scp.example", `"duty@scp.example\nBcc: x"`, `bscp.yaml:11:43: people[1].email: the address of duty is not one plain email address`},
		{"a word for an address", "duty@scp.example", "duty", `bscp.yaml:11:43: people[1].email: the address of duty is not one plain email address`},
		{"an address outside ASCII", "duty@scp.example", "düty@scp.example", `bscp.yaml:11:43: people[1].email: the address of duty is not one plain email address`},
		{"a deputy who is nobody", "deputy: duty", "deputy: boss", `bscp.yaml:10:69: people[0].deputy: nobody has the id "boss". ` + people},
		{"a deputy of oneself", "deputy: duty", "deputy: bm", `bscp.yaml:10:69: people[0].deputy: bm cannot be their own deputy`},

		// Roles.
		{"an unknown role", "lcspr-chair:", "lcspr-chiar:", `bscp.yaml:13:33: roles.lcspr-chiar: no procedure here has the role "lcspr-chiar": did you mean "lcspr-chair"? Roles: business-manager, lcspr-chair, partnership-chair`},
		{"a role of another procedure", roles, "roles: {local-authority: [bm]}", `bscp.yaml:13:9: roles.local-authority: no procedure here has the role "local-authority". Roles: business-manager, lcspr-chair, partnership-chair`},
		{"agencies are no role", roles, "roles: {agency: [bm]}", `bscp.yaml:13:9: roles.agency: no procedure here has the role "agency". Roles: business-manager, lcspr-chair, partnership-chair`},
		{"a role held by nobody known", "[bm], lcspr", "[mb], lcspr", `bscp.yaml:13:28: roles.business-manager[0]: nobody has the id "mb": did you mean "bm"? ` + people},
		{"a role held by nobody", "[bm], lcspr", "[], lcspr", ``},
		{"somebody twice", "[bm], lcspr", "[bm, bm], lcspr", `bscp.yaml:13:32: roles.business-manager[1]: "bm" is here twice`},
		{"a person for a list", "[bm], lcspr", "bm, lcspr", `bscp.yaml:13:27: roles.business-manager: requires a list, found text`},
		{"an address for a person", "[bm], lcspr", "[bm@scp.example], lcspr", `bscp.yaml:13:28: roles.business-manager[0]: nobody has the id "…@…". ` + people},

		// Absences.
		{"somebody unknown away", "person: chair", "person: chiar", `bscp.yaml:15:14: absences[0].person: nobody has the id "chiar": did you mean "chair"? ` + people},
		{"back before leaving", "to: 2027-01-04", "to: 2026-12-20", `bscp.yaml:15:43: absences[0].to: 2026-12-20 is before from, 2026-12-21`},
		{"away for one day", "to: 2027-01-04", "to: 2026-12-21", ``},
		{"for ever", "to: 2027-01-04, ", "", `bscp.yaml:15:5: absences[0]: the key "to" is missing`},
		{"an empty day", "to: 2027-01-04", `to: ""`, `bscp.yaml:15:43: absences[0].to: is empty: write a date, for example 2026-12-21`},
		{"a day as it is spoken", "to: 2027-01-04", `to: 4 January`, `bscp.yaml:15:43: absences[0].to: "4 January" is not a date: write it as YYYY-MM-DD, for example 2026-12-03`},
		{"cover by nobody", "cover: duty", "cover: boss", `bscp.yaml:15:62: absences[0].cover: nobody has the id "boss". ` + people},
		{"cover by oneself", "cover: duty", "cover: chair", `bscp.yaml:15:62: absences[0].cover: chair cannot cover for themselves`},

		// Agencies.
		{"an agency with nobody", absence, absence + "\nagencies:\n  - {id: police, contacts: []}", `bscp.yaml:17:28: agencies[0].contacts: is empty: name at least one person`},
		{"an agency twice", absence, absence + "\nagencies:\n  - {id: nhs, contacts: [bm]}\n  - {id: nhs, contacts: [bm]}", `bscp.yaml:18:10: agencies[1].id: "nhs" has been used already, on line 17`},
		{"a contact who is nobody", absence, absence + "\nagencies:\n  - {id: nhs, contacts: [sister]}", `bscp.yaml:17:26: agencies[0].contacts[0]: nobody has the id "sister". ` + people},
		{"a lead who is nobody", absence, absence + "\nagencies:\n  - {id: nhs, contacts: [bm], safeguarding-lead: [dutty]}", `bscp.yaml:17:51: agencies[0].safeguarding-lead[0]: nobody has the id "dutty": did you mean "duty"? ` + people},
		{"an agency with a slash", absence, absence + "\nagencies:\n  - {id: nhs/1, contacts: [bm]}", `bscp.yaml:17:10: agencies[0].id: "nhs/1" is not an id: up to 40 small letters, digits and hyphens, not a hyphen first`},

		// All together, in the order of the file.
		{"several", "backstop: duty\npeople:", "backstop: dury\npeople:\n  - {id: x, email: x}", `bscp.yaml:8:11: backstop: nobody has the id "dury": did you mean "duty"? People: bm, chair, duty, x
bscp.yaml:10:20: people[0].email: the address of x is not one plain email address`},
	} {
		t.Run(b.name, func(t *testing.T) { b.run(t, "bscp.yaml") })
	}
}

// TestBrokenBoth breaks both files: the mistakes of all files come together.
func TestBrokenBoth(t *testing.T) {
	f := files{
		"c/a.yaml": strings.Replace(testdata(t, "bscp.yaml"), "chair@", "", 1),
		"c/b.yaml": testdata(t, "bscp.yaml"),
	}
	text := strings.Replace(testdata(t, "longstop.yaml"), "[bscp.yaml]", "[a.yaml, b.yaml, c.yaml]", 1)
	_, err := parse("c/longstop.yaml", []byte(text), f.read, known)
	want := `c/a.yaml:12:53: people[2].email: the address of chair is not one plain email address
c/b.yaml:2:5: id: "bscp" is also the id of the partnership in c/a.yaml
c/longstop.yaml:6:32: partnerships[2]: c/c.yaml cannot be read: file does not exist`
	if err == nil || err.Error() != want {
		t.Errorf("got:\n%v\nwant:\n%s", err, want)
	}
}
