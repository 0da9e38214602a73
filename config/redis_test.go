package config

import (
	"strings"
	"testing"
)

// Plain text to a Redis on another machine may be meant, on a network that is encrypted
// below; somebody should have decided that.
func TestRedisInPlainText(t *testing.T) {
	for redis, want := range map[string]bool{
		`{address: "127.0.0.1:6379"}`:                                                   false,
		`{address: "localhost:6379"}`:                                                   false,
		`{address: "[::1]:6379"}`:                                                       false,
		`{address: "unix:///run/redis.sock"}`:                                           false,
		`{address: "redis.scp.example:6379", tls: true}`:                                false,
		`{address: "redis.scp.example:6379"}`:                                           true,
		`{address: "10.0.0.1:6379"}`:                                                    true,
		`{cluster: ["127.0.0.1:7000", "10.0.0.1:7000"]}`:                                true,
		`{sentinel: {master: longstop, addresses: ["10.0.0.1:26379"]}}`:                 true,
		`{sentinel: {master: longstop, addresses: ["10.0.0.1:26379"]}, tls: true}`:      false,
		`{sentinel: {master: longstop, addresses: ["127.0.0.1:26379"]}, tls: false}`:    false,
		`{address: "localhost.scp.example:6379", username: longstop, password-file: p}`: true,
	} {
		main := strings.Replace(testdata(t, "longstop.yaml"), `{address: "127.0.0.1:6379"}`, redis, 1)
		f := files{"bscp.yaml": testdata(t, "bscp.yaml"), "p": "secret\n"}
		got, err := parse("longstop.yaml", []byte(main), f.read, known)
		if err != nil {
			t.Fatalf("%s: %v", redis, err)
		}
		warned := len(got.Warnings) == 1 && strings.HasPrefix(got.Warnings[0], "redis: it is on another machine")
		if warned != want || !want && len(got.Warnings) > 0 {
			t.Errorf("%s: %q, want a warning: %v", redis, got.Warnings, want)
		}
	}
}
