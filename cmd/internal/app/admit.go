package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/longstop/longstop/internal/redisstore"
	"github.com/longstop/longstop/scheduler"
)

// The pauses between attempts to reach the store: the first, and the longest.
const (
	firstPause = 100 * time.Millisecond
	maxPause   = 5 * time.Second
)

// admit waits for the store to answer, and refuses one that can forget.
func (a *App) admit(ctx context.Context) error {
	var verdict error
	a.persist(ctx, "redis does not answer; trying again until it does", func() error {
		warnings, err := a.store.Check(ctx)
		if err != nil && !errors.Is(err, redisstore.ErrForgetful) {
			return err
		}
		verdict = a.judge(warnings, err)
		return nil
	})
	return verdict
}

// judge returns an error where the store that was checked may not be used, and logs
// what is weak about one that may.
func (a *App) judge(warnings []string, forgetful error) error {
	switch {
	case forgetful == nil:
		for _, w := range warnings {
			a.log.Warn("the store is weak", "warning", w)
		}
		return nil
	case a.cfg.Redis.AllowVolatile:
		a.log.Warn("the store can forget, as the configuration allows", "found", forgetful)
		return nil
	}
	return fmt.Errorf("%w (or allow it with redis: allow-volatile: true)", forgetful)
}

// readHolidays reads the bank holidays, before anything is planned by them. It tries
// until the journal can be read: dates are never reckoned by a list that may not be
// in force. A store that came back older takes no line: then answer has to be served
// first, for only `longstop reconcile` can make that good.
func (a *App) readHolidays(ctx context.Context, answer func()) {
	a.persist(ctx, "the bank holidays cannot be read; trying again until they can", func() error {
		err := a.almanac.Begin(ctx, time.Now())
		if errors.Is(err, scheduler.ErrOlder) {
			answer()
		}
		return err
	})
}

// persist tries until it succeeds or ctx ends, with growing pauses, and logs each
// failure as the trouble given.
func (a *App) persist(ctx context.Context, trouble string, try func() error) {
	for pause := firstPause; ; pause = min(2*pause, maxPause) {
		err := try()
		if err == nil || ctx.Err() != nil {
			return
		}
		a.log.Error(trouble, "error", err)
		select {
		case <-ctx.Done():
			return
		case <-time.After(pause):
		}
	}
}
