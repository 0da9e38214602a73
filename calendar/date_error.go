package calendar

// formError is the error about a text that is no date.
type formError struct{ wrong, right string }

func (e formError) Error() string { return e.wrong + ": " + e.right }

// Parts returns the words of the error in three parts, for those who show what
// is wrong apart from what would be right; link stands between the two.
func (e formError) Parts() (wrong, link, right string) { return e.wrong, ": ", e.right }
