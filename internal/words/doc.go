// Package words puts what people read into words, each thing in one way whoever
// prints it: an email, a table, a picture, a page or an error. It is a leaf; who
// speaks to people speaks with it. (The calendar has words of its own for its
// counts, because it rests on nothing of ours.)
//
// # What is authoritative
//
// An id is what programs and commands know: agency/icb, business-manager. These
// functions are the only place where an id becomes words, and nothing turns
// words back into an id: whoever needs both keeps the id.
//
// # Which file holds which idea
//
//	id        ids and places as people write them
//	role      whom an id of a role names
//	list      several in one sentence
//	count     numbers with their nouns
//	sentence  what people typed, as one line or as a sentence
//	wrap      a text in lines
//	nearest   what a mistyped word was meant to be
//	union     several lists as one, each word once
package words
