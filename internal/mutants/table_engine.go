package main

// reviewing are the guards between a claimed email and its content: is it still true,
// still for its person, and still ours?
func reviewing() []mutant {
	const file = "scheduler/review.go"
	const delivery = "scheduler/delivery.go"
	return []mutant{
		{
			name: "role-not-asked-before-sending", file: file, test: "TestWhoHoldsTheRoleWhenItIsSent",
			old: "return d.stillTheirs(ctx, in, ps)", by: "return nil, nil",
		},
		{
			name: "revision-not-compared", file: file, test: "TestTheRestOfAnEmailStillGoesOut",
			old: "if c.Revision == in.Revision && f.current() && fresh && !ahead {", by: "if fresh || !fresh {",
		},
		{
			name: "time-changes-nothing", file: file, test: "TestADatePassesWhileAnEmailWaits",
			old: "fresh := d.clock().Sub(in.Date) < stale", by: "fresh := true",
		},
		{
			name: "closed-case-sends", file: file, test: "TestAClosedCaseIsSilent",
			old: "if !c.ClosedAt.IsZero() {", by: "if false {",
		},
		{
			name: "part-of-an-email-in-doubt", file: file, test: "TestAnEmailInDoubtGoesAgainAsItWas",
			old: "len(reasons) == 0 || in.Ambiguous && len(rest) > 0 {", by: "len(reasons) == 0 {",
		},
		{
			name: "digest-of-yesterday-sends", file: file, test: "TestADigestIsOfItsDay",
			old: "if in.Step == letter.StepDigest && ", by: "if false && ",
		},
		{
			name: "rest-of-an-email-is-dropped", file: file, test: "TestTheRestOfAnEmailStillGoesOut",
			old: "if len(rest) > 0 {", by: "if false {",
		},
		{
			name: "last-look-sees-nothing", file: delivery, test: "TestWhatChangesWhileTheRelayIsSlow",
			old: "if l.s != nil {\n\t\treturn errNoLonger", by: "if false {\n\t\treturn errNoLonger",
		},
		{
			name: "last-look-not-settled", file: delivery, test: "TestWhatTheLastLookHandsOnGoesAtOnce",
			old: "if last.s != nil {", by: "if false {",
		},
		{
			name: "lease-not-renewed", file: delivery, test: "TestTheLeaseIsRenewedAtTheLastLook",
			old: "l.err = l.outbox.Renew(ctx, l.in, l.token, l.clock().Add(emailLease))", by: "",
		},
		{
			name: "lost-lease-sends", file: delivery, test: "TestALeaseLostWhileTheRelayIsSlow",
			old: "l.clock().Add(emailLease))\n\treturn l.err", by: "l.clock().Add(emailLease))\n\treturn nil",
		},
	}
}

