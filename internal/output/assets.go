package output

import (
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"kanshu/internal/kanshu"
	"kanshu/internal/picture"
)

// An asset is one file that pages need beside their words: style, script, icon. Its bytes are final,
// and its name bears their digest, so that it may be kept in caches for ever.
type asset struct {
	path   string // below public/: "assets/main-0123456789.css"
	media  string
	digest kanshu.Digest
	bytes  []byte
}

// mediaTypes are the kinds of assets there are. What is not listed is not published as an asset; a
// site's pictures are published where a page uses them.
var mediaTypes = map[string]string{".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}

// loadAssets reads the default assets, each replaced by the site's own file of the same name, adds the
// site's colours to the style sheet, and names all by digest.
func (p *Press) loadAssets() error {
	r := p.room
	r.theme = p.dress()
	r.assets = map[string]asset{}
	own := p.Edition.Assets()
	entries, err := fs.ReadDir(p.Assets, ".")
	if err != nil {
		return fmt.Errorf("default assets: %w", err)
	}
	made, errs := make([]asset, len(entries)), make([]error, len(entries))
	p.Each(len(entries), func(i int) {
		name := entries[i].Name()
		media := mediaTypes[path.Ext(name)]
		if entries[i].IsDir() || media == "" {
			return
		}
		b, err := fs.ReadFile(p.Assets, name)
		if slices.Contains(own, "assets/"+name) {
			b, err = p.Edition.Open("assets/" + name)
		}
		if err == nil {
			made[i], err = p.finish(name, media, b)
		}
		if err != nil {
			errs[i] = fmt.Errorf("assets/%s: %w", name, err)
		}
	})
	for i, e := range entries {
		if errs[i] != nil {
			return errs[i]
		}
		if made[i].path != "" {
			r.assets[e.Name()] = made[i]
		}
	}
	return nil
}

// finish makes an asset's bytes final.
func (p *Press) finish(name, media string, b []byte) (asset, error) {
	if name == "main.css" {
		b = append(append(slices.Clip(b), p.room.theme.css...), p.grounds()...)
	}
	if media == "image/svg+xml" {
		if err := picture.Passive(b); err != nil {
			return asset{}, err
		}
	}
	if p.Minify != nil {
		small, err := p.Minify(media, b)
		if err != nil {
			return asset{}, fmt.Errorf("minify: %w", err)
		}
		b = small
	}
	d := kanshu.DigestOf(b)
	ext := path.Ext(name)
	return asset{"assets/" + strings.TrimSuffix(name, ext) + "-" + d.Short() + ext, media, d, b}, nil
}

// asset returns the address of an asset, "" for a name that is none.
func (p *Press) asset(name string) string {
	a, ok := p.room.assets[name]
	if !ok {
		return ""
	}
	return p.href("/" + a.path)
}

// assets plans style, scripts and icons.
func assets(p *Press) ([]kanshu.Artifact, error) {
	var as []kanshu.Artifact
	for _, a := range p.room.assets {
		media := a.media
		if media != "image/svg+xml" {
			media += "; charset=utf-8"
		}
		as = append(as, kanshu.Artifact{
			Path: a.path, Type: media, Wave: kanshu.Assets, Key: a.digest, Made: true,
			Make: func(w io.Writer) error {
				_, err := w.Write(a.bytes)
				return err
			},
		})
	}
	slices.SortFunc(as, func(a, b kanshu.Artifact) int { return strings.Compare(a.Path, b.Path) })
	return as, nil
}
