package app

import (
	"context"
	"strconv"
	"strings"

	"github.com/longstop/longstop/notifier"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/letter"
)

// mailer puts letters into words and hands them to the relay.
type mailer struct {
	partnerships *Partnerships
	renderer     *notifier.Renderer
	sender       *notifier.Sender
	from         string
}

// NewMailer makes what the engine hands its emails to.
func NewMailer(partnerships *Partnerships, sender *notifier.Sender, from string) (scheduler.Mailer, error) {
	renderer, err := notifier.NewRenderer()
	if err != nil {
		return nil, err
	}
	return &mailer{partnerships: partnerships, renderer: renderer, sender: sender, from: from}, nil
}

// Deliver implements [scheduler.Mailer].
func (m *mailer) Deliver(ctx context.Context, l *letter.Letter) scheduler.Delivery {
	to, partnership, ok := m.address(l)
	if !ok {
		return scheduler.Delivery{Outcome: letter.Refused, Reason: "no-address"}
	}
	msg := notifier.Message{Letter: *l, To: to, PartnershipName: partnership}
	rendered, err := m.renderer.Render(msg)
	if err != nil {
		return scheduler.Delivery{Outcome: letter.Failed, Reason: "not-renderable"}
	}
	mail, err := notifier.Compose(m.from, msg, rendered)
	if err != nil {
		return scheduler.Delivery{Outcome: letter.Failed, Reason: "not-composable"}
	}
	result := m.sender.Send(ctx, mail)
	_, _, down := m.sender.Down()
	return scheduler.Delivery{
		Outcome: result.Outcome, Reason: string(result.Reason),
		Relay: result.Outcome == letter.Deferred && down, Stopped: result.Reason == notifier.Stopped,
	}
}

// address finds where a person is reached now, and the partnership's name.
func (m *mailer) address(l *letter.Letter) (to, partnership string, ok bool) {
	s := m.partnerships.current.Load()
	if l.Partnership == "" {
		n, err := strconv.Atoi(strings.TrimPrefix(l.Person, "operations/"))
		if err != nil || n < 0 || n >= len(s.operations) {
			return "", "", false
		}
		return s.operations[n], "", true
	}
	directory, known := s.directories[l.Partnership]
	if !known {
		return "", "", false
	}
	to, err := directory.Address(l.Person)
	return to, directory.Name, err == nil
}
