package app

import (
	"context"
	"strconv"
	"strings"

	"github.com/longstop/longstop/notifier"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/letter"
)

// mailer puts intents into words and hands them to the relay.
type mailer struct {
	world    *World
	renderer *notifier.Renderer
	sender   *notifier.Sender
	from     string
}

// NewMailer makes what the engine hands its emails to.
func NewMailer(world *World, sender *notifier.Sender, from string) (scheduler.Mailer, error) {
	renderer, err := notifier.NewRenderer()
	if err != nil {
		return nil, err
	}
	return &mailer{world: world, renderer: renderer, sender: sender, from: from}, nil
}

// Deliver implements [scheduler.Mailer].
func (m *mailer) Deliver(ctx context.Context, in *scheduler.Intent) scheduler.Delivery {
	to, partnership, ok := m.address(in)
	if !ok {
		return scheduler.Delivery{Outcome: letter.Refused, Reason: "no-address"}
	}
	msg := message(in, to, partnership)
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
		Outcome: letter.Outcome(result.Outcome), Reason: string(result.Reason),
		Relay: result.Outcome == notifier.Deferred && down, Stopped: result.Reason == notifier.Stopped,
	}
}

// address finds where a person is reached now, and the partnership's name.
func (m *mailer) address(in *scheduler.Intent) (to, partnership string, ok bool) {
	s := m.world.now.Load()
	if in.Partnership == "" {
		n, err := strconv.Atoi(strings.TrimPrefix(in.Person, "operations/"))
		if err != nil || n < 0 || n >= len(s.operations) {
			return "", "", false
		}
		return s.operations[n], "", true
	}
	directory, known := s.directories[in.Partnership]
	if !known {
		return "", "", false
	}
	to, err := directory.Address(in.Person)
	return to, directory.Name, err == nil
}

func message(in *scheduler.Intent, to, partnership string) notifier.Message {
	m := notifier.Message{
		IntentID: in.ID, MessageID: in.MessageID, Date: in.Date, To: to, Partnership: partnership,
		Step: in.Step, Because: in.Because, Reference: in.Reference, Lines: in.Lines,
	}
	for _, it := range in.Items {
		m.Items = append(m.Items, notifier.Item{
			Case: it.Case, Milestone: it.Milestone, Title: it.Title, Owner: it.Owner, Status: it.Status, Basis: it.Basis,
			Earliest: it.Earliest, Due: it.Due, DueAt: it.DueAt, Hour: it.Hour, ActBy: it.ActBy, Was: it.Was, Target: it.Target,
			Remaining: it.Remaining, Statutory: it.Statutory, Provisional: it.Provisional, Rule: it.Rule, Source: it.Source,
			Explanation: it.Explanation, Next: it.Next, Outcomes: it.Outcomes,
		})
	}
	return m
}
