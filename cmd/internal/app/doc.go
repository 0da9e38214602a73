// Package app is the only place where the rooms meet: it makes a daemon of a
// configuration, starts it, and stops it in the opposite order.
//
//	config ──► Partnerships (procedures, calendars, people)
//	              │
//	API ──► Cases ──► Store ◄── Engine ──► mailer ──► relay
//	              └── nudge ────────┘  ▲
//	                        cron ──────┘ (digest, heartbeat)
//
// New binds the listeners, so that a port or a socket that is taken is an
// error at once; Run serves until its context ends. What fails while it runs
// (Redis, the relay) is not the end of the daemon: it is seen in /readyz and
// in the metrics, and tried again.
package app
