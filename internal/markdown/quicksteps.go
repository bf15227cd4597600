package markdown

import (
	"encoding/binary"

	"github.com/yuin/goldmark/ast"
)

// What the quick reader found in a body is written down in some 900 bytes, a step for each op, so that the body is not
// searched a second time for its page: to follow the steps takes a fifth of reading it. They are good for these very
// bytes alone, and for the program that wrote them.
//
//	step     kind of op, or stepEnd + kind of what ends, then its numbers; or stepWhole + kind of what is one stretch, then
//	         that
//	numbers  of a stretch: how far behind the last one it begins, and how long it is
//	text     notes, how many there are; steps of the text itself; steps of each note that is named, in their order;
//	         stepStop behind each

const (
	stepEnd   = 0x40
	stepWhole = 0x80
	stepStop  = 0xff
)

// Steps appends to dst how Reader.Follow finds its way through the text; nothing where it was not read the quick way.
func (s Sheet) Steps(dst []byte) []byte {
	if s.quick == nil {
		return dst
	}
	q := s.quick
	dst = binary.AppendUvarint(dst, uint64(len(q.notes)))
	dst = q.appendSteps(dst, 0, q.main)
	for _, i := range q.named {
		dst = q.appendSteps(dst, q.notes[i].from, q.notes[i].to)
	}
	return dst
}

// appendSteps writes a range of ops.
func (q *quick) appendSteps(dst []byte, from, to int) []byte {
	at := 0 // where the last stretch ends
	stretch := func(kind opKind, from, to int) {
		dst = appendNumber(appendNumber(append(dst, byte(kind)), from-at), to-from)
		at = to
	}
	for i := from; i < to; i++ {
		switch o := q.ops[i]; o.kind {
		case opText, opCode:
			stretch(o.kind, int(o.from), int(o.to))
		case opLink: // its words are one stretch, before the address
			words := q.ops[i+1]
			stretch(opLink, int(words.from), int(words.to))
			dst = append(appendNumber(dst, int(o.to-o.from)), byte(o.dest))
			at = int(o.to)
			i += 2
		case opCite, opRuby, opNode:
			from, to := q.standing(o)
			stretch(o.kind, from, to)
		case opHead:
			h := &q.heads[o.from]
			dst = appendNumber(append(dst, byte(opHead)), h.level)
			dst = appendNumber(dst, truth(h.asks))
		case opList:
			dst = appendNumber(append(dst, byte(opList)), int(o.from)+1)
		case opTable, opRow, opMark:
			dst = appendNumber(append(dst, byte(o.kind)), int(o.from))
		case opPara, opItem, opCell, opEm, opStrong:
			if whole := i+2 < to && q.ops[i+1].kind == opText && q.ops[i+2].kind == opEnd; whole {
				stretch(stepWhole+o.kind, int(q.ops[i+1].from), int(q.ops[i+1].to))
				i += 2
			} else {
				dst = append(dst, byte(o.kind))
			}
			if o.kind == opCell {
				dst = append(dst, byte(o.from))
			}
		case opEnd:
			dst = append(dst, stepEnd+byte(o.from))
			if opKind(o.from) == opList {
				dst = appendNumber(dst, int(o.to)+1)
			}
		default: // nothing is to be said of it
			dst = append(dst, byte(o.kind))
		}
	}
	return append(dst, stepStop)
}

// standing returns where a citation stands, a ruby with its first bracket, or where a figure begins.
func (q *quick) standing(o op) (from, to int) {
	switch o.kind {
	case opCite:
		c := q.cites[o.from]
		return c.whole.Start, c.whole.Stop
	case opRuby:
		base := q.nodes[o.from].(*ruby).base
		return base.Start - 1, base.Stop
	default:
		start := q.nodes[o.from].FirstChild().(*ast.Image).Pos()
		return start, start
	}
}

