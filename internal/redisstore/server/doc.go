// Package server runs a private redis-server: the store of a daemon whose file
// names no Redis, and a real Redis for tests.
//
// # What it promises
//
// The server keeps an append-only file that is flushed before every answer
// (appendfsync always), evicts nothing, and listens on a unix socket that only
// this user can open. All its files live in one directory, which belongs to this
// user and lets nobody else in: any other is refused ([ErrNotPrivate]).
//
// # One server on one directory
//
// Two servers on one append-only file destroy it. Two locks prevent that:
//
//	longstop.lock  held by the daemon: a second daemon is refused ([ErrInUse])
//	redis.lock     held by the daemon and inherited by redis-server: when the
//	               daemon is killed, the lock lasts until its redis-server ends
//
// When a daemon is killed, the kernel (Linux) tells its redis-server to end, and
// so does the next Start. That waits for redis.lock before it starts another.
//
// # When it fails
//
// A server that ends unasked is started again, after 0.1 s and then after twice
// as long each time, up to 5 s. No acknowledged write is lost. Meanwhile clients
// see errors, as of any Redis that is away.
package server
