package config

import (
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/notifier"
	"github.com/longstop/longstop/scheduler/notice"
)

// Config is all that the daemon was told. It does not change once loaded.
// Paths are ready to open.
type Config struct {
	StateDir     string // where the private Redis keeps its files
	Redis        Redis
	Listen       Listen
	SMTP         SMTP
	Operations   []string // who gets the heartbeat: addresses; empty: every backstop
	HeartbeatAt  Clock
	DigestAt     Clock
	Procedures   string // the folder of the partnerships' own procedures; empty: there is none
	Holidays     Holidays
	Partnerships []Partnership
	Warnings     []string // what is allowed and yet may not be meant; without addresses
}

// Redis says which Redis to use: the one at Address, the one that Sentinel
// names, or Cluster. None of the three: a private one, which the daemon starts.
type Redis struct {
	Address       string // host:port, or unix:///path
	Sentinel      *Sentinel
	Cluster       []string // host:port of some of its nodes
	Username      string
	Password      Secret
	DB            int
	TLS           bool
	AllowVolatile bool // accept a Redis that can forget
}

// Private says that the daemon starts a Redis of its own.
func (r Redis) Private() bool {
	return r.Address == "" && r.Sentinel == nil && len(r.Cluster) == 0
}

// Sentinel says whom to ask for the address of the Redis that leads.
type Sentinel struct {
	Master    string   // the name that the sentinels know it by
	Addresses []string // host:port of the sentinels
}

// Listen says where the daemon answers.
type Listen struct {
	Socket string // the path of the unix socket of the API
	HTTP   string // host:port of /metrics, /healthz and /readyz; empty: nowhere
}

// SMTP says which relay takes the email.
type SMTP struct {
	Address   string // host:port
	TLS       string // none, starttls or implicit
	From      string // as in a From header: Longstop <longstop@scp.example>
	Username  string
	Password  Secret
	HelloName string        // the name in EHLO; empty: the sender's default
	Timeout   time.Duration // of one attempt; 0: the sender's default
}

// Options are these settings as the sender takes them, with the password.
func (s SMTP) Options() notifier.Options {
	return notifier.Options{
		Address:   s.Address,
		From:      s.From,
		TLS:       s.TLS,
		Username:  s.Username,
		Password:  s.Password.Reveal(),
		HelloName: s.HelloName,
		Timeout:   s.Timeout,
	}
}

// Partnership is one safeguarding partnership: its procedures, and who is who.
type Partnership struct {
	ID         string
	Name       string
	Division   calendar.Division
	Procedures []string
	Settings   map[string]map[string]string // by procedure and setting, what was chosen
	SendHours  notice.SendHours
	InLaw      calendar.Overlay // what changes how deadlines are counted
	ForSending calendar.Overlay // what changes only when emails go out
	Counting   calendar.Counting
	Directory  notifier.Directory
}

// Known is what the configuration is checked against: the procedures that
// there are, the roles that each of them can tell, and its settings with their
// choices.
type Known struct {
	Procedures []string
	Roles      func(procedure string) []string
	Settings   func(procedure string) map[string][]string
	// Local reads a folder of procedures and gives what is known with them. The
	// mistakes in its error are [yamlfile.Error]s; one that is fs.ErrNotExist says
	// that there is no such folder. Nil: none is read.
	Local func(dir string) (Known, error)
}
