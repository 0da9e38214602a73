// Package e2e runs the built daemon as its users do: the real binary, against a
// real redis-server and a real SMTP server over sockets, driven by the command
// line, /metrics, /readyz and signals. It is killed, cut off and misused, alone
// and two at a time. The package has tests alone.
//
// A scene is one Redis and one mailbox; any number of daemons serve it. The
// mailbox is what is judged: every email that must be there, no other, each
// once, and what came twice came as the same bytes. Cases begin in 2025, so
// they are overdue at once, whatever the day and the hour of the run.
//
// The daemon's own pauses are real, and most of the time of a test. Only the two
// minutes for which a dead daemon holds an email are shortened, where they are
// kept: in Redis (see hasten). make e2e-campaign kills as often as one likes, and
// waits in full.
package e2e
