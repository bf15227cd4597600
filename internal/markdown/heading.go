package markdown

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"golang.org/x/text/unicode/norm"

	"kanshu/internal/flat"
)

// A heading is a heading as it is shown: level 2 is the highest, since the page has its own level 1,
// and no level is left out on the way down.
type heading struct {
	ast.BaseBlock
	level int
	id    string
	text  string // what readers see, without ruby
	top   bool   // it stands in the text itself, not in a list, a quotation or a notice
}

var kindHeading = ast.NewNodeKind("ShownHeading")

// Kind implements ast.Node.
func (*heading) Kind() ast.NodeKind { return kindHeading }

// Dump implements ast.Node.
func (n *heading) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// headings reads headings with an id of the writer's own: ## Costs {#cost}. No other attribute is
// known; {onclick=…} stays text.
type headings struct{ parser.BlockParser }

// Close implements parser.BlockParser.
func (h headings) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	bar := -1
	if lines := node.Lines(); h.isSetext() && lines.Len() > 0 {
		if seg := lines.At(0); bytes.IndexByte(seg.Value(reader.Source()), '-') >= 0 {
			bar = seg.Start
		}
	}
	h.BlockParser.Close(node, reader, pc)
	lines := node.Lines()
	if node.Parent() == nil || lines.Len() == 0 {
		return
	}
	if bar >= 0 {
		d := draftOf(pc)
		d.setext = append(d.setext, node.Pos())
	}
	last := lines.At(lines.Len() - 1)
	last = last.TrimRightSpace(reader.Source())
	b := reader.Source()[last.Start:last.Stop]
	at := bytes.LastIndex(b, []byte("{#"))
	if at < 0 || b[len(b)-1] != '}' || !isAnchor(b[at+2:len(b)-1]) {
		return
	}
	node.SetAttributeString("id", b[at+2:len(b)-1])
	last = last.WithStop(last.Start + at)
	lines.Set(lines.Len()-1, last.TrimRightSpace(reader.Source()))
}

// isSetext reports whether the headings are those with a line beneath.
func (h headings) isSetext() bool { return h.Trigger()[0] != '#' }

// isAnchor reports whether b may be an id: letters and digits of any script, "-", "_" and ".".
func isAnchor(b []byte) bool {
	for _, r := range string(b) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '-' && r != '_' && r != '.' && r != 'ー' {
			return false
		}
	}
	return len(b) > 0 && len(b) <= 200
}

// maxAnchor is how many letters an id made from a heading has at most.
const maxAnchor = 40

// numeral stands before an id whose words begin with a number: some programs take only ids that begin with
// a letter, and so does a selector of a style sheet.
const numeral = "s-"

// of returns an id made from the words of a heading: NFKC, lower case, letters and digits, a hyphen for each run of
// anything else; "" if no letter is left. It begins with a letter, and is good until the ids of another text are made.
func (a *anchors) of(words string) string {
	id := a.by(words)
	if r, _ := utf8.DecodeRuneInString(id); id != "" && !isKana(r) && !unicode.IsLetter(r) {
		return numeral + id
	}
	return id
}

func (a *anchors) by(words string) string {
	if isStable(words) {
		return words // as nearly every heading in Japanese: 0.3 of 0.4 s of processor time at 150,000 headings
	}
	if !isComposed(words) {
		words = norm.NFKC.String(words)
	}
	from, b := len(a.room), a.room
	n, gap := 0, false
	for _, r := range words {
		if !isLetter(r) {
			if r = unicode.ToLower(r); !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) {
				gap = true
				continue
			}
		}
		if gap && n > 0 {
			b = append(b, '-')
		}
		gap = false
		if n++; n > maxAnchor {
			break
		}
		b = utf8.AppendRune(b, r)
	}
	a.room = b
	return flat.String(bytes.TrimSuffix(b[from:], []byte{'-'}))
}

// isLetter reports whether r is a kana or a common kanji, a digit or a small Latin letter: what stands in an
// id as it is.
func isLetter(r rune) bool {
	return r >= 0x3041 && r <= 0x3094 || r >= 0x30a1 && r <= 0x30fa || r == 'ー' || r >= 0x4e00 && r <= 0x9fff || r >= 'a' && r <= 'z' || r >= '0' && r <= '9'
}

