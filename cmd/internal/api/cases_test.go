package api_test

import (
	"encoding/json"
	"os/user"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/longstop/longstop/calendar"
	"github.com/longstop/longstop/cmd/internal/api"
	"github.com/longstop/longstop/internal/memstore"
	"github.com/longstop/longstop/scheduler/plan"
)

func TestOpenedCaseComesBackAsItWasSent(t *testing.T) {
	d := start(t)
	opened := d.opened(t, "bscp", "BSCP-2026-01")
	shown, err := d.Show(t.Context(), "bscp:BSCP-2026-01")
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(opened, shown) {
		t.Errorf("opened %+v\n shown %+v", opened, shown)
	}
	if opened.Revision != 1 || opened.Edition.String() != "2023-12-15" || !opened.ClosedAt.IsZero() || !opened.OpenedAt.Equal(present) {
		t.Errorf("opened as %+v", opened)
	}
	m := opened.Timetable().Find("notify-national-panel")
	if m == nil || m.Due.String() != "2026-12-23" || !m.DueAt.Equal(time.Date(2026, 12, 23, 23, 59, 59, 0, time.UTC)) || m.Instance != nil || *m.Remaining != 3 {
		t.Fatalf("notify-national-panel came as %+v", m)
	}
	waits := opened.Timetable().Find("agency-return/police")
	if waits == nil || !waits.Due.IsZero() || !waits.DueAt.IsZero() || waits.Remaining != nil || *waits.Instance != "police" {
		t.Errorf("null must come back as nothing: %+v", waits)
	}
	if u, err := user.Current(); err != nil || opened.Facts[0].By != "uid "+u.Uid+" ("+u.Username+")" {
		t.Errorf("recorded by %q, not by this account (%v)", opened.Facts[0].By, err)
	}
}

