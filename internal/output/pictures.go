package output

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/picture"
)

// A Picture is a picture as pages show it.
type Picture struct {
	Src           string
	SrcSet        string // addresses with their widths; "" where there is one width
	WebP          string // the same as WebP; "" for none
	Sizes         string // how wide the picture is shown, for SrcSet
	Color         string // the ground on which it is awaited, #rrggbb; "" for none
	Width, Height int    // pixels
}

// bodySizes is how wide the pictures of a text are shown: as wide as its lines.
const bodySizes = "(min-width: 48rem) 42.5rem, calc(100vw - 2rem)"

// usualWidth is the width of the form of a picture that readers without srcset get, feeds among them.
const usualWidth = 960

// A use is what a picture is shown as; one picture may have several.
type use int

const (
	inText   use = 1 << iota // in the widths that the configuration names
	asFace                   // square, small
	asLogo                   // whole, small
	asPoster                 // in the shape of social cards
)

// A gallery is the pictures that published pages use, by the name of their source. It is filled while
// the room is prepared and does not change after.
type gallery struct {
	plates map[string]*plate
	names  []string // sorted
}

// A plate is one source picture and the forms in which it is published.
type plate struct {
	source string        // "columns/x/photo.jpg", "assets/images/a.png"
	digest kanshu.Digest // of the source's bytes
	info   picture.Info
	study  picture.Study
	asIs   bool // published as it came, but for what is not pixels
	prints []form
	making sync.Mutex // held while prints are made, so that no two workers decode one picture
	made   [][]byte   // of prints, those made while the picture was planned and not written yet; nil: none
}

// A form is one way in which a picture is published.
type form struct {
	use     use
	path    string // below public/
	media   string
	variant picture.Variant // the zero Variant is the picture as it came, cleaned
	key     kanshu.Digest
}

// hang finds the pictures that approved columns, doctors, clinics and the site itself use. A picture
// that is not there or is none leaves no plate: its alternative text is shown, and the gate has said so.
func (p *Press) hang() error {
	g := &gallery{plates: map[string]*plate{}}
	p.room.pictures = g
	uses := map[string]use{}
	c := p.Edition.Config()
	uses[assetName(c.Theme.Logo)] |= asLogo
	uses[assetName(c.Publisher.Logo)] |= asLogo
	for d := range p.room.doctors {
		uses[portraitName(d)] |= asFace
	}
	for k := range p.room.clinics {
		uses[assetName(k.Image)] |= inText
	}
	for _, col := range p.Edition.Columns() {
		for _, ref := range col.Survey.Pictures {
			uses[pictureName(col, ref.Dest)] |= inText
		}
		if col.Image != "" {
			uses[pictureName(col, col.Image)] |= asPoster
		}
	}
	delete(uses, "")
	for name := range uses {
		g.names = append(g.names, name)
	}
	slices.Sort(g.names)
	plates, errs := make([]*plate, len(g.names)), make([]error, len(g.names))
	p.Each(len(g.names), func(i int) { plates[i], errs[i] = p.plate(g.names[i], uses[g.names[i]]) })
	for i, pl := range plates {
		if errs[i] != nil {
			return errs[i]
		}
		if pl != nil {
			g.plates[g.names[i]] = pl
		}
	}
	return nil
}

