// Package api is how the world talks to a running daemon: JSON over HTTP, on a
// unix socket. It holds both ends, the handler and the [Client] of the command
// line, and the forms that they exchange.
//
//	GET  /v1/ping                 whether a daemon is there, and its version
//	GET  /v1/cases                the cases: ?partnership=ID &status=open|closed|all
//	POST /v1/cases                open a case: [Opening]
//	GET  /v1/case                 a case with its timetable: [Case]
//	GET  /v1/case/log             its audit log
//	POST /v1/case/facts           record, plan, delay, withdraw: [Facts]
//	POST /v1/case/close           end it: [Closing]
//	GET  /v1/calendar             every list of bank holidays that came: [Calendar]
//	GET  /v1/calendar/list        one of them as it came: ?version=VERSION
//	POST /v1/calendar/import      hand one in, or see what it would move: [Import]
//	POST /v1/calendar/refresh     ask its source now: [Refreshing]
//	POST /v1/calendar/approve     let one move dates to later days: [Approval]
//	POST /v1/reconcile            show, and write again, what the store has forgotten: [Reconciling]
//
// The case is named in the header Longstop-Case, by its id (bscp:BSCP-2026-01)
// or, where one partnership alone has it, by its reference. It is in no path
// and no query, so that it reaches no access log.
//
// [scheduler.Cases], behind the handler, is authoritative: it checks everything,
// and a statement is in the store or was refused. The handler adds who made it: the
// account at the other end of the socket, as the kernel knows it.
//
// On failure the answer is {"error":{"field","message","allowed"}}: 400 for a
// malformed request, 422 for one that cannot be right, 404 for a case that does not
// exist, 409 for one that exists already, 503 when the store is away, or is there and
// refuses, or while nothing may be changed because the clock or the store cannot be
// believed. A write goes on when its client hangs up; no write is ever sent twice. A
// client that loses an answer says that it does not know, and how to find out.
package api
