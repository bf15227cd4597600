package markdown

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// CommonMark renders with goldmark's own blocks, inlines and renderer and our emphasis in place of
// goldmark's: what the examples of the specification are held against.
func CommonMark(src []byte) string {
	var b bytes.Buffer
	md := goldmark.New(
		goldmark.WithParserOptions(parser.WithInlineParsers(util.Prioritized(emphasis{}, 450))),
		goldmark.WithRendererOptions(html.WithXHTML(), html.WithUnsafe()),
	)
	pc := parser.NewContext()
	pc.Set(draftKey, &draft{})
	if err := md.Convert(src, &b, parser.WithContext(pc)); err != nil {
		return err.Error()
	}
	return b.String()
}
