-- Settle records how an attempt to deliver an intent ended.
--
-- KEYS    1 intent  2 outbox  3 dates  4 totals  5 case  6 log  7 roll
--         8… one for each intent that follows
-- ARGV    1 the token  2 the intent's id  3 the outcome
--         4 the score of the next try, empty where the outcome is final
--         5 the record to keep, empty where the outcome is final
--         6 the nudge channel  7 the line for the log, may be empty
--         8 the version of the roll that was read, empty to leave the roll alone
--         9 the new roll
--         10 number of intents that follow  11… for each id, score and record
-- Returns ok and how much was ever written to the shard, or having written nothing:
-- lost, conflict (the roll), in-use (the id of an intent that follows), spoilt, older
-- All keys that it touches are in KEYS. Where there is a case, its log gets the
-- line, with the revision of the case in front.

local follow = tonumber(ARGV[10])

local bad = spoilt('hash', 'zset', 'zset', 'hash', 'string', 'list', 'string')
if bad then return bad end
if older(KEYS[4]) then return 'older' end
if redis.call('HGET', KEYS[1], 't') ~= ARGV[1] then return 'lost' end
if ARGV[8] ~= '' then
  local version = string.match(redis.call('GETRANGE', KEYS[7], 0, 20), '^(%d+) ') or '0'
  if version ~= ARGV[8] then return 'conflict' end
end
if in_use(8, follow) then return 'in-use' end
local revision = string.match(redis.call('GETRANGE', KEYS[5], 0, 20), '^(%d+) ')

local head = false
if ARGV[4] == '' then
  count(KEYS[4], ARGV[3], 1)
  redis.call('DEL', KEYS[1])
  redis.call('ZREM', KEYS[2], ARGV[2])
  redis.call('ZREM', KEYS[3], ARGV[2])
else
  redis.call('HSET', KEYS[1], 'd', ARGV[5])
  redis.call('HDEL', KEYS[1], 't', 'h')
  redis.call('ZADD', KEYS[2], ARGV[4], ARGV[2])
  head = redis.call('ZRANK', KEYS[2], ARGV[2]) == 0
end
if ARGV[8] ~= '' then redis.call('SET', KEYS[7], (tonumber(ARGV[8]) + 1) .. ' ' .. ARGV[9]) end
head = add_intents(8, 11, follow, KEYS[2], KEYS[3], KEYS[4]) or head
if revision then append_log(KEYS[6], revision, ARGV[7]) end
local written = count(KEYS[4], 'writes', 1) or 0
nudge(ARGV[6], head)
return 'ok ' .. written
