// Package mailsink is an SMTP server that takes every email and delivers none:
// it hands each to a function. The demo shows its emails through it, and tests
// receive theirs over real sockets, with TLS, authentication and faults where
// they ask for them.
//
// A mail that the function was given is a mail that the client was told 250
// for, unless a [Fault] says otherwise. The function is called for one mail at a
// time, before the client gets its answer, and not any more once Close has
// returned.
//
// It keeps nothing, and it is no relay: do not let strangers reach it.
package mailsink
