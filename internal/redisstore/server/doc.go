// Package server runs a private redis-server: the store of a daemon that was
// given no Redis of its own, and the real thing that tests run against.
//
// # What it promises
//
// The server keeps an append-only file that is flushed before every answer
// (appendfsync always), evicts nothing, and listens on a unix socket that only
// this user can open. Everything it owns lives in one directory.
//
// # One server on one directory
//
// Two servers on one append-only file destroy it. Two locks prevent that:
//
//	longstop.lock  held by the daemon: a second daemon is refused ([ErrInUse])
//	redis.lock     held by the daemon and inherited by redis-server, so it
//	               outlives a daemon that was killed for as long as its
//	               redis-server does
//
// A redis-server whose daemon was killed is told to end by the kernel (Linux)
// and by the next Start, which waits until it has let go of redis.lock before
// it starts another.
//
// # When it fails
//
// A server that ends unasked is started again, after 0.1 s and then twice as
// long each time up to 5 s. Nothing that was acknowledged is lost. Meanwhile
// clients see errors, as they would of any Redis that is away.
package server
