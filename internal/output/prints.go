package output

import (
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
	"kanshu/internal/picture"
)

// An Encoder makes WebP of pictures: a program that the configuration names, which build runs. Version is
// what the program says of itself and goes into every key: another version may give other bytes.
type Encoder struct {
	Version string
	Encode  func(png []byte, quality int) ([]byte, error)
}

// The widths of small forms, in pixels: as they are shown, and for screens of twice as many pixels.
const (
	faceWidth = 160
	logoWidth = 640
)

// printsOf decides in which forms a picture is published. Their names follow from the source's bytes and
// from what is made of them, so that pages can name them before anything is made.
func (p *Press) printsOf(pl *plate, uses use) {
	c := p.Edition.Config().Images
	params := struct {
		Source  kanshu.Digest
		Version string
		Widths  []int
		Quality int
		WebP    string
	}{pl.digest, picture.Version, c.Widths, c.Quality, p.webpVersion()}
	key := layout.Digest(params)
	base := strings.TrimSuffix(path.Base(pl.source), path.Ext(pl.source))
	stem := "assets/pictures/" + slugged(base) + "-" + key.Short()
	add := func(u use, suffix, media string, v picture.Variant) {
		name := stem + suffix
		pl.prints = append(pl.prints, form{use: u, path: name, media: media, variant: v, key: layout.Digest(struct {
			Source  kanshu.Digest
			Name    string
			Variant picture.Variant
		}{key, name, v})})
	}
	if pl.asIs {
		add(inText|asFace|asLogo, pl.info.Ext, pl.info.Type, picture.Variant{})
		return
	}
	media, ext := "image/jpeg", ".jpg"
	if pl.study.Drawing {
		media, ext = "image/png", ".png"
	}
	variant := func(u use, suffix string, v picture.Variant) {
		v.Type, v.Quality = media, c.Quality
		add(u, suffix+ext, media, v)
	}
	if uses&inText != 0 {
		for _, w := range p.widthsOf(pl) {
			v := picture.Variant{Width: w, Height: pl.heightAt(w)}
			variant(inText, "-"+strconv.Itoa(w), v)
			if p.webpVersion() != "" {
				v.Type, v.Raw = "image/png", true
				add(inText, "-"+strconv.Itoa(w)+".webp", "image/webp", v)
			}
		}
	}
	if uses&asFace != 0 {
		for _, w := range widths([]int{faceWidth, 2 * faceWidth}, min(pl.info.Width, pl.info.Height)) {
			variant(asFace, "-face-"+strconv.Itoa(w), picture.Variant{Width: w, Height: w, Crop: true})
		}
	}
	if uses&asLogo != 0 {
		w := min(logoWidth, pl.info.Width)
		variant(asLogo, "-logo", picture.Variant{Width: w, Height: pl.heightAt(w)})
	}
	if v := posterVariant(pl); uses&asPoster != 0 && v.Width > 0 {
		variant(asPoster, "-card", v)
	}
}

// widthsOf returns the widths in which a picture stands in a text.
func (p *Press) widthsOf(pl *plate) []int {
	all := widths(p.Edition.Config().Images.Widths, pl.info.Width)
	if pl.study.Drawing {
		return apart(all)
	}
	return all
}

// largest returns the path of the largest form that every program can read.
func (pl *plate) largest() string {
	best := pl.prints[0]
	for _, pr := range pl.prints {
		if pr.variant.Type == pr.media && pr.variant.Width > best.variant.Width {
			best = pr
		}
	}
	return best.path
}

func (p *Press) webpVersion() string {
	if p.WebP == nil || p.Edition.Config().Images.WebP == "" {
		return ""
	}
	return p.WebP.Version
}

// heightAt returns the height of the whole picture at a width, at least 1.
func (pl *plate) heightAt(width int) int {
	return max((pl.info.Height*width+pl.info.Width/2)/pl.info.Width, 1)
}

