package redisstore

import (
	"context"
	"crypto/sha1" //nolint:gosec // it is how Redis names scripts
	_ "embed"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"
)

// The scripts: one for each transition. Above each stand its arguments and
// answers.
var (
	//go:embed prelude.lua
	prelude string
	//go:embed commit.lua
	commitSource string
	//go:embed claim_cases.lua
	claimCasesSource string
	//go:embed claim_emails.lua
	claimEmailsSource string
	//go:embed recall.lua
	recallSource string
	//go:embed renew.lua
	renewSource string
	//go:embed repair.lua
	repairSource string
	//go:embed restore.lua
	restoreSource string
	//go:embed settle.lua
	settleSource string
	//go:embed enqueue.lua
	enqueueSource string
	//go:embed totals.lua
	totalsSource string
	//go:embed append_journal.lua
	appendJournalSource string
	//go:embed note_journal.lua
	noteJournalSource string

	commitScript      = newScript(prelude + commitSource)
	claimCasesScript  = newScript(claimCasesSource)
	claimEmailsScript = newScript(claimEmailsSource)
	recallScript      = newScript(recallSource)
	renewScript       = newScript(prelude + renewSource)
	repairScript      = newScript(prelude + repairSource)
	restoreScript     = newScript(prelude + restoreSource)
	settleScript      = newScript(prelude + settleSource)
	enqueueScript     = newScript(prelude + enqueueSource)
	totalsScript      = newScript(totalsSource)

	appendJournalScript = newScript(prelude + appendJournalSource)
	noteJournalScript   = newScript(prelude + noteJournalSource)
)

// script is a Lua script and the name that Redis gives it.
type script struct{ source, hash string }

func newScript(source string) script {
	sum := sha1.Sum([]byte(source)) //nolint:gosec // it is how Redis names scripts
	return script{source: source, hash: hex.EncodeToString(sum[:])}
}

// once is a command that the client must not send again when the reply is lost.
// MaxRetries says so to a client of one server; a client of a cluster asks the
// command.
type once struct{ *redis.Cmd }

// NoRetry tells the client not to send the command again.
func (once) NoRetry() bool { return true }

// run runs a script whose effects may be lost with a promotion: claims and leases,
// which are made anew.
func (s *Store) run(ctx context.Context, sc script, keys []string, args ...any) (*redis.Cmd, error) {
	return call(ctx, sc, keys, args, func(cmd *redis.Cmd) error { return s.client.Process(ctx, once{cmd}) })
}

// call sends a script by its name. After a restart or a promotion Redis does not
// know the name, and the first try did nothing: then the text is sent.
func call(ctx context.Context, sc script, keys []string, args []any, send func(*redis.Cmd) error) (*redis.Cmd, error) {
	cmd := command(ctx, "evalsha", sc.hash, keys, args)
	err := send(cmd)
	if redis.HasErrorPrefix(err, "NOSCRIPT") {
		cmd = command(ctx, "eval", sc.source, keys, args)
		err = send(cmd)
	}
	return cmd, err
}

// command makes one EVAL or EVALSHA.
func command(ctx context.Context, verb, what string, keys []string, args []any) *redis.Cmd {
	all := make([]any, 0, 3+len(keys)+len(args))
	all = append(all, verb, what, len(keys))
	for _, k := range keys {
		all = append(all, k)
	}
	cmd := redis.NewCmd(ctx, append(all, args...)...)
	cmd.SetFirstKeyPos(3)
	return cmd
}

// answer is what a script that writes says: a word, and after ok how much was ever
// written to the shard.
type answer struct {
	word    string
	written int64
}

// known returns how much the keeper knows to have been written to the shard of the keys:
// the last argument of every script with a verdict.
func (s *Store) known(keys []string) int64 {
	n, err := strconv.Atoi(keys[0][len("{ls"):strings.IndexByte(keys[0], '}')])
	if err != nil {
		panic("redisstore: a key of no shard: " + keys[0])
	}
	return s.keeper.Known()[n]
}

// verdict runs a script that answers with a word.
func (s *Store) verdict(ctx context.Context, sc script, keys []string, args ...any) (answer, error) {
	cmd, err := s.run(ctx, sc, keys, append(args, s.known(keys))...)
	return answerOf(cmd, err, keys)
}

// acknowledged runs a script that writes an accepted fact and answers with a word. The
// error is [scheduler.ErrNotKept] if it has written, and not enough replicas are
// known to have that.
func (s *Store) acknowledged(ctx context.Context, sc script, keys []string, args ...any) (answer, error) {
	cmd, err := call(ctx, sc, keys, append(args, s.known(keys)), func(cmd *redis.Cmd) error {
		k := &lasting{once: once{cmd}, done: "ok", lacking: errNoConfirmer}
		if err := s.client.Process(ctx, k); err != nil {
			return err
		}
		return k.lacking
	})
	return answerOf(cmd, err, keys)
}

// answerOf reads the answer of a script.
func answerOf(cmd *redis.Cmd, err error, keys []string) (answer, error) {
	if err != nil {
		return answer{}, err
	}
	text, err := cmd.Text()
	if err != nil {
		return answer{}, fmt.Errorf("read the answer of a script: %w", err)
	}
	if err := spoiltKey(text, keys); err != nil {
		return answer{}, err
	}
	word, count, counted := strings.Cut(text, " ")
	a := answer{word: word}
	if counted {
		a.written, err = strconv.ParseInt(count, 10, 64)
	}
	if err != nil {
		return answer{}, fmt.Errorf("read the answer of a script: %w", err)
	}
	return a, nil
}
