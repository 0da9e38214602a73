-- Claim_emails takes the intents of one shard that are due, moves each to the
-- end of the lease and makes the token its owner.
--
-- KEYS    1 outbox
-- ARGV    1 now  2 the end of the lease  3 max number of intents  4 the token
--         5 the beginning of the key of every intent
-- Returns for each intent three strings: its id, its record (empty: no record
-- could be read; the entry stays in the outbox, for the email was promised), and
-- whether it was handed over (1), with no word of how that ended
-- Beside KEYS it touches the keys of the intents that it finds, which have the
-- same hash tag. ARGV 3 bounds its work.

local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])
local found = {}
for _, id in ipairs(due) do
  local doc = redis.pcall('HGET', ARGV[5] .. id, 'd')
  if type(doc) ~= 'string' then doc = '' end
  redis.call('ZADD', KEYS[1], 'XX', ARGV[2], id)
  if doc ~= '' then redis.call('HSET', ARGV[5] .. id, 't', ARGV[4]) end
  found[#found + 1] = id
  found[#found + 1] = doc
  found[#found + 1] = doc ~= '' and redis.call('HEXISTS', ARGV[5] .. id, 'h') == 1 and '1' or ''
end
return found
