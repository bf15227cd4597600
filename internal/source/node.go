package source

import (
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"kanshu/internal/kanshu"
)

// The limits of what one file may hold. They keep a hostile file from costing more than a moment.
const (
	maxHead  = 64 << 10 // bytes of a column's front matter
	maxBody  = 1 << 20  // bytes of a column's body
	maxData  = 1 << 20  // bytes of a data file
	maxNodes = 2000     // values in one front matter
	maxDepth = 6        // records and lists within one another
	maxOpen  = 4000     // brackets in one file, counted before anything is built of them
)

// shape is what a node is.
type shape uint8

const (
	scalar shape = iota
	list
	record
)

// A node is one value of a YAML tree with its place. It is ours rather than the parser's, so that
// another parser may stand in front of it and no decoder knows which one read the file.
type node struct {
	shape  shape
	quoted bool   // written in quotes or as a block: never null, never a word of the language
	text   string // of a scalar, unquoted
	line   int    // from 1, within the text that was parsed
	char   int    // from 1, in code points
	items  []node // of a list its values; of a record key, value, key, value …
}

// null reports whether the node is YAML's null: nothing, ~ or the bare word.
func (n *node) null() bool {
	if n.shape != scalar || n.quoted {
		return false
	}
	switch n.text {
	case "", "~", "null", "Null", "NULL":
		return true
	}
	return false
}

// blank reports whether nothing stands there that a reader could see.
func (n *node) blank() bool {
	return n.null() || n.shape == scalar && invisible(n.text) || n.shape != scalar && len(n.items) == 0
}

// width returns how many code points the node takes on its line, 0 if that cannot be told.
func (n *node) width() int {
	if n.shape != scalar || strings.IndexByte(n.text, '\n') >= 0 {
		return 0
	}
	w := utf8.RuneCountInString(n.text)
	if n.quoted {
		w += 2
	}
	return w
}

// parse reads one YAML document into a tree. What may not stand in a file of ours (anchors, aliases,
// merge keys, tags, keys twice) is reported; the tree is nil where it could not be built.
func (d *decoder) parse(text []byte) *node {
	if n, ok := quickParse(string(text), d.maxNodes(), d.memory); ok {
		return &n
	}
	return d.parseFully(text)
}

// parseFully is parse by the full parser alone.
func (d *decoder) parseFully(text []byte) *node {
	if n := countOpen(text); n > maxOpen {
		d.refuse(kanshuPos(d.file, 1, 1, 0), say("括弧が%d個あります。%d個までにしてください。", "it holds %d brackets; at most %d are read", n, maxOpen), noHint)
		return nil
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		d.syntax(text, err)
		return nil
	}
	if len(doc.Content) == 0 {
		return &node{shape: record, line: 1, char: 1}
	}
	t := tree{d: d, text: text, left: d.maxNodes()}
	root := t.convert(doc.Content[0], 0)
	if t.broken {
		return nil
	}
	return &root
}

// countOpen counts the marks that open a list or a record on one line.
func countOpen(text []byte) (n int) {
	for _, b := range text {
		if b == '[' || b == '{' {
			n++
		}
	}
	return n
}

// A tree turns the parser's nodes into ours and looks for what may not stand there.
type tree struct {
	d      *decoder
	text   []byte
	lines  [][]byte // of text, split when first needed
	left   int      // nodes that may still come
	broken bool     // a limit was passed; what was built is of no use
}

func (t *tree) convert(y *yaml.Node, depth int) node {
	n := node{line: y.Line, char: y.Column, text: y.Value}
	if t.left--; t.left < 0 || depth > maxDepth && y.Kind != yaml.ScalarNode {
		t.limit(&n, depth)
		return n
	}
	t.forbidden(y, &n)
	switch y.Kind {
	case yaml.MappingNode:
		n.shape = record
	case yaml.SequenceNode:
		n.shape = list
	default:
		t.cut(y, &n)
		n.quoted = y.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0
		return n
	}
	n.items = make([]node, 0, len(y.Content))
	for _, child := range y.Content {
		if t.broken {
			break
		}
		n.items = append(n.items, t.convert(child, depth+1))
	}
	if n.shape == record && !t.broken {
		t.twice(n.items)
	}
	return n
}

