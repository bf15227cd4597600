package markdown

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Definition lists are read as goldmark's own extension reads them, which a fuzz test holds. That it is not imported saves
// each run of the program the expressions that its package compiles before main: 0.8 ms, in which nothing else is done.
//
// A colon and a blank at the head of a line begin a description of the terms that the paragraph before it names, one a line.
//
// Source: PHP Markdown Extra, "Definition Lists".

// codeFrom is how far behind its colon a description begins that is a block of code, which is read from codeAt on.
const codeFrom, codeAt = 8, 5

// colonAt returns the line and where its colon stands, which must be at the head of a block; false where none does.
func colonAt(reader text.Reader, pc parser.Context) (line []byte, at int, ok bool) {
	line, _ = reader.PeekLine()
	at = pc.BlockOffset()
	return line, at, at >= 0 && pc.BlockIndent() == 0 && line[at] == ':'
}

// A definitionParser reads the lists, a descriptionParser what stands in them behind a colon.
type (
	definitionParser  struct{ colon }
	descriptionParser struct{ colon }
)

// A colon begins both.
type colon struct{}

// Trigger implements parser.BlockParser.
func (colon) Trigger() []byte { return []byte{':'} }

// CanInterruptParagraph implements parser.BlockParser: the paragraph holds the terms.
func (colon) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (colon) CanAcceptIndentedLine() bool { return false }

// Open implements parser.BlockParser. A list goes on where one stands before the paragraph, or in its place.
func (definitionParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, at, ok := colonAt(reader, pc)
	if _, within := parent.(*extast.DefinitionList); within || !ok {
		return nil, parser.NoChildren
	}
	blank, _ := util.IndentWidth(line[at+1:], at+1)
	if blank == 0 {
		return nil, parser.NoChildren
	}
	if blank >= codeFrom {
		blank = codeAt
	}
	offset := at + 1 + blank
	switch last := parent.LastChild().(type) {
	case *ast.Paragraph:
		list, more := last.PreviousSibling().(*extast.DefinitionList)
		if !more {
			return extast.NewDefinitionList(offset, last), parser.HasChildren | parser.RequireParagraph
		}
		list.Offset, list.TemporaryParagraph = offset, last
		return list, parser.HasChildren
	case *extast.DefinitionList:
		last.Offset, last.TemporaryParagraph = offset, nil
		return last, parser.HasChildren
	default:
		return nil, parser.NoChildren
	}
}

// Continue implements parser.BlockParser: what is indented as far as the description belongs to it.
func (definitionParser) Continue(n ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	offset := n.(*extast.DefinitionList).Offset
	if indent, _ := util.IndentWidth(line, reader.LineOffset()); indent < offset {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(util.IndentPosition(line, reader.LineOffset(), offset))
	return parser.Continue | parser.HasChildren
}

// Close implements parser.BlockParser.
func (definitionParser) Close(ast.Node, text.Reader, parser.Context) {}

// Open implements parser.BlockParser. The lines of the paragraph that stands before become terms.
func (descriptionParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, at, ok := colonAt(reader, pc)
	list, within := parent.(*extast.DefinitionList)
	if !ok || !within {
		return nil, parser.NoChildren
	}
	if named := list.TemporaryParagraph; named != nil {
		list.TemporaryParagraph = nil
		for i := range named.Lines().Len() {
			part, term := named.Lines().At(i), extast.NewDefinitionTerm()
			term.Lines().Append(part.TrimRightSpace(reader.Source()))
			list.AppendChild(list, term)
		}
		named.Parent().RemoveChild(named.Parent(), named)
	}
	pos, padding := util.IndentPosition(line[at+1:], at+1, list.Offset-at-1)
	reader.AdvanceAndSetPadding(pos+1, padding)
	return extast.NewDefinitionDescription(), parser.HasChildren
}

// Continue implements parser.BlockParser: the list knows.
func (descriptionParser) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Continue | parser.HasChildren
}

// Close implements parser.BlockParser. The paragraphs of a description before which no line is blank are none.
func (descriptionParser) Close(n ast.Node, _ text.Reader, _ parser.Context) {
	d := n.(*extast.DefinitionDescription)
	if d.IsTight = !d.HasBlankPreviousLines(); !d.IsTight {
		return
	}
	for child := d.FirstChild(); child != nil; child = child.NextSibling() {
		if p, ok := child.(*ast.Paragraph); ok {
			block := ast.NewTextBlock()
			block.SetLines(p.Lines())
			d.ReplaceChild(d, p, block)
		}
	}
}
