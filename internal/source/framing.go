package source

import (
	"bufio"
	"bytes"
	"strings"

	"github.com/adrg/frontmatter"
)

// A frame is where the front matter of a file stands and where the body begins, in bytes. Bodies begin
// on line, counted from 1.
type frame struct {
	start, end int // of the front matter, between the fences
	body       int
	line       int
}

// frame finds the front matter. Its own reading must agree with that of adrg/frontmatter, which takes an
// indented fence for one and a missing one for no front matter; where they differ the file is refused. Lone is what
// normalise told of b.
func (d *decoder) frame(b []byte, lone bool) (frame, bool) {
	if !d.opening(b) {
		return frame{}, false
	}
	f := frame{start: bytes.IndexByte(b, '\n') + 1, line: 2}
	if f.start == 0 {
		d.unclosed(1)
		return frame{}, false
	}
	for at := f.start; ; f.line++ {
		line, next := lineAt(b, at)
		if isFence(line) {
			f.end, f.body = at, next
			f.line++
			break
		}
		if mayFence(line) && string(bytes.TrimSpace(line)) == "---" {
			d.refuse(kanshuPos(d.file, f.line, 1, 0), say("区切りの「---」が字下げされています。", "the fence --- is indented"),
				say("「---」は行の先頭に置いてください。文の中に書く場合は、ほかの記号にしてください。", "put --- at the start of its line; within a text use another mark"))
			return frame{}, false
		}
		if next >= len(b) || at-f.start > maxHead {
			d.unclosedOrLong(at-f.start, f.line)
			return frame{}, false
		}
		at = next
	}
	if f.end-f.start > maxHead {
		d.unclosedOrLong(f.end-f.start, f.line)
		return frame{}, false
	}
	if !plainly(b, f) && !agrees(b, f, d.memory.reader) {
		d.refuse(kanshuPos(d.file, 1, 1, 0), say("前書き(front matter)の区切りを確かめられません。", "the fences of the front matter cannot be told for certain"),
			say("ファイルの1行目と項目の終わりに、半角の「---」だけの行を置いてください。", "put a line of --- alone first in the file and after the last key"))
		return frame{}, false
	}
	if lone {
		breakLines(b[f.body:])
	}
	return f, d.second(b[f.body:], f.line)
}

// plainly reports whether both fences are --- and nothing else. Then adrg/frontmatter agrees, since no line
// between them is one when it is trimmed; a fuzz test holds it to that. Asking it for ten thousand columns
// made a twelfth of all that a build allocates.
func plainly(b []byte, f frame) bool {
	return bytes.HasPrefix(b, []byte("---\n")) && string(b[f.end:f.body]) == "---\n"
}

// agrees reports whether adrg/frontmatter finds the same front matter. It reads line by line and stops at
// the first fence, so it is given the file up to the end of ours: had it stopped before, it would show.
func agrees(b []byte, f frame, r *bufio.Reader) bool {
	same := false
	format := frontmatter.NewFormat("---", "---", func(data []byte, _ any) error {
		same = bytes.Equal(data, b[f.start:f.end])
		return nil
	})
	r.Reset(bytes.NewReader(b[:f.body]))
	rest, err := frontmatter.MustParse(r, nil, format)
	return err == nil && len(rest) == 0 && same
}

// lineAt returns the line that begins at, without its end, and where the next one begins.
func lineAt(b []byte, at int) (line []byte, next int) {
	if i := bytes.IndexByte(b[at:], '\n'); i >= 0 {
		return b[at : at+i], at + i + 1
	}
	return b[at:], len(b)
}

// mayFence reports whether a line might be --- once it is trimmed: it begins neither with a letter nor with any other
// printable ASCII.
func mayFence(line []byte) bool {
	return len(line) >= 3 && (line[0] == '-' || line[0] <= ' ' || line[0] >= 0x7F)
}

// isFence reports whether a line is --- at its start, with nothing but blanks behind.
func isFence(line []byte) bool {
	return len(line) >= 3 && line[0] == '-' && string(bytes.TrimRight(line, " \t")) == "---"
}

