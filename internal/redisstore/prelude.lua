-- The functions that writing scripts share; they stand in front of each.
-- A script checks everything first and writes afterwards: Redis does not undo
-- the writes of a script that fails.

-- Says whether one of KEYS is there and has another type than the one given for it,
-- in their order: 'spoilt', its number, and the type that it has. Else nothing. A
-- write of another type fails, and would do so in the middle of a script.
local function spoilt(...)
  for i, kind in ipairs({...}) do
    local found = redis.call('TYPE', KEYS[i]).ok
    if found ~= kind and found ~= 'none' then return 'spoilt ' .. i .. ' ' .. found end
  end
end

-- Says whether the shard has fewer writes than its caller has seen acknowledged, which
-- is the last of ARGV: then the store came back older, and nothing may be added to it.
local function older(totals)
  return (tonumber(redis.call('HGET', totals, 'writes') or '0') or math.huge) < tonumber(ARGV[#ARGV])
end

-- Adds to a number in a hash and returns the sum. One that cannot be counted up is
-- left as it is, and shows where the numbers are read: it must not keep a case from
-- being written. Any other refusal, as for want of memory, is an error.
local function count(hash, field, n)
  local sum = redis.pcall('HINCRBY', hash, field, n)
  if type(sum) == 'number' then return sum end
  if string.find(sum.err, 'not an integer', 1, true) or string.find(sum.err, 'overflow', 1, true) then return end
  redis.call('HINCRBY', hash, field, n)
end

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
local function add_intents(key, arg, number, outbox, dates, totals)
  local head = false
  for i = 0, number - 1 do
    local id, at, doc = ARGV[arg + 3 * i], ARGV[arg + 3 * i + 1], ARGV[arg + 3 * i + 2]
    redis.call('HSET', KEYS[key + i], 'd', doc)
    redis.call('ZADD', outbox, at, id)
    redis.call('ZADD', dates, at, id)
    head = head or redis.call('ZRANK', outbox, id) == 0
  end
  if number > 0 then count(totals, 'created', number) end
  return head
end

-- Tells sleeping daemons that the earliest moment of a queue may have come
-- nearer, or that the journal has grown. Nothing else concerns them. It comes after
-- the writes and must not fail: an account may lack the right to the channel, and
-- daemons look by themselves too.
local function nudge(channel, concerned)
  if concerned then redis.pcall('PUBLISH', channel, '') end
end

