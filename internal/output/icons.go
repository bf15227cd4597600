package output

import (
	"encoding/json"
	"io"
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

// icon returns the site's icon in a size: its mark on its colour.
func (p *Press) icon(size int) *picture.Icon {
	t := p.room.theme
	return &picture.Icon{Mark: t.mark, Size: size, Accent: t.accent.rgba(), OnAccent: t.accent.ink().rgba()}
}

// drawsIcons reports whether icons are drawn: the typeface has the mark.
func (p *Press) drawsIcons() bool {
	return p.room.theme.mark != "" && len(picture.Missing(p.room.theme.mark)) == 0
}

func iconKey(c *picture.Icon) kanshu.Digest {
	return layout.Digest(struct {
		Version string
		Icon    picture.Icon
	}{"icon " + picture.IconVersion, *c})
}

// iconFile returns the path of an icon below public/. Its name changes with what it shows.
func iconFile(c *picture.Icon) string {
	return "assets/icon-" + strconv.Itoa(c.Size) + "-" + iconKey(c).Short() + ".png"
}

// iconHref returns the address of an icon, "" where none is drawn.
func (p *Press) iconHref(size int) string {
	if !p.drawsIcons() {
		return ""
	}
	return p.href("/" + iconFile(p.icon(size)))
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
	var as []kanshu.Artifact
	if p.drawsIcons() {
		for _, size := range []int{tabIcon, touchIcon, appIcon, largeIcon} {
			c := p.icon(size)
			key := iconKey(c)
			as = append(as, kanshu.Artifact{
				Path: iconFile(c), Type: "image/png", Wave: kanshu.Assets, Key: key, Made: true,
				Make: func(w io.Writer) error { return p.keep(w, key, c.PNG) },
			})
		}
		for _, size := range []int{appIcon, largeIcon} {
			side := strconv.Itoa(size)
			for _, purpose := range []string{"any", "maskable"} {
				m.Icons = append(m.Icons, manifestIcon{p.iconHref(size), side + "x" + side, "image/png", purpose})
			}
		}
	} else {
		m.Icons = []manifestIcon{{Src: p.asset("icon.svg"), Sizes: "any", Type: "image/svg+xml"}}
	}
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return nil, err
	}
	return append(as, fixed("site.webmanifest", "application/manifest+json", kanshu.Lists, append(b, '\n'))), nil
}
