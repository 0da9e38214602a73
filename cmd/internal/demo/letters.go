package demo

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/longstop/longstop/internal/mailsink"
)

// letters are the emails as they arrived, saved for reading.
type letters struct {
	dir string

	mu   sync.Mutex
	new  []letter // since the last call of take
	size int
}

type letter struct {
	to, step, subject, file string
}

// receive saves one email as it came, and as text that any pager shows.
func (l *letters) receive(m mailsink.Mail) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.size++
	msg, err := mail.ReadMessage(bytes.NewReader(m.Data))
	if err != nil {
		msg = &mail.Message{Header: mail.Header{}, Body: bytes.NewReader(m.Data)}
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(msg.Header.Get("Subject"))
	if err != nil {
		subject = msg.Header.Get("Subject")
	}
	person, _, _ := strings.Cut(m.To, "@")
	lt := letter{to: person, step: msg.Header.Get("Longstop-Step"), subject: subject}
	lt.file = fmt.Sprintf("%03d-%s-%s", l.size, lt.step, person)
	text := fmt.Sprintf("Date:    %s\nTo:      %s\nSubject: %s\n\n%s", msg.Header.Get("Date"), m.To, subject, plainText(msg))
	l.save(lt.file+".eml", m.Data)
	l.save(lt.file+".txt", []byte(text))
	l.new = append(l.new, lt)
}

func (l *letters) save(name string, data []byte) {
	if err := os.WriteFile(filepath.Join(l.dir, name), data, 0o600); err != nil {
		fmt.Fprintln(os.Stderr, "longstop: the email could not be saved:", err)
	}
}

// take returns the letters that arrived since the last call.
func (l *letters) take() []letter {
	l.mu.Lock()
	defer l.mu.Unlock()
	out := l.new
	l.new = nil
	return out
}

func (l *letters) count() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.size
}

// plainText returns the text part of an email.
func plainText(m *mail.Message) string {
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || !strings.HasPrefix(kind, "multipart/") {
		return decoded(m.Body, m.Header.Get("Content-Transfer-Encoding"))
	}
	parts := multipart.NewReader(m.Body, params["boundary"])
	for {
		p, err := parts.NextRawPart()
		if err != nil {
			return ""
		}
		if strings.HasPrefix(p.Header.Get("Content-Type"), "text/plain") {
			return decoded(p, p.Header.Get("Content-Transfer-Encoding"))
		}
	}
}

func decoded(r io.Reader, encoding string) string {
	switch strings.ToLower(encoding) {
	case "quoted-printable":
		r = quotedprintable.NewReader(r)
	case "base64":
		r = base64.NewDecoder(base64.StdEncoding, r)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		return "(the text could not be read: " + err.Error() + ")"
	}
	return strings.ReplaceAll(string(data), "\r\n", "\n")
}