// settling are the guards of the record of an attempt.
func settling() []mutant {
	const file = "scheduler/delivery.go"
	return []mutant{
		{
			name: "failed-settlement-swallowed", file: file, test: "TestASentEmailIsRecordedAlthoughTheStoreFails",
			old: "case err == nil || errors.Is(err, ErrLost):", by: "case !errors.Is(err, ErrConflict):",
		},
		{
			name: "lost-record-not-reported", file: file, test: "TestAnEmailThatCannotBeRecordedIsReported",
			old: `return fmt.Errorf("settle email: %w", err)`, by: "return nil",
		},
		{
			name: "record-given-up-at-shutdown", file: file, test: "TestADeliveryUnderWayIsRecordedAtShutdown",
			old: "context.WithTimeout(context.WithoutCancel(parent), settleFor)", by: "context.WithTimeout(parent, settleFor)",
		},
		{
			name: "delivery-cut-off-at-shutdown", file: file, test: "TestADeliveryUnderWayIsRecordedAtShutdown",
			old: "context.WithTimeout(context.WithoutCancel(parent), conversation)", by: "context.WithTimeout(parent, conversation)",
		},
		{
			name: "record-tried-once-at-shutdown", file: file, test: "TestARecordIsTriedAgainAtShutdown",
			old: "time.AfterFunc(2*time.Second, cancel)", by: "cancel()",
		},
		{
			name: "relay-holds-up-the-end", file: file, test: "TestTheEndIsNotHeldUp",
			old: "time.AfterFunc(stopGrace, cancel)", by: "_ = cancel",
		},
		{
			name: "store-holds-up-the-end", file: file, test: "TestTheEndIsNotHeldUp",
			old: "time.AfterFunc(2*time.Second, cancel)", by: "_ = cancel",
		},
		{
			name: "roll-conflict-not-looked-at-again", file: file, test: "TestARollThatWasWrittenMeanwhileIsReadAgain",
			old: "if !errors.Is(err, ErrConflict) {\n\t\t\treturn err\n\t\t}\n\t\t// Another", by: "if true {\n\t\t\treturn err\n\t\t}\n\t\t// Another",
		},
		{
			name: "doubt-is-another-email", file: file, test: "TestDoubtAndDelay",
			old: "in.Ambiguous = in.Ambiguous ||", by: "in.ID += \"-again\"\n\t\tin.Ambiguous = in.Ambiguous ||",
		},
		{
			name: "gate-never-shuts", file: "scheduler/backoff.go", test: "TestTheGateIsShutWhileTheRelayIsAway",
			old: "return !now.Before(g.until)", by: "return true",
		},
		{
			name: "gate-counts-every-failure", file: "scheduler/backoff.go", test: "TestTheGateIsShutWhileTheRelayIsAway",
			old: "case !now.Before(g.until): // attempts that fail together count once", by: "default:",
		},
		{
			name: "gate-stays-shut", file: "scheduler/backoff.go", test: "TestTheGateIsShutWhileTheRelayIsAway",
			old: "g.until, g.delay = time.Time{}, 0", by: "g.until = now.Add(g.delay)",
		},
	}
}

// waking are the guards of the loops.
func waking() []mutant {
	return []mutant{
		{
			name: "failed-commit-swallowed", file: "scheduler/engine.go", test: "TestAWakeUpThatCannotBeCommittedShowsInTheHealth",
			old: `return fmt.Errorf("commit case: %w", err)`, by: "return nil",
		},
		{
			name: "refused-case-holds-up-the-others", file: "scheduler/engine.go", test: "TestARefusedCaseHoldsUpNoOther",
			old: "err != nil || time.Since(begun) > caseLease {", by: "true || err != nil || time.Since(begun) > caseLease {",
		},
		{
			name: "absent-store-asked-for-each-case", file: "scheduler/engine.go", test: "TestAStoreThatIsAwayIsAskedOnce",
			old: "err != nil || time.Since(begun) > caseLease {", by: "err != nil && time.Since(begun) > caseLease {",
		},
		{
			name: "health-says-all-is-well", file: "scheduler/loop.go", test: "TestAWakeUpThatCannotBeCommittedShowsInTheHealth",
			old: "e.report(w.health, err, time.Now())", by: "e.report(w.health, nil, time.Now())",
		},
		{
			name: "no-sweep-without-a-nudge", file: "scheduler/loop.go", test: "TestNothingDependsOnNudges",
			old: "pause := maxSleep\n", by: "pause := 1000 * time.Hour\n",
		},
		{
			name: "loop-sleeps-through-the-moment", file: "scheduler/loop.go", test: "TestTheLoopWakesBetweenTwoSweeps",
			old: "pause = min(pause, max(time.Until(next), time.Millisecond))", by: "_ = next",
		},
		{
			name: "hanging-email-holds-up-the-others", file: "scheduler/engine.go", test: "TestAHangingEmailHoldsUpNobodyElse",
			old: "started += len(claimed)", by: "started += len(claimed)\n\t\te.underWay.Wait()",
		},
		{
			name: "reload-plans-nothing", file: "cmd/internal/app/rules.go", test: "TestRulesAreAppliedOnce",
			old: "if err := r.engine.ApplyRules(ctx, now); err != nil {\n\t\treturn err\n\t}", by: "",
		},
		{
			name: "own-cases-not-caught-up", file: "scheduler/catchup.go", test: "TestACaseLeftBehindByADaemonThatDied",
			old: "return e.applyHolidays(ctx, now)", by: "return nil",
		},
	}
}
