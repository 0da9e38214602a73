package words

import "strings"

// spelt lists the words of ids that people spell in another way.
var spelt = map[string]string{
	"cdop": "CDOP", "cscs": "CSCS", "csp": "CSP", "gp": "GP", "icb": "ICB", "la": "LA", "lcspr": "LCSPR",
	"lscp": "LSCP", "lscpr": "LSCPR", "nhs": "NHS", "scp": "SCP", "dfe": "DfE", "ofsted": "Ofsted",
	"childrens": "children's", // no id can hold an apostrophe
}

// names puts the capitals into names of several words.
var names = strings.NewReplacer("national panel", "national Panel", "secretary of state", "Secretary of State")

// ID returns an id as people write it: hyphens become spaces, abbreviations and names
// get their capitals. A point becomes a comma: "police, training" is an action of
// the police.
func ID(id string) string {
	parts := strings.Split(Tidy(id), ".")
	for i, part := range parts {
		list := strings.Split(part, "-")
		for k, w := range list {
			if s, ok := spelt[w]; ok {
				list[k] = s
			}
		}
		parts[i] = names.Replace(strings.Join(list, " "))
	}
	return strings.Join(parts, ", ")
}

// Place returns the id of a country, or of several, as people write it: "England and
// Wales", "the United Kingdom".
func Place(id string) string {
	list := strings.Split(id, "-")
	for i, w := range list {
		if w != "and" {
			list[i] = Capital(w)
		}
	}
	name := strings.Join(list, " ")
	if id == "united-kingdom" {
		return "the " + name
	}
	return name
}
