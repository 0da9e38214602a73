package lint

import (
	_ "embed"

	"github.com/longstop/longstop/internal/yamlfile"
)

// Known is something that the lint finds in a procedure that ships and that is
// to stay: the published guidance itself says so.
type Known struct {
	Procedure string `yaml:"procedure,required"`
	Kind      string `yaml:"kind,required"`
	Milestone string `yaml:"milestone"`
	Field     string `yaml:"field"`
	Reason    string `yaml:"reason,required"`
}

//go:embed known-findings.yaml
var knownFindings []byte

// KnownFindings lists what is known of the procedures that ship.
func KnownFindings() ([]Known, error) {
	var file struct {
		Findings []Known `yaml:"findings,required"`
	}
	err := yamlfile.Decode("known-findings.yaml", knownFindings, &file)
	return file.Findings, err
}
