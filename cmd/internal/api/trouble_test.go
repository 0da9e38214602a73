package api_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/redis/go-redis/v9"

	"github.com/longstop/longstop/cmd/internal/api"
	"github.com/longstop/longstop/internal/memstore"
	"github.com/longstop/longstop/internal/redisstore"
	"github.com/longstop/longstop/internal/storetest"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
)

// failing is a store whose every method that an answer rests on fails in one way.
type failing struct {
	*memstore.Store
	err error
}

func (f failing) Commit(context.Context, scheduler.Change) error { return f.err }

func (f failing) EachCase(context.Context, func(string, *scheduler.Case, error) error) error {
	return f.err
}

func (f failing) JournalState(context.Context) (almanac.State, error) {
	return almanac.State{}, f.err
}

// A store that is away is told from one that is there and refuses. Only the second has
// changed nothing for certain, and the advice is about what was to change.
func TestWhatAStoreThatFailsIsSaidToHaveDone(t *testing.T) {
	for kind, says := range map[error]string{
		errors.New("dial 10.0.0.1: refused"): "is away",
		context.DeadlineExceeded:             "is away",
		scheduler.ErrFull:                    "maxmemory",
		scheduler.ErrReadOnly:                "replica",
		scheduler.ErrUnsafe:                  "could not keep",
		scheduler.ErrForbidden:               "password",
		scheduler.ErrOlder:                   "longstop reconcile",
		scheduler.ErrSpoilt:                  "not written by Longstop",
	} {
		t.Run(says, func(t *testing.T) {
			err := errors.Join(errors.New("commit case"), kind)
			d := startWith(t, failing{memstore.New(), err})
			away := says == "is away"
			for request, c := range map[string]struct {
				ask   func() error
				has   []string
				lacks string
			}{
				"open": {func() error {
					_, err := d.Open(t.Context(), api.Opening{
						Partnership: "bscp", Procedure: "england-2023", Reference: "B", Facts: []api.Fact{happened("aware", "2026-12-16")},
					})
					return err
				}, either(away, "nothing is known to have changed: ask `longstop case show`", "nothing was changed"), "calendar"},
				"list": {
					func() error { _, err := d.List(t.Context(), "", api.StatusAll); return err },
					either(away, "try again", ""), "changed",
				},
				"import": {func() error {
					_, err := d.Import(t.Context(), api.Import{Data: "{}", Source: "file x"})
					return err
				}, []string{"`longstop calendar versions`"}, "case show"},
				"preview": {
					func() error {
						_, err := d.Import(t.Context(), api.Import{Data: "{}", Source: "file x", Preview: true})
						return err
					}, either(away, "try again", ""), "changed",
				},
			} {
				got := c.ask()
				var refused *api.Error
				if !errors.As(got, &refused) || refused.Status != http.StatusServiceUnavailable {
					t.Fatalf("%s: %v", request, got)
				}
				for _, has := range append(c.has, says) {
					if !strings.Contains(got.Error(), has) {
						t.Errorf("%s: %v, does not say %q", request, got, has)
					}
				}
				if strings.Contains(got.Error(), c.lacks) || strings.Contains(got.Error(), "10.0.0.1") {
					t.Errorf("%s: %v", request, got)
				}
			}
		})
	}
}

func either(which bool, a, b string) []string {
	if which {
		return []string{a}
	}
	return []string{b}
}

// The kinds come from a real Redis, and nothing of a refused request is there later.
func TestARedisThatIsFull(t *testing.T) {
	client, err := redisstore.Connect(redisstore.Options{Address: storetest.Redis(t).Address()})
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	d := startWith(t, redisstore.New(client))
	before := d.opened(t, "bscp", "A")
	record := func() error {
		_, err := d.Record(t.Context(), "A", []api.Fact{happened("notification-received", "2026-12-17")})
		return err
	}
	memory(t, client, "1")
	if err := record(); err == nil || !strings.Contains(err.Error(), "the store is full and refuses to write") || !strings.Contains(err.Error(), "nothing was changed") {
		t.Errorf("full: %v", err)
	}
	if c, err := d.Show(t.Context(), "A"); err != nil || c.Revision != before.Revision {
		t.Errorf("it can be read, and is as before: %+v, %v", c, err)
	}
	memory(t, client, "0")
	if err := record(); err != nil {
		t.Errorf("with memory again: %v", err)
	}
}

func memory(t *testing.T, client redis.UniversalClient, limit string) {
	t.Helper()
	if err := client.ConfigSet(t.Context(), "maxmemory", limit).Err(); err != nil {
		t.Fatal(err)
	}
}
