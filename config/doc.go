// Package config reads the daemon's file and the files of the partnerships
// that it serves, checks all they say, and hands out one immutable [Config].
//
// # What is authoritative
//
// The files, as people wrote them: nothing is taken from the environment or
// from flags. Relative paths are relative to the file that names them. What a
// file leaves out has a default that is safe: a private Redis, TLS for mail,
// sending in office hours, no say of an office's closure days in law, and no
// bank holidays fetched from anywhere.
//
// # What happens on failure
//
// [Load] gives a whole Config or none. It reads on after a mistake and reports
// all of them together, in every file, each with its line, what is wrong and
// what would be right; so a reload that fails leaves the old Config standing.
// What is allowed but leaves someone to be told in another's place, such as a
// role that nobody holds, is a warning.
//
// # Who may learn what
//
// A mistake names a person by id, never by address. Passwords stand in files of
// their own, which others may not read, and are held as [Secret], which prints
// as "redacted". [Config.Redacted] is the form for logs.
package config
