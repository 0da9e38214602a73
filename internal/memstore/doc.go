// Package memstore keeps cases, emails and the journal of bank-holiday lists in
// memory, for the demo: it passes the same conformance suite as the store in
// Redis, and forgets everything when the process ends.
//
// The store shares nothing with its caller: it keeps every case, intent and line
// as JSON. Every method holds one lock, so each is atomic, and two daemons in
// one process may share a Store. A claim looks at every entry of a queue, which
// is quick enough for a demo and for tests.
package memstore
