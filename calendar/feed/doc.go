// Package feed fetches the published list of bank holidays from a URL or a file.
//
// It brings bytes and decides nothing: whether they are a list, and whether that
// may take the place of the one in use, is said by calendar.ParseList and
// calendar.List.Check. What fails leaves the calendar as it is; a feed that is
// missing is an error and never an empty list.
//
// # What is refused
//
// A daemon that fetches what it is told to can be made to ask for what only it
// can reach. So only https is spoken, redirects are not followed, and no address
// is dialled that is not of the public internet, unless the configuration allows
// it. Addresses are judged when they are dialled and not before, so that a name
// cannot stand for one address when it is looked up and for another when it is
// used. Proxies of the environment are not asked.
//
// The whole fetch has one time-out, from the first look-up to the last byte, and
// the answer a limit in bytes. A compressed answer is not asked for and not taken.
//
// # Errors
//
// Every error is an [*Error] with a [Reason] of a closed list, fit for the label of
// a metric. Its text shows no more of a URL than scheme, host and path: what is in
// the query may be a secret. Nothing is tried again here.
package feed
