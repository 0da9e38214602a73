-- Repair puts back into the indexes of a shard what belongs there, and sets counts that
-- are not the sum of the cases.
--
-- KEYS    1 wake  2 touched  3 outbox  4 dates  5 counts  6 totals
-- ARGV    1 how much was ever written to the shard when it was read  2 now
--         3 number of cases  4 of emails  5 of counts
--         6… the ids of the cases; for each email id and date; for each count field
--         and number
-- Returns ok, or having written nothing: changed (something was written meanwhile),
-- spoilt
-- All keys that it touches are in KEYS.

local bad = spoilt('zset', 'zset', 'zset', 'zset', 'hash', 'hash')
if bad then return bad end
if (redis.call('HGET', KEYS[6], 'writes') or '0') ~= ARGV[1] then return 'changed' end

local arg = 6
for _ = 1, tonumber(ARGV[3]) do
  redis.call('ZADD', KEYS[1], ARGV[2], ARGV[arg])
  redis.call('ZADD', KEYS[2], ARGV[2], ARGV[arg])
  arg = arg + 1
end
for _ = 1, tonumber(ARGV[4]) do
  redis.call('ZADD', KEYS[3], 'NX', ARGV[2], ARGV[arg])
  redis.call('ZADD', KEYS[4], ARGV[arg + 1], ARGV[arg])
  arg = arg + 2
end
for _ = 1, tonumber(ARGV[5]) do
  if ARGV[arg + 1] == '0' then
    redis.call('HDEL', KEYS[5], ARGV[arg])
  else
    redis.call('HSET', KEYS[5], ARGV[arg], ARGV[arg + 1])
  end
  arg = arg + 2
end
return 'ok'
