package notifier

import (
	"fmt"
	"sync"
	"testing"

	"github.com/longstop/longstop/internal/mailsink"
	"github.com/longstop/longstop/scheduler/letter"
)

// Mails a second into a sink on the same machine, the sink's work included.
func BenchmarkSend(b *testing.B) {
	cert, secure := certificate(b)
	for _, mode := range []string{TLSNone, TLSStart} {
		for _, senders := range []int{1, 8} {
			b.Run(fmt.Sprintf("%s/%d", mode, senders), func(b *testing.B) {
				sink := startSink(b, func(mailsink.Mail) {}, mailsink.WithTLS(*cert))
				o := Options{TLS: mode, RootCAs: secure.RootCAs}
				benchmarkSend(b, newSender(b, sink.Address(), o), senders)
			})
		}
	}
}

func benchmarkSend(b *testing.B, s *Sender, senders int) {
	work := make(chan bool)
	var running sync.WaitGroup
	for range senders {
		msg := email(b)
		running.Go(func() {
			for range work {
				if r := s.Send(b.Context(), msg, nil); r.Outcome != letter.Sent {
					b.Errorf("%+v", r)
				}
			}
		})
	}
	for b.Loop() {
		work <- true
	}
	close(work)
	running.Wait()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "mails/s")
}

func BenchmarkRenderAndCompose(b *testing.B) {
	r := renderer(b)
	m := letters()["opened"]
	for b.Loop() {
		words, err := r.Render(m)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := Compose(sender, m, words); err != nil {
			b.Fatal(err)
		}
	}
}
