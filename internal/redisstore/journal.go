package redisstore

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/longstop/longstop/internal/redo"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
)

// A line of the journal is its number, a space, and the record, packed
// (pack.go). The number shows that no line before it is missing.

// journalPage is the number of lines that are read at a time: each may hold a
// whole list of bank holidays.
const journalPage = 16

// The fields of the journal's state.
const (
	fieldApplied = "applied"
	fieldChecked = "checked"
)

// Journal reads the lines with a number above after. Errors: [ErrUnreadable] if
// one of them is damaged, or Redis's; with an error come no lines.
func (s *Store) Journal(ctx context.Context, after int) ([]almanac.Line, error) {
	var lines []almanac.Line
	for after = max(0, after); ; {
		page, err := s.client.LRange(ctx, caseless.journal(), int64(after), int64(after+journalPage-1)).Result()
		if err != nil {
			return nil, fmt.Errorf("read journal of bank holidays: %w", journalError(err))
		}
		for _, value := range page {
			after++
			line, err := s.packer.decodeJournal(after, value)
			if err != nil {
				return nil, fmt.Errorf("read journal of bank holidays, line %d: %w", after, err)
			}
			lines = append(lines, line)
		}
		if len(page) < journalPage {
			return lines, nil
		}
	}
}

// AppendJournal adds a line. When the connection breaks before the answer,
// trying again is safe: if the first try was heard, the answer is ErrTaken,
// and the line with that number is the same one. The caller reads it and sees.
//
// Errors: [almanac.ErrTaken], [scheduler.ErrNotKept], [ErrInvalid], or Redis's.
func (s *Store) AppendJournal(ctx context.Context, line almanac.Line) error {
	var a answer
	doc, err := s.packer.encodeJournal(line)
	if err == nil {
		keys := []string{caseless.journal(), caseless.totals()}
		a, err = s.acknowledged(ctx, appendJournalScript, keys, line.Number, doc, channel)
	}
	if err == nil {
		err = journalAnswer(a.word)
	}
	if err != nil {
		return fmt.Errorf("add line %d to the journal of bank holidays: %w", line.Number, journalError(err))
	}
	s.keep(redo.Entry{Shard: int(caseless), N: a.written, Line: &line, LineIs: line.Number})
	return nil
}

// JournalState reads the state and then counts the lines, in this order: there
// are never fewer than were applied. Errors: [ErrUnreadable], or Redis's.
func (s *Store) JournalState(ctx context.Context) (almanac.State, error) {
	pipe := s.client.Pipeline()
	noted := pipe.HMGet(ctx, caseless.journalState(), fieldApplied, fieldChecked)
	count := pipe.LLen(ctx, caseless.journal())
	_, err := pipe.Exec(ctx)
	var applied, checked int64
	if err == nil {
		applied, err = notedNumber(noted.Val()[0])
	}
	if err == nil {
		checked, err = notedNumber(noted.Val()[1])
	}
	if err != nil {
		return almanac.State{}, fmt.Errorf("read state of the journal of bank holidays: %w", journalError(err))
	}
	state := almanac.State{Lines: int(count.Val()), Applied: int(applied)}
	if checked != 0 {
		state.Checked = time.Unix(0, checked).UTC()
	}
	return state, nil
}

// NoteJournal raises the state; a moment before 1970 counts as none. Trying
// again after a broken connection is safe. Errors: [almanac.ErrTaken],
// [ErrUnreadable], or Redis's.
func (s *Store) NoteJournal(ctx context.Context, applied int, checked time.Time) error {
	keys := []string{caseless.journal(), caseless.journalState()}
	a, err := s.verdict(ctx, noteJournalScript, keys, max(0, applied), max(0, nanos(checked)))
	if err == nil {
		err = journalAnswer(a.word)
	}
	if err != nil {
		return fmt.Errorf("note %d applied lines of the journal of bank holidays: %w", applied, journalError(err))
	}
	return nil
}

// journalAnswer returns the error for an answer of append_journal.lua or
// note_journal.lua.
func journalAnswer(word string) error {
	switch word {
	case "ok":
		return nil
	case "conflict":
		return almanac.ErrTaken
	}
	return complaint(word)
}

// encodeJournal makes the record of a line, packed. It refuses a line that could
// not be read again, for that would spoil the journal for good.
func (p *packer) encodeJournal(line almanac.Line) ([]byte, error) {
	line.At = line.At.UTC()
	doc, err := json.Marshal(line)
	if err != nil {
		return nil, fmt.Errorf("encode line: %w", err)
	}
	if len(doc) > maxRecord {
		return nil, fmt.Errorf("a line of %d bytes, the longest is %d: %w", len(doc), maxRecord, ErrInvalid)
	}
	return p.pack(doc, maxPlainRecord), nil
}

// decodeJournal reads a line, whose place in the list must be its number.
func (p *packer) decodeJournal(number int, value string) (almanac.Line, error) {
	written, packed, err := cutRevision(value)
	if err != nil {
		return almanac.Line{}, err
	}
	if written != int64(number) {
		return almanac.Line{}, unreadable(errors.New("another line"))
	}
	line := almanac.Line{Number: number}
	doc, err := p.unpack(packed)
	if err == nil {
		err = json.Unmarshal(doc, &line)
	}
	if err != nil {
		return almanac.Line{}, unreadable(err)
	}
	return line, nil
}

// notedNumber reads a field of the state, or 0 where there is none.
func notedNumber(value any) (int64, error) {
	if value == nil {
		return 0, nil
	}
	n, err := strconv.ParseInt(fmt.Sprint(value), 10, 64)
	if err != nil || n < 0 {
		return 0, unreadable(errors.New("no number"))
	}
	return n, nil
}

// journalError makes [ErrUnreadable] of the error for a key of a type that is not
// ours.
func journalError(err error) error {
	if errors.Is(err, scheduler.ErrSpoilt) && !errors.Is(err, ErrUnreadable) {
		return fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	return err
}
