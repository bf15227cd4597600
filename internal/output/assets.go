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

// loadAssets reads the default assets, each replaced by the site's own file of the same name, with the site's colours
// in the style sheet. They are named once the pictures are known: see nameAssets.
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
		b, err := p.loadAsset(name, media, slices.Contains(own, "assets/"+name))
		if made[i] = (asset{media: media, bytes: b}); err != nil {
			errs[i] = fmt.Errorf("assets/%s: %w", name, err)
		}
	})
	for i, e := range entries {
		if errs[i] != nil {
			return errs[i]
		}
		if made[i].media != "" {
			r.assets[e.Name()] = made[i]
		}
	}
	return nil
}

// loadAsset reads an asset, the site's own or a default, and makes it small. What is a default has been made so before.
func (p *Press) loadAsset(name, media string, own bool) (b []byte, err error) {
	smaller := p.minified
	if own {
		smaller = p.smaller
		b, err = p.Edition.Open("assets/" + name)
	} else {
		b, err = fs.ReadFile(p.Assets, name)
	}
	if err == nil && media == "image/svg+xml" {
		err = picture.Passive(b)
	}
	if err == nil {
		b, err = smaller(media, b)
	}
	if err == nil && name == styles {
		b = append(slices.Clip(b), p.room.theme.css...)
	}
	return b, err
}

// styles is the style sheet that all pages have.
const styles = "main.css"

// nameAssets adds the grounds of pictures to the style sheet, and names all assets by their digests.
func (p *Press) nameAssets() {
	for name, a := range p.room.assets {
		if name == styles {
			a.bytes = append(slices.Clip(a.bytes), p.grounds()...)
		}
		ext := path.Ext(name)
		a.digest = kanshu.DigestOf(a.bytes)
		a.path = "assets/" + strings.TrimSuffix(name, ext) + "-" + a.digest.Short() + ext
		p.room.assets[name] = a
	}
}

// smaller returns what is minified while planning: once, where there is a cache, for a style sheet and scripts take 4 ms
// of every build.
func (p *Press) smaller(media string, b []byte) ([]byte, error) {
	if p.Minify == nil || p.Cache == nil {
		return p.minified(media, b)
	}
	digest := kanshu.DigestOf(b)
	key := kanshu.DigestOf(append(append(append([]byte("smaller "+media+" "), p.Salt[:]...), p.Generator...), digest[:]...))
	if small, ok := p.Cache.Load(key); ok {
		return small, nil
	}
	small, err := p.minified(media, b)
	if err == nil {
		p.Cache.Store(key, slices.Clone(small))
	}
	return small, err
}

func (p *Press) minified(media string, b []byte) ([]byte, error) {
	if p.Minify == nil {
		return b, nil
	}
	small, err := p.Minify(media, b)
	if err != nil {
		return nil, fmt.Errorf("minify: %w", err)
	}
	return small, nil
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
