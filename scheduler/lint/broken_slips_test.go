package lint_test

import (
	"regexp"
	"slices"
	"strings"

	"github.com/longstop/longstop/scheduler/procedure"
)

// Patterns of texts. Each has three groups, and a slip replaces the second one.
// Nothing is replaced in a comment.
var (
	keys      = regexp.MustCompile(`(?m)^( *(?:- \{)?|.*\{.*?)(\b(?:id|title|document|edition|inherits|roles|events|settings|milestones|reminders|ladder|begins|outcomes|follows|choices|default|source|note|per|due|owner|copy|statutory|when|from|within|silence|delegated|done-by|ended-by|quorum|to|until-missed|section|text|after|tell)\b)(: .*|:)$`)
	required  = regexp.MustCompile(`(?m)()(^(?:id|title|document|edition|milestones| {4}due| {4}owner):.*\n)()`)
	titles    = regexp.MustCompile(`(?m)(^  [a-z0-9-]+:\n)( {4}title:.*\n)( {4}(?:due|per):)`)
	dues      = regexp.MustCompile(`(?m)^( {4}due: | {6}[a-z-]+: )([^#\n]*?)( *(?:#.*)?)$`)
	rules     = regexp.MustCompile(`(?m)^( {4}due: )([^#\n]*?)( *(?:#.*)?)$`)
	set       = regexp.MustCompile(`(?m)^( {4}due: )(the date in) (.*)$`)
	owners    = regexp.MustCompile(`(?m)^( {4}owner: )([a-z-]+)()$`)
	told      = regexp.MustCompile(`(?m)^(.*\b(?:copy|tell): \[)([^\]]+)(\].*)$`)
	links     = regexp.MustCompile(`(?m)^(.*\b(?:follows|within|done-by|ended-by|until-missed|inherits|default): )([a-z0-9-]+)(.*)$`)
	whens     = regexp.MustCompile(`(?m)^( {4}when: )(.+)()$`)
	outcomes  = regexp.MustCompile(`(?m)^(.*\boutcomes: )(\[[^\]]*\])(.*)$`)
	editions  = regexp.MustCompile(`(?m)^((?:edition| {4}from): )(\d{4}-\d\d-\d\d)(.*)$`)
	truths    = regexp.MustCompile(`(?m)^(.*\b(?:statutory|begins): )(true)(.*)$`)
	pers      = regexp.MustCompile(`(?m)^( {4}per: )(agency|member|action|\[.*\])()$`)
	rungs     = regexp.MustCompile(`(?m)^( *- )(\{after: .*\})(.*)$`)
	pairs     = regexp.MustCompile(`(?m)()(^ *- \{after: .*\n *- \{after: .*\n)()`)
	flows     = regexp.MustCompile(`(?m)^( +[a-z-]+: )(\{.*\})( *(?:#.*)?)$`)
	headers   = regexp.MustCompile(`(?m)^(  )([a-z0-9-]+)(:\n    title:)`)
	entries   = regexp.MustCompile(`(?m)()(^ *[a-z-]+: [^>|\n]+\n)()`)
	sections  = regexp.MustCompile(`(?m)^()((?:roles|milestones|settings|events):)()$`)
	reminders = regexp.MustCompile(`(?m)^( *reminders: )(\[.+\])(.*)$`)
	quoted    = regexp.MustCompile(`(?m)^(.*[:,] )("[^"\n]*")(.*)$`)
	texts     = regexp.MustCompile(`(?m)^( +source: \{section: .*)(, text: ".*")(\}.*)$`)
	asked     = regexp.MustCompile(`(?m)^( {4}due: .*setting )([a-z-]+)(.*)$`)
)

// made makes a text when it is needed: most are never read.
type made func() string

// edits puts every replacement in the place of every match, one at a time.
func edits(text string, at *regexp.Regexp, with func(string) []string) (out []made) {
	for _, m := range at.FindAllStringSubmatchIndex(text, -1) {
		what := text[m[4]:m[5]]
		if strings.HasPrefix(strings.TrimSpace(text[m[0]:m[1]]), "#") || what == "" || strings.HasPrefix(what, "the date in ") {
			continue // a comment, nothing, or words that may be any
		}
		for _, new := range with(what) {
			if new != what {
				out = append(out, func() string { return text[:m[4]] + new + text[m[5]:] })
			}
		}
	}
	return out
}

// put returns a slip that replaces every match with each of some words; % stands
// for the match.
func put(name string, at *regexp.Regexp, words ...string) slip {
	return slip{name: name, texts: func(o original) []made {
		return edits(o.text, at, func(was string) (out []string) {
			for _, w := range words {
				out = append(out, strings.ReplaceAll(w, "%", was))
			}
			return out
		})
	}}
}

// change returns a slip that replaces every match with each text that with makes
// of it.
func change(name string, at *regexp.Regexp, with func(string) []string) slip {
	return slip{name: name, texts: func(o original) []made { return edits(o.text, at, with) }}
}

// meant returns the slip as one after which the error says what was meant.
func meant(s slip) slip { s.meant = true; return s }

// harmless returns the slip as one that changes no meaning.
func harmless(s slip) slip { s.harmless = true; return s }

