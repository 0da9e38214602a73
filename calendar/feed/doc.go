// Package feed fetches the published list of bank holidays from a URL or a file.
//
//	source := feed.Source{URL: "https://www.gov.uk/bank-holidays.json"}
//	got, err := feed.Fetch(ctx, source, feed.Conditions{})
//
// It brings bytes and decides nothing: calendar.ParseList says whether they are a
// list, and calendar.List.Check whether that list may replace the one in use. A
// fetch that fails changes nothing, and a feed that is missing is an error and
// never an empty list.
//
// # What is refused
//
// A daemon that fetches what it is told to can be made to ask for what only it
// can reach. So Fetch speaks only https, follows no redirects, and dials only
// addresses of the public internet, unless the [Source] allows more. It judges an
// address when it dials it and not before, so that a name cannot stand for one
// address when it is looked up and for another when it is used. It asks no proxy
// of the environment.
//
// The whole fetch has one time-out, from the first look-up to the last byte, and
// the answer a limit in bytes. Fetch asks for no compressed answer and takes none.
//
// # Errors
//
// Every error is an [*Error] with a [Reason] of a closed list, fit for the label of
// a metric. Its text shows no more of a URL than scheme, host and path: the query
// may hold a secret. Fetch does not try again.
package feed
