// Package roll says who is told of what while an email waits and people change: a
// role gets another holder, an address refuses, a deputy leaves. It is pure: it
// asks [People] who is who on a day, and never a clock or a store.
//
// One decision of a case makes an email to each person who is to be told. Each of
// them may wait, and be looked at again by any daemon at any moment. What one of
// them hands on, the others must know: or a newcomer is told twice, or nobody is.
// So every case has one [Roll], which says of each milestone of a decision who has
// it. A store writes it together with the emails that follow from it, and only if
// nobody else has written it since it was read.
//
// # Who is told
//
// A [Share] is for its holder, the person who held the role when it was decided on,
// or who has come to it since. It is in the hands of the holder, or of somebody who
// stands in because the holder's address refused.
//
//	the holder has left the role      ─► everybody who holds it now and has it not
//	the address of a holder refused   ─► their deputy, else those of the next rung or
//	                                     their deputies, else the backstop or theirs
//	the stand-in would not be chosen  ─► those who would be, and have it not
//	nobody is left to choose          ─► the holder again
//
// The stand-ins are chosen anew each time, from the holder and from the addresses
// that have refused, and never from who was chosen before.
//
// # Which file holds which idea
//
//	roll      who has what
//	review    whether an email is still for its person, and for whom else
//	standin   who stands in for an address that refuses
//	share     the part of one person in what is handed on
package roll
