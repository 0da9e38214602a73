package main

import "slices"

// table returns all mutants.
func table() []mutant {
	return slices.Concat(reviewing(), settling(), waking(), handingOn(), deciding(), keeping(), scripts(), sending(), asking(), connecting(), timing(), holding(), goingBack())
}
