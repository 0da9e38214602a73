package app

import (
	"testing"
	"time"
)

// SetBounds sets how long stopping may take: for what is under way, and for the
// rest.
func (a *App) SetBounds(work, rest time.Duration) { a.workBound, a.teardown.bound = work, rest }

// BreakAPI closes the socket of the API under its server.
func (a *App) BreakAPI() error { return a.api.at.Close() }

// ListWith is the list that ships, with one bank holiday more in England and Wales
// for each day given.
func ListWith(t testing.TB, more ...string) string { t.Helper(); return list(t, more...) }
