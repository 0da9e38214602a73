package calendar

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"slices"
	"sync"
)

// List is one version of the published bank holidays of every division. It
// never changes; see [ParseList]. The zero List and a nil one have no days.
type List struct {
	events map[Division][]Holiday // in order of date, never empty but in the zero List
	hash   string
}

//go:embed bank-holidays.json
var embedded []byte

// Shipped returns the list that comes with Longstop.
func Shipped() *List { return shipped() }

var shipped = sync.OnceValue(func() *List {
	l, err := ParseList(embedded)
	if err != nil {
		panic("calendar: the embedded list: " + err.Error())
	}
	return l
})

// Hash returns the SHA-256 of what the list says, in hex: of every division,
// date, title and note, however they are laid out. It is "" for the zero List.
func (l *List) Hash() string {
	if l == nil {
		return ""
	}
	return l.hash
}

// Version returns the name by which people speak of a list: the first eight
// digits of its hash.
func (l *List) Version() string {
	hash := l.Hash()
	return hash[:min(8, len(hash))]
}

// Events returns the bank holidays of a division, in order of date. The
// united-kingdom has none: no list is published for it.
func (l *List) Events(d Division) []Holiday { return slices.Clone(l.of(d)) }

// of returns the bank holidays of a division; a nil list has none.
func (l *List) of(d Division) []Holiday {
	if l == nil {
		return nil
	}
	return l.events[d]
}

// newList makes a list of events, which belong to it from then on.
func newList(events map[Division][]Holiday) *List {
	h := sha256.New()
	for _, d := range publishedDivisions() {
		for _, e := range events[d] {
			fmt.Fprintf(h, "%s\t%s\t%s\t%s\n", d, e.Date, e.Title, e.Notes)
		}
	}
	return &List{events: events, hash: hex.EncodeToString(h.Sum(nil))}
}

// Until returns the last published bank holiday of a division, the last date
// known to be right; for the united-kingdom the earliest of the three. It is no
// date for a division of which the list has nothing.
func (l *List) Until(d Division) Date {
	until := tableLast
	for _, part := range d.parts() {
		events := l.of(part)
		if len(events) == 0 {
			return 0
		}
		until = min(until, events[len(events)-1].Date)
	}
	return until
}
