package procedure_test

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	"github.com/longstop/longstop/internal/yamlfile"
	"github.com/longstop/longstop/scheduler/procedure"
)

// base is sound; each broken file below differs from it in one place.
const base = `id: local
title: A local partnership
document: The guidance
edition: 2026-01-01
inherits: england-2023
roles:
  reviewer: The lead reviewer
  agency: An agency
  agency-lead: Its safeguarding lead
events:
  letter-sent: {title: The letter was sent}
  meeting-held: {title: The meeting was held}
reminders: [2 weeks, 3 days]
ladder:
  - {after: 1 working day, tell: [lcspr-chair]}
milestones:
  request:
    title: Ask for information
    per: agency
    due: 2 working days after letter-sent
    owner: agency
    copy: [agency-lead]
    source: {section: "1", text: "within two days"}
  decide:
    title: Decide
    due: promptly after every request
    outcomes: [review, none]
    owner: lcspr-chair
    source: {section: "2", document: The annex}
  draft:
    title: Write the draft
    due: 28 days after decide
    when: decide is review
    done-by: meeting-held
    owner: reviewer
    quorum: Two
    note: In haste
    source: {section: "3"}
    reminders: [10 working days]
    ladder:
      - {after: 2 days, tell: [lcspr-chair, business-manager]}
      - {after: 1 week, tell: [partnership-chair]}
  keep-files:
    title: Keep the files
    per: [police, icb]
    due: promptly after letter-sent
    ended-by: decide
    owner: reviewer
    source: {section: "4"}
`

func TestTheBaseIsSound(t *testing.T) {
	if _, err := procedure.Shipped().Load("p.yaml", []byte(base)); err != nil {
		t.Fatal(err)
	}
}

const (
	nameForm   = "use lower case letters, digits and hyphens"
	blank      = "is empty: write the text, or leave the key out where it may be left out"
	emptyList  = "the list is empty: name at least one, or leave the key out"
	roles      = "Known here: agency, agency-lead, business-manager, lcspr-chair, local-authority, partnership-chair, reviewer, safeguarding-partners"
	otherRoles = "Known here: Lead reviewer, agency, agency-lead, business-manager, lcspr-chair, local-authority, partnership-chair, safeguarding-partners"
	milestones = "Known here: decide, draft, explain-delay, keep-files, notify-national-panel, rapid-review, report-available, report-before-publication, request, review-published"
	all        = "Known here: aware, decide, draft, explain-delay, keep-files, letter-sent, meeting-held, notify-national-panel, publication, rapid-review, report-available, report-before-publication, request, review-initiated, review-published"
)

