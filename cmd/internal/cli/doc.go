// Package cli is the command line: what can be typed, what each command does, and
// what it prints. cmd/longstop hands it the arguments and exits with its answer.
//
// A command is a struct whose fields are its arguments and flags, read by kong,
// and whose Run does the work. Three kinds of them:
//
//	timetable days calendar procedures   reckon by themselves, and keep nothing
//	case, some of calendar               ask the daemon over its socket (client.go)
//	serve check-config demo              put the rooms together, through cmd/internal/app
//
// What goes to standard output is the answer, for people on 80 columns or as JSON;
// complaints and warnings go to standard error. A command takes the clock and the
// streams from the cli that it is given, and not from the process, so that tests
// run whole command lines.
package cli
