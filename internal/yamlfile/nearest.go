package yamlfile

import (
	"slices"
	"strings"
)

// Nearest returns the allowed word that was most likely meant by word: the one
// fewest letters away, if they are few for its length; else "".
func Nearest(word string, allowed []string) string {
	const longest = 64 // longer words are nothing that was mistyped
	if len(word) > longest {
		return ""
	}
	best, near := "", 1+max(1, len(word)/3)
	for _, a := range allowed {
		if len(a) > longest {
			continue
		}
		if d := distance(strings.ToLower(word), strings.ToLower(a)); d < near {
			best, near = a, d
		}
	}
	return best
}

// Meant ends a message about a word that is not one of the allowed: what may
// have been meant, and what is allowed in place of it. It is empty where nothing is allowed.
func Meant(word, allowedHere string, allowed []string) string {
	return Mistake{}.Meant(word, allowedHere, allowed).Error()
}

// meant returns the word that was likely meant, and all that are allowed.
func meant(word, allowedHere string, allowed []string) (near, list string) {
	sorted := slices.Sorted(slices.Values(allowed))
	if len(sorted) == 0 {
		return "", ""
	}
	return Nearest(word, sorted), allowedHere + ": " + strings.Join(sorted, ", ")
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
