package api

import (
	"context"
	"net"
	"os/user"
	"testing"
)

func TestActorNamesTheAccount(t *testing.T) {
	me, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	names := &accounts{}
	var uid uint32
	for _, c := range me.Uid {
		uid = uid*10 + uint32(c-'0')
	}
	for _, tc := range []struct {
		name string
		peer peer
		want string
	}{
		{"an account of this machine", peer{uid: uid, known: true, names: names}, "uid " + me.Uid + " (" + me.Username + ")"},
		{"the same, remembered", peer{uid: uid, known: true, names: names}, "uid " + me.Uid + " (" + me.Username + ")"},
		{"one that has no name", peer{uid: 4123456789, known: true, names: names}, "uid 4123456789"},
		{"nobody that the kernel knows", peer{names: names}, "unidentified"},
	} {
		if got := actor(context.WithValue(t.Context(), peerKey{}, tc.peer)); got != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
	}
	if got := actor(t.Context()); got != "unidentified" {
		t.Errorf("without a connection: %q", got)
	}
}

// A network connection has no account at its other end, and none is guessed.
func TestPeerOfANetworkConnectionIsUnknown(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	c, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if uid, known := peerUID(c); known {
		t.Errorf("uid %d", uid)
	}
}
