package procedure_test

import (
	"testing"

	"github.com/longstop/longstop/scheduler/procedure"
)

func TestEmbeddedLibraryLoads(t *testing.T) {
	l := procedure.Embedded()
	for _, id := range []string{"england-2023", "buckinghamshire"} {
		if _, err := l.Latest(id); err != nil {
			t.Error(err)
		}
	}
}
