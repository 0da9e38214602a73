package redisstore

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/redis/go-redis/v9"

	"github.com/longstop/longstop/scheduler/roll"
)

// Roll reads the roll of a case; the zero Roll if it has none. One that cannot be
// read is damaged and otherwise empty. The error is Redis's.
func (s *Store) Roll(ctx context.Context, caseID string) (roll.Roll, error) {
	value, err := s.client.Get(ctx, shardOf(caseID).roll(caseID)).Result()
	switch {
	case errors.Is(err, redis.Nil):
		return roll.Roll{}, nil
	case err != nil:
		return roll.Roll{}, fmt.Errorf("read roll: %w", err)
	}
	return s.decodeRoll(value), nil
}

// decodeRoll reads the value of a roll's key: version, space, record.
func (s *Store) decodeRoll(value string) roll.Roll {
	version, packed, err := cutRevision(value)
	if err != nil {
		return roll.Roll{Damaged: true}
	}
	r := roll.Roll{Version: version}
	doc, err := s.packer.unpack(packed)
	if err == nil {
		err = json.Unmarshal(doc, &r)
	}
	if err != nil {
		return roll.Roll{Version: version, Damaged: true}
	}
	return r
}

// encodeRoll returns the version that was read and the record to write; both are
// empty for a roll that is left alone.
func (s *Store) encodeRoll(r *roll.Roll) (version, doc any, err error) {
	if r == nil {
		return "", "", nil
	}
	record, err := json.Marshal(r)
	if err != nil {
		return nil, nil, fmt.Errorf("encode roll: %w", err)
	}
	return r.Version, s.packer.pack(record, maxPlainRecord), nil
}
