package notifier

import (
	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/scheduler/letter"
)

// Message is a letter with the address and the name that are looked up when it is
// sent. The same Message makes the same bytes.
type Message struct {
	letter.Letter
	To              string // the address, and nothing else
	PartnershipName string // its name in full
}

// today returns the day in London on which the message was decided on.
func (m Message) today() calendar.Date { return calendar.DateOf(m.Date) }

// reference returns the case that an item belongs to.
func (m Message) reference(it letter.Item) string {
	if it.Case != "" {
		return it.Case
	}
	return m.Reference
}
