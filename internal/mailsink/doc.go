// Package mailsink is an SMTP server that takes every email and delivers none:
// it hands each to a function. The demo shows its emails through it. Tests
// receive theirs over real sockets, with TLS, authentication and faults where
// they ask for them.
//
// The function gets every mail that the client gets a 250 for, and no other,
// unless a [Fault] says otherwise. It gets one mail at a time, before the client
// gets its answer, and none after Close has returned.
//
// It keeps nothing, and it is no relay: do not let strangers reach it.
package mailsink
