package markdown

import (
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// draftKey is where the parsers of one text find what they share.
var draftKey = parser.NewContextKey()

// grammar is the one parser; it is made on first need and is safe for use by many at once.
var grammar = sync.OnceValue(func() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(noticeParser{}, 50),
			util.Prioritized(headings{parser.NewSetextHeadingParser()}, 100),
			util.Prioritized(definitions{shallow{extension.NewDefinitionListParser()}}, 101),
			util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(shallow{parser.NewListParser()}, 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(headings{parser.NewATXHeadingParser()}, 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(shallow{parser.NewBlockquoteParser()}, 800),
			util.Prioritized(hidden{parser.NewHTMLBlockParser()}, 900),
			util.Prioritized(noteParser{}, 999),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(markParser{}, 101),
			util.Prioritized(rubyParser{}, 102),
			util.Prioritized(links{parser.NewLinkParser()}, 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewRawHTMLParser(), 400),
			util.Prioritized(emphasis{}, 450),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(linkTargets{}, 100),
			util.Prioritized(tableParser{}, 200),
		),
	)
})

// A draft is what the parsers of one text share while it is read.
type draft struct {
	notes    map[string]*note // by label, the first of each
	noteList []*note          // in the order written
	setext   []int            // offsets of headings underlined with ---
	hidden   []*ast.HTMLBlock // raw HTML that is dropped whole
	limits   []excess
	runs     int // of marks of emphasis in the block
	open     int // brackets that are open in the block
	searched int // bytes read in search of the end of a link's address
}

// An excess is a place where a limit was met.
type excess struct {
	offset int
	limit  limit
}

// draftOf returns the draft of the text that is being read.
func draftOf(pc parser.Context) *draft { return pc.Get(draftKey).(*draft) }

// meet records that a limit was met; only the first place of each kind is kept.
func (d *draft) meet(l limit, offset int) {
	for _, e := range d.limits {
		if e.limit == l {
			return
		}
	}
	d.limits = append(d.limits, excess{offset, l})
}

// shallow lets a container open only where it does not stand too deep. What would stand deeper is
// read as a paragraph, so nothing is lost.
type shallow struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (s shallow) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if _, item := parent.(*ast.List); !item && tooDeep(parent) {
		_, at := reader.Position()
		node, state := s.BlockParser.Open(parent, reader, pc)
		if node == nil {
			return nil, state
		}
		reader.SetPosition(lineOf(reader), at)
		draftOf(pc).meet(tooNested, at.Start)
		return nil, parser.NoChildren
	}
	return s.BlockParser.Open(parent, reader, pc)
}

// lineOf returns the reader's line number.
func lineOf(reader text.Reader) int {
	line, _ := reader.Position()
	return line
}

// tooDeep reports whether a node has so many ancestors that it may hold no further container.
func tooDeep(n ast.Node) bool {
	depth := 0
	for p := n; p != nil; p = p.Parent() {
		depth++
		if depth > maxDepth {
			return true
		}
	}
	return false
}

// definitions reads definition lists, but leaves ": caption" above a table to the table.
type definitions struct{ shallow }

// Open implements parser.BlockParser.
func (p definitions) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, at := reader.Position()
	if aboveTable(reader.Source()[at.Stop:]) {
		return nil, parser.NoChildren
	}
	return p.shallow.Open(parent, reader, pc)
}

// aboveTable reports whether rest begins with a table row, blank lines not counted.
func aboveTable(rest []byte) bool {
	rest = util.TrimLeftSpace(rest)
	return len(rest) > 0 && rest[0] == '|'
}
