package markdown

import (
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// emphasis reads runs of *, _ and ~. Beside CJK characters it follows the public CJK-friendly
// amendment to CommonMark: a CJK punctuation mark beside a run counts as a letter, and a CJK
// character on the other side counts as a space, so that **「…」**が is bold. Latin text is read as
// CommonMark 0.31.2 reads it.
//
// A run of ~ counts only where it is exactly two long: 5~10年、3~6か月 is never struck out.
type emphasis struct{}

// Trigger implements parser.InlineParser.
func (emphasis) Trigger() []byte { return []byte{'*', '_', '~'} }

// Parse implements parser.InlineParser.
func (emphasis) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	mark := line[0]
	n := 1
	for n < len(line) && line[n] == mark {
		n++
	}
	before, beforeThat := preceding(block, segment)
	if mark == '~' && (n != 2 || before == '~') {
		return nil
	}
	t := draftOf(pc)
	if t.runs++; t.runs > maxRuns {
		t.meet(tooManyMarks, segment.Start)
		return nil
	}
	after := rune('\n')
	if n < len(line) {
		after, _ = utf8.DecodeRune(line[n:])
	}
	opens, closes := flanks(mark, before, beforeThat, after)
	var d *parser.Delimiter
	if mark == '~' {
		d = parser.NewDelimiter(opens, closes, n, mark, strikes{})
	} else {
		d = parser.NewDelimiter(opens, closes, n, mark, stresses{})
	}
	d.Segment = segment.WithStop(segment.Start + n)
	block.Advance(n)
	pc.PushDelimiter(d)
	return d
}

// CloseBlock implements parser.CloseBlocker.
func (emphasis) CloseBlock(_ ast.Node, _ text.Reader, pc parser.Context) { draftOf(pc).runs = 0 }

// preceding returns the character before the run and the one before that; both are line feeds where
// the block begins.
func preceding(block text.Reader, segment text.Segment) (before, beforeThat rune) {
	before = block.PrecendingCharacter()
	beforeThat = '\n'
	if isSelector(before) {
		source := block.Source()
		beforeThat, _ = utf8.DecodeLastRune(source[:segment.Start-utf8.RuneLen(before)])
	}
	return before, beforeThat
}

// flanks reports whether a run of mark may open and may close emphasis.
func flanks(mark byte, before, beforeThat, after rune) (opens, closes bool) {
	beforePunct, beforeCJK := util.IsPunctRune(before), isCJK(before) || isIdeographicSelector(before)
	beforeSpace := util.IsSpaceRune(before)
	if isSelector(before) && !util.IsSpaceRune(beforeThat) {
		beforePunct, beforeCJK = util.IsPunctRune(beforeThat), isCJK(beforeThat)
		if before == 0xfe01 && isCurlyQuote(beforeThat) {
			beforePunct, beforeCJK = true, true
		}
	}
	afterPunct, afterCJK, afterSpace := util.IsPunctRune(after), isCJK(after), util.IsSpaceRune(after)
	latinBefore, latinAfter := beforePunct && !beforeCJK, afterPunct && !afterCJK

	left := !afterSpace && (!latinAfter || beforeSpace || latinBefore || beforeCJK)
	right := !beforeSpace && (!latinBefore || afterSpace || latinAfter || afterCJK)
	if mark == '_' {
		return left && (!right || beforePunct), right && (!left || afterPunct)
	}
	return left, right
}

// isCurlyQuote reports whether r has a full-width form that U+FE01 after it chooses.
func isCurlyQuote(r rune) bool { return r == '‘' || r == '’' || r == '“' || r == '”' }

// stresses makes em and strong of matching runs of * or _.
type stresses struct{}

// IsDelimiter implements parser.DelimiterProcessor.
func (stresses) IsDelimiter(b byte) bool { return b == '*' || b == '_' }

// CanOpenCloser implements parser.DelimiterProcessor.
func (stresses) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}

// OnMatch implements parser.DelimiterProcessor.
func (stresses) OnMatch(n int) ast.Node { return ast.NewEmphasis(n) }

// strikes makes a deletion of two matching runs of two tildes.
type strikes struct{}

// IsDelimiter implements parser.DelimiterProcessor.
func (strikes) IsDelimiter(b byte) bool { return b == '~' }

// CanOpenCloser implements parser.DelimiterProcessor.
func (strikes) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}

// OnMatch implements parser.DelimiterProcessor.
func (strikes) OnMatch(int) ast.Node { return extast.NewStrikethrough() }
