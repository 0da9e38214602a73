package app_test

import (
	"context"
	"log/slog"
	"slices"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/longstop/longstop/cmd/internal/app"
	"github.com/longstop/longstop/config"
	"github.com/longstop/longstop/internal/mailsink"
	"github.com/longstop/longstop/notifier"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/letter"
)

// heartbeat is a letter that can be sent to anybody.
func heartbeat(partnership, person string) letter.Letter {
	return letter.Letter{
		ID: "0123456789abcdef01234567", Partnership: partnership, Step: letter.StepHeartbeat, Person: person, Because: "you are named",
		Lines: []string{"all is well"}, Date: today.At(7, 0, 0), MessageID: "<0123456789abcdef01234567@scp.example>",
	}
}

// newMailer makes a mailer for a configuration, with connections of its own.
func (s *scene) newMailer(cfg *config.Config, ps *app.Partnerships) scheduler.Mailer {
	s.Helper()
	sender, err := notifier.NewSender(cfg.SMTP.Options(), slog.New(slog.DiscardHandler), prometheus.NewRegistry())
	if err != nil {
		s.Fatal(err)
	}
	s.Cleanup(sender.Close)
	m, err := app.NewMailer(ps, sender, cfg.SMTP.From)
	if err != nil {
		s.Fatal(err)
	}
	return m
}

// How handing over a letter ends, and whom it reached.
func TestLettersAreDelivered(t *testing.T) {
	t.Parallel()
	refusing := mailsink.WithFault(func(stage, _, to string) *mailsink.Fault {
		if stage == mailsink.AtRcpt && to == "chair@scp.example" {
			return &mailsink.Fault{Code: 550, Message: "No such user"}
		}
		return nil
	})
	for _, c := range []struct {
		name   string
		letter letter.Letter
		spoil  func(cfg *config.Config)
		want   scheduler.Delivery
		told   []string
	}{
		{"to operations", heartbeat("", letter.Operations(0)), nil, scheduler.Delivery{Outcome: letter.Sent, Reason: "accepted"}, []string{"operations"}},
		{"to a person", heartbeat("bscp", "bm"), nil, scheduler.Delivery{Outcome: letter.Sent, Reason: "accepted"}, []string{"bm"}},
		{"to an address of operations that is gone", heartbeat("", letter.Operations(1)), nil, scheduler.Delivery{Outcome: letter.Refused, Reason: "no-address"}, nil},
		{"to somebody of no partnership", heartbeat("", "bm"), nil, scheduler.Delivery{Outcome: letter.Refused, Reason: "no-address"}, nil},
		{"to a partnership that is gone", heartbeat("north", "bm"), nil, scheduler.Delivery{Outcome: letter.Refused, Reason: "no-address"}, nil},
		{"to a person who is gone", heartbeat("bscp", "nobody"), nil, scheduler.Delivery{Outcome: letter.Refused, Reason: "no-address"}, nil},
		{"to an address that the relay refuses", heartbeat("bscp", "chair"), nil, scheduler.Delivery{Outcome: letter.Refused, Reason: "permanent-refusal"}, nil},
		{"of no step", func() letter.Letter { l := heartbeat("bscp", "bm"); l.Step = "greeting"; return l }(), nil, scheduler.Delivery{Outcome: letter.Failed, Reason: "not-renderable"}, nil},
		{"with a Message-ID that is none", func() letter.Letter { l := heartbeat("bscp", "bm"); l.MessageID = "a\r\nb"; return l }(), nil, scheduler.Delivery{Outcome: letter.Failed, Reason: "not-composable"}, nil},
		{"while the relay is away", heartbeat("bscp", "bm"), func(cfg *config.Config) { cfg.SMTP.Address = "127.0.0.1:1" }, scheduler.Delivery{Outcome: letter.Deferred, Reason: "relay-unreachable", Relay: true}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newScene(t, refusing)
			cfg, library := s.config("a", "")
			if c.spoil != nil {
				c.spoil(cfg)
			}
			m := s.newMailer(cfg, app.NewPartnerships(library, cfg))
			ctx, cancel := context.WithTimeout(t.Context(), patience)
			defer cancel()
			if got := m.Deliver(ctx, &c.letter, agreed); got != c.want {
				t.Errorf("%+v, not %+v", got, c.want)
			}
			if told := s.mail.told(t, "", string(letter.StepHeartbeat)); !slices.Equal(told, c.told) {
				t.Errorf("told are %v, not %v", told, c.told)
			}
		})
	}
}

// A letter that was called off before it was under way is due again at once.
func TestALetterThatIsCalledOff(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	cfg, library := s.config("a", "")
	m := s.newMailer(cfg, app.NewPartnerships(library, cfg))
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	cancel()
	l := heartbeat("bscp", "bm")
	if got := m.Deliver(ctx, &l, agreed); !got.Stopped || got.Outcome != letter.Deferred || got.Relay {
		t.Errorf("%+v", got)
	}
}

func agreed() error { return nil }
