// Package yamlfile reads YAML that people write by hand, strictly, and says of
// every mistake where it is, what is wrong and what would be right.
//
// # What is authoritative
//
// The Go struct that the file is decoded into: its `yaml:"name"` tags are the
// only keys allowed, its types the only values. A text stays exactly as it was
// written: 012, 2026-12-21 and no, unquoted in a string field, are the texts
// "012", "2026-12-21" and "no". YAML's guesses are never taken.
//
// # What happens on failure
//
// [Decode] goes on after a mistake and returns all of them as [Errors], in the
// order of the file. A value that it cannot read is left at its zero value, so a
// caller may go on to check the rest. A syntax error stops it, since the rest of
// the file has no meaning. Anchors, aliases, merge keys and tags are not allowed:
// a file means what it says, and no alias can make a small file grow large.
//
// A mistake keeps apart what is wrong and what would be right, and has a code for
// its kind, so that no program need search its words. [Wrong] makes one. A type
// that reads itself may return it, and the decoder adds the place.
//
// Messages never quote anything with an @ in it: an email address typed into
// the wrong place must not reach a log.
package yamlfile
