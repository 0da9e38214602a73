package app

import (
	"context"

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

// NewMailer returns the mailer that the engine hands its letters to.
func NewMailer(partnerships *Partnerships, sender *notifier.Sender, from string) (scheduler.Mailer, error) {
	renderer, err := notifier.NewRenderer()
	if err != nil {
		return nil, err
	}
	return &mailer{partnerships: partnerships, renderer: renderer, sender: sender, from: from}, nil
}

// Deliver implements [scheduler.Mailer].
func (m *mailer) Deliver(ctx context.Context, l *letter.Letter, look func() error) scheduler.Delivery {
	to, partnership, ok := m.partnerships.Address(l)
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
	result := m.sender.Send(ctx, mail, look)
	_, _, down := m.sender.Down()
	return scheduler.Delivery{
		Outcome: result.Outcome, Reason: string(result.Reason),
		Relay: result.Outcome == letter.Deferred && down, Stopped: result.Reason == notifier.Stopped,
	}
}
