package procedure

import (
	_ "embed"

	"github.com/longstop/longstop/config/yamlfile"
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
func KnownFindings() ([]Known, error) { return ParseKnown("known-findings.yaml", knownFindings) }

// ParseKnown reads such a list. The errors have their place in the file.
func ParseKnown(name string, data []byte) ([]Known, error) {
	var file struct {
		Findings []Known `yaml:"findings,required"`
	}
	err := yamlfile.Decode(name, data, &file)
	return file.Findings, err
}
