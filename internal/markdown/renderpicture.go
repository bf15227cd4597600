package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// figure renders a picture that stands alone, with its caption; without the picture, its alt text
// and the caption.
func (w *writer) figure(n *figure) {
	image := n.FirstChild().(*ast.Image)
	p, ok := w.picture(image)
	if !ok {
		alt := w.d.words(image)
		if len(alt)+len(image.Title) == 0 {
			return
		}
		w.s("<p>")
		w.b = escape(w.b, alt)
		if len(alt) > 0 && len(image.Title) > 0 {
			w.s("<br>")
		}
		w.words(unescape(image.Title))
		w.s("</p>")
		return
	}
	w.s("<figure>")
	w.image(image, p)
	if len(image.Title) > 0 {
		w.s("<figcaption>")
		w.s(Inline(string(unescape(image.Title))))
		w.s("</figcaption>")
	}
	w.s("</figure>")
}

// picture returns a picture as it is published.
func (w *writer) picture(n *ast.Image) (Picture, bool) {
	dest := resolve(n.Destination)
	if w.o.Picture == nil || w.bare || len(dest) == 0 {
		return Picture{}, false
	}
	p, ok := w.o.Picture(string(dest))
	return p, ok && p.Src != ""
}

// image renders a picture. All but the first of a text wait until they are near the screen.
func (w *writer) image(n *ast.Image, p Picture) {
	w.pictures++
	if p.WebP != "" && !w.o.Feed {
		w.s(`<picture><source type="image/webp"`)
		w.attr("srcset", p.WebP)
		if p.Sizes != "" {
			w.attr("sizes", p.Sizes)
		}
		w.s(">")
		defer w.s("</picture>")
	}
	src := p.Src
	if strings.HasPrefix(src, "/") && !strings.HasPrefix(src, "//") {
		src = w.o.Base + src
	}
	w.s(`<img src="`)
	w.b = appendURL(w.b, src)
	w.s(`" alt="`)
	w.b = escapeAttr(w.b, w.d.words(n))
	w.s(`"`)
	if p.Width > 0 && p.Height > 0 {
		w.s(` width="`)
		w.n(p.Width)
		w.s(`" height="`)
		w.n(p.Height)
		w.s(`"`)
	}
	if !w.o.Feed {
		w.imageHints(p)
	}
	w.s(">")
}

// imageHints writes the attributes of a picture that only pages need.
func (w *writer) imageHints(p Picture) {
	if p.Srcset != "" {
		w.attr("srcset", p.Srcset)
		if p.Sizes != "" {
			w.attr("sizes", p.Sizes)
		}
	}
	if w.pictures > 1 {
		w.s(` loading="lazy"`)
	}
	w.s(` decoding="async"`)
	if p.Color != "" {
		w.attr("data-color", p.Color)
	}
}
