package cli

import "io"

type calendarExportCmd struct {
	Version string `arg:"" optional:"" help:"A version that the daemon was given; else the newest that it took."`
	socketFlag
}

// Help says what it is for.
func (calendarExportCmd) Help() string {
	return `Prints a list of bank holidays that the daemon has, in the form in which gov.uk
publishes it. One that was refused comes as it was sent.

  longstop calendar export > bank-holidays.json
  longstop calendar export 4f2a91c0 | less`
}

func (x calendarExportCmd) Run(c *cli) error {
	list, err := x.client().HolidayList(c.ctx, x.Version)
	if err != nil {
		return err
	}
	_, err = io.WriteString(c.out, list.Data)
	return err
}
