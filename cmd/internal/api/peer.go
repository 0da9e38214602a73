package api

import (
	"context"
	"fmt"
	"os/user"
	"strconv"
	"sync"
)

type peerKey struct{}

// peer is the account at the other end of a connection.
type peer struct {
	uid   uint32
	known bool
	names *accounts
}

// actor returns who is asking, for the audit log: "uid 1000 (alice)".
func actor(ctx context.Context) string {
	p, ok := ctx.Value(peerKey{}).(peer)
	if !ok || !p.known {
		return "unidentified"
	}
	return p.names.label(p.uid)
}

// accounts keeps the names of accounts, since their directory may be slow.
type accounts struct{ labels sync.Map }

func (a *accounts) label(uid uint32) string {
	if known, ok := a.labels.Load(uid); ok {
		return known.(string)
	}
	id := strconv.FormatUint(uint64(uid), 10)
	u, err := user.LookupId(id)
	if err != nil {
		return "uid " + id // asked again next time: the directory may be away
	}
	label := fmt.Sprintf("uid %s (%s)", id, u.Username)
	a.labels.Store(uid, label)
	return label
}
