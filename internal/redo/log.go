package redo

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sync"
	"time"
)

// The bounds of a log, in bytes and files. A line holds a whole case.
const (
	maxFile = 16 << 20
	maxAll  = 4 * maxFile
	maxLine = 32 << 20
)

// suffix ends the name of each file; before it stands a number that grows.
const suffix = ".redo"

// ours are the names of files of the log. Whatever else is in the folder is left alone.
var ours = regexp.MustCompile(`^[0-9]{9}\.redo$`)

// Log appends what the store has acknowledged. Any number of goroutines may share one;
// no other process may write to its folder.
type Log struct {
	dir    string
	log    *slog.Logger
	now    func() time.Time
	failed func() // counts what could not be kept

	mu     sync.Mutex
	file   *os.File
	number int   // of the file
	size   int64 // of the file
	known  Counts
	told   time.Time // when a failure was last logged

	syncing sync.Mutex // held by the goroutine that syncs for all that wait
	written int64      // lines, ever
	synced  int64
}

// Options say where a log is kept.
type Options struct {
	Dir    string // is made if it is not there
	Log    *slog.Logger
	Failed func() // is called for each entry that could not be kept; may be nil
}

// Open reads what the log knows, and begins a new file.
func Open(o Options) (*Log, error) {
	l := &Log{dir: o.Dir, log: o.Log, failed: o.Failed, now: time.Now}
	if l.failed == nil {
		l.failed = func() {}
	}
	if err := os.MkdirAll(o.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("open redo log: %w", err)
	}
	names, err := files(o.Dir)
	if err != nil {
		return nil, fmt.Errorf("open redo log: %w", err)
	}
	damaged, err := each(o.Dir, names, func(e Entry, n note) { l.learn(e, n) })
	if err != nil {
		return nil, fmt.Errorf("open redo log: %w", err)
	}
	if damaged > 0 {
		o.Log.Warn("lines of the redo log are damaged; a crash may leave one", "damaged", damaged)
	}
	if len(names) == 0 {
		err = l.begin()
	} else {
		err = l.resume(names[len(names)-1])
	}
	if err != nil {
		return nil, fmt.Errorf("open redo log: %w", err)
	}
	return l, nil
}

// resume goes on with the last file: a daemon that starts again and again must not push
// out what it knew. A line that a crash has torn is ended.
func (l *Log) resume(name string) error {
	if _, err := fmt.Sscanf(name, "%09d", &l.number); err != nil {
		return err
	}
	file, err := os.OpenFile(filepath.Join(l.dir, name), os.O_RDWR|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	info, err := file.Stat()
	if err == nil && info.Size() > 0 {
		last := make([]byte, 1)
		if _, err = file.ReadAt(last, info.Size()-1); err == nil && last[0] != '\n' {
			_, err = file.WriteString("\n")
		}
	}
	if err == nil {
		info, err = file.Stat()
	}
	if err != nil {
		return errors.Join(err, file.Close())
	}
	l.file, l.size = file, info.Size()
	return nil
}

// learn takes in a line.
func (l *Log) learn(e Entry, n note) {
	if n.Seen == nil {
		l.known[e.Shard] = max(l.known[e.Shard], e.N)
		return
	}
	for i, count := range n.Seen {
		l.known[i] = max(l.known[i], count)
	}
}

// Known returns how much was written to each shard, as far as this daemon knows.
func (l *Log) Known() Counts {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.known
}

// Keep appends an entry and returns when it is on disk. What it cannot keep is logged
// and counted: the store has it all the same.
func (l *Log) Keep(e Entry) {
	e.At = l.now().UTC()
	if err := l.append(e, note{}); err != nil {
		l.complain(err)
	}
}

// See notes how much the store has, as it was written by this daemon and by others. It
// may be called often: only what is new is written.
func (l *Log) See(c Counts) {
	before := l.Known()
	known := before
	for i, count := range c {
		known[i] = max(known[i], count)
	}
	if known == before {
		return
	}
	if err := l.append(Entry{}, note{Seen: &known}); err != nil {
		l.complain(err)
	}
}

// Close ends the log.
func (l *Log) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return errors.Join(l.file.Sync(), l.file.Close())
}

