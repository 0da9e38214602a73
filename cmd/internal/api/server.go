package api

import (
	"context"
	"net"
	"net/http"
	"time"
)

// Server wraps a handler with the time limits of a local API, and notes who is at
// the other end of each connection. The caller sets ErrorLog.
func Server(h http.Handler) *http.Server {
	names := &accounts{}
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      patience + 40*time.Second, // a list of thousands, read slowly
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    16 << 10,
		ConnContext: func(ctx context.Context, c net.Conn) context.Context {
			uid, known := peerUID(c)
			return context.WithValue(ctx, peerKey{}, peer{uid: uid, known: known, names: names})
		},
	}
}
