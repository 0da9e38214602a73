package letter

import (
	"strconv"
	"strings"
)

const operations = "operations/"

// Operations returns the person of a letter to operations: the nth, from 0, of
// their addresses in the configuration.
func Operations(n int) string { return operations + strconv.Itoa(n) }

// OperationsOf returns the n of a person that [Operations] made; false for any
// other person.
func OperationsOf(person string) (n int, ok bool) {
	n, err := strconv.Atoi(strings.TrimPrefix(person, operations))
	if err != nil || n < 0 || Operations(n) != person {
		return 0, false
	}
	return n, true
}
