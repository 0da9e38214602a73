package memstore_test

import (
	"testing"

	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/memstore"
	"github.com/longstop/longstop/scheduler/storetest"
)

func TestStore(t *testing.T) {
	storetest.Run(t, func(*testing.T) (a, b scheduler.Store) {
		s := memstore.New()
		return s, s
	})
}
