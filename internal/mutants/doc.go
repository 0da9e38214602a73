// Mutants breaks the code on purpose, one guard at a time, and checks that a test
// notices: `make mutants`.
//
// A guard is a line that matters on a bad day only: a lease that has ended, a record
// that failed, a role that was given away meanwhile. Code without it passes on every
// good day, so a suite may be green and guard nothing. Each [mutant] of the table takes
// one guard away, and names the test that must fail then.
//
// No file of the tree is touched: the go command reads the broken file by an overlay,
// Lua scripts too. A mutant is killed if its test fails, or comes to no end; it
// survives if the test passes. One that does not build is a fault of the table, and so
// is one whose text is no longer in its file exactly once, or whose test is gone.
// The tests of this room find the last two without running any mutant.
package main
