// Package words puts roles, ids, lists and counts into words for people, each in one
// way, whether an email, a table, a picture, a page or an error holds them. It is a
// leaf: every room that speaks to people uses it. Only the calendar has words of its
// own for its counts, because it rests on nothing of ours.
//
// # What is authoritative
//
// Programs and commands know an id: agency/icb, business-manager. An id becomes words
// here and nowhere else. No function turns words into an id: whoever needs both
// keeps the id.
//
// # Which file holds which idea
//
//	id        ids and places as people write them
//	role      the holders of roles, and agencies
//	list      several in one sentence
//	count     numbers with their nouns
//	sentence  a text that people typed as one line, or as a sentence
//	wrap      a text in lines
//	nearest   a guess at a mistyped word
//	union     several lists as one, each word once
package words
