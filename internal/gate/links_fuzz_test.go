package gate_test

import (
	"strings"
	"testing"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
)

// FuzzLink resolves addresses. What stands is a path of this site at which something stands, printed as it is.
func FuzzLink(f *testing.F) {
	f.Add("../sleep/#x")
	fsys := links(f)
	site, err := loadSite(fsys)
	if err != nil {
		f.Fatal(err)
	}
	e := gate.Shown(site, fsys, today)
	from := e.Columns()[0]
	f.Fuzz(func(t *testing.T, dest string) {
		to, rest, ok := e.Link(from, dest)
		switch {
		case !ok:
		case to == "" && (rest != dest || dest == "" || dest[0] != '#' && dest[0] != '?'):
			t.Errorf("Link(%q) stays on the page: %q", dest, rest)
		case to != "" && (!e.Stands(to) || !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//")):
			t.Errorf("Link(%q) = %q, where nothing stands", dest, to)
		case rest != "" && rest[0] != '#' && rest[0] != '?':
			t.Errorf("Link(%q) goes on with %q", dest, rest)
		}
	})
}

// FuzzPictureFile: no address of a picture leads out of the column's folder and assets/.
func FuzzPictureFile(f *testing.F) {
	f.Add("../x/%2e%2e/a.png")
	f.Fuzz(func(t *testing.T, dest string) {
		for _, dir := range []string{"", "columns/x"} {
			name := gate.PictureFile(&kanshu.Column{Dir: dir}, dest)
			if name == "" {
				continue
			}
			if !strings.HasPrefix(name, "assets/") && (dir == "" || !strings.HasPrefix(name, dir+"/")) || strings.Contains("/"+name+"/", "/../") || strings.ContainsRune(name, 0) {
				t.Errorf("PictureFile(%q, %q) = %q", dir, dest, name)
			}
		}
	})
}
