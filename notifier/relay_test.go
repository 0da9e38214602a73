package notifier

import (
	"bufio"
	"crypto/tls"
	"io"
	"net"
	"net/textproto"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/longstop/longstop/internal/mailsink"
)

// relay is a scripted mail relay on a real socket. It behaves, but at one
// stage, where it does what kind says.
type relay struct {
	t        testing.TB
	listener net.Listener
	stage    string             // banner, ehlo, starttls, handshake, auth, mail, rcpt, data, content, dot, rset, quit, next
	kind     string             // 4xx, 5xx, 421, reset, eof, silence, garbage, or a reply
	cert     *tls.Certificate   // offers STARTTLS
	implicit bool               // TLS from the first octet
	auth     string             // offers AUTH
	helo     bool               // knows no EHLO
	pause    func(stage string) // called before each answer
	over     chan struct{}      // the test is over
	mu       sync.Mutex
	got      []string // the messages whose final dot came
	conns    int
	said     []string // the commands that came
	dying    bool
}

func newRelay(t testing.TB, r *relay) *relay {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	r.t, r.listener, r.over = t, l, make(chan struct{})
	var running sync.WaitGroup
	running.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			r.mu.Lock()
			r.conns++
			r.mu.Unlock()
			running.Go(func() { r.serve(c) })
		}
	})
	t.Cleanup(func() {
		close(r.over)
		_ = l.Close()
		running.Wait()
	})
	return r
}

func (r *relay) address() string { return r.listener.Addr().String() }

// turn makes the relay go wrong at another stage, in another way.
func (r *relay) turn(stage, kind string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.stage, r.kind = stage, kind
}

// fails says whether this stage is the one that goes wrong.
func (r *relay) fails(stage string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.stage == stage
}

// way returns how it goes wrong.
func (r *relay) way() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.kind
}

// dieOnce makes the next MAIL go wrong, and that one only.
func (r *relay) dieOnce() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.dying = true
}

func (r *relay) dies() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	was := r.dying
	r.dying = false
	return was
}

func (r *relay) messages() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]string(nil), r.got...)
}

func (r *relay) opened() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.conns
}

func (r *relay) commands() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return strings.Join(r.said, " ")
}

// talk is one connection to the relay.
type talk struct {
	r      *relay
	raw    *net.TCPConn
	c      net.Conn
	in     *bufio.Reader
	secure bool
}

func (r *relay) serve(c net.Conn) {
	k := &talk{r: r, raw: c.(*net.TCPConn), c: c, in: bufio.NewReader(c)}
	go func() { // a test that ends takes its connections with it
		<-r.over
		_ = c.Close()
	}()
	defer c.Close()
	if r.implicit && !k.upgrade() {
		return
	}
	if !k.answer("banner", "220 ready") {
		return
	}
	for {
		line, err := k.in.ReadString('\n')
		if err != nil || !k.command(strings.TrimSpace(line)) {
			return
		}
	}
}

func (k *talk) command(line string) bool {
	verb := strings.ToUpper(strings.Fields(line + " ?")[0])
	k.r.mu.Lock()
	k.r.said = append(k.r.said, verb)
	again := len(k.r.got) > 0
	k.r.mu.Unlock()
	switch verb {
	case "EHLO":
		if k.r.helo {
			return k.say("502 what is EHLO")
		}
		return k.answer("ehlo", k.extensions())
	case "HELO":
		return k.answer("ehlo", "250 hello")
	case "STARTTLS":
		if k.r.cert == nil {
			return k.say("502 no")
		}
		return k.answer("starttls", "220 go on") && (k.r.fails("starttls") || k.upgrade())
	case "AUTH":
		return k.answer("auth", "235 welcome")
	case "MAIL":
		if strings.Contains(line, "SMTPUTF8") {
			return k.say("555 5.6.7 the next relay does not know SMTPUTF8") // as relays do that only offer it
		}
		if k.r.dies() || again && k.r.fails("next") {
			return k.misbehave()
		}
		return k.answer("mail", "250 ok")
	case "RCPT":
		if k.r.fails("rset") {
			return k.say("550 5.1.1 no such person")
		}
		return k.answer("rcpt", "250 ok")
	case "DATA":
		return k.answer("data", "354 go on") && (k.r.fails("data") || k.content())
	case "RSET":
		return k.answer("rset", "250 ok")
	case "QUIT":
		k.answer("quit", "221 bye")
		return false
	}
	return k.say("502 what")
}

func (k *talk) extensions() string {
	text := "250-hello\r\n"
	if k.r.cert != nil && !k.secure {
		text += "250-STARTTLS\r\n"
	}
	if k.r.auth != "" {
		text += "250-AUTH " + k.r.auth + "\r\n"
	}
	return text + "250-SMTPUTF8\r\n250 8BITMIME"
}

func (k *talk) content() bool {
	if k.r.fails("content") {
		return k.misbehave()
	}
	var b strings.Builder
	for {
		line, err := k.in.ReadString('\n')
		if err != nil {
			return false
		}
		if line == ".\r\n" {
			break
		}
		b.WriteString(strings.TrimPrefix(line, "."))
	}
	k.r.mu.Lock()
	k.r.got = append(k.r.got, b.String())
	k.r.mu.Unlock()
	return k.answer("dot", "250 2.0.0 queued")
}

func (k *talk) upgrade() bool {
	if k.r.fails("handshake") {
		_, _ = io.ReadFull(k.in, make([]byte, 1))
		return k.misbehave()
	}
	t := tls.Server(k.c, &tls.Config{Certificates: []tls.Certificate{*k.r.cert}})
	if err := t.Handshake(); err != nil {
		return false
	}
	k.c, k.in, k.secure = t, bufio.NewReader(t), true
	return true
}

func (k *talk) say(line string) bool {
	_, err := io.WriteString(k.c, line+"\r\n")
	return err == nil
}

func (k *talk) answer(stage, ok string) bool {
	if k.r.pause != nil {
		k.r.pause(stage)
	}
	if k.r.fails(stage) {
		return k.misbehave()
	}
	return k.say(ok)
}

// misbehave does what the kind says, and says whether the talk goes on.
func (k *talk) misbehave() bool {
	kind := k.r.way()
	switch kind {
	case "4xx":
		return k.say("451 4.3.0 not now")
	case "5xx":
		return k.say("550 5.7.1 not ever")
	case "421":
		k.say("421 4.3.2 closing")
		return false
	case "reset":
		_ = k.raw.SetLinger(0)
		_ = k.raw.Close()
		return false
	case "eof":
		return false
	case "silence":
		<-k.r.over
		return false
	case "garbage":
		return k.say("\x00\xfe what is this")
	}
	return k.say(kind)
}

func certificate(t testing.TB) (*tls.Certificate, Options) {
	t.Helper()
	cert, roots, err := mailsink.Certificate()
	if err != nil {
		t.Fatal(err)
	}
	return &cert, Options{TLS: TLSStart, RootCAs: roots}
}

// soon fails a test that waits for something that does not come.
func soon(t testing.TB, what string, ok func() bool) {
	t.Helper()
	for range 500 {
		if ok() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("waited in vain for %s", what)
}

func replyOf(code int, words string) error { return &textproto.Error{Code: code, Msg: words} }
