-- Renew moves the end of the lease on an intent that the token owns, and marks it as
-- handed over. It comes just before the email goes out, so it looks whether the end
-- could be recorded: an email whose settlement is bound to fail would go out again
-- after each lease.
--
-- KEYS    1 intent  2 outbox  3 dates  4 totals  5 case  6 log  7 roll
-- ARGV    1 the token  2 the new end of the lease  3 the intent's id
-- Returns ok, or having written nothing: lost, spoilt, older
-- All keys that it touches are in KEYS.

local bad = spoilt('hash', 'zset', 'zset', 'hash', 'string', 'list', 'string')
if bad then return bad end
if older(KEYS[4]) then return 'older' end
if redis.call('HGET', KEYS[1], 't') ~= ARGV[1] then return 'lost' end
redis.call('ZADD', KEYS[2], 'XX', ARGV[2], ARGV[3])
redis.call('HSET', KEYS[1], 'h', '')
return 'ok'
