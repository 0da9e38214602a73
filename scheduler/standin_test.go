package scheduler_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/longstop/longstop/scheduler"
	"github.com/longstop/longstop/scheduler/letter"
)

// Who stands in for an address that refused is chosen again at each attempt: the
// email waits for the people of the second column, the people change, and an hour
// later it goes to those of the last column, once each, and to nobody else. By then
// no address refuses, so that nobody is left out by luck.
func TestAStandInWhoHasLeftIsNotTold(t *testing.T) {
	for _, c := range []struct {
		name    string
		refuses []string
		waits   []string
		before  func(*town)
		after   func(*town)
		want    []string // who gets the email of the local authority
	}{
		{"another deputy", []string{"ann"}, []string{"dep"}, deputy("dep"), deputy("new"), []string{"new"}},
		{"the same deputy", []string{"ann"}, []string{"dep"}, deputy("dep"), deputy("dep"), []string{"dep"}},
		{"no deputy any more", []string{"ann"}, []string{"dep"}, deputy("dep"), deputy(""), []string{"eve"}},
		{"a deputy after all", []string{"ann"}, []string{"eve"}, deputy(""), deputy("dep"), []string{"dep"}},
		{"another chair", []string{"ann"}, []string{"eve"}, chairs("eve"), chairs("new"), []string{"new"}},
		{"one chair of two", []string{"ann"}, []string{"eve", "fay"}, chairs("eve", "fay"), chairs("eve", "new"), []string{"eve", "new"}},
		{"two chairs by one", []string{"ann"}, []string{"eve", "fay"}, chairs("eve", "fay"), chairs("new"), []string{"new"}},
		{"one of two chairs stays", []string{"ann"}, []string{"eve", "fay"}, chairs("eve", "fay"), chairs("fay"), []string{"fay"}},
		{"another backstop", []string{"ann", "eve"}, []string{"duty"}, chairs("eve"), backstop("new"), []string{"new"}},
		{
			"a backstop's deputy who has left",
			[]string{"ann", "eve", "duty"},
			[]string{"dep"},
			func(w *town) { w.give("lcspr-chair", "eve"); w.deputy["duty"] = "dep" },
			func(w *town) { delete(w.deputy, "duty"); w.give("local-authority", "new") },
			[]string{"new"},
		},
		{
			"two chairs, and nobody any more but the holder",
			[]string{"ann"},
			[]string{"eve", "fay"},
			func(w *town) { w.duty = "ann"; w.give("lcspr-chair", "eve", "fay") }, chairs("ann"),
			[]string{"ann"},
		},
		{
			"the holder has left too",
			[]string{"ann"},
			[]string{"dep"},
			deputy("dep"),
			func(w *town) { w.give("local-authority", "new") },
			[]string{"new"},
		},
		{
			"the holder has left, with two chairs told",
			[]string{"ann"},
			[]string{"eve", "fay"},
			chairs("eve", "fay"),
			func(w *town) { w.give("local-authority", "new") },
			[]string{"new"},
		},
		{
			"the stand-in now holds the role",
			[]string{"ann"},
			[]string{"dep"},
			deputy("dep"),
			func(w *town) { w.give("local-authority", "dep") },
			[]string{"dep"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDaemon(t)
			for role, person := range map[string]string{"local-authority": "ann", "lcspr-chair": "eve", "business-manager": "bea"} {
				d.town.give(role, person)
			}
			c.before(d.town)
			waiting, got := true, []string(nil)
			d.post.answer = func(in *letter.Letter) scheduler.Delivery {
				switch {
				case !about(in, "notify-national-panel") || in.Step != letter.StepOpened || in.Person == "bea":
				case waiting && slices.Contains(c.refuses, in.Person):
					return scheduler.Delivery{Outcome: letter.Refused, Reason: "permanent-refusal"}
				case waiting && slices.Contains(c.waits, in.Person):
					return scheduler.Delivery{Outcome: letter.Deferred, Reason: "temporary-refusal"}
				default:
					got = append(got, in.Person)
				}
				return scheduler.Delivery{Outcome: letter.Sent, Reason: "accepted"}
			}
			d.open("2026-12-16T10:30", "aware=2026-12-16T10:30")
			d.run("2026-12-16T10:31")
			if len(got) != 0 {
				t.Fatalf("%q were told at once, want the email to wait", got)
			}
			waiting = false
			c.after(d.town)
			d.run("2026-12-16T11:31")
			d.run("2026-12-16T12:31")
			slices.Sort(got)
			if !slices.Equal(got, c.want) {
				t.Errorf("told %q, want %q", got, c.want)
			}
			d.accounted()
		})
	}
}

// An email that tells the backstop of another that waits goes to who is the backstop
// when it leaves, or stands in for the backstop then.
func TestABackstopWhoHasLeftIsNotTold(t *testing.T) {
	for _, c := range []struct {
		name    string
		refuses bool // the address of the first backstop, so that its deputy is told
		after   func(*town)
		want    string
		because string
	}{
		{"another backstop", false, backstop("new"), "undeliverable new notify-national-panel", "you are the backstop"},
		{"another deputy", true, func(w *town) { w.deputy["duty"] = "new" }, "undeliverable new notify-national-panel", "you are the deputy"},
		{"no deputy any more", true, func(w *town) { delete(w.deputy, "duty") }, "undeliverable lcspr-chair notify-national-panel", "you are next, as the LCSPR chair"},
		{
			"nobody any more", true, func(w *town) { delete(w.deputy, "duty"); w.give("lcspr-chair", "duty") },
			"undeliverable duty notify-national-panel", "you are the backstop",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDaemon(t)
			d.town.deputy["duty"] = "dep"
			refuses, because := c.refuses, ""
			d.post.answer = func(in *letter.Letter) scheduler.Delivery {
				switch {
				case in.Person == "duty" && refuses:
					return scheduler.Delivery{Outcome: letter.Refused, Reason: "permanent-refusal"}
				case in.Person == "local-authority", in.Person == "dep", in.Person == "duty" && !c.refuses:
					return scheduler.Delivery{Outcome: letter.Deferred, Reason: "greylisted"}
				}
				because = in.Because
				return scheduler.Delivery{Outcome: letter.Sent, Reason: "accepted"}
			}
			d.open("2026-12-16T10:30", "aware=2026-12-16T10:30")
			for _, now := range []string{"2026-12-16T10:31", "2026-12-16T11:31", "2026-12-16T12:40"} {
				d.run(now)
			}
			refuses = false
			c.after(d.town)
			d.want(d.run("2026-12-16T13:50"), "opened local-authority notify-national-panel deferred", c.want)
			if !strings.HasSuffix(because, c.because) {
				t.Errorf("told because %q, want the end %q", because, c.because)
			}
		})
	}
}

func deputy(person string) func(*town) {
	return func(w *town) {
		delete(w.deputy, "ann")
		if person != "" {
			w.deputy["ann"] = person
		}
	}
}

func chairs(people ...string) func(*town) {
	return func(w *town) { w.give("lcspr-chair", people...) }
}

func backstop(person string) func(*town) { return func(w *town) { w.duty = person } }

func about(in *letter.Letter, milestone string) bool {
	return slices.ContainsFunc(in.Items, func(it letter.Item) bool { return it.Milestone == milestone })
}
