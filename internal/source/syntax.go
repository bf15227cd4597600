package source

import (
	"bytes"
	"strconv"
	"strings"

	"kanshu/internal/kanshu"
)

// syntax explains why the parser could not read a text. The parser tells one place, often a line too
// late; so the traps that editors meet are looked for line by line, and only if none is found its own
// message is told.
func (d *decoder) syntax(text []byte, err error) {
	before := len(d.found)
	block := -1    // indent of the key whose value is a block of text; -1 if none is open
	alone := false // the line before says a key and its value, and nothing may follow below it
	for i, line := range splitLines(text) {
		t := bytes.TrimLeft(line, " ")
		indent := len(line) - len(t)
		if len(t) == 0 || t[0] == '#' || block >= 0 && indent > block {
			continue
		}
		block = -1
		key, value, whole := strings.Cut(string(t), ": ")
		if known := find(Keys, key) != nil; alone && indent > 0 && known {
			d.refuse(kanshuPos(d.file, i+1+d.before, 1, indent), say("「%s」の行の頭に空白があり、上の行の続きと読まれます。", "spaces before %q make it read as more of the line above", key),
				say("行の頭の空白を消し、ほかの項目とそろえてください。", "take the spaces away, so that it stands in line with the other keys"))
		} else {
			d.trap(string(line), string(t), i+1+d.before, indent)
		}
		alone = whole && indent == 0 && strings.TrimSpace(value) != ""
		if end := bytes.TrimRight(t, " +-0123456789"); bytes.HasSuffix(end, []byte(": |")) || bytes.HasSuffix(end, []byte(": >")) {
			block = indent
		}
	}
	if len(d.found) > before {
		return
	}
	line, message := parserMessage(err)
	d.refuse(kanshuPos(d.file, line+d.before, 1, 0), message, say("この行と前の行の「:」、字下げ、引用符、括弧を確かめてください。", "look at the colon, the indent, the quotes and the brackets of this line and the one before"))
}

// trap reports what commonly goes wrong in one line of YAML. indent is the number of spaces before t.
func (d *decoder) trap(line, t string, number, indent int) {
	at := func(upTo string, n int) kanshu.Pos {
		return kanshuPos(d.file, number, 1+indent+strings.Count(upTo, "")-1, n)
	}
	if tab := strings.IndexByte(line, '\t'); tab >= 0 && strings.TrimSpace(line[:tab]) == "" {
		d.refuse(kanshuPos(d.file, number, tab+1, 1), say("字下げにタブが使われています。", "a tab is used to indent"), say("タブを半角の空白に替えてください。", "use spaces instead"))
		return
	}
	item := strings.TrimLeft(strings.TrimPrefix(t, "-"), " ")
	if strings.HasPrefix(item, "{") || strings.HasPrefix(item, "[") {
		return // the parser knows better what goes wrong in brackets
	}
	key, value, ok := strings.Cut(item, ": ")
	switch wide := strings.IndexRune(item, '：'); {
	case wide >= 0 && (!ok || wide < len(key)) && !strings.ContainsAny(item[:1], "\"'「[{"):
		name := strings.TrimSpace(item[:wide])
		if find(Keys, name) == nil && ok {
			break
		}
		d.refuse(at(t[:len(t)-len(item)]+item[:wide], 1), say("「%s」のあとの「：」が全角です。", "the colon after %q is full-width", show(name)), say("「%s: 」のように、半角の「:」と半角の空白にしてください。", "write %s: with an ASCII colon and a space", show(name)))
		return
	}
	if !ok {
		d.trapBare(item, at(t[:len(t)-len(item)], 0))
		return
	}
	d.trapValue(strings.TrimSpace(value), at(t[:len(t)-len(strings.TrimLeft(value, " "))], 0))
}

