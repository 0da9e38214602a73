package memstore

import (
	"context"
	"fmt"
	"time"

	"github.com/longstop/longstop/scheduler/almanac"
)

// journal is the journal of bank-holiday lists, and its state.
type journal struct {
	lines   [][]byte
	applied int
	checked time.Time
}

// Journal implements [scheduler.Store].
func (s *Store) Journal(_ context.Context, after int) ([]almanac.Line, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var lines []almanac.Line
	for i := max(0, after); i < len(s.journal.lines); i++ {
		line, err := decode[almanac.Line](s.journal.lines[i])
		if err != nil {
			return nil, fmt.Errorf("read journal of bank holidays, line %d: %w", i+1, err)
		}
		line.Number = i + 1
		lines = append(lines, *line)
	}
	return lines, nil
}

// AppendJournal implements [scheduler.Store].
func (s *Store) AppendJournal(_ context.Context, line almanac.Line) error {
	line.At = line.At.UTC()
	doc, err := encode(&line)
	s.mu.Lock()
	defer s.mu.Unlock()
	if err == nil && line.Number != len(s.journal.lines)+1 {
		err = almanac.ErrTaken
	}
	if err != nil {
		return fmt.Errorf("add line %d to the journal of bank holidays: %w", line.Number, err)
	}
	s.journal.lines = append(s.journal.lines, doc)
	s.nudge()
	return nil
}

// JournalState implements [scheduler.Store].
func (s *Store) JournalState(context.Context) (almanac.State, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	j := s.journal
	return almanac.State{Lines: len(j.lines), Applied: j.applied, Checked: j.checked}, nil
}

// NoteJournal implements [scheduler.Store].
func (s *Store) NoteJournal(_ context.Context, applied int, checked time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	j := &s.journal
	if applied > len(j.lines) {
		return fmt.Errorf("note that %d lines of the journal of bank holidays are applied: %w", applied, almanac.ErrTaken)
	}
	j.applied = max(j.applied, applied)
	if checked.After(j.checked) {
		j.checked = checked.UTC()
	}
	return nil
}