// Whatever a timetable holds, the client has the same as the daemon.
func TestEveryMilestoneSurvivesTheJourney(t *testing.T) {
	d := start(t)
	d.opened(t, "bscp", "A")
	c, err := d.Record(t.Context(), "A", []api.Fact{
		happened("notify-national-panel", "2026-12-18T09:30"),
		happened("notification-received", "2026-12-17"),
		{Kind: plan.Happened, Name: "chair-decision", At: "2026-12-18", Outcome: "lcspr"},
		{Kind: plan.Planned, Name: "publication", At: "2027-08-20T12:00"},
		{Kind: plan.Planned, Name: "agency-return", Instance: "police", At: "2026-12-18T10:00"},
		{Kind: plan.Delayed, Name: "rapid-review", At: "2027-02-01", Reason: "court"},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range c.Milestones {
		once, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		var back plan.Milestone
		if err := json.Unmarshal(once, &back); err != nil {
			t.Fatal(err)
		}
		if twice, err := json.Marshal(back); err != nil || string(once) != string(twice) {
			t.Errorf("went as %s\nand came as %s (%v)", once, twice, err)
		}
	}
	if m := c.Timetable().Find("rapid-review"); m.Target.String() != "2027-02-01" || m.Due.String() != "2027-01-11" {
		t.Errorf("the target %s must stand beside the due date %s", m.Target, m.Due)
	}
	if m := c.Timetable().Find("agency-return/police"); m.Status != plan.StatusOverdue || !m.DueAt.Equal(time.Date(2026, 12, 18, 10, 0, 0, 0, time.UTC)) {
		t.Errorf("a return due at ten this morning came as %+v", m)
	}
}

func TestRecordSaysWhatChanged(t *testing.T) {
	d := start(t)
	d.opened(t, "bscp", "A")
	steps := []struct {
		name string
		fact api.Fact
		want string // milestone: was -> now, by status and date
	}{
		{"what counts from the notification opens", happened("notification-received", "2026-12-17"), `
			inform-chairs/partnership-chair: waiting -> prompt
			inform-chairs/lcspr-chair: waiting -> prompt
			request-information/police: waiting -> open 2026-12-21
			request-information/icb: waiting -> open 2026-12-21
			secure-records/police: waiting -> prompt
			secure-records/icb: waiting -> prompt
			rapid-review-meeting: waiting -> open 2027-01-08`},
		{"a forecast becomes firm", happened("notify-national-panel", "2026-12-18"), `
			notify-national-panel: open 2026-12-23 -> done 2026-12-23
			share-notification: waiting -> prompt
			recommendation-to-chair: waiting 2027-01-23 -> open 2027-01-18`},
		{"a decision closes branches", api.Fact{Kind: plan.Happened, Name: "chair-decision", At: "2026-12-18", Outcome: "no-review"}, `
			review-published: waiting -> not-needed
			explain-delay: waiting -> not-needed
			report-before-publication/national-panel: waiting -> not-needed
			report-before-publication/secretary-of-state: waiting -> not-needed
			report-before-publication/ofsted: waiting -> not-needed
			report-available: waiting -> not-needed
			chair-decision: waiting -> done
			share-outcome/national-panel: waiting -> prompt
			share-outcome/board-members: waiting -> prompt
			share-outcome/referrer: waiting -> prompt
			share-outcome/agencies: waiting -> prompt
			release-records: waiting -> prompt
			tell-panel-reviewer: waiting -> not-needed
			media-plan: waiting -> not-needed`},
		{"the same again changes nothing", happened("notification-received", "2026-12-18"), ``},
		{"what was withdrawn never was", api.Fact{Kind: plan.Withdrawn, Withdraws: "f3", Reason: "slip"}, `
			notify-national-panel: done 2026-12-23 -> open 2026-12-23
			share-notification: prompt -> waiting
			recommendation-to-chair: open 2027-01-18 -> waiting 2027-01-23`},
	}
	for _, s := range steps {
		t.Run(s.name, func(t *testing.T) {
			c, err := d.Record(t.Context(), "A", []api.Fact{s.fact})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, ch := range c.Changes {
				got = append(got, ch.Milestone+": "+brief(ch.Was)+" -> "+brief(ch.Now))
			}
			if want := lines(s.want); !slices.Equal(got, want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		})
	}
}

func brief(s api.Standing) string {
	return strings.TrimSpace(string(s.Status) + " " + s.Due.String())
}

func lines(text string) (out []string) {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// Facts that race are all kept, and each answer speaks of its own.
func TestFactsThatRaceAreAllKept(t *testing.T) {
	d := start(t)
	d.opened(t, "bscp", "A")
	const writers = 8
	var wg sync.WaitGroup
	for i := range writers {
		wg.Go(func() {
			at := calendar.On(calendar.NewDate(2027, time.May, 1+i)).String()
			c, err := d.Record(t.Context(), "A", []api.Fact{{Kind: plan.Planned, Name: "publication", At: at}})
			if err != nil {
				t.Error(err)
				return
			}
			if last := c.Facts[len(c.Facts)-1]; last.At.String() != at {
				t.Errorf("the answer to %s ends with %s", at, last.At)
			}
		})
	}
	wg.Wait()
	if c, err := d.Show(t.Context(), "A"); err != nil || len(c.Facts) != 1+writers {
		t.Errorf("%d facts of %d (%v)", len(c.Facts), 1+writers, err)
	}
}

func TestListTheNextDueFirst(t *testing.T) {
	d := start(t)
	d.opened(t, "bscp", "B-LATER")
	d.opened(t, "north", "A-NORTH")
	d.opened(t, "bscp", "C-CLOSED")
	if _, err := d.Close(t.Context(), "C-CLOSED", "over"); err != nil {
		t.Fatal(err)
	}
	late := api.Opening{Partnership: "bscp", Procedure: "england-2023", Reference: "Z-LATE", Facts: []api.Fact{happened("aware", "2026-11-30")}}
	if _, err := d.Open(t.Context(), late); err != nil {
		t.Fatal(err)
	}
	done := late
	done.Reference, done.Facts = "A-DONE", append(done.Facts, happened("notify-national-panel", "2026-12-01"), happened("rapid-review", "2026-12-02"))
	if _, err := d.Open(t.Context(), done); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ partnership, status, want string }{
		{"", api.StatusOpen, "bscp:Z-LATE bscp:B-LATER north:A-NORTH bscp:A-DONE"},
		{"", api.StatusAll, "bscp:Z-LATE bscp:B-LATER north:A-NORTH bscp:A-DONE bscp:C-CLOSED"},
		{"north", api.StatusOpen, "north:A-NORTH"},
		{"bscp", api.StatusClosed, "bscp:C-CLOSED"},
	} {
		list, err := d.List(t.Context(), tc.partnership, tc.status)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, s := range list {
			ids = append(ids, s.ID)
		}
		if got := strings.Join(ids, " "); got != tc.want {
			t.Errorf("%s of %q: %s, want %s", tc.status, tc.partnership, got, tc.want)
		}
		if tc.status == api.StatusOpen && tc.partnership == "" {
			if s := list[0]; s.Overdue != 1 || s.Open != 1 || s.NextDue.String() != "2026-12-07" || s.NextMilestone != "notify-national-panel" {
				t.Errorf("the late case is listed as %+v", s)
			}
		}
	}
}

// A closed case is overdue no longer, however long ago it was closed.
func TestClosedCaseStandsStill(t *testing.T) {
	store := memstore.New()
	d := startWith(t, store)
	d.opened(t, "bscp", "A")
	closed, err := d.Close(t.Context(), "A", "published")
	if err != nil {
		t.Fatal(err)
	}
	if !closed.ClosedAt.Equal(present) || closed.Revision != 2 {
		t.Errorf("closed as %v, revision %d", closed.ClosedAt, closed.Revision)
	}
	shown, err := startAt(t, store, present.AddDate(1, 0, 0)).Show(t.Context(), "A")
	if err != nil || !reflect.DeepEqual(shown.Milestones, closed.Milestones) {
		t.Errorf("it stands differently now (%v)", err)
	}
}

func TestLogTellsTheStory(t *testing.T) {
	d := start(t)
	d.opened(t, "bscp", "A")
	if _, err := d.Close(t.Context(), "A", "published"); err != nil {
		t.Fatal(err)
	}
	entries, err := d.Log(t.Context(), "A")
	if err != nil {
		t.Fatal(err)
	}
	first, last := entries[0], entries[len(entries)-1]
	if first.What != "opened" || last.What != "closed" || last.Text != "case closed: published" || !strings.HasPrefix(last.By, "uid ") {
		t.Errorf("it begins with %+v and ends with %+v", first, last)
	}
}
