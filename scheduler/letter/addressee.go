package letter

// Addressee is a person to be told, and why.
type Addressee struct {
	Person   string
	Because  string // a fragment after "you get this because": "you hold the role of business manager"
	Backstop bool   // told only because nobody else could be
}
