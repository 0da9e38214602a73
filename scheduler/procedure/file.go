package procedure

import (
	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/config/yamlfile"
)

type located[T any] = yamlfile.Located[T]

// file is a procedure as it is written, before it inherits anything.
type file struct {
	name string // for errors

	ID         located[string]             `yaml:"id,required"`
	Title      lineText                    `yaml:"title,required"`
	Document   lineText                    `yaml:"document,required"`
	Edition    located[calendar.Date]      `yaml:"edition,required"`
	Inherits   located[string]             `yaml:"inherits"`
	Roles      yamlfile.Map[lineText]      `yaml:"roles"`
	Events     yamlfile.Map[fileEvent]     `yaml:"events"`
	Milestones yamlfile.Map[fileMilestone] `yaml:"milestones,required"`
	Reminders  located[[]periodText]       `yaml:"reminders"`
	Ladder     located[[]fileRung]         `yaml:"ladder"`
}

type fileEvent struct {
	Title    lineText        `yaml:"title,required"`
	Begins   bool            `yaml:"begins"`
	Outcomes nameList        `yaml:"outcomes"`
	Follows  located[string] `yaml:"follows"`
}

type fileMilestone struct {
	Title     lineText                `yaml:"title,required"`
	Per       per                     `yaml:"per"`
	Due       located[ruleText]       `yaml:"due,required"`
	Owner     located[string]         `yaml:"owner,required"`
	Copy      located[nameList]       `yaml:"copy"`
	Statutory bool                    `yaml:"statutory"`
	When      located[*conditionText] `yaml:"when"`
	Outcomes  nameList                `yaml:"outcomes"`
	From      located[calendar.Date]  `yaml:"from"`
	Follows   located[string]         `yaml:"follows"`
	Within    located[string]         `yaml:"within"`
	Silence   lineText                `yaml:"silence"`
	Delegated located[*fileDelegated] `yaml:"delegated"`
	DoneBy    located[string]         `yaml:"done-by"`
	EndedBy   located[string]         `yaml:"ended-by"`
	Quorum    lineText                `yaml:"quorum"`
	Source    fileSource              `yaml:"source,required"`
	Note      lineText                `yaml:"note"`
	Reminders located[[]periodText]   `yaml:"reminders"`
	Ladder    located[[]fileRung]     `yaml:"ladder"`
}

type fileDelegated struct {
	To          located[string] `yaml:"to,required"`
	UntilMissed located[string] `yaml:"until-missed,required"`
}

type fileSource struct {
	Document lineText `yaml:"document"`
	Section  lineText `yaml:"section,required"`
	Text     lineText `yaml:"text"`
}

type fileRung struct {
	After periodText        `yaml:"after,required"`
	Tell  located[nameList] `yaml:"tell,required"`
}

// at is the place of a field, where an error can be about it.
func (m fileMilestone) at(field string) yamlfile.Pos {
	return map[string]yamlfile.Pos{
		"due": m.Due.Pos, "owner": m.Owner.Pos, "copy": m.Copy.Pos, "when": m.When.Pos,
		"done-by": m.DoneBy.Pos, "ended-by": m.EndedBy.Pos,
		"from": m.From.Pos, "follows": m.Follows.Pos, "within": m.Within.Pos, "delegated": m.Delegated.Pos,
	}[field]
}

func (f *file) hasMilestone(id string) bool {
	_, ok := f.Milestones.Get(id)
	return ok
}

func parseFile(name string, data []byte) (*file, error) {
	f := &file{name: name}
	if err := yamlfile.Decode(name, data, f); err != nil {
		return nil, err
	}
	return f, nil
}
