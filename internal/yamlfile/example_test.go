package yamlfile_test

import (
	"fmt"

	"github.com/longstop/longstop/internal/yamlfile"
)

func ExampleDecode() {
	const text = `
name: Buckinghamshire
people:
  - {id: bm, emial: bm@scp.example}
  - {id: 012}
reminders: two
`
	var form struct {
		Name   string `yaml:"name,required"`
		People []struct {
			ID    string `yaml:"id,required"`
			Email string `yaml:"email"`
		} `yaml:"people"`
		Reminders int `yaml:"reminders"`
	}
	fmt.Println(yamlfile.Decode("bscp.yaml", []byte(text), &form))
	fmt.Println("read all the same:", form.Name, form.People[1].ID)
	// Output:
	// bscp.yaml:4:14: people[0].emial: unknown key "emial": did you mean "email"? Allowed here: email, id
	// bscp.yaml:6:12: reminders: requires a whole number, found "two"
	// read all the same: Buckinghamshire 012
}

// A value that is checked beyond its form keeps its place.
func ExampleLocated() {
	var form struct {
		From yamlfile.Located[string] `yaml:"from"`
	}
	if err := yamlfile.Decode("a.yaml", []byte("# hours\nfrom: 25:00\n"), &form); err != nil {
		fmt.Println(err)
	}
	fmt.Println(form.From.Pos.Errorf("a.yaml", "from", "the day has 24 hours, found %q", form.From.Value))
	// Output:
	// a.yaml:2:7: from: the day has 24 hours, found "25:00"
}
