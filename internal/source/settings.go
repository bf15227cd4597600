package source

import (
	"io/fs"

	"kanshu/internal/kanshu"
)

// LoadConfig reads kanshu.yaml alone: a command wants to know the site's zone and language before it
// judges anything. The records that it names by id are not looked up. The error is a *Broken, with
// Config set, where the file is to be mended or is not there; any other is the machine's.
func LoadConfig(fsys fs.FS) (*kanshu.Config, error) {
	l := loader{fsys: fsys, site: &kanshu.Site{}}
	file, _, err := l.record("kanshu.yaml")
	if err != nil {
		return nil, err
	}
	files := []recordFile{file}
	if file.tree != nil {
		l.site.Config = file.d.config(file.tree)
	}
	if err := l.broken(files); err != nil {
		return nil, err
	}
	return l.site.Config, nil
}
