package letter

import (
	"strconv"
	"strings"
)

const operations = "operations/"

// Operations returns the person of a letter that goes to operations: the nth,
// from 0, of the addresses that the configuration has for them.
func Operations(n int) string { return operations + strconv.Itoa(n) }

// OperationsOf returns which of the addresses of operations a person is; false
// for any other person.
func OperationsOf(person string) (n int, ok bool) {
	n, err := strconv.Atoi(strings.TrimPrefix(person, operations))
	if err != nil || n < 0 || Operations(n) != person {
		return 0, false
	}
	return n, true
}
