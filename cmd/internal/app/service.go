package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/longstop/longstop/cmd/internal/api"
)

// service is a server with the listener that it answers at.
type service struct {
	http *http.Server
	at   net.Listener
}

// listenAPI binds the socket of the API.
func listenAPI(socket string, o api.Options, down *teardown) (*service, error) {
	at, err := api.Listen(socket)
	if err != nil {
		return nil, err
	}
	return newService("api socket", api.Server(api.New(o)), at, o.Log, down), nil
}

// listenOperations binds the port of the metrics and of the states.
func listenOperations(address string, h http.Handler, log *slog.Logger, down *teardown) (*service, error) {
	at, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("listen.http: %w", err)
	}
	s := &http.Server{
		Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second,
		WriteTimeout: 30 * time.Second, IdleTimeout: time.Minute, MaxHeaderBytes: 16 << 10,
	}
	return newService("metrics port", s, at, log, down), nil
}

// newService joins a server and its listener. The server complains in the daemon's
// log, and not past it in the process's own.
func newService(name string, s *http.Server, at net.Listener, log *slog.Logger, down *teardown) *service {
	s.ErrorLog = slog.NewLogLogger(log.Handler(), slog.LevelError)
	down.add(name, func(context.Context) error {
		if err := at.Close(); !errors.Is(err, net.ErrClosed) {
			return err
		}
		return nil // its server closed it
	})
	return &service{http: s, at: at}
}

// serve answers until the server is shut down, which is no error.
func (s *service) serve() error {
	if err := s.http.Serve(s.at); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}

// shutdown accepts nothing more, and answers what was asked until ctx ends.
func (s *service) shutdown(ctx context.Context) {
	if s.http.Shutdown(ctx) != nil {
		_ = s.http.Close()
	}
}
