package memstore

import (
	"context"

	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/roll"
)

// rollRecord is the roll of a case.
type rollRecord struct {
	doc     []byte
	version int64
}

// Roll implements [scheduler.Store].
func (s *Store) Roll(_ context.Context, caseID string) (roll.Roll, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	kept := s.rolls[caseID]
	if kept == nil {
		return roll.Roll{}, nil
	}
	r, err := decode[roll.Roll](kept.doc)
	if err != nil {
		return roll.Roll{}, err
	}
	r.Version = kept.version
	return *r, nil
}

// mayCall checks the version of the roll that a settlement was made from.
func (s *Store) mayCall(st scheduler.Settlement) error {
	if st.Roll == nil {
		return nil
	}
	var version int64
	if kept := s.rolls[st.Intent.Case]; kept != nil {
		version = kept.version
	}
	if st.Roll.Version != version {
		return scheduler.ErrConflict
	}
	_, err := encode(st.Roll)
	return err
}

// call writes the roll of a settlement that was checked.
func (s *Store) call(st scheduler.Settlement) {
	if st.Roll == nil {
		return
	}
	doc, err := encode(st.Roll)
	if err != nil {
		panic("memstore: a roll that was checked: " + err.Error())
	}
	s.rolls[st.Intent.Case] = &rollRecord{doc: doc, version: st.Roll.Version + 1}
}
