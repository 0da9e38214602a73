package config

import (
	"fmt"

	"github.com/longstop/longstop/internal/yamlfile"
)

// parse makes a Config of the daemon's file, and asks read for every file that it
// names. It is Load without the disk.
func parse(file string, data []byte, read reader, known Known) (*Config, error) {
	c := &daemonChecker{checker: checker{file: file}, read: read}
	var form daemonForm
	c.decode(data, &form)
	cfg := c.config(form)
	dir, known, ok := c.local(form.Procedures, known)
	cfg.Procedures = dir
	errs := c.errs
	if !ok { // the files of partnerships may name procedures that cannot be read
		errs.Sort()
		return nil, errs
	}

	ids := map[string]string{} // the file of each partnership
	for _, f := range c.partnershipFiles(form) {
		data, _, err := read(f.path)
		if err != nil {
			errs = append(errs, f.at.Errorf(file, f.field, "%s cannot be read: %s", f.path, reason(err)))
			continue
		}
		p := newPartnershipChecker(f.path, known)
		cfg.Partnerships = append(cfg.Partnerships, p.partnership(data, ids))
		cfg.Warnings = append(cfg.Warnings, p.warnings...)
		errs = append(errs, p.errs...)
	}
	if len(errs) > 0 {
		errs.Sort()
		return nil, errs
	}
	return cfg, nil
}

// partnershipFile is the path of a partnership's file, and the place that names
// it.
type partnershipFile struct {
	path, field string
	at          yamlfile.Pos
}

// partnershipFiles returns the files to read, each once.
func (c *daemonChecker) partnershipFiles(form daemonForm) []partnershipFile {
	var out []partnershipFile
	seen := map[string]bool{}
	for i, t := range form.Partnerships.Value {
		path := resolve(c.file, t.Value)
		if t.Given() && t.Value != "" && !seen[path] {
			out = append(out, partnershipFile{path: path, field: fmt.Sprintf("partnerships[%d]", i), at: t.Pos})
		}
		seen[path] = true
	}
	return out
}
