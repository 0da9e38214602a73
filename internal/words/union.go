package words

import "slices"

// maxScan is the size up to which a scan beats a map.
const maxScan = 16

// Union returns the words of all lists, each once, in the order in which they
// first appear; nil for none.
func Union(lists ...[]string) []string {
	var out []string
	var seen map[string]bool // where there are many
	for _, l := range lists {
		for _, w := range l {
			if seen[w] || seen == nil && slices.Contains(out, w) {
				continue
			}
			out = append(out, w)
			switch {
			case seen != nil:
				seen[w] = true
			case len(out) > maxScan:
				seen = map[string]bool{}
				for _, o := range out {
					seen[o] = true
				}
			}
		}
	}
	return out
}
