package procedure

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/longstop/longstop/calendar"
)

const (
	maxPeriod = 10000 // the longest that makes sense: the tables of the calendar end in 2100
	maxDepth  = 64    // of rules in rules: no text may use up the stack
)

// RuleError says what in a due rule cannot be read and what would be right.
type RuleError struct {
	Rule string // the whole rule
	At   string // the offending word, or "" at its end
	Want string // what would be right there
}

func (e *RuleError) Error() string {
	wrong, link, right := e.Parts()
	return wrong + link + right
}

// Parts returns the words of the error in three parts, for those who show what
// is wrong apart from what would be right; link stands between the two.
func (e *RuleError) Parts() (wrong, link, right string) {
	if e.At == "" {
		return fmt.Sprintf("the rule %q ends too soon", e.Rule), ": expected ", e.Want
	}
	return fmt.Sprintf("the rule %q cannot be read at %q", e.Rule, e.At), ": expected ", e.Want
}

// ParseRule reads a due rule in plain words. The package comment lists the
// forms. The error is a *[RuleError].
func ParseRule(s string) (Rule, error) {
	p := &parser{text: s, words: strings.Fields(s)}
	r, err := p.rule()
	if err == nil && p.pos < len(p.words) {
		err = p.fail("the end of the rule")
	}
	if err != nil {
		return nil, err
	}
	return r, nil
}

// ParsePeriod reads a rule that counts from one given day, whose name may be
// left out: "15 working days after", "between 7 and 13 working days after",
// "day 9", "day 9 counting it as day 1". A rule without a period, and the earlier
// or later of two, are errors. The error is a *[RuleError].
func ParsePeriod(s string) (Counted, error) {
	words := strings.Fields(s)
	if n := len(words); n > 0 && (words[n-1] == "after" || words[n-1] == "before") {
		words = append(words, "it")
	}
	if n := len(words); n > 1 && words[n-2] == "day" && slices.Index(words, "counting") < 0 {
		words = append(words, "counting", "it", "as", "day", "1")
	}
	text := strings.Join(words, " ")
	r, err := ParseRule(text)
	if err != nil {
		return nil, err
	}
	counted, ok := r.(Counted)
	if !ok { // no period at all, or two
		return nil, &RuleError{Rule: s, At: words[0], Want: `a period, for example "15 working days after"`}
	}
	if a := r.Anchors()[0]; a.Point != Completion {
		return nil, &RuleError{Rule: s, At: a.String(), Want: `a period counted from the date given, for example "15 working days after" or "day 9"`}
	}
	return counted, nil
}

type parser struct {
	text  string
	words []string
	pos   int
	depth int // how many rules this one is in
}

func (p *parser) peek() string {
	if p.pos < len(p.words) {
		return p.words[p.pos]
	}
	return ""
}

func (p *parser) next() string {
	w := p.peek()
	p.pos++
	return w
}

// take consumes the words when they are the next ones.
func (p *parser) take(phrase string) bool {
	words := strings.Fields(phrase)
	end := p.pos + len(words)
	if end > len(p.words) || !slices.Equal(p.words[p.pos:end], words) {
		return false
	}
	p.pos = end
	return true
}

func (p *parser) fail(want string) error {
	return &RuleError{Rule: p.text, At: p.peek(), Want: want}
}

func (p *parser) rule() (Rule, error) {
	switch {
	case p.take("promptly after"):
		return p.promptly()
	case p.take("the same day as"):
		a, err := p.anchor()
		return SameDay{Anchor: a}, err
	case p.take("the earlier of"):
		return p.either(false)
	case p.take("the later of"):
		return p.either(true)
	case p.take("the date in"):
		return p.set()
	case p.take("keep"):
		return p.keep()
	case p.take("between"):
		return p.between()
	case p.take("on"):
		return p.offset(true)
	case p.peek() == "day", p.peek() == "calendar":
		return p.day(false)
	case strings.ContainsAny(p.peek(), "0123456789"):
		return p.offset(false)
	default:
		return nil, p.fail(`a due rule, for example "15 working days after aware" or "promptly after aware"`)
	}
}

func (p *parser) promptly() (Rule, error) {
	var out Promptly
	var err error
	if out.Anchor, err = p.anchor(); err != nil {
		return nil, err
	}
	for p.take("or") {
		a, err := p.anchor()
		if err != nil {
			return nil, err
		}
		out.Or = append(out.Or, a)
	}
	return out, nil
}

func (p *parser) either(later bool) (Rule, error) {
	if p.depth++; p.depth > maxDepth {
		return nil, p.fail(fmt.Sprintf("rules no more than %d deep in one another", maxDepth))
	}
	defer func() { p.depth-- }()
	a, err := p.dated()
	if err != nil {
		return nil, err
	}
	if !p.take("and") {
		return nil, p.fail(`"and" and the second rule`)
	}
	b, err := p.dated()
	if err != nil {
		return nil, err
	}
	return Either{Later: later, A: a, B: b}, nil
}

// dated reads a rule whose date can be compared with that of another.
func (p *parser) dated() (Rule, error) {
	r, err := p.rule()
	if err != nil {
		return nil, err
	}
	if r.Duty() != Limit {
		return nil, &RuleError{Rule: p.text, At: r.String(), Want: "a rule that gives a date"}
	}
	return r, nil
}

