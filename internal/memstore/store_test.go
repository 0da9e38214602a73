package memstore_test

import (
	"testing"

	"github.com/longstop/longstop/internal/memstore"
	"github.com/longstop/longstop/internal/storetest"
	"github.com/longstop/longstop/scheduler"
)

func TestStore(t *testing.T) {
	storetest.Run(t, func(*testing.T) (a, b scheduler.Store) {
		s := memstore.New()
		return s, s
	})
}
