// Package config reads the daemon's file and the files of the partnerships
// that it serves, checks all entries, and returns one immutable [Config].
//
// # What is authoritative
//
// The files, as people wrote them: nothing comes from the environment or from
// flags. Relative paths are relative to the file that names them. Every default
// is safe: a private Redis, TLS for mail, sending in office hours, closure days
// that do not count in law, and no fetching of bank holidays.
//
// # What happens on failure
//
// [Load] returns a whole Config or none, so a reload that fails leaves the old
// Config standing. It reads on after a mistake and reports the mistakes of every
// file together, each with its line, what is wrong and what would be right. A
// gap that is allowed, such as a role that nobody holds, is a warning: somebody
// else will be told.
//
// # Who may learn what
//
// A mistake names a person by id, never by address. Passwords stand in files of
// their own, which others may not read. Each is a [Secret], which prints as
// "redacted". [Config.Redacted] is the form for logs.
package config
