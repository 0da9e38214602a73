package words

import (
	"fmt"
	"slices"
	"strings"
)

// maxMistyped is the length of a word up to which a guess makes sense.
const maxMistyped = 64

// Nearest returns the known word that was most likely meant by word: the one
// fewest letters away, if they are few for its length; else "".
func Nearest(word string, known []string) string {
	if len(word) > maxMistyped {
		return ""
	}
	best, near := "", 1+max(1, len(word)/3)
	for _, k := range known {
		if len(k) > maxMistyped {
			continue
		}
		if d := distance(strings.ToLower(word), strings.ToLower(k)); d < near {
			best, near = k, d
		}
	}
	return best
}

// DidYouMean returns the end of a message about an unknown word: a guess, or "".
func DidYouMean(word string, known []string) string {
	if g := guess(word, known); g != "" {
		return ": " + g
	}
	return ""
}

func guess(word string, known []string) string {
	if n := Nearest(word, known); n != "" {
		return fmt.Sprintf("did you mean %q?", n)
	}
	return ""
}

// Meant returns the end of a message about a word that is not allowed: a guess, and
// the list of what is. It is empty where nothing is allowed.
func Meant(word, allowedHere string, allowed []string) string {
	switch guess, list := Guess(word, allowedHere, allowed); {
	case list == "":
		return ""
	case guess == "":
		return ". " + list
	default:
		return ": " + guess + " " + list
	}
}

// Guess returns Meant in two parts, for those who show them apart: the word that was
// most likely meant, if there is one, and the list of what is allowed.
func Guess(word, allowedHere string, allowed []string) (meant, list string) {
	sorted := slices.Sorted(slices.Values(allowed))
	if len(sorted) == 0 {
		return "", ""
	}
	return guess(word, sorted), allowedHere + ": " + strings.Join(sorted, ", ")
}

// distance counts the letters to add, drop, change or swap with the next one
// to make a into b.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	rows := make([][]int, len(x)+1)
	for i := range rows {
		rows[i] = make([]int, len(y)+1)
		rows[i][0] = i
	}
	for j := range y {
		rows[0][j+1] = j + 1
	}
	for i := range x {
		for j := range y {
			change := rows[i][j]
			if x[i] != y[j] {
				change++
			}
			rows[i+1][j+1] = min(change, rows[i][j+1]+1, rows[i+1][j]+1)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				rows[i+1][j+1] = min(rows[i+1][j+1], rows[i-1][j-1]+1)
			}
		}
	}
	return rows[len(x)][len(y)]
}
