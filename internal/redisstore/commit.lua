-- Commit writes a case's new state and everything that follows from it.
--
-- KEYS    1 case  2 log  3 wake  4 outbox  5 dates  6 counts  7 totals
--         8 touched  9… one for each intent
-- ARGV    1 the revision that the change was made from; 0: a new case
--         2 the new revision  3 the case's id  4 the record
--         5 the score of the wake-up, +inf for none  6 the nudge channel
--         7 the line for the log, may be empty
--         8 when it was made, as a score  9 number of intents  10 of counts
--         11… for each intent id, score and record, then for each count field
--         and difference
-- Returns ok and how much was ever written to the shard, or having written nothing:
-- exists, conflict, in-use (an intent's id), unreadable (the case's revision), spoilt, older
-- All keys that it touches are in KEYS.

local intents, counts = tonumber(ARGV[9]), tonumber(ARGV[10])

local bad = spoilt('string', 'list', 'zset', 'zset', 'zset', 'hash', 'hash', 'zset')
if bad then return bad end
if older(KEYS[7]) then return 'older' end

local value = redis.call('GETRANGE', KEYS[1], 0, 20)
local revision = string.match(value, '^(%d+) ')
if not revision then
  if redis.call('EXISTS', KEYS[1]) == 1 then return 'unreadable' end
  revision = '0'
end
if revision ~= ARGV[1] then return ARGV[1] == '0' and 'exists' or 'conflict' end
if in_use(9, intents) then return 'in-use' end

redis.call('SET', KEYS[1], ARGV[2] .. ' ' .. ARGV[4])
append_log(KEYS[2], ARGV[2], ARGV[7])
redis.call('ZADD', KEYS[3], ARGV[5], ARGV[3])
redis.call('ZADD', KEYS[8], ARGV[8], ARGV[3])
local head = ARGV[5] ~= '+inf' and redis.call('ZRANK', KEYS[3], ARGV[3]) == 0
head = add_intents(9, 11, intents, KEYS[4], KEYS[5], KEYS[7]) or head

local first = 11 + 3 * intents
for i = first, first + 2 * (counts - 1), 2 do
  if count(KEYS[6], ARGV[i], ARGV[i + 1]) == 0 then redis.call('HDEL', KEYS[6], ARGV[i]) end
end
local written = count(KEYS[7], 'writes', 1) or 0
nudge(ARGV[6], head)
return 'ok ' .. written
