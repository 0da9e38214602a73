package e2e

import (
	"bytes"
	"fmt"
	"net/mail"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/longstop/longstop/internal/mailsink"
)

// letter is an email as it was received.
type letter struct {
	*mail.Message
	to, intent, step string
	milestones       []string
	data             []byte
	copies           int
}

// line returns the letter in the form of expectations: "E2E-1 overdue chair:
// rapid-review".
func (l *letter) line() string {
	person, _, _ := strings.Cut(l.to, "@")
	return fmt.Sprintf("%s %s %s: %s", l.Header.Get("Longstop-Case"), l.step, person, strings.Join(l.milestones, " "))
}

// mailbox keeps every email that the relay took, by its intent.
type mailbox struct {
	mu      sync.Mutex
	letters map[string]*letter
	order   []*letter
	faults  []string
	repeats int
}

func newMailbox() *mailbox { return &mailbox{letters: map[string]*letter{}} }

// receive takes an email in. One that comes again must be the same bytes, for the
// same person.
func (b *mailbox) receive(m mailsink.Mail) {
	b.mu.Lock()
	defer b.mu.Unlock()
	l, err := open(m)
	if err != nil {
		b.faults = append(b.faults, fmt.Sprintf("%v:\n%s", err, m.Data))
		return
	}
	known := b.letters[l.intent]
	switch {
	case known == nil:
		b.letters[l.intent] = l
		b.order = append(b.order, l)
	case !bytes.Equal(known.data, l.data) || known.to != l.to:
		b.faults = append(b.faults, fmt.Sprintf("intent %s came again and differs:\n%s", l.intent, cmp.Diff(string(known.data), string(l.data))))
	default:
		known.copies++
		b.repeats++
	}
}

// open reads an email. It must be for one person, in the envelope as in the header.
func open(m mailsink.Mail) (*letter, error) {
	msg, err := mail.ReadMessage(bytes.NewReader(m.Data))
	if err != nil {
		return nil, err
	}
	h := msg.Header
	to, err := mail.ParseAddressList(h.Get("To"))
	if err != nil || len(to) != 1 || to[0].Address != m.To || h.Get("Cc")+h.Get("Bcc") != "" {
		return nil, fmt.Errorf("the envelope is for %s, the header for %v", m.To, to)
	}
	l := &letter{
		Message: msg, to: m.To, data: m.Data, copies: 1,
		intent: h.Get("Longstop-Intent"), step: h.Get("Longstop-Step"), milestones: slices.Clone(h["Longstop-Milestone"]),
	}
	slices.Sort(l.milestones)
	if l.intent == "" || l.step == "" || !strings.HasPrefix(h.Get("Message-ID"), "<"+l.intent+"@") {
		return nil, fmt.Errorf("no intent, no step, or another Message-ID")
	}
	return l, nil
}

// about returns the letters about cases, without heartbeats and digests, which come
// by the clock.
func (b *mailbox) about() []*letter {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(b.order), func(l *letter) bool {
		return l.step == "heartbeat" || l.step == "digest"
	})
}

func (b *mailbox) lines() []string {
	var out []string
	for _, l := range b.about() {
		out = append(out, l.line())
	}
	slices.Sort(out)
	return out
}

// find returns the first letter with this line.
func (b *mailbox) find(t testing.TB, line string) *letter {
	t.Helper()
	for _, l := range b.about() {
		if l.line() == line {
			return l
		}
	}
	t.Fatalf("there is no email %q", line)
	return nil
}

// awaits waits for letters; others may be there too.
func (b *mailbox) awaits(t testing.TB, lines ...string) {
	t.Helper()
	until(t, time.Minute, func() string {
		have := b.lines()
		for _, line := range lines {
			if !slices.Contains(have, line) {
				return fmt.Sprintf("no email %q among %q", line, have)
			}
		}
		return ""
	})
}

// holds fails the test unless exactly these letters came.
func (b *mailbox) holds(t testing.TB, lines ...string) {
	t.Helper()
	slices.Sort(lines)
	if diff := cmp.Diff(lines, b.lines()); diff != "" {
		t.Errorf("the emails are not as wanted (-want +got):\n%s", diff)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, f := range b.faults {
		t.Error(f)
	}
}

// count returns how many emails came, of every kind, without copies.
func (b *mailbox) count() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.order)
}

// repeated returns how many emails came again.
func (b *mailbox) repeated() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.repeats
}
