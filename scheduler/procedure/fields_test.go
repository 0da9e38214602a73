package procedure

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
)

// everything is a procedure that uses every key.
const everything = `id: town
title: Town
document: Town guidance
edition: 2026-01-01
roles: {chair: The chair, clerk: The clerk, agency: An agency, spare: Anybody else}
events:
  aware: {title: Became aware}
  asked: {title: Was asked, outcomes: ["yes", "no"], follows: decide}
  held: {title: Was held}
  spare: {title: Was spared}
settings:
  one: {title: The one, choices: {a: 5 days, b: 6 days}, default: a, source: {section: "7", text: five days}, note: Of one.}
  two: {title: The two, choices: {a: 5 days, c: 7 days}, default: a}
  three: {title: The three, choices: {a: 5 days, d: 8 days}, default: a}
reminders: [2 weeks, 3 days]
ladder: [{after: 1 day, tell: [chair]}]
milestones:
  decide: {title: Decide, due: 5 days after aware, owner: chair, outcomes: [go, stop], source: {section: "1"}}
  tell: {title: Tell, per: [police, icb], due: promptly after decide, owner: chair, source: {section: "2"}}
  agree: {title: Agree, per: member, due: 1 day after decide, owner: chair, source: {section: "3"}}
  secure: {title: Secure, per: agency, due: 2 days after decide, owner: chair, source: {section: "4"}}
  ask: {title: Ask, due: the earlier of setting one after aware and 5 days after held, owner: chair, source: {section: "5"}}
  end: {title: End, due: 9 days after decide, owner: chair, source: {section: "6"}}
  it:
    title: It
    due: 8 days after aware
    when: decide is go
    from: 2026-02-01
    follows: decide
    within: end
    silence: assent
    done-by: asked
    ended-by: end
    owner: clerk
    delegated: {to: chair, until-missed: decide}
    copy: [chair]
    quorum: Three
    statutory: true
    reminders: [5 days]
    ladder: [{after: 2 days, tell: [clerk]}]
    source: {document: A letter, section: "8", text: at once}
    note: Of it.
`

// saying is a field of what a procedure is made of, the key of the file that says
// it, and a change of everything that gives it another value.
type saying struct {
	field, key, from, to string
	notCompared          string // why Compare tells of no difference; empty where it does
}

// Why Compare leaves out what it leaves out.
const (
	heading = "it says which procedures are compared"
	remark  = "other words for the same duty, or about it, are no other duty"
)

