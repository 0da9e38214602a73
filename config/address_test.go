package config

import (
	"net/mail"
	"strings"
	"testing"
)

func TestIsAddress(t *testing.T) {
	label := strings.Repeat("a", 63)
	for address, want := range map[string]bool{
		"bm@scp.example":                 true,
		"B.M+reviews@SCP.example":        true,
		"o'neill@scp.example":            true,
		"root@localhost":                 true,
		"x@a-b.example":                  true,
		"x@" + label + ".example":        true,
		strings.Repeat("x", 64) + "@a.b": true,

		"":                               false,
		"bm":                             false,
		"@scp.example":                   false,
		"bm@":                            false,
		"bm@@scp.example":                false,
		"a@b@scp.example":                false,
		".bm@scp.example":                false,
		"bm.@scp.example":                false,
		"b..m@scp.example":               false,
		"b m@scp.example":                false,
		" bm@scp.example":                false,
		"bm@scp.example ":                false,
		"bm@scp.example\n":               false,
		"bm@scp..example":                false,
		"bm@scp.example.":                false,
		"bm@-scp.example":                false,
		"bm@scp_.example-":               false,
		"<bm@scp.example>":               false,
		"Bm <bm@scp.example>":            false,
		"bm@scp.example,x@scp.example":   false,
		"bm@scp.example;x@scp.example":   false,
		"bm(note)@scp.example":           false,
		`"b m"@scp.example`:              false,
		"bm@[127.0.0.1]":                 false,
		"bm%other.example@":              false,
		"b\u200bm@scp.example":           false,
		"bm@sсp.example":                 false, // a Cyrillic letter
		"x@" + label + "a.example":       false,
		strings.Repeat("x", 65) + "@a.b": false,
		"x@" + strings.Repeat(label+".", 4) + "example": false,
	} {
		if got := isAddress(address); got != want {
			t.Errorf("isAddress(%q) = %v, want %v", address, got, want)
		}
	}
}

// FuzzIsAddress checks that the standard library's parser agrees on every text
// that we take for one plain address.
func FuzzIsAddress(f *testing.F) {
	for _, seed := range []string{"bm@scp.example", "a,b@c", "a@b,c@d", "A <a@b>", "a@b (c)", "a;b@c", "=?utf-8?q?x?=@a"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !isAddress(s) {
			return
		}
		list, err := mail.ParseAddressList(s)
		if err != nil || len(list) != 1 || list[0].Address != s || list[0].Name != "" {
			t.Errorf("%q is %v to net/mail, %v", s, list, err)
		}
	})
}

func TestIsLoopback(t *testing.T) {
	for host, want := range map[string]bool{
		"127.0.0.1": true, "127.8.9.1": true, "::1": true, "localhost": true,
		"128.0.0.1": false, "0.0.0.0": false, "::": false, "::2": false, "localhost.scp.example": false,
		"127.0.0.1.scp.example": false, "127.1": false, "": false,
	} {
		if got := isLoopback(host); got != want {
			t.Errorf("isLoopback(%q) = %v, want %v", host, got, want)
		}
	}
}

func TestClock(t *testing.T) {
	for text, want := range map[string]Clock{"00:00": 0, "07:05": 425, "23:59": 1439, "24:00": 1440} {
		var c Clock
		if err := c.UnmarshalText([]byte(text)); err != nil || c != want || c.String() != text {
			t.Errorf("%s: %d, written %s, %v", text, c, c, err)
		}
	}
	for _, text := range []string{"", "7:05", "07:5", "07.05", "7am", "24:01", "25:00", "12:60", "-1:00", "07:05:00", " 07:05", "99:99"} {
		var c Clock
		if err := c.UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q was read as %s", text, c)
		}
	}
}