// opening looks at the first line of the file.
func (d *decoder) opening(b []byte) bool {
	first, next := lineAt(b, 0)
	if isFence(first) {
		return true
	}
	at := kanshuPos(d.file, 1, 1, 0)
	hint := say("1行目に半角で「---」とだけ書き、項目の終わりにも「---」の行を置いてください。", "put --- alone on the first line, and again after the last key")
	t := string(bytes.TrimSpace(first))
	switch {
	case t == "+++" || strings.HasPrefix(t, "---toml"):
		d.refuse(at, say("前書きが TOML で書かれています。読めるのは YAML だけです。", "the front matter is in TOML; only YAML is read"), hint)
	case strings.HasPrefix(t, "{") || t == ";;;" || strings.HasPrefix(t, "---json"):
		d.refuse(at, say("前書きが JSON で書かれています。読めるのは YAML だけです。", "the front matter is in JSON; only YAML is read"), hint)
	case t == "---":
		d.refuse(at, say("1行目の「---」の前後に空白があります。", "the --- on the first line is not at its start"), hint)
	case strings.HasPrefix(t, "---"):
		d.refuse(at, say("1行目は「%s」ではなく「---」です。", "the first line is %q, not ---", show(t)), hint)
	case fold(t) == "---" || t != "" && strings.Trim(t, "ー―–—−－-─━") == "":
		d.refuse(at, say("1行目の「%s」は半角の「---」ではありません。", "the %q on the first line is not --- in ASCII", show(t)), hint)
	case conflict(first):
		d.refuseConflict(1)
	case len(bytes.TrimSpace(b)) == 0:
		d.refuse(at, say("ファイルが空です。", "the file is empty"), hint)
	case fenceLater(b[next:]) && t == "":
		d.refuse(at, say("「---」の前に空行があります。", "blank lines stand before ---"), say("1行目から「---」で始めてください。", "begin the file with ---"))
	case fenceLater(b[next:]):
		d.refuse(at, say("「---」の前に文字があります。", "text stands before ---"), say("1行目から「---」で始めてください。", "begin the file with ---"))
	default:
		d.refuse(at, say("題名や監修者を書く前書き(front matter)がありません。", "there is no front matter to name the title and the supervisor"), hint)
	}
	return false
}

// fenceLater reports whether a fence stands in one of the first lines.
func fenceLater(b []byte) bool {
	for at, n := 0, 0; at < len(b) && n < 10; n++ {
		var line []byte
		if line, at = lineAt(b, at); isFence(line) {
			return true
		}
	}
	return false
}

func (d *decoder) unclosed(line int) {
	d.refuse(kanshuPos(d.file, line, 1, 0), say("前書きを閉じる「---」がありません。", "the front matter is not closed by ---"), say("最後の項目の次の行に「---」とだけ書いてください。", "put --- alone on the line after the last key"))
}

func (d *decoder) unclosedOrLong(size, line int) {
	if size <= maxHead {
		d.unclosed(line)
		return
	}
	d.refuse(kanshuPos(d.file, 1, 1, 0), say("前書きが %d KiB を超えています。", "the front matter holds more than %d KiB", maxHead>>10),
		say("閉じる「---」の行があるか確かめてください。", "see that a line of --- closes it"))
}

// second refuses a body that begins with another front matter: one of the two would go unread.
func (d *decoder) second(b []byte, line int) bool {
	at := 0
	for at < len(b) {
		text, next := lineAt(b, at)
		if len(bytes.TrimSpace(text)) > 0 {
			break
		}
		at, line = next, line+1
	}
	text, next := lineAt(b, at)
	if !isFence(text) {
		return true
	}
	for at = next; at < len(b); at = next {
		text, next = lineAt(b, at)
		if key, _, ok := bytes.Cut(text, []byte(":")); ok && find(Keys, string(bytes.Trim(key, " \"'"))) != nil {
			d.refuse(kanshuPos(d.file, line, 1, 0), say("前書きが二つ続いています。", "a second front matter follows the first"), say("一つにまとめてください。", "make one of the two"))
			return false
		}
		if isFence(text) || len(bytes.TrimSpace(text)) == 0 {
			break
		}
	}
	return true
}

// A mark of an unfinished merge.
func conflict(line []byte) bool {
	return bytes.HasPrefix(line, []byte("<<<<<<< ")) || bytes.HasPrefix(line, []byte(">>>>>>> ")) || bytes.HasPrefix(line, []byte("||||||| "))
}

func (d *decoder) refuseConflict(line int) {
	d.refuse(kanshuPos(d.file, line, 1, 7), say("変更の衝突の印(<<<<<<< や >>>>>>>)が残っています。", "marks of an unfinished merge (<<<<<<<, >>>>>>>) are left"),
		say("どちらの文を採るかを決め、印の行を消してください。", "choose one of the two versions and remove the marks"))
}

// conflicts refuses a body in which both marks of an unfinished merge stand.
func (d *decoder) conflicts(b []byte, line int) {
	i := bytes.Index(b, []byte("<<<<<<< "))
	if i < 0 || i > 0 && b[i-1] != '\n' || !bytes.Contains(b[i:], []byte("\n=======\n")) || !bytes.Contains(b[i:], []byte("\n>>>>>>> ")) {
		return
	}
	d.refuseConflict(line + bytes.Count(b[:i], []byte{'\n'}))
}
