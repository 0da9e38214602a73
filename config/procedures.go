package config

import (
	"errors"
	"io/fs"
	"slices"

	"github.com/longstop/longstop/internal/words"
	"github.com/longstop/longstop/internal/yamlfile"
)

// proceduresDir is the folder beside the daemon's file, which is read if the file
// names no other. It need not be there.
const proceduresDir = "procedures"

// local reads the partnerships' own procedures. dir is "" where there is no
// folder; ok is false where some procedures could not be read.
func (c *daemonChecker) local(t text, known Known) (dir string, all Known, ok bool) {
	if known.Local == nil {
		return "", known, true
	}
	dir = c.path("procedures", t, proceduresDir)
	all, err := known.Local(dir)
	switch {
	case err == nil:
		return dir, all, true
	case !t.Given() && errors.Is(err, fs.ErrNotExist):
		return "", known, true
	}
	located := mistakesIn(err)
	if len(located) == 0 {
		c.errorf(t.Pos, "procedures", "%s", err)
	}
	c.errs = append(c.errs, located...)
	return "", known, false
}

// mistakesIn returns the located mistakes in an error that joins several.
func mistakesIn(err error) yamlfile.Errors {
	if one, ok := err.(*yamlfile.Error); ok {
		return yamlfile.Errors{one}
	}
	var out yamlfile.Errors
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range many.Unwrap() {
			out = append(out, mistakesIn(e)...)
		}
	}
	return out
}

// settings checks the partnership's choices where its procedures leave one.
func (c *partnershipChecker) settings(form yamlfile.Map[yamlfile.Map[text]], procedures []string) map[string]map[string]string {
	var out map[string]map[string]string
	for _, p := range form {
		at := "settings." + p.Key
		if !slices.Contains(procedures, p.Key) {
			c.errorf(p.Pos(), at, "the partnership does not use the procedure %q%s", p.Key, words.Meant(p.Key, "Procedures", procedures))
			continue
		}
		if !slices.Contains(c.known.Procedures, p.Key) || c.known.Settings == nil {
			continue // the procedure is unknown, which was reported already
		}
		if out == nil {
			out = map[string]map[string]string{}
		}
		out[p.Key] = c.choices(at, p.Key, p.Value)
	}
	return out
}

func (c *partnershipChecker) choices(field, procedure string, form yamlfile.Map[text]) map[string]string {
	out := map[string]string{}
	known := c.known.Settings(procedure)
	names := make([]string, 0, len(known))
	for name := range known {
		names = append(names, name)
	}
	for _, e := range form {
		at := field + "." + e.Key
		choices, ok := known[e.Key]
		switch {
		case !ok:
			c.errorf(e.Pos(), at, "%s has no setting %q%s", procedure, e.Key, words.Meant(e.Key, "Settings", names))
		case !e.Value.Given():
		case !slices.Contains(choices, e.Value.Value):
			c.errorf(e.Value.Pos, at, "%q is not a choice of %s%s", e.Value.Value, e.Key, words.Meant(e.Value.Value, "Choices", choices))
		default:
			out[e.Key] = e.Value.Value
		}
	}
	return out
}
