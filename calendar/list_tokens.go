package calendar

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
)

// next returns the next token of the text: a [json.Delim], a string, a bool, a
// [json.Number] or nil, like a [json.Decoder], which takes ten times as long.
// The text is valid JSON, and next is called only where there is a token.
func (r *listReader) next() json.Token {
	r.toToken()
	start := r.at
	switch r.text[start] {
	case '{', '}', '[', ']':
		r.at++
		return json.Delim(r.text[start])
	case '"':
		return r.nextString()
	}
	for r.at < len(r.text) && !bytes.ContainsRune([]byte(" \t\r\n,:]}"), rune(r.text[r.at])) {
		r.at++
	}
	switch word := string(r.text[start:r.at]); word {
	case "true", "false":
		return word == "true"
	case "null":
		return nil
	default:
		return json.Number(word)
	}
}

func (r *listReader) nextString() json.Token {
	start, escaped := r.at, false
	for r.at++; r.text[r.at] != '"'; r.at++ {
		if r.text[r.at] == '\\' {
			escaped = true
			r.at++
		}
	}
	r.at++
	if !escaped {
		return string(r.text[start+1 : r.at-1])
	}
	var s string
	if err := json.Unmarshal(r.text[start:r.at], &s); err != nil {
		r.add("it is not JSON: %s", err)
	}
	return s
}

// toToken goes to where the next token begins.
func (r *listReader) toToken() {
	for {
		switch r.text[r.at] {
		case ' ', '\t', '\r', '\n', ',', ':':
			r.at++
		default:
			return
		}
	}
}

// more says whether the object or list that is being read has another member.
func (r *listReader) more() bool {
	r.toToken()
	return r.text[r.at] != '}' && r.text[r.at] != ']'
}

// object reads an object, which problems call what. It has member read the value
// of each key; a key that is there twice is a problem.
func (r *listReader) object(what string, member func(key string, value json.Token)) bool {
	return r.objectAt(what, r.next(), member)
}

func (r *listReader) objectAt(what string, value json.Token, member func(key string, value json.Token)) bool {
	if value != json.Delim('{') {
		r.add("%s is %s: it must be an object", what, kindOf(value))
		r.skip(value)
		return false
	}
	seen := map[string]bool{}
	for r.more() {
		key, _ := r.next().(string)
		value := r.next()
		if seen[key] {
			r.add("%s has the key %s twice", what, keyOf(key))
			r.skip(value)
			continue
		}
		seen[key] = true
		member(key, value)
	}
	r.next()
	return true
}

func (r *listReader) textOf(what string, value json.Token) (string, bool) {
	text, ok := value.(string)
	if !ok {
		r.add("%s is %s: it must be a text", what, kindOf(value))
		r.skip(value)
	}
	return text, ok
}

// skip reads the rest of a value of which the first token is read, without
// recursion: it may be nested deeply.
func (r *listReader) skip(value json.Token) {
	for depth := step(value); depth > 0; {
		depth += step(r.next())
	}
}

func step(t json.Token) int {
	switch t {
	case json.Delim('{'), json.Delim('['):
		return 1
	case json.Delim('}'), json.Delim(']'):
		return -1
	}
	return 0
}

func kindOf(value json.Token) string {
	switch v := value.(type) {
	case string:
		return "a text"
	case json.Number:
		return "a number"
	case bool:
		return strconv.FormatBool(v)
	case json.Delim:
		if v == '[' {
			return "a list"
		}
		return "an object"
	}
	return "null"
}

// quoted returns a text from outside in quotes, short enough for an error.
func quoted(s string) string {
	if runes := []rune(s); len(runes) > 40 {
		s = string(runes[:40]) + "…"
	}
	return strconv.Quote(s)
}

// keyOf returns a key that does not belong in a list, in quotes. What does not look
// like a key is not repeated: the file may be another than was meant, with secrets.
func keyOf(key string) string {
	other := func(c rune) bool { return (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && c != '-' && c != '_' }
	if len(key) > 30 || strings.ContainsFunc(key, other) {
		return `"…"`
	}
	return strconv.Quote(key)
}
