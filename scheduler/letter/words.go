package letter

import (
	"fmt"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/words"
)

// ownerLine is the kind of line whose name is a role, as the plan has it; every
// other name is that of an event or a milestone.
const ownerLine calendar.LineKind = "owner"

// InWords returns a line of an explanation for people who know no ids.
func InWords(l calendar.Line) string {
	if l.Kind == calendar.LineBankHolidays {
		return fmt.Sprintf("bank holidays: %s, in version %s of the list", words.Place(l.Name), l.Value)
	}
	return l.Text(nameInWords)
}

// nameInWords returns the name in a line as people write it. The name of a setting
// stays as it is written in the partnership's file.
func nameInWords(part calendar.Line) string {
	switch {
	case part.Kind == ownerLine && part.Instance != "":
		return words.Role(part.Name + "/" + part.Instance)
	case part.Kind == ownerLine:
		return words.Role(part.Name)
	case part.Value != "":
		return part.Name
	case part.Instance != "":
		return words.ID(part.Name) + " (" + words.ID(part.Instance) + ")"
	}
	return words.ID(part.Name)
}
