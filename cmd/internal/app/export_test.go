package app

import "time"

// SetWorkBound sets how long the daemon waits for what is under way when it stops.
func (a *App) SetWorkBound(bound time.Duration) { a.workBound = bound }

// BreakAPI closes the socket of the API under its server.
func (a *App) BreakAPI() error { return a.api.at.Close() }
