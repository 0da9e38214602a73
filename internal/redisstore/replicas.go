package redisstore

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/longstop/longstop/scheduler"
)

// How long a write waits for its replicas, which answer at once when they are
// well; and how long a server that was seen without one is not asked again.
const (
	replicaTimeout = time.Second
	loneFor        = time.Second
)

// confirmer makes a client of one server wait, after each write of an accepted fact,
// until replicas have it: a replica that is promoted without the fact loses it.
//
// WAIT speaks of the writes of its own connection, and only the client of one
// server has connections: that of a cluster looks for the server first, and may be
// sent on to another. So this is a hook, which every such client has.
type confirmer struct {
	node   *redis.Client
	wanted func(ctx context.Context, node *redis.Client) (int, error)
}

// lasting is a command after which replicas are asked to confirm: most of all a
// script that writes an accepted fact. If it answers anything but done it has written
// nothing, and there is nothing to wait for.
type lasting struct {
	once
	done    string
	lacking error // why the fact is not known to be on them
}

var errNoConfirmer = errors.New("redisstore: this client was not made by Connect")

// confirmWrites makes a client wait for the replicas that the options ask for.
func confirmWrites(client redis.UniversalClient, o Options) {
	wanted := o.replicas()
	switch c := client.(type) {
	case *redis.Client:
		c.AddHook(&confirmer{node: c, wanted: wanted})
	case *redis.ClusterClient:
		c.OnNewNode(func(node *redis.Client) { node.AddHook(&confirmer{node: node, wanted: wanted}) })
	}
}

// replicas returns the number of replicas that must confirm a write. Where a
// server can be promoted in place of another, a number that follows from the
// replicas attached now would fall to 0 just when it matters.
func (o Options) replicas() func(context.Context, *redis.Client) (int, error) {
	n := 1
	switch {
	case o.Replicas != nil:
		n = *o.Replicas
	case o.Address != "":
		return new(sighting).wanted
	}
	return func(context.Context, *redis.Client) (int, error) { return n, nil }
}

// sighting is whether a server was ever seen with a replica.
type sighting struct {
	seen  atomic.Bool
	until atomic.Pointer[time.Time] // up to here the server counts as one without
}

// wanted returns 1 once the server has been seen with a replica, else 0. A replica
// that goes away later does not make the server a lone one: somebody may promote it.
func (s *sighting) wanted(ctx context.Context, node *redis.Client) (int, error) {
	if until := s.until.Load(); !s.seen.Load() && (until == nil || time.Now().After(*until)) {
		info, err := node.Info(ctx, "replication").Result()
		if err != nil {
			return 0, fmt.Errorf("ask for replicas: %w", err)
		}
		if hasReplica(info) {
			s.seen.Store(true)
		}
		end := time.Now().Add(loneFor)
		s.until.Store(&end)
	}
	if s.seen.Load() {
		return 1, nil
	}
	return 0, nil
}

// hasReplica reads the answer of INFO.
func hasReplica(info string) bool {
	for line := range strings.Lines(info) {
		if name, value, _ := strings.Cut(strings.TrimSpace(line), ":"); name == "connected_slaves" {
			return value != "0"
		}
	}
	return false
}

// DialHook changes nothing.
func (k *confirmer) DialHook(next redis.DialHook) redis.DialHook { return next }

// ProcessHook sends a command that has to last, and waits.
func (k *confirmer) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error {
		if !isLasting(cmd) {
			return next(ctx, cmd)
		}
		return k.send(ctx, []redis.Cmder{cmd}, func() error { return next(ctx, cmd) })
	}
}

// ProcessPipelineHook does the same for a script that a cluster's client sends
// with ASKING in front, to the server to which the keys are being moved.
func (k *confirmer) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return func(ctx context.Context, cmds []redis.Cmder) error {
		if !slices.ContainsFunc(cmds, isLasting) {
			return next(ctx, cmds)
		}
		return k.send(ctx, cmds, func() error { return next(ctx, cmds) })
	}
}

func isLasting(cmd redis.Cmder) bool {
	_, ok := cmd.(*lasting)
	return ok
}

// send sends commands on one connection, and waits on it after a script that is to
// be kept. Where no replica has to confirm, plain sends them. The error is that of
// the commands: a client that gets one may send them elsewhere. What became of the
// wait stands in the script.
func (k *confirmer) send(ctx context.Context, cmds []redis.Cmder, plain func() error) error {
	n, err := k.wanted(ctx, k.node)
	if err != nil {
		return err
	}
	if n == 0 {
		for _, cmd := range cmds {
			if script, ok := cmd.(*lasting); ok {
				script.lacking = nil
			}
		}
		return plain()
	}
	conn := k.node.Conn() // once it has broken, it sends nothing more
	defer conn.Close()
	for _, cmd := range cmds {
		script, ok := cmd.(*lasting)
		if !ok {
			err = conn.Process(ctx, cmd)
		} else if err = conn.Process(ctx, script.Cmd); err == nil {
			script.lacking = confirm(ctx, conn, script, n)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// confirm waits until n replicas have what a script has written on the connection.
// An error says nothing about the write itself: the master has it.
func confirm(ctx context.Context, conn *redis.Conn, script *lasting, n int) error {
	if text, _ := script.Text(); !strings.HasPrefix(text, script.done) {
		return nil
	}
	cmd := redis.NewIntCmd(ctx, "wait", n, replicaTimeout.Milliseconds())
	if err := conn.Process(ctx, cmd); err != nil {
		return fmt.Errorf("%w: %w", scheduler.ErrNotKept, err)
	}
	if got := cmd.Val(); got < int64(n) {
		return fmt.Errorf("%w: %d of %d within %v", scheduler.ErrNotKept, got, n, replicaTimeout)
	}
	return nil
}
