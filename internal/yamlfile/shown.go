package yamlfile

import (
	"regexp"
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/longstop/longstop/internal/words"
)

// A file may be another than was meant, such as one with passwords, and whoever reads
// the mistakes may not read that file. So a message repeats nothing of a file that is
// none of ours, and of one that is no key that does not look like one.

var (
	// keyLike is what the keys of our files look like, and "<<", which merges others.
	keyLike = regexp.MustCompile(`^([a-z]+([_-][a-z]+)*|<<)$`)
	// idLike is what people choose as a key, where a file has names of their own.
	idLike = regexp.MustCompile(`^[a-z0-9]+([_-][a-z0-9]+)*$`)
)

// maxKey is the length of a key that is shown, in letters.
const maxKey = 40

// left stands for what is not repeated.
const left = "…"

// shown returns a key at a path that is not allowed there, or what stands for it. One
// near an allowed key was meant to be that, whatever it looks like. Inside of a key of
// ours it may be an id; at the top, digits are more often those of a secret.
func shown(field, key string, allowed []string) string {
	looksRight := keyLike.MatchString(key) || field != "" && idLike.MatchString(key)
	if len(key) <= maxKey && looksRight || words.Nearest(key, allowed) != "" {
		return key
	}
	return left
}

// unknown returns the mistake of a key at a path that is not allowed there, and the
// path of its value.
func unknown(field, key string, allowed []string) (path string, m Mistake) {
	name := shown(field, key, allowed)
	m = Wrong("unknown key %s", quote(name))
	if name == left {
		m = Wrong("a key is unknown, and is not repeated here because it does not look like one")
	}
	return join(field, name), m.Meant(key, "Allowed here", allowed)
}

// foreign reports a file of which no key is known, or near one that is, and says
// whether it is one.
func (d *decoder) foreign(n *yaml.Node, pairs []pair, allowed []string) bool {
	ours := func(p pair) bool {
		return slices.Contains(allowed, p.name) || words.Nearest(p.name, allowed) != ""
	}
	if n != d.root || len(pairs) == 0 || slices.ContainsFunc(pairs, ours) {
		return false
	}
	d.mistake(n, "", Wrong("none of its keys belongs here").Meant("", "Is another file meant? Allowed here", allowed))
	return true
}
