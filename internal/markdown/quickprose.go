package markdown

// Prose tells the words of a body of Markdown as Doc.Prose does, at a tenth of the time where it is plain.
// line is that of the file where the body begins.
func Prose(file string, line int, body []byte, text func(heading bool, words []byte), ruby func(base, reading []byte)) {
	q := &quick{src: body}
	if !q.read() {
		Parse(file, line, body).Prose(text, ruby)
		return
	}
	t := teller{quick: q, text: text, ruby: ruby}
	t.ops(0, q.main)
	for _, i := range q.named {
		t.ops(q.notes[i].from, q.notes[i].to)
		t.tell(false)
	}
}

// A teller tells the words of a text that was read the quick way, block by block. Most blocks are one
// stretch of the source, and are told without a copy.
type teller struct {
	*quick
	text func(heading bool, words []byte)
	ruby func(base, reading []byte)
	one  []byte // the words so far, where they are one stretch of the source
	many []byte // the words so far, where they are not
}

// ops tells a range of ops. What is left at its end waits for tell.
func (t *teller) ops(from, to int) {
	for _, o := range t.quick.ops[from:to] {
		switch o.kind {
		case opText, opCode:
			t.add(t.src[o.from:o.to])
		case opBreak:
			t.add([]byte{' '})
		case opRuby:
			r := t.nodes[o.from].(*ruby)
			t.add(r.base.Value(t.src))
			w := words{d: &Doc{source: t.src}, ruby: t.ruby}
			w.tellRuby(r)
		case opNode:
			t.tell(false)
			w := words{d: &Doc{source: t.src}, alts: true}
			w.inlines(t.nodes[o.from])
			t.text(false, w.b)
		case opPara, opHead, opList, opItem, opQuote, opRow, opCell, opTable:
			t.tell(false)
		case opEnd:
			switch k := opKind(o.from); k {
			case opEm, opStrong, opLink:
			default:
				t.tell(k == opHead)
			}
		}
	}
}

func (t *teller) add(words []byte) {
	switch {
	case len(t.one) == 0 && len(t.many) == 0:
		t.one = words
	default:
		t.many = append(append(t.many, t.one...), words...)
		t.one = nil
	}
}

// tell tells the block that ends here, if there is one.
func (t *teller) tell(heading bool) {
	switch {
	case len(t.many) > 0:
		t.text(heading, t.many)
	case len(t.one) > 0:
		t.text(heading, t.one)
	}
	t.one, t.many = nil, t.many[:0]
}
