-- Claim_cases takes the cases of one shard whose wake-up has come, and moves
-- each wake-up to the end of the lease.
--
-- KEYS    1 wake  2 touched
-- ARGV    1 now  2 the end of the lease  3 max number of cases
--         4 the beginning of the key of every case
-- Returns for each case three strings: its id, the score that was due, its
-- value (empty: the case is gone, and its wake-up was removed; "?": the key
-- holds an empty string, or no string)
-- Beside KEYS it reads the keys of the cases that it finds, which have the same
-- hash tag. ARGV 3 bounds its work.

local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'WITHSCORES', 'LIMIT', 0, ARGV[3])
local found = {}
for i = 1, #due, 2 do
  local value = redis.pcall('GET', ARGV[4] .. due[i])
  if type(value) == 'table' or value == '' then value = '?' end
  if value then
    redis.call('ZADD', KEYS[1], 'XX', ARGV[2], due[i])
    redis.pcall('ZADD', KEYS[2], ARGV[1], due[i])
  else
    redis.call('ZREM', KEYS[1], due[i])
    redis.pcall('ZREM', KEYS[2], due[i])
  end
  found[#found + 1] = due[i]
  found[#found + 1] = due[i + 1]
  found[#found + 1] = value or ''
end
return found
