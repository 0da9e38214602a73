// Package demo lives through one whole case in under a minute, in one process: a
// store in memory, a mail server on a loopback port, the real engine and the real
// procedure. Its clock jumps from one event to the next. It needs nothing but the
// binary, and keeps nothing but the emails, for reading.
package demo
