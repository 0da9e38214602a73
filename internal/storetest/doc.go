// Package storetest is what every [scheduler.Store] must do: one suite, run on
// each of them, so that what is shown to hold on one holds on the other.
//
// The suite is written from the comments of the interface. It opens one store
// through two handles, as two daemons would, and gives every moment itself: no
// test waits for a clock, but those of nudges and of forgotten keys.
//
// [Redis] starts a real redis-server for tests; without one installed they
// fail, and say how to install it.
package storetest