var sayings = []saying{
	{"Procedure.ID", "id", "id: town", "id: city", heading},
	{"Procedure.Title", "title", "title: Town", "title: City", heading},
	{"Procedure.Document", "document", "document: Town guidance", "document: City guidance", ""},
	{"Procedure.Edition", "edition", "2026-01-01", "2026-01-02", heading},
	{"Procedure.Inherits", "inherits", "edition: 2026-01-01", "edition: 2026-01-01\ninherits: county", heading},
	{"Procedure.Roles", "roles", "spare: Anybody", "other: Somebody, spare: Anybody", ""},
	{"Procedure.Events", "events", "  held: {title: Was held}\n", "  held: {title: Was held}\n  heard: {title: Was heard}\n", ""},
	{"Procedure.Settings", "settings", "  three: {", "  four: {title: The four, choices: {a: 5 days, d: 8 days}, default: a}\n  three: {", ""},
	{"Procedure.Milestones", "milestones", "  end: {", "  more: {title: More, due: 2 days after aware, owner: chair, source: {section: \"9\"}}\n  end: {", ""},
	{"Procedure.Reminders", "reminders", "[2 weeks, 3 days]", "[2 weeks, 4 days]", ""},
	{"Procedure.Ladder", "ladder", "\nladder: [{after: 1 day, tell: [chair]}]", "\nladder: []", ""},

	{"Role.ID", "roles", "spare: Anybody", "other: Anybody", ""},
	{"Role.Title", "roles", "spare: Anybody", "spare: Nobody", ""},

	{"Event.ID", "events", "  spare: {", "  other: {", ""},
	{"Event.Title", "title", "title: Was asked", "title: Was invited", ""},
	{"Event.Begins", "begins", "title: Was asked", "title: Was asked, begins: true", ""},
	{"Event.Outcomes", "outcomes", `["yes", "no"]`, `["yes", "no", unknown]`, ""},
	{"Event.Follows", "follows", "follows: decide}", "follows: end}", ""},

	{"Setting.ID", "settings", "  three: {", "  four: {", ""},
	{"Setting.Title", "title", "title: The two", "title: The second", ""},
	{"Setting.Choices", "choices", "d: 8 days}", "d: 8 days, e: 9 days}", ""},
	{"Setting.Default", "default", "d: 8 days}, default: a", "d: 8 days}, default: d", ""},
	{"Setting.Source", "source", "default: a, source: {section: \"7\", text: five days}", "default: a", ""},
	{"Setting.Note", "note", "note: Of one.", "note: Of the one.", remark},
	{"Choice.ID", "choices", "d: 8 days}", "e: 8 days}", ""},
	{"Choice.Words", "choices", "d: 8 days}", "d: 9 days}", ""},

	{"Milestone.ID", "milestones", "  tell: {", "  say: {", ""},
	{"Milestone.Title", "title", "title: It\n", "title: That\n", remark},
	{"Milestone.PerAgency", "per", "per: agency", "per: [agency]", ""},
	{"Milestone.Named", "per", "per: member", "per: action", ""},
	{"Milestone.Named", "per", "per: member", "per: [member]", ""},
	{"Milestone.Recipients", "per", "per: member", "per: [member]", ""},
	{"Milestone.Recipients", "per", "[police, icb]", "[police, icb, education]", ""},
	{"Milestone.Due", "due", "due: 8 days after aware", "due: 8 working days after aware", ""},
	{"Milestone.Due", "due", "due: 8 days after aware", "due: the same day as aware", ""},
	{"Milestone.Setting", "due", "setting one after aware", "setting two after aware", ""},
	{"Milestone.Written", "due", "setting one after aware and 5 days after held", "5 days after aware and setting one after held", ""},
	{"Milestone.Owner", "owner", "owner: clerk", "owner: spare", ""},
	{"Milestone.Copy", "copy", "copy: [chair]", "copy: [chair, spare]", ""},
	{"Milestone.Statutory", "statutory", "statutory: true", "statutory: false", ""},
	{"Milestone.When", "when", "    when: decide is go\n", "", ""},
	{"Milestone.Outcomes", "outcomes", "[go, stop]", "[go, stop, wait]", ""},
	{"Milestone.From", "from", "from: 2026-02-01", "from: 2026-02-02", ""},
	{"Milestone.Follows", "follows", "    follows: decide", "    follows: end", ""},
	{"Milestone.Within", "within", "within: end", "within: decide", ""},
	{"Milestone.Silence", "silence", "silence: assent", "silence: dissent", ""},
	{"Milestone.Delegated", "delegated", "    delegated: {to: chair, until-missed: decide}\n", "", ""},
	{"Milestone.DoneBy", "done-by", "done-by: asked", "done-by: held", ""},
	{"Milestone.EndedBy", "ended-by", "ended-by: end", "ended-by: decide", ""},
	{"Milestone.Quorum", "quorum", "quorum: Three", "quorum: Four", ""},
	{"Milestone.Source", "source", "source: {document: A letter, section: \"8\", text: at once}", "source: {section: \"9\"}", ""},
	{"Milestone.Note", "note", "note: Of it.", "note: Of that.", remark},
	{"Milestone.Reminders", "reminders", "reminders: [5 days]", "reminders: [6 days]", ""},
	{"Milestone.Ladder", "ladder", "    ladder: [{after: 2 days, tell: [clerk]}]\n", "", ""},

	{"Condition.Decision", "when", "when: decide is go", "when: asked is yes", ""},
	{"Condition.Outcomes", "when", "when: decide is go", "when: decide is go or stop", ""},
	{"Delegation.To", "to", "to: chair", "to: clerk", ""},
	{"Delegation.UntilMissed", "until-missed", "until-missed: decide", "until-missed: end", ""},
	{"Rung.After", "after", "after: 2 days", "after: 4 days", ""},
	{"Rung.Tell", "tell", "tell: [clerk]", "tell: [clerk, chair]", ""},
	{"Source.Document", "document", "document: A letter", "document: Another letter", ""},
	{"Source.Section", "section", `section: "8"`, `section: "9"`, ""},
	{"Source.Text", "text", "text: at once", "text: soon", ""},
}

// Whatever a procedure says changes its version, is printed and read again, and is
// told of by Compare. A field that is added and not listed fails, and so does a key.
func TestEveryFieldCounts(t *testing.T) {
	for _, s := range sayings {
		if strings.Count(everything, s.from) != 1 || s.from == s.to {
			t.Fatalf("%s: %q is there %d times, or stays", s.field, s.from, strings.Count(everything, s.from))
		}
		before, alone, after := loaded(t, everything), loaded(t, everything), loaded(t, strings.Replace(everything, s.from, s.to, 1))
		if !transplant(reflect.ValueOf(alone).Elem(), reflect.ValueOf(after).Elem(), s.field) {
			t.Errorf("%s is the same with %q", s.field, s.to)
		}
		if versionOf(alone) == versionOf(before) {
			t.Errorf("%s is not in the version", s.field)
		}
		text := Print(after)
		if bytes.Equal(text, Print(before)) {
			t.Errorf("%s is not printed", s.field)
		}
		if again := loaded(t, string(text)); again.Version() != after.Version() {
			t.Errorf("%s is not read as it was printed:\n%s", s.field, text)
		}
		if told := tells(Compare(before, after)); told != (s.notCompared == "") {
			t.Errorf("%s, %q for %q: Compare tells of it: %v", s.field, s.to, s.from, told)
		}
	}
}