// plate looks at one source picture, and leaves none for what is no picture or cannot be read.
func (p *Press) plate(name string, uses use) (*plate, error) {
	b, err := p.Edition.Open(name)
	if gate.Absent(err) {
		return nil, nil //nolint:nilnil // the gate has told of it
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(b) > picture.MaxBytes {
		return nil, nil //nolint:nilnil // likewise
	}
	pl := &plate{source: name, digest: kanshu.DigestOf(b)}
	if pl.info, err = picture.Probe(b); err != nil {
		if !strings.HasPrefix(name, "assets/") || picture.Passive(b) != nil {
			return nil, nil //nolint:nilnil // its bytes are no picture, whatever its name says
		}
		pl.info = picture.Info{Type: picture.SVG, Ext: ".svg"}
		pl.info.Width, pl.info.Height = picture.Extent(b)
	}
	var film *picture.Film
	cleaned, err := p.clean(pl, b, uses)
	if err == nil && cleaned == nil {
		film, err = p.study(pl, b)
	}
	if err != nil {
		return nil, nil //nolint:nilerr,nilnil // it breaks off half-way; its alternative text is shown
	}
	p.printsOf(pl, uses)
	switch {
	case !p.Whole || p.held.Load() >= mostHeld:
	case film != nil && film.Bytes() <= smallFilm:
		if pl.made, err = p.develop(film, pl.prints); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	case cleaned != nil && p.Fresh:
		pl.made = [][]byte{cleaned}
	}
	for _, b := range pl.made {
		p.held.Add(int64(len(b)))
	}
	return pl, nil
}

// clean returns a picture that is published in the one form in which it came, without what is not pixels; nil for one
// of which forms are made.
func (p *Press) clean(pl *plate, b []byte, uses use) ([]byte, error) {
	switch {
	case pl.info.Type == picture.SVG:
		pl.asIs = true
		return b, nil
	case pl.info.Type == "image/webp":
		pl.asIs = true
		return picture.Strip(b)
	case !p.small(pl, len(b), uses):
		return nil, nil
	}
	cleaned, err := picture.Strip(b)
	pl.asIs = err == nil
	return cleaned, nil //nolint:nilerr // whoever decodes it sees what is wrong with it
}

// smallFile is how many bytes a picture may have that a site without widths publishes as it came: no reader waits for
// them, and to make two forms of a portrait takes a millisecond.
const smallFile = 32 << 10

// small reports whether no form need be made of a JPEG or PNG: the site wants no widths, and it is small already.
func (p *Press) small(pl *plate, size int, uses use) bool {
	c := p.Edition.Config().Images
	return len(c.Widths) == 0 && p.webpVersion() == "" && size <= smallFile && max(pl.info.Width, pl.info.Height) <= usualWidth &&
		pl.info.Orientation == 1 && pl.info.Type != "image/gif" && uses&asLogo == 0 && (uses&asPoster == 0 || posterVariant(pl).Width == 0)
}

// mostHeld is about how many bytes of forms are held from when they were planned to when they are written; a film of
// smallFilm bytes has not many. They need no cache: public/ is one.
const mostHeld = 16 << 20

// take returns a form that is held, which then is not any more; nil if it is not. The caller holds pl.making.
func (p *Press) take(pl *plate, pr *form) []byte {
	for i := range pl.made {
		if b := pl.made[i]; pl.prints[i].key == pr.key && b != nil {
			pl.made[i] = nil
			p.held.Add(-int64(len(b)))
			return b
		}
	}
	return nil
}

// study says what a picture is like, from the cache where it was decoded before; else it returns the film as well.
func (p *Press) study(pl *plate, b []byte) (*picture.Film, error) {
	key := kanshu.DigestOf(append([]byte("study "+picture.Version+" "), pl.digest[:]...))
	if p.Cache != nil {
		if kept, ok := p.Cache.Load(key); ok {
			if s, ok := picture.ReadStudy(kept); ok {
				pl.study = s
				return nil, nil //nolint:nilnil // there is no film of what was decoded before
			}
		}
	}
	film, err := picture.Develop(b)
	if err != nil {
		return nil, err
	}
	pl.study = film.Study()
	if p.Cache != nil {
		p.Cache.Store(key, pl.study.Bytes())
	}
	return film, nil
}

// smallFilm is how many bytes a decoded picture may have whose forms are made while it is planned, so that it is not
// decoded again for them. Larger ones take so long that they are made where it is told how far they have come.
const smallFilm = 2 << 20

// show returns a picture by its source name as texts show it, nil if it is not published.
func (p *Press) show(name string) *Picture { return p.hung(name, inText) }

func (p *Press) portrait(d *kanshu.Doctor) *Picture { return p.hung(portraitName(d), asFace) }

func (p *Press) logo() *Picture { return p.hung(assetName(p.Edition.Config().Theme.Logo), asLogo) }

// hung returns a picture in one of its uses.
func (p *Press) hung(name string, as use) *Picture {
	pl := p.room.pictures.plates[name]
	if pl == nil {
		return nil
	}
	var pic *Picture
	var set, webp []string
	for i := range pl.prints {
		pr := &pl.prints[i]
		if pr.use&as == 0 {
			continue
		}
		w, h := pr.variant.Width, pr.variant.Height
		if w == 0 {
			w, h = pl.info.Width, pl.info.Height
		}
		src := p.href("/" + pr.path)
		if pr.media == "image/webp" && !pl.asIs {
			webp = append(webp, src+" "+strconv.Itoa(w)+"w")
			continue
		}
		set = append(set, src+" "+strconv.Itoa(w)+"w")
		switch {
		case pic == nil:
			pic = &Picture{Src: src, Width: w, Height: h}
		case as == inText:
			if w <= usualWidth {
				pic.Src = src
			}
			pic.Width, pic.Height = w, h
		}
	}
	if pic != nil && as == inText {
		pic.Sizes = bodySizes
		if pl.study.Opaque {
			pic.Color = picture.Ground(pl.study.Ground)
		}
	}
	if len(set) > 1 {
		pic.SrcSet = strings.Join(set, ", ")
	}
	if len(webp) > 0 {
		pic.WebP = strings.Join(webp, ", ")
	}
	return pic
}

// grounds returns the rules of the style sheet for the mean colours that published pictures have, as a minifier would
// write them: one of the colours has a shorter form.
func (p *Press) grounds() string {
	var used [64]bool
	for _, name := range p.room.pictures.names {
		if pl := p.room.pictures.plates[name]; pl != nil && pl.study.Opaque {
			used[pl.study.Ground] = true
		}
	}
	var css strings.Builder
	for g, shown := range used {
		if shown {
			c := picture.Ground(uint8(g)) //nolint:gosec // below 64
			css.WriteString(`[data-color="` + c + `"]{background:` + strings.Replace(c, "#aaaaaa", "#aaa", 1) + "}")
		}
	}
	return css.String()
}

// pictures plans every form of every picture that a published page uses.
func pictures(p *Press) ([]kanshu.Artifact, error) {
	var as []kanshu.Artifact
	planned := map[string]bool{}
	for _, name := range p.room.pictures.names {
		pl := p.room.pictures.plates[name]
		if pl == nil {
			continue
		}
		for i := range pl.prints {
			pr := &pl.prints[i]
			if planned[pr.path] {
				continue // the same picture beside two columns
			}
			planned[pr.path] = true
			as = append(as, kanshu.Artifact{
				Path: pr.path, Type: pr.media, Wave: kanshu.Assets, Key: pr.key, Made: true,
				Make: func(w io.Writer) error { return p.print(w, pl, pr) },
			})
		}
	}
	return as, nil
}
