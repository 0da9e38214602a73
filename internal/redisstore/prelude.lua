-- The functions that writing scripts share; they stand in front of each.
-- A script checks everything first and writes afterwards: Redis does not undo
-- the writes of a script that fails.

-- Appends a line to an audit log or to the journal, with the revision or the
-- number in front. It appends no empty line.
local function append_log(log, revision, line)
  if line ~= '' then redis.call('RPUSH', log, revision .. ' ' .. line) end
end

-- Says whether any of KEYS[first], KEYS[first + 1], … exists.
local function in_use(first, count)
  for i = first, first + count - 1 do
    if redis.call('EXISTS', KEYS[i]) == 1 then return true end
  end
  return false
end

-- Puts intents into the outbox: the records go to KEYS[key], KEYS[key + 1], …
-- and ARGV[arg] holds for each its id, its Date as a score, and its record.
-- Returns whether one of them is now the earliest of its shard.
local function add_intents(key, arg, count, outbox, dates, totals)
  local head = false
  for i = 0, count - 1 do
    local id, at, doc = ARGV[arg + 3 * i], ARGV[arg + 3 * i + 1], ARGV[arg + 3 * i + 2]
    redis.call('HSET', KEYS[key + i], 'd', doc)
    redis.call('ZADD', outbox, at, id)
    redis.call('ZADD', dates, at, id)
    head = head or redis.call('ZRANK', outbox, id) == 0
  end
  if count > 0 then redis.call('HINCRBY', totals, 'created', count) end
  return head
end

-- Tells sleeping daemons that the earliest moment of a queue may have come
-- nearer, or that the journal has grown. Nothing else concerns them.
local function nudge(channel, concerned)
  if concerned then redis.call('PUBLISH', channel, '') end
end

