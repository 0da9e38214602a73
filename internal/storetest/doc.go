// Package storetest is the conformance suite of [scheduler.Store]: every store
// must pass it, so a behaviour that a test sees in one holds in the others.
//
// The suite is written from the comments of the interface. It opens one store
// through two handles, as two daemons would. It gives every moment itself: only
// the tests of nudges and of forgotten keys wait for a clock.
//
// [Redis] starts a real redis-server for tests. Where none is installed they
// fail, and say how to install it.
package storetest
