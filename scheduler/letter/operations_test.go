package letter_test

import (
	"testing"

	"github.com/longstop/longstop/scheduler/letter"
)

func TestThePersonOfOperations(t *testing.T) {
	for _, n := range []int{0, 1, 12} {
		if got, ok := letter.OperationsOf(letter.Operations(n)); !ok || got != n {
			t.Errorf("%s: %d, %v", letter.Operations(n), got, ok)
		}
	}
	for _, person := range []string{"", "bm", "1", "operations", "operations/", "operations/-1", "operations/01", "operations/+1", "operations/1 ", "operations/operations/1"} {
		if n, ok := letter.OperationsOf(person); ok {
			t.Errorf("%q is number %d of operations", person, n)
		}
	}
}
