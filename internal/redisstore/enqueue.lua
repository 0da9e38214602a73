-- Enqueue adds intents that belong to no case, once for each key.
--
-- KEYS    1 once  2 outbox  3 dates  4 totals  5… one for each intent
-- ARGV    1 how many milliseconds to remember the key  2 the nudge channel
--         3 number of intents  4… for each intent id, score and record
-- Returns ok and how much was ever written to the shard, or having written nothing:
-- used (the key), in-use (an intent's id), spoilt, older
-- All keys that it touches are in KEYS. The key expires by Redis's own clock.

local intents = tonumber(ARGV[3])

local bad = spoilt('string', 'zset', 'zset', 'hash')
if bad then return bad end
if older(KEYS[4]) then return 'older' end
if redis.call('EXISTS', KEYS[1]) == 1 then return 'used' end
if in_use(5, intents) then return 'in-use' end

redis.call('SET', KEYS[1], '', 'PX', ARGV[1])
local head = add_intents(5, 4, intents, KEYS[2], KEYS[3], KEYS[4])
local written = count(KEYS[4], 'writes', 1) or 0
nudge(ARGV[2], head)
return 'ok ' .. written
