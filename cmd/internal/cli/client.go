package cli

import (
	"fmt"
	"io"

	"github.com/longstop/longstop/cmd/internal/api"
)

// socketFlag says where the daemon is.
type socketFlag struct {
	Socket string `env:"LONGSTOP_SOCKET" default:"/run/longstop/longstop.sock" placeholder:"PATH" help:"The daemon's socket; ${default} unless given."`
}

func (f socketFlag) client() *api.Client { return api.NewClient(f.Socket) }

// clientFlags are those of the commands that print what the daemon says.
type clientFlags struct {
	socketFlag
	Output string `short:"o" enum:"table,json" default:"table" help:"table or json."`
}

// answer prints what the daemon said: as JSON, or with table for a person.
func (f clientFlags) answer(c *cli, v any, table func(w io.Writer)) error {
	if f.Output == "json" {
		return writeJSON(c.out, v)
	}
	table(c.out)
	return nil
}

// warn prints what the daemon accepted but thinks odd.
func warn(c *cli, warnings []string) {
	for _, w := range warnings {
		fmt.Fprintf(c.err, "longstop: warning: %s\n", w)
	}
}
