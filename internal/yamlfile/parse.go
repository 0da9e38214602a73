package yamlfile

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// MaxSize bounds a file, in bytes.
const MaxSize = 1 << 20

// parse returns the root of the one document in data.
func parse(data []byte) (*yaml.Node, *Error) {
	if problem := unreadable(data); problem != nil {
		return nil, problem
	}
	var doc, second yaml.Node
	dec := yaml.NewDecoder(bytes.NewReader(data))
	err := dec.Decode(&doc)
	if errors.Is(err, io.EOF) || err == nil && isEmpty(doc.Content[0]) {
		return nil, Pos{}.Errorf("", "", "is empty")
	}
	if err != nil {
		return nil, syntax(data, err)
	}
	switch err := dec.Decode(&second); {
	case err == nil:
		return nil, posOf(&second).Errorf("", "", `a second document begins here: a file holds one, without a line "---" inside`)
	case !errors.Is(err, io.EOF):
		return nil, syntax(data, err)
	}
	return doc.Content[0], nil
}

var (
	syntaxLine = regexp.MustCompile(`^line (\d+): (.*)$`)
	// The parser, unlike the scanner, counts its lines from 0.
	countsFromZero = regexp.MustCompile(`^did not find expected (key|node content|<|'[-,])`)
	unknownAlias   = regexp.MustCompile(`^unknown anchor '(.*)' referenced$`)
)

// byteOrderMark is what some editors put in front of a text, unseen.
const byteOrderMark = "\uFEFF"

// unreadable returns why data is no text, with the line. The YAML parser would
// not know the line.
func unreadable(data []byte) *Error {
	if len(data) > MaxSize {
		return Pos{}.Errorf("", "", "is larger than 1 MiB")
	}
	at := Pos{Line: 1}
	text := strings.TrimPrefix(string(data), byteOrderMark)
	for i, r := range text {
		at.Column++
		switch {
		case r == '\n':
			at = Pos{Line: at.Line + 1}
		case r == utf8.RuneError && !strings.HasPrefix(text[i:], "\uFFFD"):
			return Pos{Line: at.Line}.Errorf("", "", "is not UTF-8 text: save it as UTF-8")
		case r != '\r' && unseen(r) != "":
			return at.Mistake("", "", hides(r))
		}
	}
	return nil
}

// noAnchorName is the parser's error for *.scp.example, which it takes for an
// alias and people mean as a text; mustQuote says so in place of it.
const (
	noAnchorName = "did not find expected alphabetic or numeric character"
	mustQuote    = `a text that begins with "*" or "&" must be in quotes`
)

// syntax returns an error of the YAML parser with its line, as far as that is
// known.
func syntax(data []byte, err error) *Error {
	message, line := strings.TrimPrefix(err.Error(), "yaml: "), 1
	if m := syntaxLine.FindStringSubmatch(message); m != nil {
		line, _ = strconv.Atoi(m[1])
		message = m[2]
		if countsFromZero.MatchString(message) {
			line++
		}
	}
	if m := unknownAlias.FindStringSubmatch(message); m != nil {
		before, _, _ := bytes.Cut(data, []byte("*"+m[1]))
		line = 1 + bytes.Count(before, []byte("\n"))
		message = mustQuote
	}
	if message == noAnchorName {
		message = mustQuote
	}
	line = min(line, 1+bytes.Count(bytes.TrimSuffix(data, []byte("\n")), []byte("\n")))
	return Pos{Line: line}.Errorf("", "", "is not valid YAML: %s", message)
}
