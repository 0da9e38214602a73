package main

// timing are the guards against a clock that is wrong.
func timing() []mutant {
	const told, watch, loop, recall = "scheduler/told.go", "scheduler/watch/watch.go", "scheduler/loop.go", "internal/redisstore/recall.lua"
	return []mutant{
		{
			name: "marks-of-the-future-are-believed", file: told, test: "TestAClockThatWasWrong",
			old: "if told > limit {", by: "if told < 0 && limit > 0 {",
		},
		{
			name: "doubt-ends-at-its-moment", file: told, test: "TestAClockThatWasAheadForDays",
			old: "told + int64(doubtFor.Seconds())", by: "told",
		},
		{
			name: "doubted-marks-are-forgotten", file: told, test: "TestAClockThatWasWrong",
			old: "	out := maps.Clone(c.Ledger)\n", by: "	out := c.Ledger\n",
		},
		{
			name: "sent-before-it-is-due", file: "scheduler/review.go", test: "TestWhatWaitsFromTheFuture",
			old: "if in.DueAt.After(limit) {", by: "if false {",
		},
		{
			name: "cases-of-the-future-sleep-on", file: recall, test: "TestStore", room: "internal/redisstore",
			old: "redis.call('ZADD', KEYS[1], 'XX', ARGV[1], id)", by: "",
		},
		{
			name: "emails-of-the-future-sleep-on", file: recall, test: "TestStore", room: "internal/redisstore",
			old: "redis.call('ZADD', KEYS[3], 'XX', ARGV[1], id)", by: "",
		},
		{
			name: "held-engine-goes-on", file: loop, test: "TestHeldUp",
			old: "if err := e.admit(ctx); err != nil {", by: "if err := e.admit(ctx); false {",
		},
		{
			name: "a-step-is-not-seen", file: watch, test: "TestWhatIsBelieved",
			old: "w.seen && change.Abs() > slew", by: "false",
		},
		{
			name: "the-store-s-clock-is-not-compared", file: watch, test: "TestWhatIsBelieved",
			old: "!r.Store.IsZero() && skew.Abs() > Tolerance", by: "false",
		},
		{
			name: "a-commit-of-the-future-is-not-seen", file: watch, test: "TestWhatIsBelieved",
			old: "!r.Commit.IsZero() && ahead > Tolerance", by: "false",
		},
		{
			name: "silence-has-no-end", file: watch, test: "TestSilenceHasAnEnd",
			old: "return max(0, Patience-(ran-s.since))", by: "return Patience",
		},
	}
}

// holding are the guards of emails whose end is not recorded yet.
func holding() []mutant {
	const delivery = "scheduler/delivery.go"
	return []mutant{
		{
			name: "lease-without-a-margin-for-clocks", file: delivery, test: "TestALeaseOutlastsTheConversationByAMinute",
			old: "emailLease - watch.Tolerance - 5*time.Second", by: "emailLease - 0*watch.Tolerance - 5*time.Second",
		},
		{
			name: "sent-again-while-in-hand", file: "scheduler/engine.go", test: "TestWhatIsStillInHandIsNotSentAgain",
			old: "held := e.courier.inHand.LoadOrStore(cl.ID, true); held {", by: "held := e.courier.inHand.LoadOrStore(cl.ID, true); held && false {",
		},
		{
			name: "record-given-up-with-the-lease", file: delivery, test: "TestWhatIsStillInHandIsNotSentAgain",
			old: "const settleFor = 15 * time.Minute", by: "const settleFor = emailLease",
		},
		{
			name: "doubt-is-not-seen", file: delivery, test: "TestAnEmailInDoubtGoesAgainAsItWas",
			old: "if cl.InDoubt {", by: "if false {",
		},
		{
			name: "hand-over-is-not-marked", file: "internal/redisstore/renew.lua", test: "TestStore",
			old: "redis.call('HSET', KEYS[1], 'h', '')", by: "",
		},
		{
			name: "doubt-outlives-its-record", file: "internal/redisstore/settle.lua", test: "TestStore",
			old: "redis.call('HDEL', KEYS[1], 't', 'h')", by: "redis.call('HDEL', KEYS[1], 't')",
		},
	}
}

// goingBack are the guards against a store that is older than it was.
func goingBack() []mutant {
	const guard, log, restore = "cmd/internal/app/guard.go", "internal/redo/log.go", "internal/redisstore/restore.go"
	return []mutant{
		{
			name: "older-store-is-served", file: guard, test: "TestAStoreThatIsOlder",
			old: "writes > 0 {", by: "writes < 0 {",
		},
		{
			name: "unconfirmed-writes-are-remembered", file: guard, test: "TestWhatNoReplicaHasIsNotRemembered",
			old: "news > 0 && g.store.Probe(ctx) == nil {", by: "news > 0 {",
		},
		{
			name: "new-connection-is-not-asked", file: guard, test: "TestAStoreThatCanForgetNow",
			old: "dirty := g.dirty.Swap(false)", by: "dirty := false",
		},
		{
			name: "store-that-forgets-is-used", file: guard, test: "TestAStoreThatCanForgetNow",
			old: "if g.forgets != nil && !g.volatile {", by: "if false {",
		},
		{
			name: "statements-are-taken-all-the-same", file: "cmd/internal/api/handler.go", test: "TestNothingIsTakenWhileNothingMayBeChanged",
			old: "h.Admit != nil && !rt.always {", by: "false {",
		},
		{
			name: "loss-is-passed-over", file: "cmd/internal/app/reconcile.go", test: "TestALossThatNoLogHas",
			old: "case out.Unknown > 0 && !in.AcceptLoss:", by: "case false:",
		},
		{
			name: "damaged-line-is-believed", file: "internal/redo/entry.go", test: "TestADamagedLine",
			old: "uint32(want) != crc32.Checksum([]byte(doc), table)", by: "want == 0",
		},
		{
			name: "what-others-wrote-is-not-kept", file: log, test: "TestWhatIsKeptIsKnown",
			old: "l.known[i] = max(l.known[i], count)", by: "l.known[i] = min(l.known[i], count)",
		},
		{
			name: "redo-log-without-bounds", file: log, test: "TestTheLogIsBounded",
			old: "kept > maxAll-maxFile {", by: "kept < 0 {",
		},
		{
			name: "in-flight-writes-hide-a-loss", file: "internal/redisstore/prelude.lua", test: "TestNothingIsAddedToAnOlderStore", room: "internal/redisstore",
			old: "or math.huge) < tonumber(ARGV[#ARGV])", by: "or math.huge) < 0",
		},
		{
			name: "restored-emails-keep-their-revision", file: restore, test: "TestARestoredEmailHasNoRevision",
			old: "again.Revision = 0", by: "_ = again.Revision",
		},
		{
			name: "settled-emails-stay", file: restore, test: "TestAStoreThatCameBackOlder",
			old: "r.gone = append(r.gone, e.Settled)", by: "",
		},
		{
			name: "commit-is-not-kept", file: "internal/redisstore/commit.go", test: "TestAStoreThatCameBackOlder",
			old: "	s.keep(redo.Entry{", by: "	noKeeper{}.Keep(redo.Entry{",
		},
		{
			name: "settlement-is-not-kept", file: "internal/redisstore/settle.go", test: "TestAStoreThatCameBackOlder",
			old: "s.keepSettlement(st, a.written)", by: "",
		},
	}
}
