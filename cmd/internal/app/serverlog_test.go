package app

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"github.com/longstop/longstop/scheduler/procedure"
)

// What a server complains of goes into the log of its daemon, and not past it to
// the process's own.
func TestServersComplainInTheLog(t *testing.T) {
	var text bytes.Buffer
	cfg := settingsOn(t)
	cfg.Listen.HTTP = "127.0.0.1:0"
	a, err := New(t.Context(), cfg, procedure.Shipped(), "1.2.3-test", slog.New(slog.NewTextHandler(&text, nil)))
	if err != nil {
		t.Fatal(err)
	}
	defer a.Stop()
	for name, s := range map[string]*service{"api": a.api, "operations": a.operations} {
		if s.http.ErrorLog == nil {
			t.Errorf("%s: it complains to the process's log", name)
			continue
		}
		s.http.ErrorLog.Printf("http: panic serving %s", name)
		if !strings.Contains(text.String(), `level=ERROR msg="http: panic serving `+name) {
			t.Errorf("%s: the log is %s", name, &text)
		}
	}
}
