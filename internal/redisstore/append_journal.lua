-- Append_journal adds a line to the journal of bank-holiday lists.
--
-- KEYS    1 journal  2 totals
-- ARGV    1 the number of the line, from 1  2 the record  3 the nudge channel
-- Returns ok and how much was ever written to the shard, or having written nothing:
-- conflict (the number is not the next), spoilt, older
-- All keys that it touches are in KEYS.

local bad = spoilt('list', 'hash')
if bad then return bad end
if older(KEYS[2]) then return 'older' end
if redis.call('LLEN', KEYS[1]) ~= tonumber(ARGV[1]) - 1 then return 'conflict' end

append_log(KEYS[1], ARGV[1], ARGV[2])
local written = count(KEYS[2], 'writes', 1) or 0
nudge(ARGV[3], true)
return 'ok ' .. written
