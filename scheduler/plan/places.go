package plan

import (
	"slices"

	"github.com/longstop/longstop/scheduler/procedure"
)

// place holds the instances of one milestone, and their part of a timetable.
type place struct {
	listed     bool
	instances  []string
	milestones []Milestone    // of the timetable, one for each instance
	index      map[string]int // by instance, where there are many
}

// maxScan is the number of instances up to which looking at each beats a map.
const maxScan = 16

// find returns the index of an instance; -1 for one that does not exist.
func (p *place) find(instance string) int {
	if len(p.instances) <= maxScan {
		return slices.Index(p.instances, instance)
	}
	if p.index == nil {
		p.index = make(map[string]int, len(p.instances))
		for i, name := range p.instances {
			p.index[name] = i
		}
	}
	if i, ok := p.index[instance]; ok {
		return i
	}
	return -1
}

// place returns the place of a milestone of the procedure.
func (pl *planner) place(def *procedure.Milestone) *place {
	for i := range pl.proc.Milestones {
		if &pl.proc.Milestones[i] == def {
			return pl.listing(i)
		}
	}
	return &place{} // def is of another procedure
}

// listing returns the place of the i-th milestone, and lists its instances once.
// An action that is named for one milestone is named for every milestone that
// exists for each action; the same goes for members.
func (pl *planner) listing(i int) *place {
	p := &pl.places[i]
	if !p.listed {
		def := &pl.proc.Milestones[i]
		var named []string
		if def.Named != "" {
			named, _ = namedIn(pl.proc, pl.facts.all, def.Named)
		}
		p.listed, p.instances = true, def.Instances(pl.agencies, named)
	}
	return p
}

func (pl *planner) instances(def *procedure.Milestone) []string { return pl.place(def).instances }

// layOut returns the list of all milestones in the order of the procedure, yet to
// be reckoned, and hands each place its part of it: a milestone that others hang
// on is reckoned before its turn, in its place.
func (pl *planner) layOut() []Milestone {
	n := 0
	for i := range pl.proc.Milestones {
		n += len(pl.listing(i).instances)
	}
	list := make([]Milestone, n)
	rest := list
	for i := range pl.places {
		p := &pl.places[i]
		p.milestones, rest = rest[:len(p.instances)], rest[len(p.instances):]
	}
	return list
}

// stray returns the milestone of an instance that this case does not have.
func (pl *planner) stray(def *procedure.Milestone, instance string) *Milestone {
	m := pl.strays[subject{def.ID, instance}]
	if m == nil {
		if pl.strays == nil {
			pl.strays = map[subject]*Milestone{}
		}
		m = &Milestone{}
		pl.strays[subject{def.ID, instance}] = m
	}
	return m
}