// trapBare reports a line that has no colon with a space behind.
func (d *decoder) trapBare(item string, at kanshu.Pos) {
	key, value, ok := strings.Cut(item, ":")
	if wide := strings.TrimLeft(value, "\u3000"); ok && wide != value && find(Keys, strings.TrimSpace(key)) != nil {
		at.Char += strings.Count(key, "")
		at.Len = 1
		d.refuse(at, say("「%s:」のあとの空白が全角です。", "the space after %s: is full-width", show(key)), say("「%s: %s」のように、半角の空白にしてください。", "write %s: %s, with an ASCII space", show(key), show(wide)))
		return
	}
	if ok && value != "" && find(Keys, strings.TrimSpace(key)) != nil {
		at.Char += strings.Count(key, "") - 1
		d.refuse(at, say("「%s:」のあとに空白がありません。", "there is no space after %s:", show(key)), say("「%s: %s」のように、半角の空白を入れてください。", "write %s: %s", show(key), show(value)))
		return
	}
	if !ok {
		d.trapValue(item, at)
	}
}

// trapValue reports a value that YAML reads otherwise than it was meant.
func (d *decoder) trapValue(v string, at kanshu.Pos) {
	if v == "" {
		return
	}
	quote := say("値の全体を半角の引用符「\"」で囲んでください。", "put the whole value in ASCII quotes \"")
	switch first := v[0]; {
	case first == '@' || first == '`' || first == '%':
		d.refuse(at, say("値を「%s」で始めることはできません。", "a value cannot begin with %s", v[:1]), quote)
	case first == '"' || first == '\'':
		if !closedQuote(v, first) {
			d.refuse(at, say("引用符「%s」が閉じていないか、閉じたあとに文字があります。", "the quote %s is not closed, or text follows it", v[:1]), quote)
		}
	case strings.IndexByte("[{|>&*!#", first) < 0 && (strings.Contains(v, ": ") || strings.HasSuffix(v, ":")):
		i := strings.Index(v, ":")
		at.Char += strings.Count(v[:i], "") - 1
		d.refuse(at, say("値の中に「: 」があるため、項目の区切りと読まれます。", "the value holds a colon and a space, which reads as another key"), quote)
	}
}

// closedQuote reports whether a value that begins with the quote q ends with it, but for a comment.
func closedQuote(v string, q byte) bool {
	for i := 1; i < len(v); i++ {
		switch {
		case v[i] == '\\' && q == '"':
			i++
		case v[i] == q && q == '\'' && i+1 < len(v) && v[i+1] == q:
			i++
		case v[i] == q:
			rest := strings.TrimSpace(v[i+1:])
			return rest == "" || rest[0] == '#'
		}
	}
	return false
}

// parserMessage puts the parser's words into ours.
func parserMessage(err error) (line int, message kanshu.Wording) {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	line = 1
	if rest, ok := strings.CutPrefix(text, "line "); ok {
		number, after, _ := strings.Cut(rest, ":")
		if n, err := strconv.Atoi(number); err == nil {
			line, text = n, strings.TrimSpace(after)
		}
	}
	for _, m := range [...][2]string{
		{"mapping values are not allowed", "項目の区切り「:」がここにあるのは合いません。"},
		{"could not find expected ':'", "項目名のあとに「: 」がありません。"},
		{"did not find expected key", "字下げか引用符がそろっていません。"},
		{"did not find expected ',' or", "括弧の中の区切り「,」か、閉じる括弧がありません。"},
		{"unexpected end of stream", "引用符か括弧が閉じていません。"},
		{"tab character", "字下げにタブが使われています。"},
		{"cannot start any token", "値をこの記号で始めることはできません。"},
		{"block sequence entries are not allowed", "「- 」の位置がそろっていません。"},
		{"unknown anchor", "「*」による参照が使われています。"},
		{"unknown escape character", "引用符「\"」の中の「\\」が読めません。"},
		{"exceeded max depth", "入れ子が深すぎます。"},
	} {
		if strings.Contains(text, m[0]) {
			return line, kanshu.Wording{JA: m[1], EN: text}
		}
	}
	return line, kanshu.Wording{JA: "YAML として読めません(" + text + ")。", EN: text}
}
