package cli

// caseCmd is `longstop case`: everything that is said to a running daemon.
type caseCmd struct {
	Open     caseOpenCmd     `cmd:"" help:"Register a case: its timetable begins."`
	List     caseListCmd     `cmd:"" help:"List the cases, the next due first."`
	Show     caseShowCmd     `cmd:"" help:"Print a case: its timetable and what was recorded."`
	Record   caseRecordCmd   `cmd:"" help:"Record what has happened, or what was done."`
	Plan     casePlanCmd     `cmd:"" help:"Set the date that something is planned for."`
	Delay    caseDelayCmd    `cmd:"" help:"Agree a target beside the due date of a milestone, with the reason."`
	Withdraw caseWithdrawCmd `cmd:"" help:"Take back a fact that was recorded in error."`
	Close    caseCloseCmd    `cmd:"" help:"End a case: it is kept, and nothing more is sent."`
	Log      caseLogCmd      `cmd:"" help:"Print the audit log of a case."`
}

// caseArg names the case that a command is about.
type caseArg struct {
	Reference string `arg:"" help:"The case: its reference (BSCP-2026-01) or its id (bscp:BSCP-2026-01)."`
}
