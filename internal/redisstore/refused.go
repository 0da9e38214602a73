package redisstore

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"

	"github.com/longstop/longstop/scheduler"
)

// A Redis that refuses a command says so in its first word, and has done nothing.
var refusals = map[string]error{
	"OOM":        scheduler.ErrFull,
	"READONLY":   scheduler.ErrReadOnly,
	"MISCONF":    scheduler.ErrUnsafe,
	"NOREPLICAS": scheduler.ErrUnsafe,
	"NOAUTH":     scheduler.ErrForbidden,
	"WRONGPASS":  scheduler.ErrForbidden,
	"NOPERM":     scheduler.ErrForbidden,
	"WRONGTYPE":  scheduler.ErrSpoilt,
}

// refused adds to an answer of Redis the kind of its refusal.
func refused(err error) error {
	for word, kind := range refusals {
		if says(err, word) {
			return fmt.Errorf("%w: %w", kind, err)
		}
	}
	if redis.HasErrorPrefix(err, "The user executing the script can't") { // version 7.0 has no word for it
		return fmt.Errorf("%w: %w", scheduler.ErrForbidden, err)
	}
	return err
}

// says says whether an answer begins with a word. Before version 7 Redis put that of
// a command in a script further back.
func says(err error, word string) bool {
	return redis.HasErrorPrefix(err, word+" ") ||
		redis.HasErrorPrefix(err, "Error running script") && strings.Contains(err.Error(), ": -"+word+" ")
}

// refusing is a hook of the client, so that the errors of every command, of scripts
// and of pipelines say what kind of refusal they are.
type refusing struct{}

// DialHook leaves dialling alone.
func (refusing) DialHook(next redis.DialHook) redis.DialHook { return next }

// ProcessHook is for single commands.
func (refusing) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error { return refused(next(ctx, cmd)) }
}

// ProcessPipelineHook is for pipelines.
func (refusing) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return func(ctx context.Context, cmds []redis.Cmder) error {
		err := next(ctx, cmds)
		for _, cmd := range cmds {
			cmd.SetErr(refused(cmd.Err()))
		}
		return refused(err)
	}
}

// spoiltKey returns the error for an answer of spoilt in prelude.lua. It names the
// key without the id of a case, which has no place in a log.
func spoiltKey(word string, keys []string) error {
	answer := strings.Fields(word)
	if len(answer) != 3 || answer[0] != "spoilt" {
		return nil
	}
	i, err := strconv.Atoi(answer[1])
	if err != nil || i < 1 || i > len(keys) {
		return fmt.Errorf("redisstore: unexpected answer %q of a script", word)
	}
	name, _, hasID := strings.Cut(keys[i-1], ":")
	if hasID && keys[i-1] != caseless.journalState() {
		name += ":…"
	}
	return fmt.Errorf("%w: the key %s is a %s", scheduler.ErrSpoilt, name, answer[2])
}