// isStable reports whether words are an id as they stand: few kana and kanji that NFKC leaves alone.
func isStable(words string) bool {
	n, i := 0, 0
	for ; i < len(words); n++ {
		switch c := words[i]; {
		case c < utf8.RuneSelf:
			if !isLetter(rune(c)) {
				return false
			}
			i++
		case c >= 0xe3 && c <= 0xe9 && i+2 < len(words) && words[i+1]&0xc0 == 0x80 && words[i+2]&0xc0 == 0x80: // as ranging does, in half of the time
			if !isLetter(rune(c&0xf)<<12 | rune(words[i+1]&0x3f)<<6 | rune(words[i+2]&0x3f)) {
				return false
			}
			i += 3
		default:
			return false
		}
	}
	return n > 0 && n <= maxAnchor
}

// isComposed reports whether NFKC leaves the letters of words alone. It says no to some that it does.
func isComposed(words string) bool {
	for _, r := range words {
		switch {
		case isLetter(r), r < utf8.RuneSelf, r == '。', r == '、', r == '「', r == '」', r == '・', r == '？', r == '！':
		default:
			return false
		}
	}
	return true
}

// anchors hands out ids, each once. A table of its own holds those of most texts: a map took a third of naming headings.
type anchors struct {
	slots [256]uint8 // by slot: the index of an id in ids, from 1
	room  []byte     // of ids that are not the words of their headings
	ids   []string   // no more than half of the slots
	uses  []int      // by index in ids, then by number in more
	more  map[string]int
}

// forget makes ready for another text.
func (a *anchors) forget() {
	a.slots = [256]uint8{}
	a.room, a.ids, a.uses = a.room[:0], a.ids[:0], a.uses[:0]
	clear(a.more)
}

// index returns where the uses of an id are counted.
func (a *anchors) index(id string) int {
	at := uint8(slot(id))
	for ; a.slots[at] != 0; at++ {
		if i := int(a.slots[at]) - 1; a.ids[i] == id {
			return i
		}
	}
	if i, ok := a.more[id]; ok {
		return i
	}
	n := len(a.uses)
	a.uses = append(a.uses, 0)
	switch {
	case n < len(a.slots)/2:
		a.ids = append(a.ids, id)
		a.slots[at] = uint8(n + 1)
		return n
	case a.more == nil:
		a.more = map[string]int{}
	}
	a.more[id] = n
	return n
}

// slot returns where an id is looked for first: headings of one column often end alike.
func slot(id string) uint64 {
	if len(id) < 8 {
		at := uint64(len(id))
		for _, c := range []byte(id) {
			at = at*31 + uint64(c)
		}
		return at
	}
	first, last := id[:8], id[len(id)-8:]
	x := uint64(first[0]) | uint64(first[1])<<8 | uint64(first[2])<<16 | uint64(first[3])<<24 |
		uint64(first[4])<<32 | uint64(first[5])<<40 | uint64(first[6])<<48 | uint64(first[7])<<56
	y := uint64(last[0]) | uint64(last[1])<<8 | uint64(last[2])<<16 | uint64(last[3])<<24 |
		uint64(last[4])<<32 | uint64(last[5])<<40 | uint64(last[6])<<48 | uint64(last[7])<<56
	return (x*0x9e3779b97f4a7c15 ^ y) * 0x9e3779b97f4a7c15 >> 56
}

// isReserved reports whether a page or this package uses id for something other than a heading.
func isReserved(id string) bool {
	if id[0] >= utf8.RuneSelf {
		return false
	}
	switch id {
	case "main", "top", "toc", "search", "references", "refs", "supervisor", "clinic", "faq", "related", "menu",
		"points", "treatments", "evidence", "corrections", "coi", "questions", "gone":
		return true
	}
	for _, prefix := range []string{"fn-", "fnref-", "cite-", "ref-", "table-"} {
		if rest, ok := strings.CutPrefix(id, prefix); ok && len(rest) > 0 && util.IsNumeric(rest[0]) {
			return true
		}
	}
	return false
}

// take returns id if no heading has it yet, else id-2, id-3 and so on.
func (a *anchors) take(id string, own bool) string {
	if id == "" {
		id = "section"
	}
	at := a.index(id)
	if !own && isReserved(id) && a.uses[at] == 0 {
		a.uses[at] = 1
	}
	n := a.uses[at]
	a.uses[at]++
	if n == 0 {
		return id
	}
	for n++; ; n++ {
		next := id + "-" + strconv.Itoa(n)
		if i := a.index(next); a.uses[i] == 0 {
			a.uses[at], a.uses[i] = n, 1
			return next
		}
	}
}

// A ladder turns the levels that are written into those that are shown.
type ladder []int

// step returns the level at which a heading is shown that is written at the given one: 2 to 6.
func (l *ladder) step(written int) int {
	for len(*l) > 0 && (*l)[len(*l)-1] >= written {
		*l = (*l)[:len(*l)-1]
	}
	*l = append(*l, written)
	return min(len(*l)+1, 6)
}