// misspell returns a word with two letters swapped, with one left out, with one
// more, and with a capital.
func misspell(word string) []string {
	i := len(word) / 2
	out := []string{word + "x", word[:i] + word[i+1:], strings.ToUpper(word[:1]) + word[1:]}
	if word[i-1] != word[i] {
		out = append(out, word[:i-1]+string(word[i])+string(word[i-1])+word[i+1:])
	}
	return out
}

var word = regexp.MustCompile(`()([a-zA-Z0-9-]+)()`)

// words changes those words of a text for which meant says so.
func words(meant func(string) bool, with func(string) []string) func(string) []string {
	return func(text string) []string {
		var out []string
		for _, make := range edits(text, word, func(w string) []string {
			if !meant(w) {
				return nil
			}
			return with(w)
		}) {
			out = append(out, make())
		}
		return out
	}
}

func is(list ...string) func(string) bool {
	return func(w string) bool { return slices.Contains(list, w) }
}

func number(w string) bool { return strings.Trim(w, "0123456789") == "" }

// misspeltName breaks the names that are events or milestones, in every rule.
func misspeltName(o original) []made {
	isName := func(w string) bool { return slices.Contains(o.proc.Names(), w) }
	return edits(o.text, dues, words(isName, misspell))
}

// noName puts a name of another kind in every rule: a role, or the procedure.
func noName(o original) []made {
	isName := func(w string) bool { return slices.Contains(o.proc.Names(), w) }
	return edits(o.text, dues, words(isName, func(string) []string { return []string{"business-manager", o.proc.ID, "agency-lead"} }))
}

// circles makes each milestone hang on itself, and on those that hang on it.
func circles(o original) (out []made) {
	for _, m := range o.proc.Milestones {
		hangs := []string{m.ID}
		for _, other := range o.proc.Milestones {
			if slices.ContainsFunc(other.Due.Anchors(), func(a procedure.Anchor) bool { return a.Name == m.ID }) {
				hangs = append(hangs, other.ID)
			}
		}
		rule := regexp.MustCompile(`(?m)^(  ` + m.ID + `:\n    title:.*\n(?: {4}per:.*\n)? {4}due: )(.*)()$`)
		out = append(out, edits(o.text, rule, func(string) (rules []string) {
			for _, id := range hangs {
				rules = append(rules, "5 days after "+id)
			}
			return rules
		})...)
	}
	return out
}

// swappedNames gives each milestone the name of one that counts from it, and
// that one its own: both then count from themselves.
func swappedNames(o original) (out []made) {
	for _, m := range o.proc.Milestones {
		for _, a := range m.Due.Anchors() {
			mine, theirs := "\n  "+m.ID+":\n", "\n  "+a.Name+":\n"
			if m.Setting == "" && strings.Contains(o.text, mine) && strings.Contains(o.text, theirs+"    title:") {
				out = append(out, func() string { return strings.NewReplacer(mine, theirs, theirs, mine).Replace(o.text) })
			}
		}
	}
	return out
}

// cuts ends the file within a milestone, before a key that every milestone must
// have.
func cuts(o original) (out []made) {
	source := regexp.MustCompile(`(?m)^    source: \{.*\}`)
	for _, at := range headers.FindAllStringIndex(o.text, -1) {
		end := at[0] + source.FindStringIndex(o.text[at[0]:])[1]
		for i := at[0] + 3; i < end; i += 7 {
			out = append(out, func() string { return o.text[:i] })
		}
	}
	return out
}

// demoted leaves out "statutory: true" of milestones that are statutory in the
// parent.
func demoted(o original) (out []made) {
	for _, m := range o.proc.Milestones {
		if o.proc.Parent() == nil {
			return nil
		}
		if theirs, ok := o.proc.Parent().Milestone(m.ID); ok && theirs.Statutory {
			own := regexp.MustCompile(`(?m)(^  ` + m.ID + `:\n(?:    .*\n)*?)( {4}statutory: true\n)()`)
			out = append(out, edits(o.text, own, func(string) []string { return []string{""} })...)
		}
	}
	return out
}

// besideParent misspells a milestone that replaces an inherited one.
func besideParent(o original) []made {
	return edits(o.text, headers, func(id string) []string {
		if p := o.proc.Parent(); p != nil {
			if _, ok := p.Milestone(id); ok {
				return misspell(id)
			}
		}
		return nil
	})
}

// sourceless leaves out the source of a milestone.
func sourceless(o original) []made {
	settings, milestones, _ := strings.Cut(o.text, "\nmilestones:\n")
	source := regexp.MustCompile(`(?m)()(^ {4}source: .*\n?)()`)
	var out []made
	for _, make := range edits(milestones, source, func(string) []string { return []string{""} }) {
		out = append(out, func() string { return settings + "\nmilestones:\n" + make() })
	}
	return out
}

// ownless takes the agency away from a milestone that one of its roles needs.
func ownless(o original) []made {
	own := regexp.MustCompile(`(?m)()(^ {4}per: agency\n)( {4}.*\n)*? {4}owner: agency\n`)
	return edits(o.text, own, func(string) []string { return []string{""} })
}
