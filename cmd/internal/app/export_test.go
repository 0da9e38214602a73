package app

import (
	"testing"
	"time"
)

// SetWorkBound sets how long the daemon waits for what is under way when it stops.
func (a *App) SetWorkBound(bound time.Duration) { a.workBound = bound }

// BreakAPI closes the socket of the API under its server.
func (a *App) BreakAPI() error { return a.api.at.Close() }

// ListWith is the list that ships, with one bank holiday more in England and Wales
// for each day given.
func ListWith(t testing.TB, more ...string) string { t.Helper(); return list(t, more...) }