// What is replaced in the base, by what, and what is said about it.
var brokenFiles = []struct{ old, new, want string }{
	// Keys and their values.
	{"id: local\n", "", `p.yaml:1:1: the key "id" is missing`},
	{"id: local", `id: ""`, `p.yaml:1:5: id: "" is not a name: ` + nameForm},
	{"id: local", "id: Local", `p.yaml:1:5: id: "Local" is not a name: ` + nameForm},
	{"title: A local partnership", `title: " "`, "p.yaml:2:8: title: " + blank},
	{"document: The guidance", `document: ""`, "p.yaml:3:11: document: " + blank},
	{"document: The guidance", "documents: The guidance", "p.yaml:1:1: the key \"document\" is missing\n" +
		`p.yaml:3:1: documents: unknown key "documents": did you mean "document"? Allowed here: document, edition, events, id, inherits, ladder, milestones, reminders, roles, settings, title`},
	{"edition: 2026-01-01", `edition: ""`, "p.yaml:4:10: edition: is empty: write the day from which the procedure is in force, as YYYY-MM-DD"},
	{"edition: 2026-01-01", "edition: 2026-02-30", `p.yaml:4:10: edition: "2026-02-30" is not a date: write it as YYYY-MM-DD, for example 2026-12-03 (February 2026 has 28 days)`},
	{"inherits: england-2023", "inherits: england-2032", `p.yaml:5:11: inherits: no such procedure: "england-2032": did you mean "england-2023"? the procedures are: ` + strings.Join(procedure.Shipped().IDs(), ", ")},
	{"inherits: england-2023", "inherits: local", "p.yaml:5:11: inherits: a procedure cannot inherit itself: an edition names all that is in it"},
	{"    note: In haste\n", "    notes: In haste\n", `p.yaml:37:5: milestones.draft.notes: unknown key "notes": did you mean "note"? Allowed here: copy, delegated, done-by, due, ended-by, follows, from, ladder, note, outcomes, owner, per, quorum, reminders, silence, source, statutory, title, when, within`},
	{"    note: In haste\n", "    note: ''\n", "p.yaml:37:11: milestones.draft.note: " + blank},
	{"    quorum: Two\n", "    quorum: [two]\n", "p.yaml:36:13: milestones.draft.quorum: requires text, found a list"},
	{"    title: Decide\n", "    title: Decide\n    title: Again\n", `p.yaml:26:5: milestones.decide.title: the key "title" is here twice, first on line 25`},
	{"    title: Decide\n", "", `p.yaml:25:5: milestones.decide: the key "title" is missing`},
	{`source: {section: "1", text: "within two days"}`, `source: {text: "within two days"}`, `p.yaml:23:13: milestones.request.source: the key "section" is missing`},
	{`section: "1"`, `section: ""`, "p.yaml:23:23: milestones.request.source.section: " + blank},
	{"    owner: agency\n", "    owner: agency\n    statutory: yes\n", `p.yaml:22:16: milestones.request.statutory: requires true or false, found "yes"`},
	{"per: agency", "per: agencies", `p.yaml:19:10: milestones.request.per: "agencies" is not what a milestone can repeat for: write agency, member, action, or a list of recipients in brackets`},
	{"per: [police, icb]", "per: []", "p.yaml:45:10: milestones.keep-files.per: " + emptyList},
	{"per: [police, icb]", "per: [police, icb, police]", `p.yaml:45:24: milestones.keep-files.per[2]: "police" is here twice`},
	{"per: [police, icb]", "per: [police, NHS]", `p.yaml:45:19: milestones.keep-files.per[1]: "NHS" is not a name: ` + nameForm},
	{"outcomes: [review, none]", "outcomes: []", "p.yaml:27:15: milestones.decide.outcomes: " + emptyList},
	{"outcomes: [review, none]", "outcomes: [review, review]", `p.yaml:27:24: milestones.decide.outcomes[1]: "review" is here twice`},
	{"outcomes: [review, none]", "outcomes: [review, No Review]", `p.yaml:27:24: milestones.decide.outcomes[1]: "No Review" is not a name: ` + nameForm},
	{"copy: [agency-lead]", "copy: [agency-lead, agency-lead]", `p.yaml:22:25: milestones.request.copy[1]: "agency-lead" is here twice`},

	// Names.
	{"  reviewer: The lead reviewer", "  Lead reviewer: The lead reviewer", `p.yaml:7:3: roles.Lead reviewer: "Lead reviewer" is not a name: ` + nameForm + "\n" +
		`p.yaml:35:12: milestones.draft.owner: "reviewer" is not a role. ` + otherRoles + "\n" +
		`p.yaml:48:12: milestones.keep-files.owner: "reviewer" is not a role. ` + otherRoles},
	{"  meeting-held: {title", "  Meeting: {title: Held}\n  meeting-held: {title", `p.yaml:12:3: events.Meeting: "Meeting" is not a name: ` + nameForm},
	{"  keep-files:", "  keep_files:", `p.yaml:43:3: milestones.keep_files: "keep_files" is not a name: ` + nameForm},
	{"  keep-files:", "  letter-sent:", `p.yaml:43:3: milestones.letter-sent: "letter-sent" is the name of an event already`},
	{"  keep-files:", "  publication:", `p.yaml:43:3: milestones.publication: "publication" is the name of an event already`},
	{"  meeting-held: {title", "  rapid-review: {title: Held}\n  meeting-held: {title", `p.yaml:12:3: events.rapid-review: "rapid-review" is the name of a milestone already, inherited from england-2023`},
	{"  meeting-held: {title", "  decide: {title: Held}\n  meeting-held: {title", `p.yaml:25:3: milestones.decide: "decide" is the name of an event already`},

	// Rules.
	{"due: 28 days after decide", "due: 28 days from decide", `p.yaml:32:10: milestones.draft.due: the rule "28 days from decide" cannot be read at "from": expected "after" or "before"`},
	{"due: 28 days after decide", "due: 0 days after decide", `p.yaml:32:10: milestones.draft.due: the rule "0 days after decide" cannot be read at "0": expected a whole number from 1 to 10000`},
	{"due: 28 days after decide", "due: 28 days after decied", `p.yaml:32:10: milestones.draft.due: "decied" is neither an event nor a milestone: did you mean "decide"? ` + all},
	{"due: 28 days after decide", "due: the earlier of 28 days after xxxx and 1 day after yyyy", `p.yaml:32:10: milestones.draft.due: "xxxx" is neither an event nor a milestone. ` + all + "\n" +
		`p.yaml:32:10: milestones.draft.due: "yyyy" is neither an event nor a milestone. ` + all},
	{"due: 28 days after decide", "due: 28 days after the deadline of aware", `p.yaml:32:10: milestones.draft.due: "aware" is an event: only a milestone has a deadline, instances or a date to miss`},
	{"due: 28 days after decide", "due: 28 days after every aware", `p.yaml:32:10: milestones.draft.due: "aware" is an event: only a milestone has a deadline, instances or a date to miss`},
	{"due: 28 days after decide", "due: 28 days after every decide", `p.yaml:32:10: milestones.draft.due: "decide" exists once in a case: leave out "every"`},
	{"due: 28 days after decide", "due: 1 day after request is expected late", `p.yaml:32:10: milestones.draft.due: "request" exists several times in a case: it cannot be expected late as a whole`},
	{"due: 28 days after decide", "due: 28 days after draft", "p.yaml:32:10: milestones.draft.due: hangs on itself: draft hangs on draft"},
	{"due: 2 working days after letter-sent", "due: 2 working days before the deadline of draft", "p.yaml:20:10: milestones.request.due: hangs on itself: request hangs on draft hangs on decide hangs on request"},
	{"due: promptly after every request", "due: 1 day after draft is expected late", "p.yaml:26:10: milestones.decide.due: hangs on itself: decide hangs on draft hangs on decide"},
	{"due: promptly after letter-sent", "due: the later of 1 day after aware and 1 day after keep-files", "p.yaml:46:10: milestones.keep-files.due: hangs on itself: keep-files hangs on keep-files"},

	// What an heir breaks.
	{"  keep-files:", "  rapid-review:", `p.yaml:43:3: milestones.rapid-review: is statutory in england-2023, so it must be here: add "statutory: true"`},
	{
		"  keep-files:\n    title: Keep the files\n    per: [police, icb]\n", "  review-published:\n    title: Keep the files\n    statutory: true\n    per: [police, icb]\n",
		`p.yaml:1:5: milestones.explain-delay.due: inherited from england-2023: "review-published" exists several times in a case: it cannot be expected late as a whole`,
	},

	// Who, and when not.
	{"    owner: reviewer\n    quorum", "    owner: reviever\n    quorum", `p.yaml:35:12: milestones.draft.owner: "reviever" is not a role: did you mean "reviewer"? ` + roles},
	{"copy: [agency-lead]", "copy: [agent]", `p.yaml:22:11: milestones.request.copy: "agent" is not a role. ` + roles},
	{"    owner: lcspr-chair\n", "    owner: agency\n", `p.yaml:28:12: milestones.decide.owner: "agency" needs an agency: add "per: agency" to the milestone`},
	{"    owner: lcspr-chair\n", "    owner: lcspr-chair\n    copy: [agency-lead]\n", `p.yaml:29:11: milestones.decide.copy: "agency-lead" needs an agency: add "per: agency" to the milestone`},
	{"when: decide is review", "when: decide was review", `p.yaml:33:11: milestones.draft.when: the rule "decide was review" cannot be read at "decide was review": expected a decision and its outcomes, for example "chair-decision is lcspr or alternative-review"`},
	{"when: decide is review", "when: decide is reviews", `p.yaml:33:11: milestones.draft.when: "reviews" is not an outcome of decide: did you mean "review"? Known here: none, review`},
	{"when: decide is review", "when: request is review", `p.yaml:33:11: milestones.draft.when: "request" is neither a milestone nor an event with outcomes. Known here: decide`},
	{"when: decide is review", "when: aware is review", `p.yaml:33:11: milestones.draft.when: "aware" is neither a milestone nor an event with outcomes. Known here: decide`},
	{"    outcomes: [review, none]\n", "", `p.yaml:32:11: milestones.draft.when: "decide" is neither a milestone nor an event with outcomes`},
	{"    outcomes: [review, none]\n", "    outcomes: [review, none]\n    when: decide is none\n", `p.yaml:28:11: milestones.decide.when: "decide" cannot decide this: name another milestone that exists once in a case`},
	{"    outcomes: [review, none]\n", "    outcomes: [review, none]\n    per: [a, b]\n", `p.yaml:34:11: milestones.draft.when: "decide" cannot decide this: name another milestone that exists once in a case` + "\n" +
		`p.yaml:48:15: milestones.keep-files.ended-by: "decide" exists several times in a case: it cannot end another`},
	{"done-by: meeting-held", `done-by: ""`, "p.yaml:34:14: milestones.draft.done-by: is empty: write the name, or leave the key out"},
	{"done-by: meeting-held", `within: ""`, "p.yaml:34:13: milestones.draft.within: is empty: write the name, or leave the key out"},
	{"ended-by: decide", `ended-by: ""`, "p.yaml:47:15: milestones.keep-files.ended-by: is empty: write the name, or leave the key out"},
	{"note: In haste", `note: In haste"`, `p.yaml:37:11: milestones.draft.note: has a quotation mark (") without its other one: add it, or take this one away`},
	{"done-by: meeting-held", "done-by: meeting", `p.yaml:34:14: milestones.draft.done-by: "meeting" is neither an event nor a milestone. ` + all},
	{"done-by: meeting-held", "done-by: decide", `p.yaml:34:14: milestones.draft.done-by: "decide" is what the rule counts from: it cannot complete the milestone too`},
	{"done-by: meeting-held", "done-by: draft", `p.yaml:34:14: milestones.draft.done-by: "draft" cannot complete this: name another milestone that exists once in a case`},
	{"done-by: meeting-held", "done-by: request", `p.yaml:34:14: milestones.draft.done-by: "request" cannot complete this: name another milestone that exists once in a case`},

	// What else a milestone can say.
	{"done-by: meeting-held", "follows: meeting-held", `p.yaml:34:14: milestones.draft.follows: "meeting-held" is not a milestone. ` + milestones},
	{"done-by: meeting-held", "follows: request", `p.yaml:34:14: milestones.draft.follows: both this and "request" must exist once in a case`},
	{"    outcomes: [review, none]\n", "    outcomes: [review, none]\n    follows: draft\n", "p.yaml:26:10: milestones.decide.due: hangs on itself: decide hangs on draft hangs on decide"},
	{"done-by: meeting-held", `from: ""`, "p.yaml:34:11: milestones.draft.from: is empty: write the day from which the duty applies, as YYYY-MM-DD"},
	{"done-by: meeting-held", "from: January 2024", `p.yaml:34:11: milestones.draft.from: "January 2024" is not a date: write it as YYYY-MM-DD, for example 2026-12-03`},
	{"done-by: meeting-held", "within: aware", `p.yaml:34:13: milestones.draft.within: "aware" is not a milestone. ` + milestones},
	{"done-by: meeting-held", "within: decide", `p.yaml:34:13: milestones.draft.within: "decide" has no date to stay within: name a milestone that exists once in a case and has a due date`},
	{"{title: The letter was sent}", "{title: The letter was sent, follows: aware}", `p.yaml:11:54: events.letter-sent.follows: "aware" is not a milestone. ` + milestones},
	{"    ended-by: decide\n", "    silence: no comments\n", `p.yaml:46:10: milestones.keep-files.due: "promptly after letter-sent" has no date by which silence could mean "no comments"`},
	{"done-by: meeting-held", "delegated: {to: reviever, until-missed: decide}", `p.yaml:34:16: milestones.draft.delegated: "reviever" is not a role: did you mean "reviewer"? ` + roles + "\n" +
		`p.yaml:34:16: milestones.draft.delegated: "decide" cannot be missed: name a milestone that exists once in a case and has a due date`},
	{"done-by: meeting-held", "delegated: {to: reviewer, until-missed: decied}", `p.yaml:34:16: milestones.draft.delegated: "decied" is not a milestone: did you mean "decide"? ` + milestones},
	{"done-by: meeting-held", "delegated: {to: reviewer}", `p.yaml:34:16: milestones.draft.delegated: the key "until-missed" is missing`},
	{"{title: The letter was sent}", "{title: The letter was sent, outcomes: []}", "p.yaml:11:55: events.letter-sent.outcomes: " + emptyList},
	{"due: 28 days after decide", "due: promptly after decide is moved later", `p.yaml:32:10: milestones.draft.due: "decide" is a milestone: only an event is moved later; a milestone is expected late`},
	{"ended-by: decide", "ended-by: letter-sent", `p.yaml:47:15: milestones.keep-files.ended-by: "letter-sent" is not a milestone. ` + milestones},
	{"ended-by: decide", "ended-by: keep-files", "p.yaml:47:15: milestones.keep-files.ended-by: a milestone cannot end itself"},
	{"    ended-by: decide\n", "    done-by: letter-sent\n", `p.yaml:47:14: milestones.keep-files.done-by: "letter-sent" is what the rule counts from: it cannot complete the milestone too`},

	// Reminders and ladders.
	{"[2 weeks, 3 days]", "[2 weeks, 0 days]", `p.yaml:13:22: reminders[1]: the rule "0 days" cannot be read at "0": expected a whole number from 1 to 10000`},
	{"[2 weeks, 3 days]", "[2 weeks before]", `p.yaml:13:13: reminders[0]: the rule "2 weeks before" cannot be read at "before": expected the end of the period`},
	{"[2 weeks, 3 days]", "[3 days, 2 weeks]", "p.yaml:13:12: reminders: 2 weeks is not after 3 days: write the longest first"},
	{"[2 weeks, 3 days]", "[2 weeks, 10 working days]", "p.yaml:13:12: reminders: 10 working days is not after 2 weeks: write the longest first"},
	{"[2 weeks, 3 days]", "[2 weeks, 4 hours]", "p.yaml:13:12: reminders: 4 hours: reminders are whole days before the date"},
	{"reminders: [10 working days]", "reminders: [1 day, 1 day]", "p.yaml:39:16: milestones.draft.reminders: 1 day is not after 1 day: write the longest first"},
	{"after: 1 working day,", "after: soon,", `p.yaml:15:13: ladder[0].after: the rule "soon" cannot be read at "soon": expected a whole number from 1 to 10000`},
	{"{after: 1 working day, tell: [lcspr-chair]}", "{after: 1 working day}", `p.yaml:15:5: ladder[0]: the key "tell" is missing`},
	{"{after: 1 working day, tell: [lcspr-chair]}", "{after: 1 working day, tell: []}", "p.yaml:15:34: ladder[0].tell: " + emptyList},
	{"{after: 1 working day, tell: [lcspr-chair]}", "{after: 1 working day, tell: [lcspr-char]}", `p.yaml:15:34: ladder[0].tell: "lcspr-char" is not a role: did you mean "lcspr-chair"? ` + roles},
	{"{after: 1 working day, tell: [lcspr-chair]}", "{after: 1 working day, tell: [agency]}", `p.yaml:15:34: ladder[0].tell: "agency" needs an agency: add "per: agency" to the milestone`},
	{"after: 1 week,", "after: 2 days,", "p.yaml:41:7: milestones.draft.ladder[1].after: 2 days is not later than 2 days, the step before it"},
	{"after: 1 week,", "after: 47 hours,", "p.yaml:41:7: milestones.draft.ladder[1].after: 47 hours is not later than 2 days, the step before it"},
	{"tell: [lcspr-chair, business-manager]", "tell: [lcspr-chair, lcspr-chair]", `p.yaml:41:45: milestones.draft.ladder[0].tell[1]: "lcspr-chair" is here twice`},
	{"tell: [partnership-chair]", "tell: [agency-lead]", `p.yaml:42:31: milestones.draft.ladder[1].tell: "agency-lead" needs an agency: add "per: agency" to the milestone`},
}

