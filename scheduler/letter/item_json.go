package letter

import (
	"encoding/json"

	"github.com/longstop/longstop/calendar"
)

// plain is an item without its methods.
type plain Item

// keptItem is an item as a store keeps it. The first release knows an explanation
// as sentences alone: it must be able to send what this one decided on, after a
// step back or beside it on one store.
type keptItem struct {
	plain
	Sentences []string `json:"explanation,omitempty"`
}

// MarshalJSON writes the explanation as lines and as sentences.
func (it Item) MarshalJSON() ([]byte, error) {
	k := keptItem{plain: plain(it)}
	for _, l := range it.Explanation {
		k.Sentences = append(k.Sentences, l.String())
	}
	return json.Marshal(k)
}

// UnmarshalJSON reads the lines, or the sentences where there are no lines.
func (it *Item) UnmarshalJSON(b []byte) error {
	var k keptItem
	if err := json.Unmarshal(b, &k); err != nil {
		return err
	}
	*it = Item(k.plain)
	if it.Explanation == nil {
		for _, s := range k.Sentences {
			it.Explanation = append(it.Explanation, calendar.Line{Words: s})
		}
	}
	return nil
}
