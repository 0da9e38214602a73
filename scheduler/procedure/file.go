package procedure

import (
	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/yamlfile"
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
	Settings   yamlfile.Map[fileSetting]   `yaml:"settings"`
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

// fileSetting may leave out what it inherits.
type fileSetting struct {
	Title   lineText                        `yaml:"title"`
	Choices yamlfile.Map[located[lineText]] `yaml:"choices"`
	Default located[string]                 `yaml:"default"`
	Source  *fileSource                     `yaml:"source"`
	Note    lineText                        `yaml:"note"`
}

type fileMilestone struct {
	Title     lineText                `yaml:"title,required"`
	Per       per                     `yaml:"per"`
	Due       located[dueText]        `yaml:"due,required"`
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

// key is a key of a milestone that a mistake can be about, with its place.
type key struct {
	name string
	at   func(*fileMilestone) yamlfile.Pos
}

var (
	dueKey       = key{"due", func(m *fileMilestone) yamlfile.Pos { return m.Due.Pos }}
	ownerKey     = key{"owner", func(m *fileMilestone) yamlfile.Pos { return m.Owner.Pos }}
	copyKey      = key{"copy", func(m *fileMilestone) yamlfile.Pos { return m.Copy.Pos }}
	whenKey      = key{"when", func(m *fileMilestone) yamlfile.Pos { return m.When.Pos }}
	fromKey      = key{"from", func(m *fileMilestone) yamlfile.Pos { return m.From.Pos }}
	followsKey   = key{"follows", func(m *fileMilestone) yamlfile.Pos { return m.Follows.Pos }}
	withinKey    = key{"within", func(m *fileMilestone) yamlfile.Pos { return m.Within.Pos }}
	delegatedKey = key{"delegated", func(m *fileMilestone) yamlfile.Pos { return m.Delegated.Pos }}
	doneByKey    = key{"done-by", func(m *fileMilestone) yamlfile.Pos { return m.DoneBy.Pos }}
	endedByKey   = key{"ended-by", func(m *fileMilestone) yamlfile.Pos { return m.EndedBy.Pos }}
)

// missing lists the keys that a setting of its own must have.
func (s fileSetting) missing(inherited bool) []string {
	var out []string
	if s.Title == "" && !inherited {
		out = append(out, "title")
	}
	if len(s.Choices) == 0 && !inherited {
		out = append(out, "choices")
	}
	if !s.Default.Given() && !inherited {
		out = append(out, "default")
	}
	return out
}

// declares says whether the file itself has the setting.
func (f *file) declares(setting string) bool {
	_, ok := f.Settings.Get(setting)
	return ok
}

// placeOf is where the file says a name: of a setting, an event or a milestone.
func (f *file) placeOf(name string) yamlfile.Pos {
	var at yamlfile.Pos
	for _, e := range f.Settings {
		if e.Key == name {
			at = at.Or(e.Pos())
		}
	}
	for _, e := range f.Events {
		if e.Key == name {
			at = at.Or(e.Pos())
		}
	}
	for _, e := range f.Milestones {
		if e.Key == name {
			at = at.Or(e.Pos())
		}
	}
	return at
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
