package procedure

import (
	"fmt"
	"io/fs"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/longstop/longstop/internal/yamlfile"
)

// Places says where in a file its fields stand, by their paths:
// "milestones.notify.due", "ladder[1].tell". A loaded procedure has lost them,
// and what is found in it later must still be found in the file.
type Places map[string]yamlfile.Pos

// UnmarshalYAML notes the place of every field, whatever the form of the file.
func (p *Places) UnmarshalYAML(n *yaml.Node) error {
	*p = Places{}
	p.note("", n)
	return nil
}

func (p Places) note(path string, n *yaml.Node) {
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		field, at := key.Value, value
		if path != "" {
			field = path + "." + key.Value
		}
		if value.Kind == yaml.MappingNode {
			at = key
		}
		p[field] = yamlfile.Pos{Line: at.Line, Column: at.Column}
		p.note(field, value)
	}
	for i := 0; n.Kind == yaml.SequenceNode && i < len(n.Content); i++ {
		field := fmt.Sprintf("%s[%d]", path, i)
		p[field] = yamlfile.Pos{Line: n.Content[i].Line, Column: n.Content[i].Column}
		p.note(field, n.Content[i])
	}
}

// Has says whether the field is written in the file.
func (p Places) Has(path string) bool { _, ok := p[path]; return ok }

// At is the line and the column of the first of the fields that is written in
// the file, both from 1; zeros where none is.
func (p Places) At(paths ...string) (line, column int) {
	for _, path := range paths {
		if at, ok := p[path]; ok {
			return at.Line, at.Column
		}
	}
	return 0, 0
}

// Text is the file of one edition of a procedure.
type Text struct {
	File        string // its name in the folder
	ID, Edition string
	Places      Places
}

// ReadText finds the places in a file that has the form of a procedure. The
// error is about its form alone: whether its names fit together is not asked.
func ReadText(name string, data []byte) (Text, error) {
	f, err := parseFile(name, data)
	if err != nil {
		return Text{}, err
	}
	t := Text{File: name, ID: f.ID.Value, Edition: f.Edition.Value.String()}
	err = yamlfile.Decode(name, data, &t.Places)
	return t, err
}

// Texts reads the files of a folder, as [LoadFS] does.
func Texts(dir fs.FS) ([]Text, error) {
	names, err := fs.Glob(dir, "*.yaml")
	if err != nil {
		return nil, err
	}
	var texts []Text
	for _, name := range names {
		if strings.HasPrefix(name, ".") {
			continue
		}
		data, err := fs.ReadFile(dir, name)
		if err != nil {
			return nil, err
		}
		t, err := ReadText(name, data)
		if err != nil {
			return nil, err
		}
		texts = append(texts, t)
	}
	return texts, nil
}
