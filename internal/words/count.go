package words

import "strconv"

// Count returns a number with its noun: "1 working day", "2 working days".
func Count(n int, noun string) string { return CountOf(n, noun, noun+"s") }

// CountOrNo returns Count, or "no working days" for none.
func CountOrNo(n int, noun string) string {
	if n == 0 {
		return "no " + noun + "s"
	}
	return Count(n, noun)
}

// CountOf returns a number with the words for one or for many: "1 list waits", "2
// lists wait".
func CountOf(n int, one, many string) string {
	if n == 1 {
		many = one
	}
	return strconv.Itoa(n) + " " + many
}
