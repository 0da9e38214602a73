package procedure_test

import (
	"strings"
	"testing"

	"github.com/longstop/longstop/scheduler/procedure"
)

const placed = `id: p
title: P
document: Guidance
edition: 2025-01-01
roles: {chair: The chair}
ladder:
  - {after: 1 day, tell: [chair]}
  - after: 2 days
    tell: [chair]
events: {aware: {title: Became aware}}
milestones:
  meet:
    title: Meet
    due: 5 days after aware
    owner: chair
    source: {section: "1"}
`

func TestPlacesOfFields(t *testing.T) {
	text, err := procedure.ReadText("p.yaml", []byte(placed))
	if err != nil || text.ID != "p" || text.Edition != "2025-01-01" || text.File != "p.yaml" {
		t.Fatalf("read %+v (%v)", text, err)
	}
	for _, tt := range []struct {
		paths        string // the first that is there
		line, column int
	}{
		{"id", 1, 5},
		{"roles", 5, 1},
		{"roles.chair", 5, 16},
		{"ladder", 7, 3},
		{"ladder[0].tell", 7, 26},
		{"ladder[1].tell[0]", 9, 12},
		{"milestones.meet", 12, 3},
		{"milestones.meet.due", 14, 10},
		{"milestones.meet.source", 16, 5},
		{"milestones.meet.ladder milestones.meet", 12, 3},
		{"milestones.meat", 0, 0},
	} {
		line, column := text.Places.At(strings.Fields(tt.paths)...)
		if line != tt.line || column != tt.column {
			t.Errorf("%s: at %d:%d, want %d:%d", tt.paths, line, column, tt.line, tt.column)
		}
	}
	if text.Places.Has("milestones.meet.ladder") || !text.Places.Has("milestones.meet.due") {
		t.Error("says of the wrong fields that they are there")
	}
}

// A file without the form of a procedure has no places, and says why.
func TestPlacesOfABrokenFile(t *testing.T) {
	_, err := procedure.ReadText("p.yaml", []byte(strings.Replace(placed, "due:", "deu:", 1)))
	if err == nil || !strings.Contains(err.Error(), `p.yaml:14:5: milestones.meet.deu: unknown key "deu"`) {
		t.Errorf("got %v", err)
	}
}

// Each file that ships is the text of one edition.
func TestTextsOfTheLibrary(t *testing.T) {
	dir, err := procedure.ShippedFiles()
	if err != nil {
		t.Fatal(err)
	}
	texts, err := procedure.Texts(dir)
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for _, text := range texts {
		if _, err := procedure.Shipped().Find(text.ID, text.Edition); err != nil {
			t.Error(err)
		}
		ids[text.ID] = true
	}
	if len(ids) != len(procedure.Shipped().IDs()) {
		t.Errorf("texts of %v", ids)
	}
}