// appendNumber appends a number that is not negative.
func appendNumber(dst []byte, n int) []byte {
	if n < 0x80 {
		return append(dst, byte(n))
	}
	return binary.AppendUvarint(dst, uint64(n))
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Follow is Open for a body of which Sheet.Steps has told the steps. The bytes must be the same. Without steps it
// reads the body.
func (r *Reader) Follow(file string, line int, body []byte, steps string) Sheet {
	if steps == "" {
		return r.Open(file, line, body)
	}
	q := &r.quick
	q.reset(body)
	q.followed = true
	q.follow(steps)
	return Sheet{file: file, line: line, quick: q}
}

// A guide reads steps.
type guide struct {
	steps string
	next  int
	at    int // in the text: where the last stretch ends
}

func (g *guide) byte() byte {
	b := g.steps[g.next]
	g.next++
	return b
}

func (g *guide) number() int {
	b := g.byte()
	n, shift := int(b&0x7f), 7
	for b >= 0x80 {
		b = g.byte()
		n |= int(b&0x7f) << shift
		shift += 7
	}
	return n
}

// stretch reads where one stands in the text.
func (g *guide) stretch() (from, to int) {
	from = g.at + g.number()
	to = from + g.number()
	g.at = to
	return from, to
}

// follow makes of steps what read makes of the text.
func (q *quick) follow(steps string) {
	g := &guide{steps: steps}
	q.makeRoom()
	q.gap = -1
	for range g.number() {
		q.notes = append(q.notes, quickNote{})
	}
	q.walk(g)
	q.main = len(q.ops)
	for i := 0; i < len(q.named); i++ {
		from := len(q.ops)
		q.walk(g)
		n := &q.notes[q.named[i]]
		n.from, n.to = from, len(q.ops)
	}
}

// walk follows steps up to a stop.
func (q *quick) walk(g *guide) { //nolint:funlen // one switch over the kinds of step
	g.at = 0
	row, head := 0, 0 // the number of the last row of a table, and whether it is the header
	for {
		switch step := g.byte(); opKind(step) {
		case stepStop:
			return
		case opText, opCode:
			from, to := g.stretch()
			q.add(opKind(step), from, to)
		case opPara:
			q.add(opPara, 1, 0)
		case stepWhole + opPara:
			q.whole(opPara, 1, 0, g)
		case stepWhole + opItem, stepWhole + opEm, stepWhole + opStrong:
			q.whole(opKind(step-stepWhole), 0, 0, g)
		case stepWhole + opCell:
			q.whole(opCell, 0, head, g)
			q.ops[len(q.ops)-3].from = int32(g.byte())
		case opTable:
			q.add(opTable, g.number(), 0)
		case opRow:
			row = g.number()
			head = truth(row == 1)
			q.add(opRow, row, 0)
		case opCell:
			q.add(opCell, int(g.byte()), head)
		case opList:
			q.add(opList, g.number()-1, 0)
		case opHead:
			q.add(opHead, len(q.heads), 0)
			level, asks := g.number(), g.number() == 1
			q.heads = append(q.heads, quickHead{level: level, asks: asks, from: len(q.ops)})
			q.asks = q.asks || asks
		case stepEnd + opHead:
			i := len(q.heads) - 1
			h := &q.heads[i]
			h.to = len(q.ops)
			h.words = trim(q.wordsOf(h.from, h.to, &q.titles))
			q.add(opEnd, int(opHead), i)
		case stepEnd + opList:
			q.add(opEnd, int(opList), g.number()-1)
		case stepEnd + opTable:
			q.add(opEnd, int(opTable), row)
		case stepEnd + opRow, stepEnd + opCell:
			q.add(opEnd, int(step-stepEnd), head)
		case opLink, opCite, opMark, opRuby, opNode:
			q.reach(opKind(step), g)
		default:
			if step >= stepEnd {
				q.add(opEnd, int(step-stepEnd), 0)
			} else {
				q.add(opKind(step), 0, 0)
			}
		}
	}
}

// whole does the steps of what is one stretch.
func (q *quick) whole(kind opKind, first, head int, g *guide) {
	from, to := g.stretch()
	q.ops = append(q.ops, op{kind: kind, from: int32(first), to: int32(head)}, op{kind: opText, from: int32(from), to: int32(to)},
		op{kind: opEnd, from: int32(kind), to: int32(head)})
}

// reach does the steps of what is more than an op.
func (q *quick) reach(kind opKind, g *guide) {
	switch kind {
	case opMark:
		q.name(g.number())
	case opLink:
		from, to := g.stretch()
		address := to + len("](")
		g.at = address + g.number()
		dest := destKind(g.byte())
		if dest == destSite || dest == destAway {
			q.sites = append(q.sites, site{at: int32(from - 1), op: int32(len(q.ops))})
		}
		q.add(opLink, address, g.at)
		q.ops[len(q.ops)-1].dest = dest
		q.add(opText, from, to)
		q.add(opEnd, int(opLink), 0)
	case opCite:
		from, to := g.stretch()
		q.cite(newCite(q.src[from+1:to-1], from+1), from, to)
	case opRuby:
		from, _ := g.stretch()
		q.ruby(from, len(q.src))
	case opNode:
		from, _ := g.stretch()
		q.figure(from)
	}
}
