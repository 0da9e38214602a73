package cli

import (
	"os"
	"path/filepath"

	"github.com/longstop/longstop/scheduler/procedure"
)

// localFlag names a folder of procedures beside those that ship.
type localFlag struct {
	Procedures string `name:"procedures" placeholder:"DIR" help:"A folder of your own procedures (*.yaml), which may inherit what ships."`
}

func (f localFlag) library() (*procedure.Library, error) {
	if f.Procedures == "" {
		return procedure.Shipped(), nil
	}
	return localLibrary(f.Procedures)
}

// localLibrary is what ships and what a folder adds to it.
func localLibrary(dir string) (*procedure.Library, error) {
	return procedure.Shipped().Extend(os.DirFS(dir), dir)
}

// texts are the files of what ships, and of the folder by their paths.
func (f localFlag) texts() ([]procedure.Text, error) {
	dir, err := procedure.ShippedFiles()
	if err != nil {
		return nil, err
	}
	texts, err := procedure.Texts(dir)
	if err != nil || f.Procedures == "" {
		return texts, err
	}
	own, err := procedure.Texts(os.DirFS(f.Procedures))
	for _, t := range own {
		t.File = filepath.Join(f.Procedures, t.File)
		texts = append(texts, t)
	}
	return texts, err
}
