package markdown

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// An align is where the cells of a table's column stand.
type align byte

const (
	alignNone align = iota
	alignLeft
	alignCenter
	alignRight
)

// A table is a GFM table. Its first row is the header.
type table struct {
	ast.BaseBlock
	aligns   []align
	caption  ast.Node // a paragraph taken from above the table; nil if there is none
	rowHeads bool     // the first cell of each row names the row
}

// A row is one row of a table.
type row struct {
	ast.BaseBlock
	head bool
}

// A cell is one cell of a row.
type cell struct {
	ast.BaseBlock
	align align
}

var (
	kindTable = ast.NewNodeKind("Table")
	kindRow   = ast.NewNodeKind("Row")
	kindCell  = ast.NewNodeKind("Cell")
)

// Kind implements ast.Node.
func (*table) Kind() ast.NodeKind { return kindTable }

// Kind implements ast.Node.
func (*row) Kind() ast.NodeKind { return kindRow }

// Kind implements ast.Node.
func (*cell) Kind() ast.NodeKind { return kindCell }

// Dump implements ast.Node.
func (n *table) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// Dump implements ast.Node.
func (n *row) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// Dump implements ast.Node.
func (n *cell) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// tableParser makes tables of paragraphs that hold a header row and a row of dashes. The lines above
// the header stay a paragraph. It differs from GFM in two points: a bar within ruby parts no cells,
// and what a row holds beyond its last column stays in the last cell, so that no word is lost.
type tableParser struct{}

// Transform implements parser.ParagraphTransformer.
func (tableParser) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, source := p.Lines(), reader.Source()
	for i := 1; i < lines.Len(); i++ {
		dashes := lines.At(i)
		aligns := delimiterRow(dashes.Value(source), nil)
		if aligns == nil {
			continue
		}
		if len(aligns) > maxColumns || len(aligns)*(lines.Len()-i) > maxCells {
			draftOf(pc).meet(tooWide, dashes.Start)
			return
		}
		header := newRow(lines.At(i-1), source, nil)
		if header.ChildCount() != len(aligns) {
			continue
		}
		header.head = true
		t := &table{aligns: aligns}
		t.SetPos(header.Pos())
		t.AppendChild(t, header)
		for k, c := 0, header.FirstChild(); c != nil; k, c = k+1, c.NextSibling() {
			c.(*cell).align = aligns[k]
		}
		for j := i + 1; j < lines.Len(); j++ {
			t.AppendChild(t, newRow(lines.At(j), source, aligns))
		}
		replace(p, t, i-1, source)
		return
	}
}

// replace puts the table after the paragraph, of which only the first lines stay.
func replace(p *ast.Paragraph, t *table, keep int, source []byte) {
	parent := p.Parent()
	parent.InsertAfter(parent, p, t)
	if keep == 0 {
		t.SetBlankPreviousLines(p.HasBlankPreviousLines())
		parent.RemoveChild(parent, p)
		return
	}
	p.Lines().SetSliced(0, keep)
	last := p.Lines().At(keep - 1)
	p.Lines().Set(keep-1, last.TrimRightSpace(source))
}

// delimiterRow returns the columns of a row such as |:---|---:|, in room if it is large enough, nil if line is
// none.
func delimiterRow(line []byte, room []align) []align {
	line = util.TrimRightSpace(util.TrimLeftSpace(line))
	if len(line) < 2 || len(bytes.Trim(line, "|-: \t")) > 0 || bytes.IndexByte(line, '-') < 0 ||
		len(bytes.Trim(line, "-")) == 0 {
		return nil
	}
	line = bytes.TrimSuffix(bytes.TrimPrefix(line, []byte{'|'}), []byte{'|'})
	aligns := slices.Grow(room, bytes.Count(line, []byte{'|'})+1)
	for more := true; more; {
		var c []byte
		c, line, more = bytes.Cut(line, []byte{'|'})
		c = bytes.Trim(c, " \t")
		left, right := bytes.HasPrefix(c, []byte{':'}), bytes.HasSuffix(c, []byte{':'})
		if dashes := bytes.Trim(c, ":"); len(dashes) == 0 || len(bytes.Trim(dashes, "-")) > 0 ||
			len(c)-len(dashes) > 2 {
			return nil
		}
		switch {
		case left && right:
			aligns = append(aligns, alignCenter)
		case right:
			aligns = append(aligns, alignRight)
		case left:
			aligns = append(aligns, alignLeft)
		default:
			aligns = append(aligns, alignNone)
		}
	}
	return aligns
}

// newRow returns the row that stands on a line. With aligns it has exactly as many cells; without,
// as many as are written, and at most one more than a table may have.
func newRow(line text.Segment, source []byte, aligns []align) *row {
	line = line.TrimLeftSpace(source)
	line = line.TrimRightSpace(source)
	r := &row{}
	r.SetPos(line.Start)
	b := source[line.Start:line.Stop]
	at, end := 0, len(b)
	if end > 0 && b[0] == '|' {
		at = 1
	}
	if end > at && b[end-1] == '|' && (end < 2 || b[end-2] != '\\') {
		end--
	}
	for k := 0; at < end || k < len(aligns); k++ {
		stop := end
		if aligns == nil && k <= maxColumns || k+1 < len(aligns) {
			stop = at + cellEnd(b[min(at, end):end])
		}
		c := &cell{}
		if k < len(aligns) {
			c.align = aligns[k]
		}
		from := min(at, end)
		seg := text.NewSegment(line.Start+from, line.Start+max(from, stop))
		seg = seg.TrimLeftSpace(source)
		seg = seg.TrimRightSpace(source)
		c.SetPos(seg.Start)
		if !seg.IsEmpty() {
			c.Lines().Append(seg)
		}
		r.AppendChild(r, c)
		at = stop + 1
	}
	return r
}

// cellEnd returns where the first cell of b ends: at a bar that is neither escaped nor within ruby.
func cellEnd(b []byte) int {
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '|':
			return i
		case '\\':
			i++
		case '{':
			if _, n := scanRuby(b[i:]); n > 0 {
				i += n - 1
			}
		}
	}
	return len(b)
}
