package e2e

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"time"
)

// clerk opens cases without a pause, and records a fact in every other one, through
// whichever daemon answers. It does what a careful person does: when an answer is
// lost, it looks the case up before it tries again. Read its fields once it rests.
type clerk struct {
	*scene
	desks   []*daemon // the daemons to ask; they come and go
	turn    int
	resting atomic.Bool
	done    chan struct{}
	said    atomic.Int64 // the number of accepted statements

	accepted []string // references
	expected []string // the emails that must come of it
	lost     int      // answers that never came
}

// clerk sets a clerk to work, until rest or the end of the test.
func (s *scene) clerk(names ...string) *clerk {
	c := &clerk{scene: s, done: make(chan struct{})}
	for _, name := range names {
		_, socket := s.configure(name)
		c.desks = append(c.desks, &daemon{scene: s, socket: socket})
	}
	go c.work()
	s.Cleanup(c.rest)
	return c
}

// rest ends the clerk's work after the present case.
func (c *clerk) rest() {
	c.resting.Store(true)
	<-c.done
}

func (c *clerk) work() {
	defer close(c.done)
	for n := 1; !c.resting.Load() && !c.Failed(); n++ {
		reference := fmt.Sprintf("E2E-%d", n)
		c.insist(opening(reference), reference, "aware")
		c.accepted = append(c.accepted, reference)
		c.expected = append(c.expected, opened(reference)...)
		if n%2 == 0 {
			c.insist(receiving(reference), reference, "notification-received")
			c.expected = append(c.expected, received(reference)...)
		}
	}
}

// insist repeats a command until it is accepted. After a lost answer, it counts as
// accepted if the case has the fact.
func (c *clerk) insist(args []string, reference, fact string) {
	defer c.said.Add(1)
	doubt := false
	for end := time.Now().Add(2 * time.Minute); !c.Failed(); {
		a := c.ask(args...)
		switch {
		case a.code == 0, doubt && strings.Contains(a.err, "has a case of this reference already"):
			return
		case time.Now().After(end):
			c.Errorf("longstop case %q was not accepted in two minutes: %s", args, a.err)
			return
		case strings.Contains(a.err, "no daemon answers"): // it was never sent
			time.Sleep(10 * time.Millisecond)
		case strings.Contains(a.err, "NOT KNOWN"), strings.Contains(a.err, "nothing is known to have changed"):
			doubt = true
			c.lost++
			if c.shows(reference, fact) {
				return
			}
		default:
			c.Errorf("longstop case %q: %+v", args, a)
			return
		}
	}
}

// shows looks a case up, until a daemon answers, and returns whether it has the
// fact.
func (c *clerk) shows(reference, fact string) bool {
	for end := time.Now().Add(2 * time.Minute); time.Now().Before(end) && !c.Failed(); time.Sleep(10 * time.Millisecond) {
		a := c.ask("show", reference, "-o", "json")
		var k kept
		switch {
		case a.code == 0 && json.Unmarshal([]byte(a.out), &k) == nil:
			return slices.ContainsFunc(k.Facts, func(f stated) bool { return f.Name == fact })
		case strings.Contains(a.err, "there is no case"):
			return false
		}
	}
	c.Errorf("nobody could show %s in two minutes", reference)
	return true // to repeat the command would be no use
}

// ask asks at the next desk.
func (c *clerk) ask(args ...string) answer {
	c.turn++
	return c.desks[c.turn%len(c.desks)].ask(args...)
}
