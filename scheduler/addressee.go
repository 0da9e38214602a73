package scheduler

// Addressee is a person to be told, and why.
type Addressee struct {
	Person   string
	Because  string // "you hold the role business-manager"
	Backstop bool
}
