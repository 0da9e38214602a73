package main

// keeping are the guards of the store in Redis, on our side of the wire.
func keeping() []mutant {
	const claim = "internal/redisstore/claim.go"
	return []mutant{
		{
			name: "failed-shard-throws-cases-away", file: claim, test: "TestAFailedShardThrowsNothingAway",
			old: "if err != nil && len(all) == 0 {\n\t\treturn nil, fmt.Errorf(\"claim cases", by: "if err != nil {\n\t\treturn nil, fmt.Errorf(\"claim cases",
		},
		{
			name: "failed-shard-throws-emails-away", file: claim, test: "TestAFailedShardThrowsNothingAway",
			old: "if err != nil && len(all) == 0 {\n\t\treturn nil, fmt.Errorf(\"claim emails", by: "if err != nil {\n\t\treturn nil, fmt.Errorf(\"claim emails",
		},
		{
			name: "failed-shard-not-reported", file: claim, test: "TestAFailedShardThrowsNothingAway",
			old: "\treturn failed\n", by: "\t_ = failed\n\treturn nil\n",
		},
		{
			name: "damaged-record-is-believed", file: "internal/redisstore/seal.go", test: "TestAnOctetThatIsAnother",
			old: "		return errSum\n", by: "		return nil\n",
		},
		{
			name: "forgetful-redis-accepted", file: "internal/redisstore/check.go", test: "TestCheck",
			old: `fault(s.aof == "no" && s.save == "",`, by: "fault(false,",
		},
		{
			name: "lost-answer-asked-again", file: "internal/redisstore/script.go", test: "TestALostAnswerIsAnErrorAndNotASecondTry",
			old: "func (once) NoRetry() bool { return true }", by: "func (once) NoRetry() bool { return false }",
		},
	}
}

// scripts are the guards of the Lua scripts.
func scripts() []mutant {
	const commit, settle = "internal/redisstore/commit.lua", "internal/redisstore/settle.lua"
	return []mutant{
		{
			name: "commit-checks-ids-after-writing", file: commit, test: "TestStore",
			old: "if in_use(9, intents) then return 'in-use' end\n\nredis.call('SET', KEYS[1], ARGV[2] .. ' ' .. ARGV[4])\n",
			by:  "redis.call('SET', KEYS[1], ARGV[2] .. ' ' .. ARGV[4])\nif in_use(9, intents) then return 'in-use' end\n",
		},
		{
			name: "commit-ignores-the-revision", file: commit, test: "TestStore",
			old: "if revision ~= ARGV[1] then", by: "if false then",
		},
		{
			name: "commit-over-an-unreadable-case", file: commit, test: "TestAPoisonedCaseIsSetAside",
			old: "if redis.call('EXISTS', KEYS[1]) == 1 then return 'unreadable' end", by: "",
		},
		{
			name: "settle-ignores-the-token", file: settle, test: "TestStore",
			old: "if redis.call('HGET', KEYS[1], 't') ~= ARGV[1] then return 'lost' end", by: "",
		},
		{
			name: "settle-ignores-the-roll", file: settle, test: "TestStore",
			old: "if version ~= ARGV[8] then return 'conflict' end", by: "",
		},
		{
			name: "settle-ignores-ids-in-use", file: settle, test: "TestStore",
			old: "if in_use(8, follow) then return 'in-use' end", by: "",
		},
		{
			name: "deferred-email-keeps-its-owner", file: settle, test: "TestTransitions",
			old: "redis.call('HDEL', KEYS[1], 't', 'h')", by: "redis.call('HDEL', KEYS[1], 'h')",
		},
		{
			name: "renew-ignores-the-token", file: "internal/redisstore/renew.lua", test: "TestStore",
			old: "if redis.call('HGET', KEYS[1], 't') ~= ARGV[1] then return 'lost' end", by: "",
		},
		{
			name: "claimed-email-has-no-token", file: "internal/redisstore/claim_emails.lua", test: "TestTransitions",
			old: "if doc ~= '' then redis.call('HSET', ARGV[5] .. id, 't', ARGV[4]) end", by: "",
		},
		{
			name: "claimed-email-stays-due", file: "internal/redisstore/claim_emails.lua", test: "TestTransitions",
			old: "redis.call('ZADD', KEYS[1], 'XX', ARGV[2], id)", by: "",
		},
		{
			name: "claimed-case-stays-due", file: "internal/redisstore/claim_cases.lua", test: "TestTransitions",
			old: "redis.call('ZADD', KEYS[1], 'XX', ARGV[2], due[i])", by: "",
		},
		{
			name: "unreadable-case-loses-its-wake-up", file: "internal/redisstore/claim_cases.lua", test: "TestAPoisonedCaseIsSetAside",
			old: "if type(value) == 'table' or value == '' then value = '?' end", by: "if type(value) == 'table' or value == '' then value = false end",
		},
		{
			name: "key-used-twice", file: "internal/redisstore/enqueue.lua", test: "TestStore",
			old: "if redis.call('EXISTS', KEYS[1]) == 1 then return 'used' end", by: "",
		},
		{
			name: "journal-takes-any-number", file: "internal/redisstore/append_journal.lua", test: "TestStore",
			old: "if redis.call('LLEN', KEYS[1]) ~= tonumber(ARGV[1]) - 1 then return 'conflict' end", by: "",
		},
		{
			name: "journal-state-falls", file: "internal/redisstore/note_journal.lua", test: "TestStore",
			old: "if #new > #old or #new == #old and new > old then", by: "if new ~= '0' then",
		},
	}
}
