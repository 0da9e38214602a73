package main

import (
	"os"

	"github.com/longstop/longstop/scheduler/procedure"
)

// localFlag names a folder of procedures beside those that ship.
type localFlag struct {
	Procedures string `name:"procedures" placeholder:"DIR" help:"A folder of your own procedures (*.yaml), which may inherit what ships."`
}

func (f localFlag) library() (*procedure.Library, error) {
	if f.Procedures == "" {
		return procedure.Embedded(), nil
	}
	return localLibrary(f.Procedures)
}

// localLibrary is what ships and what a folder adds to it.
func localLibrary(dir string) (*procedure.Library, error) {
	return procedure.Embedded().Extend(os.DirFS(dir), dir)
}
