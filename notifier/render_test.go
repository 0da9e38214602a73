package notifier

import (
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/golden"
	"github.com/longstop/longstop/scheduler/letter"
)

func renderer(t testing.TB) *Renderer {
	t.Helper()
	r, err := NewRenderer()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// The emails as people get them. Read the files in testdata with the eyes of a
// chair on a train.
func TestRenderGolden(t *testing.T) {
	for name, m := range letters() {
		t.Run(name, func(t *testing.T) {
			r, err := renderer(t).Render(m)
			if err != nil {
				t.Fatal(err)
			}
			golden.Match(t, "testdata/"+name+".golden.txt", "Subject: "+r.Subject+"\n\n"+r.Text)
			golden.Match(t, "testdata/"+name+".golden.html", r.HTML)
		})
	}
}

func TestRenderIsTheSameEveryTime(t *testing.T) {
	for name, m := range letters() {
		first, err := renderer(t).Render(m)
		if err != nil {
			t.Fatal(err)
		}
		for range 5 {
			again, err := renderer(t).Render(m)
			if err != nil || again != first {
				t.Fatalf("%s: rendered differently: %v", name, err)
			}
		}
	}
}

func TestTextFitsTheScreen(t *testing.T) {
	for name, m := range letters() {
		r, err := renderer(t).Render(m)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.SplitSeq(r.Text, "\n") {
			if utf8.RuneCountInString(line) > width && !strings.Contains(line, "longstop case record") {
				t.Errorf("%s: %d columns: %s", name, utf8.RuneCountInString(line), line)
			}
		}
	}
}

func TestSubjects(t *testing.T) {
	now := time.Date(2026, 12, 21, 9, 0, 0, 0, time.UTC) // a Monday
	day := func(d int) calendar.Date { return calendar.NewDate(2026, 12, d) }
	panel := func(due, left int) letter.Item {
		return letter.Item{Milestone: "panel", Title: "Notify the Panel", Due: day(due), ActBy: day(due), Remaining: left}
	}
	soon := letter.Item{Milestone: "told", Title: "Tell the chair", Status: "prompt"}
	hour := panel(21, 0)
	hour.Hour, hour.DueAt = true, day(21).At(16, 30, 0)
	weekend := panel(26, 0)
	weekend.ActBy = day(21)
	moved := panel(24, 3)
	moved.Was = day(23)
	appeared := panel(24, 3)
	gone := letter.Item{Title: "Notify the Panel", Was: day(23)}
	for _, c := range []struct {
		step  letter.Step
		items []letter.Item
		want  string
	}{
		{"opened", []letter.Item{panel(23, 2)}, "R-1: Notify the Panel – started, due Wed 23 December 2026 (2 working days left)"},
		{"opened", []letter.Item{soon}, "R-1: Tell the chair – started, to be done promptly"},
		{"opened", []letter.Item{soon, panel(23, 2), panel(22, 1)}, "R-1: 3 milestones have started, the first due Tue 22 December 2026"},
		{"opened", []letter.Item{soon, soon}, "R-1: 2 milestones have started"},
		{"reminder", []letter.Item{panel(23, 2)}, "R-1: Notify the Panel – due Wed 23 December 2026 (2 working days left)"},
		{"reminder", []letter.Item{panel(22, 1)}, "R-1: Notify the Panel – due Tue 22 December 2026 (1 working day left)"},
		{"reminder", []letter.Item{panel(22, 0)}, "R-1: Notify the Panel – due Tue 22 December 2026 (no working day left)"},
		{"reminder", []letter.Item{soon}, "R-1: Tell the chair – to be done promptly"},
		{"reminder", []letter.Item{panel(22, 1), soon}, "R-1: 2 milestones are not yet done, the first due Tue 22 December 2026"},
		{"due", []letter.Item{panel(21, 0)}, "DUE TODAY R-1: Notify the Panel – due Mon 21 December 2026"},
		{"due", []letter.Item{hour}, "DUE TODAY R-1: Notify the Panel – due Mon 21 December 2026, 16:30"},
		{"due", []letter.Item{weekend}, "LAST WORKING DAY R-1: Notify the Panel – due Sat 26 December 2026"},
		{"reminder", []letter.Item{weekend}, "R-1: Notify the Panel – due Sat 26 December 2026 (today is the last working day)"},
		{"overdue", []letter.Item{panel(18, -1)}, "OVERDUE R-1: Notify the Panel, was due Fri 18 December 2026 (1 working day overdue)"},
		{"overdue", []letter.Item{panel(17, -2), panel(18, -1)}, "OVERDUE R-1: 2 milestones, the first was due Thu 17 December 2026 (2 working days overdue)"},
		{"overdue", []letter.Item{panel(20, 0)}, "OVERDUE R-1: Notify the Panel, was due Sun 20 December 2026 (overdue by less than a working day)"},
		{"escalation-2", []letter.Item{panel(16, -3)}, "ESCALATION 2 R-1: Notify the Panel, was due Wed 16 December 2026 (3 working days overdue)"},
		{"escalation-1", []letter.Item{panel(23, 2)}, "ESCALATION 1 R-1: Notify the Panel – due Wed 23 December 2026 (2 working days left)"},
		{"dates-changed", []letter.Item{moved}, "R-1: Notify the Panel – new date Thu 24 December 2026, was Wed 23 December 2026"},
		{"dates-changed", []letter.Item{appeared}, "R-1: Notify the Panel – now has a date, Thu 24 December 2026"},
		{"dates-changed", []letter.Item{gone}, "R-1: Notify the Panel – no date any more, was Wed 23 December 2026"},
		{"dates-changed", []letter.Item{moved, moved}, "R-1: 2 dates have changed, the first is now Thu 24 December 2026"},
		{"undeliverable", []letter.Item{panel(23, 2)}, "UNDELIVERABLE R-1: Notify the Panel – due Wed 23 December 2026 (2 working days left)"},
		{"undeliverable", nil, "UNDELIVERABLE R-1: an email could not be delivered"},
		{"digest", []letter.Item{panel(18, -1), panel(23, 2), soon}, "Digest Mon 21 December 2026: 1 milestone overdue, 1 milestone due within five working days"},
		{"heartbeat", nil, "Longstop is alive – Mon 21 December 2026, 09:00"},
	} {
		if got := subject(Message{Letter: letter.Letter{Step: c.step, Reference: "R-1", Date: now, Items: c.items}}); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.step, got, c.want)
		}
	}
}