// limit reports once that a tree is too large or too deep.
func (t *tree) limit(n *node, depth int) {
	if t.broken {
		return
	}
	t.broken = true
	if depth > maxDepth {
		t.d.refuse(t.d.at(n), say("入れ子が深すぎます。%d段までにしてください。", "values are nested too deeply; at most %d levels are read", maxDepth), noHint)
		return
	}
	t.d.refuse(t.d.at(n), say("項目が多すぎます。%d個までにしてください。", "there are too many values; at most %d are read", t.d.maxNodes()), noHint)
}

// forbidden reports anchors, aliases, merge keys and tags: they let a value come from where no
// reviewer looks.
func (t *tree) forbidden(y *yaml.Node, n *node) {
	switch {
	case y.Anchor != "" || y.Kind == yaml.AliasNode:
		t.d.refuse(t.d.at(n), say("「&」「*」による参照が使われています。", "an anchor or an alias (& or *) is used"),
			say("値をその場所に書いてください。「&」や「*」で始まる文は引用符「\"」で囲みます。", "write the value out; put a text that begins with & or * in quotes"))
	case y.Style&yaml.TaggedStyle != 0 || t.tagged(n):
		t.d.refuse(t.d.at(n), say("「!」による型の指定が使われています。", "a tag (!) is used"),
			say("「!」で始まる文は引用符「\"」で囲みます。", "put a text that begins with ! in quotes"))
	case y.Tag == "!!merge":
		t.d.refuse(t.d.at(n), say("「<<」による取り込みが使われています。", "a merge key (<<) is used"),
			say("項目をその場所に書いてください。", "write the fields out"))
	}
}

// cut warns of a text that ends at a # which begins a comment: the parser drops what an editor may have
// meant as words. A comment with a space behind its # is left alone.
func (t *tree) cut(y *yaml.Node, n *node) {
	if c := y.LineComment; len(c) > 1 && c[1] != ' ' && c[1] != '#' && c[1] != '\t' {
		t.d.report("text-cut", kanshu.Warn, t.d.at(n), say("値は「%s」までと読まれます。「%s」からあとは注釈です。", "the value ends at %q; what follows from %q on is a comment", show(n.text), show(c)),
			say("値の続きであれば、全体を半角の引用符「\"」で囲んでください。", "if it belongs to the value, put the whole in ASCII quotes \""))
	}
}

// tagged reports whether a bare "!" stands where the node begins; the parser swallows it.
func (t *tree) tagged(n *node) bool {
	if t.lines == nil {
		if !hasByte(t.text, '!') {
			t.lines = [][]byte{}
			return false
		}
		t.lines = splitLines(t.text)
	}
	if n.line < 1 || n.line > len(t.lines) {
		return false
	}
	b := t.lines[n.line-1]
	for i := 1; i < n.char && len(b) > 0; i++ {
		_, size := utf8.DecodeRune(b)
		b = b[size:]
	}
	return len(b) > 0 && b[0] == '!'
}

// twice reports keys that stand twice in one record, however they are quoted or escaped, and keys
// that are no text.
func (t *tree) twice(items []node) {
	seen := make(map[string]int, len(items)/2)
	for i := 0; i < len(items); i += 2 {
		k := &items[i]
		if k.shape != scalar {
			t.d.refuse(t.d.at(k), say("項目名が文字ではありません。", "a key is not a text"), noHint)
			continue
		}
		if first, ok := seen[k.text]; ok {
			t.d.refuseTwice(k, &items[first])
			continue
		}
		seen[k.text] = i
	}
}
