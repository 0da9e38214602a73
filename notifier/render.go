package notifier

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	html "html/template"
	text "text/template"

	"github.com/longstop/longstop/scheduler/letter"
)

//go:embed templates/*.tmpl
var templates embed.FS

// Renderer puts messages into words. It never changes after it was made; any
// number of goroutines may share it.
type Renderer struct {
	text *text.Template
	html *html.Template
}

// Rendered is an email in words. Text and HTML say the same.
type Rendered struct {
	Subject, Text, HTML string
}

// The errors of a message that cannot be put into words.
var (
	ErrStep  = errors.New("there is no such step")
	ErrEmpty = errors.New("a message of this step needs a milestone")
)

// NewRenderer reads the embedded templates.
func NewRenderer() (*Renderer, error) {
	t, err := text.New("message.txt.tmpl").Funcs(text.FuncMap{"wrap": wrap, "underline": underline}).ParseFS(templates, "templates/message.txt.tmpl")
	if err != nil {
		return nil, fmt.Errorf("read text template: %w", err)
	}
	h, err := html.New("message.html.tmpl").ParseFS(templates, "templates/message.html.tmpl")
	if err != nil {
		return nil, fmt.Errorf("read HTML template: %w", err)
	}
	return &Renderer{text: t, html: h}, nil
}

// Render puts a message into words: the same message, the same words. It asks
// no clock; "today" is the day of the message's Date in London.
func (r *Renderer) Render(m Message) (Rendered, error) {
	if err := check(m); err != nil {
		return Rendered{}, fmt.Errorf("render %q: %w", m.Step, err)
	}
	v := newView(m)
	var t, h bytes.Buffer
	if err := r.text.Execute(&t, v); err != nil {
		return Rendered{}, fmt.Errorf("render text of %q: %w", m.Step, err)
	}
	if err := r.html.Execute(&h, v); err != nil {
		return Rendered{}, fmt.Errorf("render HTML of %q: %w", m.Step, err)
	}
	return Rendered{Subject: v.Subject, Text: squeeze(t.String()), HTML: squeeze(h.String())}, nil
}

// check refuses a message that would make an empty or misleading email.
func check(m Message) error {
	switch m.Step {
	case letter.StepDigest, letter.StepHeartbeat, letter.StepUndeliverable:
		return nil
	case letter.StepOpened, letter.StepReminder, letter.StepDue, letter.StepOverdue, letter.StepDatesChanged:
	default:
		if m.Step.Rung() == 0 {
			return ErrStep
		}
	}
	if len(m.Items) == 0 {
		return ErrEmpty
	}
	return nil
}
