// Package app is the only place where the rooms meet: it makes a daemon of a
// configuration, runs it, and stops it in the opposite order.
//
//	config ──► Partnerships (procedures, calendars, people)
//	              │
//	API ──► Cases ──► Store ◄── Engine ──► mailer ──► relay
//	              └── nudge ────────┘  ▲
//	                        cron ──────┘ (digest, heartbeat, bank holidays, rules)
//
// # The life of a daemon
//
//	New         starts the private Redis, makes the connections, binds the socket
//	 │          and the port. A step that fails undoes those before it.
//	 ▼
//	Run         READY=1: /metrics, /healthz and /readyz answer.
//	 │ admit    Waits for the store. One that can forget ends the daemon.
//	 │ holidays Waits for the journal of bank holidays.
//	 │ work     The API answers, the engine and the jobs run; Reload replaces the
//	 │          configuration, and the rules job brings the cases up to date.
//	 ▼
//	stopping    ctx has ended, or a listener is broken. STOPPING=1: nothing more is
//	 │          accepted, and what is under way has eight seconds to end.
//	 ▼
//	Stop        undoes what New did, last first, within two seconds.
//
// New binds the listeners, so a port or a socket that is taken is an error at
// once. A failure of Redis or of the relay does not end the daemon: it shows in
// /readyz and in the metrics, and the daemon tries again. Nothing is authoritative
// here but the configuration in use: the store has the cases, and any number of
// daemons may share it, also in one process.
package app
