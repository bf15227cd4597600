package markdown_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"kanshu/internal/markdown"
)

// treeOf writes down what a parser with goldmark's own blocks, and with these for definition lists, reads in a source.
func treeOf(list, description parser.BlockParser, src []byte) string {
	p := parser.NewParser(
		parser.WithBlockParsers(append(parser.DefaultBlockParsers(), util.Prioritized(list, 101), util.Prioritized(description, 102))...),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
	)
	var b strings.Builder
	depth := 0
	_ = ast.Walk(p.Parse(text.NewReader(src)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			depth--
			return ast.WalkContinue, nil
		}
		fmt.Fprintf(&b, "%*s%s", depth, "", n.Kind())
		depth++
		switch n := n.(type) {
		case *extast.DefinitionList:
			fmt.Fprintf(&b, " %d %v", n.Offset, n.TemporaryParagraph != nil)
		case *extast.DefinitionDescription:
			fmt.Fprintf(&b, " %v", n.IsTight)
		case *ast.Text:
			fmt.Fprintf(&b, " %v", n.Segment)
		}
		if n.Type() == ast.TypeBlock {
			fmt.Fprintf(&b, " %v", n.HasBlankPreviousLines())
			for i := range n.Lines().Len() {
				fmt.Fprintf(&b, " %v", n.Lines().At(i))
			}
		}
		b.WriteByte('\n')
		return ast.WalkContinue, nil
	})
	return b.String()
}

// TestDefinitionsOfManyShapes holds the same as FuzzDefinitions, of sources that are made of what lists are made of.
func TestDefinitionsOfManyShapes(t *testing.T) {
	t.Parallel()
	parts := []string{"a", "b\n", ":", ": ", "\n: c", "\n", "\n\n", " ", "  ", "    ", "\t", "> ", "- ", "\n\n: ", "# ", "```\n"}
	list, description := markdown.DefinitionParsers()
	random, lists := rand.New(rand.NewPCG(1, 2)), 0
	for range 3000 {
		var src []byte
		for range 1 + random.IntN(14) {
			src = append(src, parts[random.IntN(len(parts))]...)
		}
		got := treeOf(list, description, src)
		if want := treeOf(extension.NewDefinitionListParser(), extension.NewDefinitionDescriptionParser(), src); got != want {
			t.Fatalf("%q is read as\n%s, and by goldmark's extension as\n%s", src, got, want)
		}
		if strings.Contains(got, "DefinitionDescription") {
			lists++
		}
	}
	if lists < 500 {
		t.Errorf("%d sources of 3,000 hold a list", lists)
	}
}

// FuzzDefinitions holds how definition lists are read against goldmark's own extension.
func FuzzDefinitions(f *testing.F) {
	for _, s := range []string{
		"花粉症\n: 春に鼻水が出ます。\n", "a\nb\n: c\n  d\n: e\n\nf\n: g\n", "a\n\n: b\n\n    c\n\n: d\n", "a\n:   b\n    - c\n      : d\n\n    e\n", "a\n:         code\n           code\n",
		"a\n:\tb\n\tc\n \td\n", ": a\n", "a\n:b\n", "# a\n: b\n", "> a\n> : b\n> c\n: d\n", "a\n : b\n", "a\n: b\n\n\n\nc\n\n: d\n: e\n\n: f", "a\n: \n: b\n", "- a\n  : b\n\n      c\n    : d\n", "a\n: b\n: c\n\n d\n  : e\n", "a\n: > b\n  > : c\n: ```\n  x\n\n: y\n", "a\r\n: b\r\n\r\n: c\r\n", "a\n:        b\n:       c\n:      d\n",
	} {
		f.Add([]byte(s))
	}
	list, description := markdown.DefinitionParsers()
	f.Fuzz(func(t *testing.T, src []byte) {
		got := treeOf(list, description, src)
		want := treeOf(extension.NewDefinitionListParser(), extension.NewDefinitionDescriptionParser(), src)
		if got != want {
			t.Errorf("%q is read as\n%s, and by goldmark's extension as\n%s", src, got, want)
		}
	})
}
