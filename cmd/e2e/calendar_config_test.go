package e2e

import (
	"fmt"
	"testing"
)

// TestDaemonCountsAsThePartnershipSays runs a partnership that is closed on days
// of its own, one in law and one only for sending, and counts in a way of its
// own. Only the closure in law and the way of counting move dates.
func TestDaemonCountsAsThePartnershipSays(t *testing.T) {
	t.Parallel()
	f := newFuture()
	reviewWas, reviewIs := f.forward(15)
	_, reportWas, reportIs := f.publication()
	for _, c := range []struct{ name, more, review, report string }{
		{"closed for sending", fmt.Sprintf("calendar: {closed: [{date: %s, name: Offices closed}]}\n", f.day), reviewWas, reportWas},
		{"closed in law", fmt.Sprintf("calendar: {closed: [{date: %s, name: Offices closed, counts: law}]}\n", f.day), reviewIs, reportIs},
		{"clear days before", "counting: {before: clear}\n", reviewWas, reportIs},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newScene(t)
			s.write("bscp.yaml", partnership+c.more)
			d := s.serve("a").ready()
			d.tell(f.opening("E2E-1")...)
			same(t, "the dates", d.dates("E2E-1", "rapid-review", "report-before-publication/ofsted"),
				fmt.Sprintf("E2E-1 rapid-review %s open\nE2E-1 report-before-publication/ofsted %s open", c.review, c.report))
			d.settled()
			s.mail.holds(t, announced("E2E-1")...)
			d.stop()
		})
	}
}
