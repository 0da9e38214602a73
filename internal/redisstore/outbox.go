package redisstore

import (
	"fmt"

	"github.com/longstop/longstop/scheduler"
)

// intents lays out the keys and arguments of intents that enter the outbox: the
// key of each, and its id, score and record. All must belong to the case, for
// the case decides the shard.
func (s shard) intents(caseID string, list []*scheduler.Intent) ([]string, []any, error) {
	keys := make([]string, 0, len(list))
	args := make([]any, 0, 3*len(list))
	seen := make(map[string]bool, len(list))
	for _, in := range list {
		if in.ID == "" || in.Case != caseID || seen[in.ID] {
			return nil, nil, fmt.Errorf("an email without an id, of another case, or twice: %w", ErrInvalid)
		}
		seen[in.ID] = true
		doc, err := encodeIntent(in)
		if err != nil {
			return nil, nil, err
		}
		keys = append(keys, s.email(in.ID))
		args = append(args, in.ID, ceil(in.Date), doc)
	}
	return keys, args, nil
}
