package redisstore

import (
	"context"
	"errors"
	"fmt"
	"io"
	"syscall"

	"github.com/redis/go-redis/v9"
)

// hint adds to an error what it most likely means where only one side speaks TLS.
// Neither side says so: a Redis with TLS hangs up on plain text, and one without it
// waits for the rest of what it takes for a command.
func hint(client redis.Cmdable, err error) error {
	c, ok := client.(*redis.Client)
	if !ok || err == nil {
		return err
	}
	switch o := c.Options(); {
	case o.TLSConfig != nil && errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("no answer over TLS (has this port TLS? without it, leave tls out): %w", err)
	case o.TLSConfig == nil && o.Network == "tcp" && (errors.Is(err, io.EOF) || errors.Is(err, syscall.ECONNRESET)):
		return fmt.Errorf("it hangs up (has this port TLS? with it, write tls: true): %w", err)
	}
	return err
}
