package scheduler_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/internal/memstore"
	"github.com/longstop/longstop/internal/plantest"
	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/almanac"
	"github.com/longstop/longstop/scheduler/letter"
	"github.com/longstop/longstop/scheduler/plan"
)

// The digest tells every day of a list that waits, until it is approved. The
// heartbeat tells of it too, and of a list that was refused since yesterday.
func TestDigestAndHeartbeatTellOfLists(t *testing.T) {
	before, after := plantest.Without(t, "2022-09-19", "2023-05-08", "2026-06-15"), plantest.Without(t, "2023-05-08", "2026-06-15")
	d := boot(t, memstore.New(), before, plantest.At(t, "2022-09-07T10:00"))
	open := scheduler.Opening{
		Partnership: "bscp", Procedure: "england-2023", Reference: "R1",
		Facts: []plan.Fact{{Kind: plan.Happened, Name: "aware", At: plantest.When(t, "2022-09-07")}},
	}
	if _, err := d.cases.Open(t.Context(), open, plantest.At(t, "2022-09-07T10:00")); err != nil {
		t.Fatal(err)
	}
	said := map[letter.Step]string{}
	d.posts.answer = func(in *letter.Letter) scheduler.Delivery {
		said[in.Step] = strings.Join(slices.DeleteFunc(slices.Clone(in.Lines), func(l string) bool { return !strings.Contains(l, "bank holidays") }), "\n")
		return scheduler.Delivery{Outcome: letter.Sent, Reason: "accepted"}
	}
	expect := func(morning, digest, heartbeat string) {
		t.Helper()
		clear(said)
		now := plantest.At(t, morning)
		if err := errors.Join(d.engine.Heartbeat(t.Context(), now), d.engine.Digest(t.Context(), now)); err != nil {
			t.Fatal(err)
		}
		d.run(t, now)
		if got, ok := said[letter.StepDigest]; got != digest || !ok {
			t.Errorf("%s: the digest says %q", morning, got)
		}
		if got, ok := said[letter.StepHeartbeat]; got != heartbeat || !ok {
			t.Errorf("%s: the heartbeat says %q", morning, got)
		}
	}
	expect("2022-09-08T09:00", "", "")

	imported := plantest.At(t, "2022-09-12T10:00")
	if _, err := d.almanac.Import(t.Context(), almanac.Received{Data: after.JSON(), Source: "file"}, imported); err != nil {
		t.Fatal(err)
	}
	if _, err := d.almanac.Import(t.Context(), almanac.Received{Data: []byte("<html>"), Source: "file"}, imported); err == nil {
		t.Fatal("a web page was taken for a list")
	}
	const waits = "1 list of bank holidays waits for approval: longstop calendar versions"
	expect("2022-09-13T09:00", waits, waits+"\n1 list of bank holidays was refused since yesterday, and the one in use stays: longstop calendar versions")
	expect("2022-09-14T09:00", waits, waits)

	if _, err := d.almanac.Approve(t.Context(), after.Version(), "chair", "agreed", plantest.At(t, "2022-09-14T10:00")); err != nil {
		t.Fatal(err)
	}
	expect("2022-09-15T09:00", "", "")
}

// A list that changes no working day of a partnership does not wait for approval
// there.
func TestAListThatChangesNothingWaitsForNobody(t *testing.T) {
	scottish := plantest.Without(t, "2026-06-15") // a holiday of Scotland alone
	eras := relist([]almanac.Era{{Law: scottish, Waiting: []almanac.Waiting{{List: calendar.Shipped()}}}})
	if n := len(eras.Pending()); n != 0 {
		t.Errorf("%d lists wait", n)
	}
}
