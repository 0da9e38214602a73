-- Restore writes again, of one case, what a store has forgotten that came back older.
--
-- KEYS    1 case  2 log  3 wake  4 touched  5 outbox  6 dates  7 counts  8 totals
--         9 roll  10… one for each email that waits, then one for each that was settled
-- ARGV    1 the revision of the case that was read; 0: there is none
--         2 the new value of the case, empty to leave it  3 the case's id  4 now
--         5 the new value of the roll, empty to leave it
--         6 number of lines for the log  7 of emails that wait  8 of emails settled
--         9 of counts  10 of totals
--         11… the lines; for each email that waits id, date and record; the ids of those
--         settled; for each count field and difference; the same for each total
-- Returns ok, or having written nothing: conflict (the revision of the case), spoilt
-- All keys that it touches are in KEYS.

local lines, waits, gone, counts, totals =
  tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8]), tonumber(ARGV[9]), tonumber(ARGV[10])
local bad = spoilt('string', 'list', 'zset', 'zset', 'zset', 'zset', 'hash', 'hash', 'string')
if bad then return bad end
local revision = string.match(redis.call('GETRANGE', KEYS[1], 0, 20), '^(%d+) ') or '0'
if revision ~= ARGV[1] then return 'conflict' end

if ARGV[2] ~= '' then
  redis.call('SET', KEYS[1], ARGV[2])
  redis.call('ZADD', KEYS[3], ARGV[4], ARGV[3])
  redis.call('ZADD', KEYS[4], ARGV[4], ARGV[3])
end
if ARGV[5] ~= '' then redis.call('SET', KEYS[9], ARGV[5]) end
local arg, key = 11, 10
for _ = 1, lines do
  redis.call('RPUSH', KEYS[2], ARGV[arg])
  arg = arg + 1
end
for _ = 1, waits do
  redis.call('HSET', KEYS[key], 'd', ARGV[arg + 2])
  redis.call('HDEL', KEYS[key], 't')
  redis.call('ZADD', KEYS[5], ARGV[4], ARGV[arg])
  redis.call('ZADD', KEYS[6], ARGV[arg + 1], ARGV[arg])
  arg, key = arg + 3, key + 1
end
for _ = 1, gone do
  redis.call('DEL', KEYS[key])
  redis.call('ZREM', KEYS[5], ARGV[arg])
  redis.call('ZREM', KEYS[6], ARGV[arg])
  arg, key = arg + 1, key + 1
end
for i = 1, counts + totals do
  local hash = i <= counts and KEYS[7] or KEYS[8]
  local n = redis.pcall('HINCRBY', hash, ARGV[arg], ARGV[arg + 1])
  if n == 0 then redis.call('HDEL', hash, ARGV[arg]) end
  arg = arg + 2
end
return 'ok'
