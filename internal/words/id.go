package words

import "strings"

// spelt are the words of ids that people write in another way.
var spelt = map[string]string{
	"cdop": "CDOP", "cscs": "CSCS", "csp": "CSP", "gp": "GP", "icb": "ICB", "la": "LA", "lcspr": "LCSPR",
	"lscp": "LSCP", "lscpr": "LSCPR", "nhs": "NHS", "scp": "SCP", "dfe": "DfE", "ofsted": "Ofsted",
	"childrens": "children's", // no id can hold an apostrophe
}

// names are what the field writes in its own way, once hyphens are spaces.
var names = strings.NewReplacer("national panel", "national Panel", "secretary of state", "Secretary of State")

// ID writes an id as people do: hyphens are spaces, abbreviations and names have
// their capitals. What belongs to somebody follows them: "police.training" is
// "police, training".
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

// Place writes the id of a country, or of several, as people do: "England and
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
