package output

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"

	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
	"kanshu/internal/picture"
)

// The sizes of the icons that are drawn, in pixels: for tabs, for the home screens of Apple's telephones,
// and the two that lists of apps ask for.
const (
	tabIcon   = 96
	touchIcon = 180
	appIcon   = 192
	largeIcon = 512
)

// A mount is what an icon is for, and how a logo sits in it.
type mount struct {
	name   string // in the name of its file
	share  float64
	opaque bool
}

// Where icons are shown: as they are, on home screens that round their corners, and in lists of apps that
// cut them as they like, to a circle of four fifths at the least.
//
// Source: W3C, Web Application Manifest, "maskable".
var (
	plainSeat = mount{share: 1}
	touchSeat = mount{name: "touch-", share: .8, opaque: true}
	maskSeat  = mount{name: "mask-", share: .56, opaque: true}
)

// An icon is one icon as it is published.
type icon struct {
	path  string // below public/; it changes with what is shown
	media string
	key   kanshu.Digest
	make  func() ([]byte, error)
}

// icon returns the site's icon in a size: made from its logo, or else its mark on its colour. It reports
// false where neither can be drawn.
func (p *Press) icon(size int, at mount) (icon, bool) {
	if pl := p.room.pictures.plates[assetName(p.Edition.Config().Theme.Logo)]; pl != nil && !pl.asIs {
		return p.emblem(pl, size, at), true
	}
	t := p.room.theme
	if t.mark == "" || len(picture.Missing(t.mark)) > 0 {
		return icon{}, false
	}
	c := &picture.Icon{Mark: t.mark, Size: size, Accent: t.accent.rgba(), OnAccent: t.accent.ink().rgba()}
	key := layout.Digest(struct {
		Version string
		Icon    picture.Icon
	}{"icon " + picture.IconVersion, *c})
	return icon{"assets/icon-" + strconv.Itoa(size) + "-" + key.Short() + ".png", "image/png", key, func() ([]byte, error) { return p.studio.Icon(c) }}, true
}

// emblem returns the icon that is made from a logo.
func (p *Press) emblem(pl *plate, size int, at mount) icon {
	e := picture.Emblem{Size: size, Share: at.share, Opaque: at.opaque}
	key := layout.Digest(struct {
		Version string
		Logo    kanshu.Digest
		Emblem  picture.Emblem
	}{"emblem " + picture.EmblemVersion, pl.digest, e})
	path := "assets/icon-" + at.name + strconv.Itoa(size) + "-" + key.Short() + ".png"
	return icon{path, "image/png", key, func() ([]byte, error) {
		b, err := p.Edition.Open(pl.source)
		if err != nil {
			return nil, err
		}
		if kanshu.DigestOf(b) != pl.digest {
			return nil, fmt.Errorf("%s: %w", pl.source, kanshu.ErrChanged)
		}
		return e.PNG(b)
	}}
}

// drawing returns the site's icon where it is an SVG drawing: its own assets/icon.svg, a logo that is a
// drawing and not much wider than high, or, where nothing else can be drawn, the usual one. Its address
// is "" otherwise.
func (p *Press) drawing() string {
	if slices.Contains(p.Edition.Assets(), "assets/icon.svg") {
		return p.asset("icon.svg")
	}
	logo := p.logo()
	if pl := p.room.pictures.plates[assetName(p.Edition.Config().Theme.Logo)]; pl != nil && pl.info.Type == picture.SVG &&
		logo != nil && logo.Height > 0 && logo.Width < 2*logo.Height {
		return logo.Src
	}
	if _, ok := p.icon(tabIcon, plainSeat); !ok {
		return p.asset("icon.svg")
	}
	return ""
}

// iconHref returns the address of an icon, "" where none is drawn.
func (p *Press) iconHref(size int, at mount) string {
	c, ok := p.icon(size, at)
	if !ok {
		return ""
	}
	return p.href("/" + c.path)
}

// A manifestIcon is one picture of a web manifest.
type manifestIcon struct {
	Src     string `json:"src"`
	Sizes   string `json:"sizes"`
	Type    string `json:"type"`
	Purpose string `json:"purpose,omitempty"`
}

// A webManifest is what a system is told that puts the site on a home screen. The site asks for no
// window of its own: readers keep the address in sight.
//
// Source: W3C, Web Application Manifest.
type webManifest struct {
	Name       string         `json:"name"`
	ShortName  string         `json:"short_name"`
	Lang       string         `json:"lang"`
	Dir        string         `json:"dir"`
	ID         string         `json:"id"`
	Start      string         `json:"start_url"`
	Scope      string         `json:"scope"`
	Display    string         `json:"display"`
	Background string         `json:"background_color"`
	Theme      string         `json:"theme_color"`
	Icons      []manifestIcon `json:"icons"`
}

// icons plans the icons and the web manifest that names them.
func icons(p *Press) ([]kanshu.Artifact, error) {
	home := p.href("/")
	m := webManifest{
		Name: p.Edition.Config().Title, ShortName: p.Edition.Config().Title, Lang: p.Edition.Config().Language, Dir: "ltr",
		ID: home, Start: home, Scope: home, Display: "browser", Background: paperLight.String(), Theme: p.room.theme.accent.String(),
	}
	if at := p.drawing(); at != "" {
		m.Icons = []manifestIcon{{Src: at, Sizes: "any", Type: picture.SVG}}
	}
	var as []kanshu.Artifact
	plan := func(size int, at mount) string {
		c, ok := p.icon(size, at)
		if !ok {
			return ""
		}
		if !slices.ContainsFunc(as, func(a kanshu.Artifact) bool { return a.Path == c.path }) {
			as = append(as, kanshu.Artifact{
				Path: c.path, Type: c.media, Wave: kanshu.Assets, Key: c.key, Made: true,
				Make: func(w io.Writer) error { return p.keep(w, c.key, c.make) },
			})
		}
		return p.href("/" + c.path)
	}
	plan(tabIcon, plainSeat)
	plan(touchIcon, touchSeat)
	for _, size := range []int{appIcon, largeIcon} {
		side := strconv.Itoa(size)
		for _, purpose := range []string{"any", "maskable"} {
			at := plainSeat
			if purpose == "maskable" {
				at = maskSeat
			}
			if src := plan(size, at); src != "" {
				m.Icons = append(m.Icons, manifestIcon{src, side + "x" + side, "image/png", purpose})
			}
		}
	}
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return nil, err
	}
	return append(as, fixed("site.webmanifest", "application/manifest+json", kanshu.Lists, append(b, '\n'))), nil
}
