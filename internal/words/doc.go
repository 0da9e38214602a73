// Package words puts what people read into words: roles, ids, lists and counts,
// each in one way, whoever prints it.
package words