// county is what town can inherit without another word in it.
const county = `id: county
title: County
document: County guidance
edition: 2025-01-01
roles: {chair: The chair}
events: {aware: {title: Became aware}}
milestones:
  decide: {title: Decide, due: 5 days after aware, owner: chair, outcomes: [go, stop], source: {document: Town guidance, section: "1"}}
`

func loaded(t *testing.T, text string) *Procedure {
	t.Helper()
	library, err := LoadFS(fstest.MapFS{"county.yaml": {Data: []byte(county)}})
	if err != nil {
		t.Fatal(err)
	}
	p, err := library.Load("town.yaml", []byte(text))
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return p
}

func tells(c Comparison) bool { return len(c.OnlyA)+len(c.OnlyB)+len(c.Differ)+len(c.Names) > 0 }

// transplant gives the field its other value, and nothing else, at the first place
// where the two differ in it.
func transplant(to, from reflect.Value, field string) bool {
	switch to.Kind() {
	case reflect.Pointer:
		return !to.IsNil() && !from.IsNil() && transplant(to.Elem(), from.Elem(), field)
	case reflect.Slice:
		for i := range min(to.Len(), from.Len()) {
			if transplant(to.Index(i), from.Index(i), field) {
				return true
			}
		}
	case reflect.Struct:
		for _, f := range exported(to.Type()) {
			a, b := to.FieldByIndex(f.Index), from.FieldByIndex(f.Index)
			if field == to.Type().Name()+"."+f.Name && !reflect.DeepEqual(a.Interface(), b.Interface()) {
				a.Set(b)
				return true
			}
			if transplant(a, b, field) {
				return true
			}
		}
	}
	return false
}

// exported lists the fields of a struct of this package that others can see.
func exported(t reflect.Type) (fields []reflect.StructField) {
	for i := range t.NumField() {
		if f := t.Field(i); f.IsExported() && t.PkgPath() == reflect.TypeFor[Procedure]().PkgPath() {
			fields = append(fields, f)
		}
	}
	return fields
}

// structs collects the structs of this package that a type is made of.
func structs(t reflect.Type, into map[string]reflect.Type) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice:
		structs(t.Elem(), into)
	case reflect.Struct:
		for _, f := range exported(t) {
			into[t.Name()] = t
			structs(f.Type, into)
		}
	}
}

// Each field of a procedure, and each key of its file, is in the list above; and
// each key is on the page of the language.
func TestEveryFieldIsListed(t *testing.T) {
	listed := map[string]bool{}
	for _, s := range sayings {
		kind, _, _ := strings.Cut(s.field, ".")
		listed[s.field], listed[kind+" "+s.key] = true, true
	}
	all := map[string]reflect.Type{}
	structs(reflect.TypeFor[Procedure](), all)
	for name, kind := range all {
		for _, f := range exported(kind) {
			if !listed[name+"."+f.Name] {
				t.Errorf("nothing shows that %s.%s counts", name, f.Name)
			}
		}
	}
	read := map[string]reflect.Type{}
	formsIn(reflect.TypeFor[file](), read)
	for _, form := range forms {
		delete(read, form.Name())
	}
	if len(read) > 0 {
		t.Errorf("nothing shows what the keys of %v count for", read)
	}
	written, explained := documented(t)
	for name, form := range forms {
		for _, key := range ownKeys(form) {
			if !listed[name+" "+key] {
				t.Errorf("nothing shows what the key %q of a %s counts for", key, name)
			}
			if !written[key] || name == "Milestone" && !explained[key] {
				t.Errorf("the key %q of a %s is in no example of the page, or not explained", key, name)
			}
		}
	}
}

// formsIn collects the forms with keys that a form is made of.
func formsIn(t reflect.Type, into map[string]reflect.Type) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice:
		formsIn(t.Elem(), into)
	case reflect.Struct:
		if len(ownKeys(t)) > 0 {
			into[t.Name()] = t
		}
		for i := range t.NumField() {
			if strings.HasPrefix(t.PkgPath(), "github.com/longstop/longstop/") {
				formsIn(t.Field(i).Type, into)
			}
		}
	}
}

// forms is in which form each part of a procedure is written.
var forms = map[string]reflect.Type{
	"Procedure": reflect.TypeFor[file](), "Event": reflect.TypeFor[fileEvent](), "Setting": reflect.TypeFor[fileSetting](),
	"Milestone": reflect.TypeFor[fileMilestone](), "Delegation": reflect.TypeFor[fileDelegated](), "Source": reflect.TypeFor[fileSource](),
	"Rung": reflect.TypeFor[fileRung](),
}
