package output

import (
	"path"
	"strings"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
)

// slugged returns the letters of a name that stand in any address: a-z, 0-9 and hyphens.
func slugged(name string) string {
	b := make([]byte, 0, len(name))
	for _, c := range []byte(strings.ToLower(name)) {
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			b = append(b, c)
		case len(b) > 0 && b[len(b)-1] != '-':
			b = append(b, '-')
		}
	}
	if s := strings.Trim(string(b), "-"); s != "" {
		return s
	}
	return "picture"
}

// pictureName returns the source name of a picture that a column names: a file below assets/, or one
// beside the column. "" for anything else.
func pictureName(c *kanshu.Column, dest string) string { return gate.PictureFile(c, dest) }

// assetName returns the source name of "/assets/…", "" for anything else.
func assetName(dest string) string {
	name := path.Clean(strings.TrimPrefix(dest, "/"))
	if !strings.HasPrefix(name, "assets/") {
		return ""
	}
	return name
}

// portraitName returns the source name of a doctor's portrait: below assets/, or beside the column in
// which the record is written out.
func portraitName(d *kanshu.Doctor) string {
	if strings.HasPrefix(d.Image, "/") || strings.HasPrefix(d.Image, "assets/") {
		return assetName(d.Image)
	}
	if d.Image == "" || strings.Contains(d.Image, ":") {
		return ""
	}
	return path.Join(path.Dir(d.File), d.Image)
}
