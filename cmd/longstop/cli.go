package main

import (
	"context"
	"io"
	"time"
)

// cli is what every command works with: tests give it their own.
type cli struct {
	ctx      context.Context
	out, err io.Writer
	now      func() time.Time
}

// usageError is a command line that cannot be understood: exit code 2.
type usageError struct{ error }
