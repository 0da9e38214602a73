package calendar

// Line is one line of an explanation: a sentence, and what it is about as values.
// A reader that writes names in a way of its own puts them between Before and
// Words, and need not take the sentence apart.
type Line struct {
	Kind     LineKind `json:"kind"`
	Name     string   `json:"name,omitempty"`     // of a setting, a milestone, a division …; "" where the line names nothing
	Instance string   `json:"instance,omitempty"` // which one, where there are several of that name
	Value    string   `json:"value,omitempty"`    // of the setting; the version of the list of bank holidays
	When     When     `json:"when,omitzero"`      // that the line came to; zero where it came to none
	Before   string   `json:"before,omitempty"`   // the words before the name
	Words    string   `json:"words,omitempty"`    // the words after the name, or all of them
	Rest     *Line    `json:"rest,omitempty"`     // how the sentence goes on, where it has another name
}

// LineKind is what a line is about. The lines of a count have the kinds below;
// other explanations have more.
type LineKind string

const (
	// LineCounted is a count of days or hours, which ended at When. Name is the
	// setting that made it another count than the usual one.
	LineCounted LineKind = "counted"
	// LineNotWorkingDay is an event on no working day, so that When is day 1.
	LineNotWorkingDay LineKind = "not-working-day"
	// LineNotCounted names days that were left out; [Reckoned.Skipped] returns them.
	LineNotCounted LineKind = "not-counted"
	// LineShortMonth is a last month without the corresponding day.
	LineShortMonth LineKind = "short-month"
	// LineSetting is a setting, Name, that moved a day or an hour to When, or that
	// says which hours count.
	LineSetting LineKind = "setting"
	// LineRolled is a date that the setting roll moved to a working day, When.
	LineRolled LineKind = "rolled"
	// LineProvisional is a date that rests on rules: bank holidays are published
	// up to When.
	LineProvisional LineKind = "provisional"
	// LineBankHolidays names the bank holidays that counted: those of a division,
	// Name, by a version of the list, Value.
	LineBankHolidays LineKind = "bank-holidays"
)

// String returns the sentence, with each name as NAME or NAME/INSTANCE.
func (l Line) String() string {
	return l.Text(func(part Line) string {
		if part.Instance != "" {
			return part.Name + "/" + part.Instance
		}
		return part.Name
	})
}

// Text returns the sentence, with each name as the reader writes it.
func (l Line) Text(name func(part Line) string) string {
	text := l.Before
	if l.Name != "" {
		text += name(l)
	}
	text += l.Words
	if l.Rest != nil {
		text += l.Rest.Text(name)
	}
	return text
}