func TestBrokenFiles(t *testing.T) {
	for _, c := range brokenFiles {
		if strings.Count(base, c.old) != 1 {
			t.Fatalf("%q is in the base %d times", c.old, strings.Count(base, c.old))
		}
		p, err := procedure.Shipped().Load("p.yaml", []byte(strings.Replace(base, c.old, c.new, 1)))
		if err == nil || p != nil || err.Error() != c.want {
			t.Errorf("%q for %q: got %v\n%v\nwant\n%s", c.new, c.old, p, err, c.want)
		}
		partedAndCoded(t, err)
	}
}

// advice is how what would be right begins.
var advice = regexp.MustCompile(`: (did you mean|expected|write|name|use|add) `)

// partedAndCoded checks that an error says what kind of mistake it is, and tells
// what would be right apart from what is wrong: nobody has to search its words.
func partedAndCoded(t *testing.T, err error) {
	t.Helper()
	var all yamlfile.Errors
	var one *yamlfile.Error
	if errors.As(err, &one) && !errors.As(err, &all) {
		all = yamlfile.Errors{one}
	}
	for _, e := range all {
		if e.Code == "" || e.Message == "" || advice.MatchString(e.Message) {
			t.Errorf("code %q, wrong %q, right %q", e.Code, e.Message, e.Right)
		}
		if cyclic := strings.Contains(e.Message, "on itself") || strings.Contains(e.Message, "inherit itself"); cyclic != (e.Code == yamlfile.Cycle) {
			t.Errorf("%s has the code %s", e, e.Code)
		}
	}
}

// A file with nothing to inherit must have something to do.
func TestNoMilestones(t *testing.T) {
	const text = "id: p\ntitle: P\ndocument: D\nedition: 2026-01-01\nmilestones: {}\n"
	const want = "p.yaml:1:5: milestones: there are none: a procedure has at least one milestone"
	if _, err := procedure.Shipped().Load("p.yaml", []byte(text)); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
