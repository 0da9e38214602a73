package words_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/longstop/longstop/internal/words"
)

func TestUnion(t *testing.T) {
	var many, twice []string
	for i := range 100 {
		many = append(many, fmt.Sprint(i))
		twice = append(twice, fmt.Sprint(i), fmt.Sprint(i))
	}
	for _, c := range []struct {
		name  string
		lists [][]string
		want  []string
	}{
		{"no list", nil, nil},
		{"empty lists", [][]string{nil, {}}, nil},
		{"each word once, where it first stands", [][]string{{"b", "a", "b"}, {"c", "a"}}, []string{"b", "a", "c"}},
		{"more than a scan is good for", [][]string{twice, many}, many},
	} {
		if got := words.Union(c.lists...); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
