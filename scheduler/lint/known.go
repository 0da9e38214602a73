package lint

import (
	_ "embed"

	"github.com/longstop/longstop/internal/yamlfile"
)

// Known is an expected finding in a procedure that ships. It stays, because the
// published guidance itself says so.
type Known struct {
	Procedure string `yaml:"procedure,required"`
	Kind      string `yaml:"kind,required"`
	Milestone string `yaml:"milestone"`
	Field     string `yaml:"field"`
	Reason    string `yaml:"reason,required"`
}

//go:embed known-findings.yaml
var knownFindings []byte

// KnownFindings returns the expected findings in the procedures that ship. The
// error is that of a known-findings.yaml that cannot be read.
func KnownFindings() ([]Known, error) {
	var file struct {
		Findings []Known `yaml:"findings,required"`
	}
	err := yamlfile.Decode("known-findings.yaml", knownFindings, &file)
	return file.Findings, err
}