// widths returns the widths in which a picture of a width is published: those wanted that it has, and its
// own where it has less than the widest. No picture is ever blown up.
func widths(wanted []int, own int) []int {
	if len(wanted) == 0 {
		return []int{own}
	}
	wanted = slices.Sorted(slices.Values(wanted))
	var all []int
	for _, w := range wanted {
		if w < own {
			all = append(all, w)
		}
	}
	return slices.Compact(append(all, min(own, wanted[len(wanted)-1])))
}

// apart leaves out widths that lie close below the next: a drawing made a little smaller has more shades, and
// more bytes, than it had.
func apart(widths []int) []int {
	var all []int
	for i, w := range widths {
		if i == len(widths)-1 || 2*widths[i+1] >= 3*w {
			all = append(all, w)
		}
	}
	return all
}

// posterVariant returns a picture as a social card: of the usual size, or as large as the picture allows. It
// is the zero Variant where that is too small to stand for a column. Of a drawing nothing is cut off: its
// words stand at its edges.
func posterVariant(pl *plate) picture.Variant {
	w := min(picture.CardWidth, pl.info.Width, pl.info.Height*picture.CardWidth/picture.CardHeight)
	switch {
	case w < picture.CardWidth/2:
		return picture.Variant{}
	case pl.study.Drawing:
		return picture.Variant{Width: picture.CardWidth, Height: picture.CardHeight, Pad: true}
	default:
		return picture.Variant{Width: w, Height: w * picture.CardHeight / picture.CardWidth, Crop: true}
	}
}

// print writes one form of a picture, from the cache where it was made before. What is made is made for all
// forms of the picture at once, if there is a cache to keep the others in: decoding takes the most time.
func (p *Press) print(w io.Writer, pl *plate, pr *form) error {
	pl.making.Lock()
	defer pl.making.Unlock()
	if b := p.take(pl, pr); b != nil {
		_, err := w.Write(b)
		return err
	}
	all := []form{*pr}
	if p.Cache != nil {
		if b, ok := p.Cache.Load(pr.key); ok {
			_, err := w.Write(b)
			return err
		}
		all = pl.prints
	}
	made, err := p.made(pl, all)
	if err != nil {
		return fmt.Errorf("%s: %w", pl.source, err)
	}
	for i := range all {
		if all[i].key == pr.key {
			if _, err := w.Write(made[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

// made makes forms of a picture from its source.
func (p *Press) made(pl *plate, all []form) ([][]byte, error) {
	b, err := p.Edition.Open(pl.source)
	if err != nil {
		return nil, err
	}
	if kanshu.DigestOf(b) != pl.digest {
		return nil, kanshu.ErrChanged
	}
	if pl.asIs {
		if pl.info.Type != picture.SVG {
			if b, err = picture.Strip(b); err != nil {
				return nil, err
			}
		}
		p.store(all, [][]byte{b})
		return [][]byte{b}, nil
	}
	film, err := picture.Develop(b)
	if err != nil {
		return nil, err
	}
	made, err := p.develop(film, all)
	if err == nil {
		p.store(all, made)
	}
	return made, err
}

// develop makes forms of a picture that is decoded.
func (p *Press) develop(film *picture.Film, all []form) ([][]byte, error) {
	variants := make([]picture.Variant, len(all))
	for i := range all {
		variants[i] = all[i].variant
	}
	made, err := film.Variants(variants, &p.lab)
	if err != nil {
		return nil, err
	}
	for i := range all {
		if all[i].media == "image/webp" {
			if made[i], err = p.WebP.Encode(made[i], p.Edition.Config().Images.Quality); err != nil {
				return nil, fmt.Errorf("encode WebP: %w", err)
			}
		}
	}
	return made, nil
}

// store keeps forms that were made, where there is a cache.
func (p *Press) store(all []form, made [][]byte) {
	for i := range all {
		if p.Cache != nil {
			p.Cache.Store(all[i].key, made[i])
		}
	}
}