func (p *parser) set() (Rule, error) {
	if p.peek() == "" {
		return nil, p.fail(`where the date is set, for example "the letter"`)
	}
	where := strings.Join(p.words[p.pos:], " ")
	p.pos = len(p.words)
	return Set{Where: where}, nil
}

func (p *parser) keep() (Rule, error) {
	k := Keep{}
	for _, b := range []Bound{AtLeast, AtMost, Exactly} {
		if p.take(string(b)) {
			k.Bound = b
		}
	}
	if k.Bound == "" {
		return nil, p.fail(`"at least", "at most" or "exactly"`)
	}
	var err error
	if k.Period, err = p.period(); err != nil {
		return nil, err
	}
	if !p.take("after") {
		return nil, p.fail(`"after"`)
	}
	k.Anchor, err = p.anchor()
	return k, err
}

func (p *parser) between() (Rule, error) {
	if p.peek() == "day" || p.peek() == "calendar" {
		return p.day(true)
	}
	from, err := p.number()
	if err != nil {
		return nil, err
	}
	if !p.take("and") {
		return nil, p.fail(`"and" and the end of the window`)
	}
	to, err := p.period()
	if err != nil {
		return nil, err
	}
	if from >= to.N {
		return nil, &RuleError{Rule: p.text, At: strconv.Itoa(from), Want: "a window whose first number is below its second"}
	}
	w := Window{From: from, To: to.N, Unit: to.Unit}
	if w.Before, err = p.direction(); err != nil {
		return nil, err
	}
	w.Anchor, err = p.anchor()
	return w, err
}

func (p *parser) day(window bool) (Rule, error) {
	d := Day{Unit: calendar.WorkingDays}
	if p.take("calendar") {
		d.Unit = calendar.Days
	}
	var err error
	if d.From, err = p.dayNumber(); err != nil {
		return nil, err
	}
	d.To = d.From
	if window {
		if !p.take("and") {
			return nil, p.fail(`"and" and the last day of the window`)
		}
		if d.To, err = p.dayNumber(); err != nil {
			return nil, err
		}
		if d.From >= d.To {
			return nil, &RuleError{Rule: p.text, At: strconv.Itoa(d.From), Want: "a window whose first day is before its second"}
		}
	}
	if !p.take("counting") {
		return nil, p.fail(`"counting NAME as day 1"`)
	}
	if d.Anchor, err = p.anchor(); err != nil {
		return nil, err
	}
	if !p.take("as day 1") {
		return nil, p.fail(`"as day 1"`)
	}
	return d, nil
}

func (p *parser) dayNumber() (int, error) {
	if !p.take("day") {
		return 0, p.fail(`"day" and its number`)
	}
	return p.number()
}

func (p *parser) offset(on bool) (Rule, error) {
	period, err := p.period()
	if err != nil {
		return nil, err
	}
	o := Offset{Period: period, On: on}
	if o.Before, err = p.direction(); err != nil {
		return nil, err
	}
	o.Anchor, err = p.anchor()
	return o, err
}

func (p *parser) direction() (before bool, err error) {
	switch {
	case p.take("after"):
		return false, nil
	case p.take("before"):
		return true, nil
	}
	return false, p.fail(`"after" or "before"`)
}

func (p *parser) number() (int, error) {
	n, err := strconv.Atoi(p.peek())
	if err != nil || n < 1 || n > maxPeriod || strconv.Itoa(n) != p.peek() {
		return 0, p.fail(fmt.Sprintf("a whole number from 1 to %d", maxPeriod))
	}
	p.pos++
	return n, nil
}

var units = []calendar.Unit{calendar.WorkingDays, calendar.Days, calendar.Weeks, calendar.Months, calendar.Hours}

func (p *parser) period() (calendar.Period, error) {
	n, err := p.number()
	if err != nil {
		return calendar.Period{}, err
	}
	for _, u := range units {
		if p.take(string(u)+"s") || p.take(string(u)) {
			return calendar.Period{N: n, Unit: u}, nil
		}
	}
	return calendar.Period{}, p.fail("working days, days, weeks, months or hours")
}

var namePattern = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// ValidName says whether s can be the id of an event, milestone or role.
func ValidName(s string) bool { return len(s) <= 64 && namePattern.MatchString(s) }

// articles are words of the language that stand where a name was forgotten, or
// before it where none belongs.
var articles = []string{"the", "every", "as", "and", "or"}

func (p *parser) anchor() (Anchor, error) {
	a := Anchor{}
	switch {
	case p.take("the last"):
		a.Point = Last
	case p.take("the deadline of"):
		a.Point = Deadline
	case p.take("every"):
		a.Point = Every
	}
	if !ValidName(p.peek()) || slices.Contains(articles, p.peek()) {
		return a, p.fail("the name of an event or milestone, in lower case with hyphens")
	}
	a.Name = p.next()
	switch {
	case a.Point != Completion:
	case p.take("is expected late"):
		a.Point = Late
	case p.take("is moved later"):
		a.Point = Moved
	}
	return a, nil
}
