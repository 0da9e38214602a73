-- Renew moves the end of the lease on an intent that the token owns, and marks it as
-- handed over.
--
-- KEYS    1 intent  2 outbox
-- ARGV    1 the token  2 the new end of the lease  3 the intent's id
-- Returns ok, or having written nothing: lost
-- All keys that it touches are in KEYS.

if redis.call('HGET', KEYS[1], 't') ~= ARGV[1] then return 'lost' end
redis.call('ZADD', KEYS[2], 'XX', ARGV[2], ARGV[3])
redis.call('HSET', KEYS[1], 'h', '')
return 'ok'
