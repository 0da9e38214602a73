-- Recall makes due now what a clock that was ahead has put off.
--
-- KEYS    1 wake  2 touched  3 outbox
-- ARGV    1 now  2 a commit or claim after this is from the future  3 no email is
--         put off for longer than this  4 max number of each
--         5 the beginning of the key of every intent
-- Returns how many cases and emails it has recalled
-- Beside KEYS it touches the keys of the intents that it finds, which have the same
-- hash tag. ARGV 4 bounds its work. An email that is recalled has no owner any more.

local cases = redis.call('ZRANGEBYSCORE', KEYS[2], '(' .. ARGV[2], '+inf', 'LIMIT', 0, ARGV[4])
for _, id in ipairs(cases) do
  redis.call('ZADD', KEYS[1], 'XX', ARGV[1], id)
  redis.call('ZADD', KEYS[2], ARGV[1], id)
end
local emails = redis.call('ZRANGEBYSCORE', KEYS[3], '(' .. ARGV[3], '+inf', 'LIMIT', 0, ARGV[4])
for _, id in ipairs(emails) do
  redis.call('ZADD', KEYS[3], 'XX', ARGV[1], id)
  redis.pcall('HDEL', ARGV[5] .. id, 't')
end
return #cases + #emails