func (l *Log) complain(err error) {
	l.failed()
	l.mu.Lock()
	defer l.mu.Unlock()
	if now := l.now(); now.Sub(l.told) > time.Minute || now.Before(l.told) {
		l.told = now
		l.log.Error("an acknowledged write could not be kept in the redo log", "error", err)
	}
}

// append writes a line and waits until it is on disk. Several that come together are
// synced together.
func (l *Log) append(e Entry, n note) error {
	var line []byte
	var err error
	if n.Seen != nil {
		line, err = encode(n)
	} else {
		line, err = encode(e)
	}
	if err != nil {
		return err
	}
	l.mu.Lock()
	if l.size > 0 && l.size+int64(len(line)) > maxFile {
		err = l.begin()
	}
	if err == nil {
		_, err = l.file.Write(line)
		if err != nil { // half a line would swallow the next
			err = errors.Join(err, l.file.Truncate(l.size))
		}
	}
	if err == nil {
		l.size += int64(len(line))
		l.learn(e, n)
	}
	l.written++
	mine := l.written
	l.mu.Unlock()
	if err != nil {
		return err
	}
	return l.sync(mine)
}

// sync returns when the line of a number is on disk.
func (l *Log) sync(mine int64) error {
	l.syncing.Lock()
	defer l.syncing.Unlock()
	if l.synced >= mine {
		return nil // somebody has synced it meanwhile
	}
	l.mu.Lock()
	file, upTo := l.file, l.written
	l.mu.Unlock()
	if err := file.Sync(); err != nil && !errors.Is(err, os.ErrClosed) {
		return err
	}
	l.synced = upTo
	return nil
}

// begin starts a new file, with what is known at its head, and removes the oldest. The
// file before it is on disk when it is left.
func (l *Log) begin() error {
	name := fmt.Sprintf("%09d%s", l.number+1, suffix)
	file, err := os.OpenFile(filepath.Join(l.dir, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	head, err := encode(note{Seen: &l.known})
	if err == nil {
		_, err = file.Write(head)
	}
	if err == nil {
		err = file.Sync()
	}
	if err == nil {
		err = syncDir(l.dir)
	}
	if err != nil { // the next try begins with the same name
		return errors.Join(err, file.Close(), os.Remove(file.Name()))
	}
	if l.file != nil {
		if err := errors.Join(l.file.Sync(), l.file.Close()); err != nil {
			return err
		}
	}
	l.file, l.size = file, int64(len(head))
	l.number++
	return l.prune()
}

// prune removes the oldest files, as long as the others are large enough together.
func (l *Log) prune() error {
	names, err := files(l.dir)
	if err != nil {
		return err
	}
	var kept int64
	for _, name := range slices.Backward(names) {
		path := filepath.Join(l.dir, name)
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		if kept += info.Size(); kept > maxAll-maxFile { // and the new one grows
			if err := os.Remove(path); err != nil {
				return err
			}
		}
	}
	return nil
}

// files returns the names of the files of a log, oldest first.
func files(dir string) ([]string, error) {
	all, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, f := range all {
		if f.Type().IsRegular() && ours.MatchString(f.Name()) {
			names = append(names, f.Name())
		}
	}
	slices.Sort(names)
	return names, nil
}

// each visits every line of the files. It counts those that are damaged, and goes on.
func each(dir string, names []string, visit func(Entry, note)) (damaged int, err error) {
	for _, name := range names {
		n, err := eachOf(filepath.Join(dir, name), visit)
		if damaged += n; err != nil {
			return damaged, err
		}
	}
	return damaged, nil
}

func eachOf(path string, visit func(Entry, note)) (damaged int, err error) {
	file, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(make([]byte, 64<<10), maxLine)
	for lines.Scan() {
		if e, n, err := decode(lines.Text()); err != nil {
			damaged++
		} else {
			visit(e, n)
		}
	}
	if errors.Is(lines.Err(), bufio.ErrTooLong) {
		return damaged + 1, nil // no line is as long as that
	}
	return damaged, lines.Err()
}

// syncDir makes the names in a folder last.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, fs.ErrInvalid) {
		return err
	}
	return nil
}
