package config

import (
	"crypto/x509"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/notifier"
	"github.com/longstop/longstop/scheduler/notice"
)

// Config is the whole configuration of a daemon. It does not change once loaded.
// Paths are ready to open.
type Config struct {
	StateDir     string // where the private Redis keeps its files
	Redis        Redis
	Listen       Listen
	SMTP         SMTP
	Operations   []string // who gets the heartbeat: addresses; empty: every backstop
	HeartbeatAt  Clock
	DigestAt     Clock
	Procedures   string // the folder of the partnerships' own procedures; empty: none
	Holidays     Holidays
	Partnerships []Partnership
	Warnings     []string // of entries that are allowed but may be a slip; without addresses
}

// Redis says which Redis to use: the one at Address, the one that Sentinel
// names, or Cluster. Without any of the three, the daemon starts a private one.
type Redis struct {
	Address       string // host:port, or unix:///path
	Sentinel      *Sentinel
	Cluster       []string // host:port of some of its nodes
	Username      string
	Password      Secret
	DB            int
	TLS           bool
	RootCAs       *x509.CertPool // who may vouch for the servers; nil: those whom the system trusts
	AllowVolatile bool           // accept a Redis that can forget
	Replicas      *int           // that must have a fact before it is accepted; nil: the store's default
}

// Private says whether the daemon starts a Redis of its own.
func (r Redis) Private() bool {
	return r.Address == "" && r.Sentinel == nil && len(r.Cluster) == 0
}

// Sentinel says where to ask for the address of the Redis that is master.
type Sentinel struct {
	Master    string   // its name among the sentinels
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

// Options returns these settings in the form of the sender, with the password.
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
	Settings   map[string]map[string]string // the choices, by procedure and setting
	SendHours  notice.SendHours
	InLaw      calendar.Overlay // changes how deadlines are counted
	ForSending calendar.Overlay // changes only when emails go out
	Counting   calendar.Counting
	Directory  notifier.Directory
}

// Known is the knowledge to check a configuration by: all procedures, the roles
// that each of them can tell, and its settings with their choices.
type Known struct {
	Procedures []string
	Roles      func(procedure string) []string
	Settings   func(procedure string) map[string][]string
	// Local reads a folder of procedures and returns all that is known with
	// them. The mistakes in its error are [yamlfile.Error]s; fs.ErrNotExist says
	// that there is no such folder. Nil: no folder is read.
	Local func(dir string) (Known, error)
}
