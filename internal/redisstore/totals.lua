-- Totals reads the totals of one shard in one instant, so that they add up.
--
-- KEYS    1 counts  2 totals  3 outbox  4 dates
-- Returns the fields and values of counts, those of totals, the length of the
-- outbox, and the earliest entry of dates with its score
-- All keys that it reads are in KEYS. There is one count for each combination of
-- partnership, procedure, milestone and status.

return {
  redis.call('HGETALL', KEYS[1]),
  redis.call('HGETALL', KEYS[2]),
  redis.call('ZCARD', KEYS[3]),
  redis.call('ZRANGE', KEYS[4], 0, 0, 'WITHSCORES'),
}
