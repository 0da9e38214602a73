package yamlfile_test

import (
	"strings"
	"testing"

	"github.com/longstop/longstop/internal/yamlfile"
)

// TestNothingOfAnotherFileIsRepeated reads files that are none of ours, as somebody
// would who may run check-config and may not read them.
func TestNothingOfAnotherFileIsRepeated(t *testing.T) {
	for name, text := range map[string]string{
		"passwords of accounts":    "root:$6$SECRET$SECRET:20782:0:99999:7:::\nbm:!*:20782::::::\n",
		"one of them":              "bm:$y$SECRET:20782:0:99999:7:::",
		"passwords of a database":  "db.scp.example:5432:longstop:longstop:SECRET\n",
		"passwords of a website":   "bm:$apr1$SECRET: \n",
		"one password":             "SECRET\n",
		"one with a star":          "*SECRET\n",
		"one with an ampersand":    "&SECRET x\n",
		"one with an exclamation":  "!SECRET x\n",
		"one with two":             "!!SECRET\n",
		"one with a directive":     "%SECRET 1\n---\nx: y\n",
		"one with a colon":         "SECRET: \n",
		"one of small letters":     "hunter-secret: \n",
		"the same key twice":       "SECRET1: a\nSECRET1: b\n",
		"a token":                  "token: SECRET\n",
		"a key of ours beside it":  "name: x\nSECRET1: SECRET\n",
		"a variable":               "export TOKEN=SECRET\n",
		"a private key":            "-----BEGIN OPENSSH PRIVATE KEY-----\nSECRET+SECRET/SECRET==\n-----END OPENSSH PRIVATE KEY-----\n",
		"a login":                  "machine scp.example login bm password SECRET\n",
		"credentials in JSON":      `{"auths": {"SECRET.example": {"auth": "SECRET"}}}`,
		"a key in JSON":            `{"SECRET1": "SECRET"}`,
		"a secret of a cluster":    "apiVersion: v1\nkind: Secret\ndata: {password: SECRET}\n",
		"a list":                   "- SECRET\n- {SECRET: SECRET}\n",
		"an alias to something":    "name: *SECRET1\n",
		"an anchor in a list":      "tags: [&SECRET1 a]\n",
		"a tag on something":       "tags: [!SECRET1 a]\n",
		"a key over several lines": "? |\n  SECRET\n: x\n",
	} {
		var out file
		err := yamlfile.Decode("a.yaml", []byte(text), &out)
		if err == nil || strings.Contains(strings.ToLower(err.Error()), "secret") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
