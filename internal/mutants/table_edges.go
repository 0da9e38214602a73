package main

// sending are the guards of the conversation with the relay.
func sending() []mutant {
	const guard = "notifier/guard.go"
	return []mutant{
		{
			name: "look-not-asked", file: "notifier/exchange.go", test: "TestTheLastLook",
			old: "if e.look != nil && e.look() != nil {", by: "if false {",
		},
		{
			name: "look-before-rcpt", file: "notifier/exchange.go", test: "TestTheLastLook",
			old: "if err := c.smtp.Mail(e.from); err != nil {",
			by:  "if e.look != nil && e.look() != nil {\n\t\treturn 0, \"\", &trouble{stage: atLook, err: errCalledOff}\n\t}\n\tif err := c.smtp.Mail(e.from); err != nil {",
		},
		{
			name: "lost-after-the-dot-is-temporary", file: "notifier/classify.go", test: "TestReplies",
			old: "case t.stage == atDot:", by: "case false:",
		},
		{
			name: "lease-by-the-monotonic-clock-alone", file: guard, test: "TestALeaseIsOverByEitherClock",
			old: "over(g.lease, now, now.Round(0))", by: "over(g.lease, now)",
		},
		{
			name: "lease-by-the-wall-clock-alone", file: guard, test: "TestALeaseIsOverByEitherClock",
			old: "over(g.lease, now, now.Round(0))", by: "over(g.lease, now.Round(0))",
		},
		{
			name: "lease-over-at-its-end-only", file: guard, test: "TestOver",
			old: "return !now.Before(lease)", by: "return now.After(lease)",
		},
		{
			name: "writes-after-the-lease", file: guard, test: "TestALeaseIsOverByEitherClock",
			old: "case over(g.lease, now, now.Round(0)):", by: "case false:",
		},
		{
			name: "slow-answer-to-the-dot-is-a-doubt", file: guard, test: "TestSlowAnswerToTheDot",
			old: "patience *= 4", by: "",
		},
		{
			name: "broken-conversation-goes-on", file: guard, test: "TestGuardPastItsLease",
			old: "case g.broken != nil:\n\t\treturn g.broken\n\tcase g.cancelled", by: "case g.cancelled",
		},
		{
			name: "cancelled-amid-the-content", file: guard, test: "TestCancelStopsOnlyWhatHasNotBegun",
			old: "if g.committed || turn != g.turn {", by: "if turn != g.turn {",
		},
		{
			name: "plain-text-to-another-machine", file: "notifier/dial.go", test: "TestNoPlainTextToAnotherMachine",
			old: "if d.o.TLS == TLSNone && !isLocal(g.RemoteAddr()) {", by: "if false {",
		},
		{
			name: "plain-text-without-starttls", file: "notifier/dial.go", test: "TestNeverPlainText",
			old: "if ok, _ := c.smtp.Extension(\"STARTTLS\"); !ok {\n\t\t\treturn nil, &trouble{atTLS, errNoSTARTTLS}\n\t\t}",
			by:  "if ok, _ := c.smtp.Extension(\"STARTTLS\"); !ok {\n\t\t\treturn c, nil\n\t\t}",
		},
	}
}

// asking are the guards of what comes in from people and from the machine.
func asking() []mutant {
	return []mutant{
		{
			name: "controls-in-a-reason", file: "cmd/internal/api/request.go", test: "TestWhatIsRefused",
			old: "if err := plan.AcceptText(\"reason\", f.Reason); err != nil {", by: "if err := plan.AcceptText(\"reason\", f.Reason); false {",
		},
		{
			name: "other-origins-may-write", file: "cmd/internal/api/handler.go", test: "TestRequestsAcrossSitesAreRefused",
			old: "return http.NewCrossOriginProtection().Handler(mux)", by: "return mux",
		},
		{
			name: "socket-open-to-everybody", file: "cmd/internal/api/listen.go", test: "TestListenMakesTheFolderAndLimitsTheSocket",
			old: "socketMode = 0o660", by: "socketMode = 0o666",
		},
		{
			name: "password-file-open-to-everybody", file: "config/password.go", test: "TestBrokenDaemon",
			old: "if mode.Perm()&0o027 == 0 {", by: "if true {",
		},
	}
}
