package output

import (
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"kanshu/internal/kanshu"
	"kanshu/internal/picture"
)

// A Picture is a picture as pages show it.
type Picture struct {
	Src           string
	SrcSet        string
	Width, Height int // pixels
}

// A gallery is the pictures that published pages use, by the name of their source. It is filled while
// the room is prepared and does not change after.
type gallery struct {
	plates map[string]*plate
	names  []string // sorted
}

// A plate is one source picture and what becomes of it.
type plate struct {
	source string        // "columns/x/photo.jpg", "assets/images/a.png"
	digest kanshu.Digest // of the source's bytes
	info   picture.Info
	path   string // below public/
	passed bool   // an SVG of the site's own assets, published as it is
}

// hang finds the pictures that approved columns, doctors, clinics and the site itself use. A picture
// that is not there or is none leaves no plate: its alternative text is shown, and the gate has said so.
func (p *Press) hang() error {
	g := &gallery{plates: map[string]*plate{}}
	p.room.pictures = g
	c := p.Edition.Config()
	wanted := []string{assetName(c.Theme.Logo), assetName(c.Publisher.Logo)}
	for d := range p.room.doctors {
		wanted = append(wanted, portraitName(d))
	}
	for k := range p.room.clinics {
		wanted = append(wanted, assetName(k.Image))
	}
	for _, col := range p.Edition.Columns() {
		for _, ref := range col.Survey.Pictures {
			wanted = append(wanted, pictureName(col, ref.Dest))
		}
		wanted = append(wanted, pictureName(col, col.Image))
	}
	slices.Sort(wanted)
	for _, name := range slices.Compact(wanted) {
		pl, err := p.plate(name)
		if err != nil {
			return err
		}
		if pl != nil {
			g.plates[name] = pl
			g.names = append(g.names, name)
		}
	}
	return nil
}

// plate looks at one source picture. Only its head is read for its size; it is decoded when it is made.
func (p *Press) plate(name string) (*plate, error) {
	if name == "" {
		return nil, nil //nolint:nilnil // no name, no picture, and no fault
	}
	b, err := p.Edition.Open(name)
	if absent(err) {
		return nil, nil //nolint:nilnil // the gate has told of it
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	pl := &plate{source: name, digest: kanshu.DigestOf(b)}
	if pl.info, err = picture.Probe(b); err != nil {
		if !strings.HasPrefix(name, "assets/") || picture.Passive(b) != nil {
			return nil, nil //nolint:nilnil // its bytes are no picture, whatever its name says
		}
		pl.passed = true
		pl.info = picture.Info{Type: "image/svg+xml", Ext: ".svg"}
		pl.info.Width, pl.info.Height = picture.Extent(b)
	}
	base := strings.TrimSuffix(path.Base(name), path.Ext(name))
	pl.path = "assets/pictures/" + slugged(base) + "-" + pl.digest.Short() + pl.info.Ext
	return pl, nil
}

// plain returns the letters of a name that stand in any address: a-z, 0-9 and hyphens.
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
func pictureName(c *kanshu.Column, dest string) string {
	if strings.HasPrefix(dest, "/") {
		return assetName(dest)
	}
	if dest == "" || c.Dir == "" || strings.Contains(dest, ":") {
		return ""
	}
	name := path.Join(c.Dir, dest)
	if !strings.HasPrefix(name, c.Dir+"/") {
		return ""
	}
	return name
}

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

// show returns a picture by its source name, nil if it is not published.
func (p *Press) show(name string) *Picture {
	pl := p.room.pictures.plates[name]
	if pl == nil {
		return nil
	}
	return &Picture{Src: p.href("/" + pl.path), Width: pl.info.Width, Height: pl.info.Height}
}

func (p *Press) portrait(d *kanshu.Doctor) *Picture { return p.show(portraitName(d)) }

func (p *Press) logo() *Picture { return p.show(assetName(p.Edition.Config().Theme.Logo)) }

// pictures plans every picture that a published page uses.
func pictures(p *Press) ([]kanshu.Artifact, error) {
	quality := p.Edition.Config().Images.Quality
	var as []kanshu.Artifact
	for _, name := range p.room.pictures.names {
		pl := p.room.pictures.plates[name]
		key := kanshu.DigestOf(append([]byte("clean 1 "+p.Generator+" "+strconv.Itoa(quality)+" "), pl.digest[:]...))
		a := kanshu.Artifact{Path: pl.path, Type: pl.info.Type, Wave: kanshu.Assets, Key: key, Made: true}
		a.Make = func(w io.Writer) error { return p.make(w, pl, key, quality) }
		if len(as) > 0 && slices.ContainsFunc(as, func(b kanshu.Artifact) bool { return b.Path == a.Path }) {
			continue // the same picture beside two columns
		}
		as = append(as, a)
	}
	return as, nil
}

// make writes one picture, from the cache where it was made before.
func (p *Press) make(w io.Writer, pl *plate, key kanshu.Digest, quality int) error {
	if p.Cache != nil {
		if b, ok := p.Cache.Load(key); ok {
			_, err := w.Write(b)
			return err
		}
	}
	b, err := p.Edition.Open(pl.source)
	if err != nil {
		return err
	}
	if kanshu.DigestOf(b) != pl.digest {
		return fmt.Errorf("%s: %w", pl.source, kanshu.ErrChanged)
	}
	if !pl.passed {
		if b, err = picture.Clean(b, quality); err != nil {
			return fmt.Errorf("%s: %w", pl.source, err)
		}
	}
	if p.Cache != nil {
		p.Cache.Store(key, b)
	}
	_, err = w.Write(b)
	return err
}
