-- Note_journal raises the state of the journal of bank-holiday lists.
--
-- KEYS    1 journal  2 journal:state
-- ARGV    1 the number of the last line that is applied  2 when the source was
--         seen to agree, in nanoseconds since 1970; 0 leaves either as it is
-- Returns ok, or having written nothing: conflict (there is no such line),
-- unreadable (the state), spoilt
-- All keys that it touches are in KEYS. Nanoseconds have too many digits for a
-- number in Lua, so numbers are compared as text: the longer one is greater.

local bad = spoilt('list', 'hash')
if bad then return bad end
if tonumber(ARGV[1]) > redis.call('LLEN', KEYS[1]) then return 'conflict' end

local raised = {}
for i, field in ipairs({'applied', 'checked'}) do
  local old, new = redis.call('HGET', KEYS[2], field) or '0', ARGV[i]
  if not string.match(old, '^%d+$') then return 'unreadable' end
  if #new > #old or #new == #old and new > old then
    raised[#raised + 1], raised[#raised + 2] = field, new
  end
end
if #raised > 0 then redis.call('HSET', KEYS[2], unpack(raised)) end
return 'ok'