func TestRenderRefuses(t *testing.T) {
	for step, want := range map[letter.Step]error{
		"":               ErrStep,
		"greeting":       ErrStep,
		"escalation-":    ErrStep,
		"escalation-0":   ErrStep,
		"escalation-01":  ErrStep,
		"escalation-two": ErrStep,
		"escalation-1":   ErrEmpty,
		"opened":         ErrEmpty,
		"overdue":        ErrEmpty,
		"digest":         nil,
		"heartbeat":      nil,
		"undeliverable":  nil,
	} {
		if _, err := renderer(t).Render(Message{Letter: letter.Letter{Step: step}}); !errors.Is(err, want) {
			t.Errorf("step %q: got %v, want %v", step, err, want)
		}
	}
}

// What people typed can neither break lines nor become markup.
func TestRenderTamesText(t *testing.T) {
	m := letters()["reminder"]
	m.Reference = "R-1\nBcc: x"
	m.Items[0].Title = "Notify\r\nthe <b>Panel</b>\x1b[31m\u202e & the \"rest\""
	r, err := renderer(t).Render(m)
	if err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(r.Subject, "\r\n\x1b\u202e") || strings.ContainsAny(r.Text, "\r\x1b\u202e") {
		t.Errorf("control characters left in %q", r.Subject)
	}
	if strings.Contains(r.HTML, "<b>") || !strings.Contains(r.HTML, "&lt;b&gt;Panel") {
		t.Error("the title was not escaped in HTML")
	}
	if strings.Contains(r.Text, "\nBcc:") {
		t.Error("a line break in the reference came through")
	}
	if !strings.Contains(r.Text, "record 'R-1 Bcc: x' notify") {
		t.Error("a reference with a space is not quoted in the command")
	}
}

// A digest leaves nothing out: every item is in exactly one part.
func TestDigestHoldsEverything(t *testing.T) {
	m := letters()["digest"]
	r, err := renderer(t).Render(m)
	if err != nil {
		t.Fatal(err)
	}
	for _, it := range m.Items {
		if n := strings.Count(strings.Join(strings.Fields(r.Text), " "), "- "+it.Title); n != 1 {
			t.Errorf("%q is in the digest %d times", it.Title, n)
		}
	}
}

// TestEveryStepHasItsWords: a step that the engine can decide on is one that can
// be sent.
func TestEveryStepHasItsWords(t *testing.T) {
	for _, step := range letter.Steps() {
		m := letters()["reminder"]
		m.Step = step
		r, err := renderer(t).Render(m)
		if err != nil || r.Subject == "" || r.Text == "" {
			t.Errorf("step %s: %v, subject %q", step, err, r.Subject)
		}
	}
}
