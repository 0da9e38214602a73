package redisstore

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/redis/go-redis/v9"

	"github.com/longstop/longstop/scheduler"
)

// ErrForgetful is the error that every [Forgetful] wraps.
var ErrForgetful = errors.New("this redis can forget deadlines")

// Forgetful is a setting by which a Redis can lose acknowledged writes.
type Forgetful struct {
	Found string // the setting as it is
	Want  string // the line of redis.conf that would be right
}

// Error names the setting and the line that would be right.
func (f *Forgetful) Error() string {
	return fmt.Sprintf("%v: it has %q; redis.conf must say: %s", ErrForgetful, f.Found, f.Want)
}

// Unwrap returns [ErrForgetful].
func (f *Forgetful) Unwrap() error { return ErrForgetful }

// Check refuses a Redis that can forget, with a [Forgetful] for each setting
// at fault. It warns of a setting that is only weak, of one that a managed Redis
// keeps to itself, and of missing replicas. In a cluster it asks every master.
func (s *Store) Check(ctx context.Context) (warnings []string, err error) {
	warnings, err = s.checkSettings(ctx)
	if notKept := s.Probe(ctx); errors.Is(notKept, scheduler.ErrNotKept) {
		warnings = append(warnings, "redis has too few replicas in step, so no fact is accepted: see replicas under redis in the configuration")
	}
	return warnings, err
}

func (s *Store) checkSettings(ctx context.Context) (warnings []string, err error) {
	cluster, ok := s.client.(*redis.ClusterClient)
	if !ok {
		return checkServer(ctx, s.client)
	}
	var mu sync.Mutex
	err = cluster.ForEachMaster(ctx, func(ctx context.Context, node *redis.Client) error {
		more, err := checkServer(ctx, node)
		mu.Lock()
		defer mu.Unlock()
		warnings = append(warnings, more...)
		return err
	})
	return warnings, err
}

// persistence is the settings that decide whether a Redis forgets. Those that
// Redis keeps to itself are unknown.
type persistence struct {
	policy string // maxmemory-policy
	aof    string // appendonly: yes or no
	fsync  string // appendfsync
	save   string // the save points; empty when there are none
}

// unknown stands for a setting that Redis keeps to itself.
const unknown = "?"

// checkServer asks one server and judges its settings.
func checkServer(ctx context.Context, client redis.Cmdable) ([]string, error) {
	set, err := readPersistence(ctx, client)
	if err != nil {
		return nil, fmt.Errorf("check redis: %w", hint(client, err))
	}
	return set.judge()
}

// readPersistence reads the settings from CONFIG, or from INFO where Redis
// refuses CONFIG.
func readPersistence(ctx context.Context, client redis.Cmdable) (persistence, error) {
	set := persistence{policy: unknown, aof: unknown, fsync: unknown, save: unknown}
	info, err := client.Info(ctx).Result()
	if err != nil {
		return set, err
	}
	set.readInfo(info)
	for name, into := range map[string]*string{
		"maxmemory-policy": &set.policy, "appendonly": &set.aof, "appendfsync": &set.fsync, "save": &set.save,
	} {
		values, err := client.ConfigGet(ctx, name).Result()
		var refused redis.Error
		if err != nil && !errors.As(err, &refused) {
			return set, err
		}
		if value, ok := values[name]; ok {
			*into = value
		}
	}
	return set, nil
}

// readInfo takes the settings that stand in the answer of INFO.
func (s *persistence) readInfo(info string) {
	for line := range strings.Lines(info) {
		switch name, value, _ := strings.Cut(strings.TrimSpace(line), ":"); name {
		case "maxmemory_policy":
			s.policy = value
		case "aof_enabled":
			s.aof = map[string]string{"0": "no", "1": "yes"}[value]
		}
	}
}

// judge returns an error for each setting that lets Redis forget, and a warning
// for each that is weak or unknown.
func (s persistence) judge() (warnings []string, err error) {
	var faults []error
	warn := func(when bool, text string) {
		if when {
			warnings = append(warnings, text)
		}
	}
	fault := func(when bool, found, want string) {
		if when {
			faults = append(faults, &Forgetful{Found: found, Want: want})
		}
	}
	warn(s.policy == unknown, "redis does not tell its maxmemory-policy: it must be noeviction")
	fault(s.policy != unknown && s.policy != "noeviction", "maxmemory-policy "+s.policy, "maxmemory-policy noeviction")
	fault(s.aof == "no" && s.save == "", "appendonly no, and no save points", "appendonly yes")
	warn(s.aof == "no" && s.save == unknown, "redis has no append-only file and does not tell its save points: a crash may lose everything")
	warn(s.aof == "no" && s.save != unknown && s.save != "",
		"redis keeps snapshots only: a crash loses what came after the last one; redis.conf should say: appendonly yes")
	warn(s.aof == unknown, "redis does not tell whether it keeps an append-only file: redis.conf should say: appendonly yes")
	warn(s.aof == "yes" && s.fsync == unknown, "redis does not tell its appendfsync: redis.conf should say: appendfsync always")
	warn(s.aof == "yes" && s.fsync != unknown && s.fsync != "always",
		"redis flushes its append-only file too late (appendfsync "+s.fsync+"): a crash may lose a second; redis.conf should say: appendfsync always")
	return warnings, errors.Join(faults...)
}
