package scheduler_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/letter"
)

// reasons runs at each moment and returns why each person was told, the last time.
func (d *daemon) reasons(refuses []string, now ...string) map[string]string {
	said := map[string]string{}
	d.post.answer = func(in *letter.Letter) scheduler.Delivery {
		said[in.Person] = in.Because
		if slices.Contains(refuses, in.Person) {
			return scheduler.Delivery{Outcome: letter.Refused, Reason: "permanent-refusal"}
		}
		return scheduler.Delivery{Outcome: letter.Sent, Reason: "accepted"}
	}
	for _, at := range now {
		d.run(at)
	}
	return said
}

// A person who is told for two roles reads both reasons, even if one is the
// beginning of the other, and a reason that the roles share once.
func TestEveryReasonIsTold(t *testing.T) {
	for _, c := range []struct{ authority, manager, want string }{
		{"you are a contact of Kent Police", "you are a contact of Kent", "you are a contact of Kent Police; you are a contact of Kent"},
		{"you are a contact of Kent", "you are a contact of Kent Police", "you are a contact of Kent; you are a contact of Kent Police"},
		{"you are the backstop", "you are the backstop", "you are the backstop"},
	} {
		d := newDaemon(t)
		d.town.give("local-authority", "ann")
		d.town.give("business-manager", "ann")
		d.town.reasons = map[string]string{"local-authority": c.authority, "business-manager": c.manager}
		d.open("2026-12-16T10:30", "aware=2026-12-16T10:30")
		if got := d.reasons(nil, "2026-12-16T10:31")["ann"]; got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// A person who is told because an address refused reads in words whose address it
// was.
func TestReasonsNameRolesInWords(t *testing.T) {
	d := newDaemon(t)
	d.town.give("local-authority", "ann")
	d.town.give("business-manager", "ann")
	d.town.give("lcspr-chair", "eve")
	d.open("2026-12-16T10:30", "aware=2026-12-16T10:30")
	d.town.deputy["ann"] = "bob"
	got := d.reasons([]string{"ann", "bob", "eve"}, "2026-12-16T10:31")
	want := map[string]string{
		"ann":  "you hold the role local-authority; you hold the role business-manager", // as the directory says
		"bob":  "an address of the local authority and the business manager refused this email: you are the deputy",
		"eve":  "an address of the local authority and the business manager refused this email: you are next, as the LCSPR chair",
		"duty": "an address of the local authority and the business manager refused this email: you are the backstop",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error("(-want +got)", diff)
	}
}
