package app

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/longstop/longstop/config"
	"github.com/longstop/longstop/scheduler"
)

// rules keeps the open cases in step with the rules of the configuration in use.
type rules struct {
	partnerships *Partnerships
	engine       *scheduler.Engine
	applied      atomic.Pointer[config.Config] // the configuration by which every case was planned
}

// apply plans the open cases by the rules in use, once for each configuration.
// Otherwise two daemons whose rules differ, while one of them is being upgraded,
// would overrule each other again and again.
func (r *rules) apply(ctx context.Context, now time.Time) error {
	cfg := r.partnerships.Config()
	if r.applied.Load() == cfg {
		return nil
	}
	if err := r.engine.ApplyRules(ctx, now); err != nil {
		return err
	}
	r.applied.Store(cfg)
	return nil
}
