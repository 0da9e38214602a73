package redisstore

import (
	"context"

	"github.com/redis/go-redis/v9"
)

// Nudges returns a channel that gets a value when a daemon, this one too, has
// added to the journal or may have brought the earliest moment of a queue
// nearer. It does so until ctx ends. The channel is never closed: the end of
// the nudges must wake nobody.
//
// The scripts publish, and not this process after them: so a nudge is sent even
// if the answer of a script is lost, and costs no round trip. In Redis Cluster
// PUBLISH reaches every node, whatever the keys. Nudges carry nothing, so
// several become one. After a broken connection the client subscribes again,
// and a new subscription counts as a nudge: one may have been missed.
func (s *Store) Nudges(ctx context.Context) <-chan struct{} {
	out := make(chan struct{}, 1)
	go func() {
		sub := s.client.Subscribe(ctx, channel)
		in := sub.ChannelWithSubscriptions(redis.WithChannelSize(1))
		defer func() {
			_ = sub.Close() // it is given up, however that ends
			for range in {  // else the client's reader would wait a minute for somebody to take its message
			}
		}()
		for {
			select {
			case <-ctx.Done():
				return
			case _, open := <-in:
				if !open {
					return
				}
				offer(out)
			}
		}
	}()
	return out
}

// offer puts a value into a channel with room for one, unless one is there.
func offer(out chan<- struct{}) {
	select {
	case out <- struct{}{}:
	default:
	}
}
