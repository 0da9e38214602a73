package lint_test

import "strings"

// slips are all the ways of breaking a file, from its form to its rules.
var slips = []slip{
	// The file.
	put("a required line left out", required, ""),
	put("a title left out", titles, ""),
	{name: "a source left out", texts: sourceless},
	put("a line twice", entries, "%%"),
	put("a line indented by one", entries, " %"),
	put("a line indented by two", entries, "  %"),
	put("a tab for the indentation", entries, "\t%"),
	put("a no-break space for the indentation", entries, "\u00a0\u00a0%"),
	put("a second document", entries, "---\n%", "...\n%"),
	put("a control character", entries, "\x01%", "\x00%", "\x7f%", "\u0085\x1b%"),
	put("not UTF-8", entries, "\xff%", "\xc3\x28%"),
	put("a mark of a conflict", entries, "<<<<<<< ours\n%", "=======\n%", ">>>>>>> theirs\n%"),
	put("a line of prose", entries, "see above\n%", "TODO\n%"),
	put("a stray bracket or quote", entries, "%!", "%}\n", "%]\n", "%\"\n", "%- x\n"),
	{name: "cut within a milestone", texts: cuts},

	// Keys and the form of values.
	meant(change("a key misspelt", keys, misspell)),
	put("a key that does not exist", keys, "x-%", "% of", "owner-of-%"),
	put("another key in quotes", keys, `"%s"`, `" %"`),
	put("a merge key or an anchor", entries, "<<: *a\n%"),
	put("a list for a text", owners, "[%]", "{name: %}", "", "&a %", "*%", "!!str %", "[]", "~x"),
	put("a list for a rule", dues, "[%]", "{x: %}", "!!str %", "|2\n%", "@%", "`%`", "> x"),
	put("a word for a truth value", truths, "yes", "True", "TRUE", `"true"`, "1", "on", "[true]", "truee"),
	put("no day for a day", editions, "2026", "1 May 2026", "01-05-2026", "2026-13-01", "2026-02-30", "2026-5-1", "20260501", "soon", `""`, "[%]", "0000-00-00", "%T00:00"),
	put("a bracket too few or too many", flows, "{%", "%}", "[%", "%]", "{%}", "%,%"),
	change("a bracket left out", flows, func(s string) []string { return []string{s[1:], s[:len(s)-1]} }),
	change("a colon left out", flows, func(s string) []string { return []string{strings.Replace(s, ":", "", 1)} }),
	change("a quote left out", quoted, func(s string) []string { return []string{s[1:], s[:len(s)-1]} }),
	change("a wording left out", texts, func(string) []string { return []string{""} }),

	// Names.
	meant(slip{name: "a name misspelt in a rule", texts: misspeltName}),
	{name: "a name of another kind in a rule", texts: noName},
	meant(change("an owner misspelt", owners, misspell)),
	put("an owner who is nobody", owners, "nobody", "%-2", "agency-leads"),
	change("a role misspelt that is told", told, words(func(string) bool { return true }, misspell)),
	put("a role told twice, or none", told, "%, %", ""),
	meant(change("a link misspelt", links, misspell)),
	put("a link to nothing", links, "nothing", "x y", "[%]", `""`),
	meant(change("an outcome or a decision misspelt", whens, words(func(w string) bool { return w != "is" && w != "or" }, misspell))),
	put("a condition that is none", whens, "% or", "% and x", "not %", "is", "x", "% is", "%=x", "x is y", "[%]"),
	put("outcomes that are none", outcomes, "[]", "[Yes, No]", "[a, a]", "x", "[[a]]", "[a b]", "[true is]"),
	put("instances that are none", pers, "agencies", "[]", "[%, Agency]", "each", "{%: x}", "[a, a]", "Agency"),
	put("a setting that does not exist", asked, "%s", "nothing", "", "% setting %", "Setting"),
	{name: "an agency left out", texts: ownless},
	{name: "a circle", texts: circles},
	{name: "two names swapped", texts: swappedNames},
	{name: "no longer statutory", texts: demoted},
	{name: "beside what it was to replace", texts: besideParent},

	// Rules.
	change("a number that is none", dues, words(number, func(string) []string {
		return []string{"0", "-1", "10001", "99999999999999999999", "1.5", "007", "ten", "1e1", "+5", "5x", "", "5 5", "½"}
	})),
	change("a unit that is none", dues, words(is("days", "day", "hours", "months", "month", "working"), func(w string) []string {
		return []string{w + "x", "years", "minutes", "fortnights", "bank " + w + " days", "Days", "of", "working working"}
	})),
	change("a direction that is none", dues, words(is("after", "before"), func(w string) []string {
		return []string{"from", "since", "until", "", w + " " + w, "After", "not " + w, "after the", "before a"}
	})),
	change("a window turned round", dues, words(is("between"), func(string) []string { return []string{"between 99 and", "from", "within", ""} })),
	change("a connection that is none", dues, words(is("and", "or", "of", "as", "counting", "promptly", "keep", "least", "every"), func(w string) []string {
		return []string{w + "x", "", w + " " + w, "but", "to"}
	})),
	put("a rule with more behind it", dues, "% or so", "% at the latest", "% and", "%.", "%;", "% (%)", "about %", "%, %", "at most %", "by %"),
	change("a date set nowhere", set, words(is("the", "date", "in"), func(w string) []string { return []string{"", w + "x", "soon"} })),
	put("a rule of nothing", dues, "soon", "after", "before", "ASAP", "5", "days", "setting", "promptly", "the", "none", "n/a", "as soon as possible"),

	// Reminders and ladders.
	put("reminders that are none", reminders, "[0 days]", "[1 day, 2 days]", "[1 day, 1 day]", "[4 hours]", "[soon]", "[[1 day]]", "1 day", "[1 day before]", "[-1 day]", "[,]"),
	put("a rung that is none", rungs, "{after: 1 day}", "{tell: [business-manager]}", "{after: 0 days, tell: [business-manager]}", "{after: 1 day, tell: business-manager}", "[%]", "{after: 1 day, tell: []}", "x", "{after: 1 day before, tell: [business-manager]}", "%\n  - %"),
	change("two rungs swapped", pairs, func(s string) []string {
		a, b, _ := strings.Cut(s, "\n")
		return []string{b + a + "\n"}
	}),
	put("a role, an event or a setting that nothing uses", sections, "%\n  unused: Nothing"),

	// Texts that mean the same.
	harmless(put("a comment", entries, "# a comment\n%", "    # another\n%")),
	harmless(put("an empty line", entries, "\n%", "  \n%", "\n\n\n%")),
	harmless(change("spaces in a rule", dues, func(s string) []string {
		return []string{strings.ReplaceAll(s, " ", "  "), strings.ReplaceAll(s, " ", "\u00a0"), `"` + s + `"`, "'" + s + "'"}
	})),
	harmless(change("one or several of a unit", rules, words(is("days", "hours", "months", "weeks"), func(w string) []string { return []string{strings.TrimSuffix(w, "s")} }))),
	harmless(slip{name: "another editor", texts: func(o original) []made {
		return []made{
			func() string { return "\ufeff" + o.text },
			func() string { return strings.ReplaceAll(o.text, "\n", "\r\n") },
			func() string { return "---\n" + o.text + "...\n" },
			func() string { return strings.TrimSpace(o.text) },
		}
	}}),
}
