// Package demo lives through one whole case in under a minute, in one process:
// a store in memory, a mail server on a loopback port, the real engine, the
// real procedure, and a clock that jumps from one moment at which something
// happens to the next. It needs nothing but the binary and keeps nothing but
// the emails, for reading.
package demo
