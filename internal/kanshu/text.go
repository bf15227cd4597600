package kanshu

import "errors"

// A Text is Markdown as it stands in a file, read when it is asked for: the bodies of ten thousand
// columns do not fit into modest memory. What is read again is compared with the digest of the
// first reading, so that nothing is published that the gate did not see.
type Text struct {
	File   string
	Line   int    // line of the file on which the text begins, from 1
	Size   int    // bytes
	From   int    // bytes of the file, once its line ends are LF, that stand before the text
	Digest Digest // of the bytes; after a fleeting Load, what tells them apart in its run

	// Read returns the bytes that were first read, or ErrChanged; nil for an empty text. Where room is
	// not nil they stand in its memory, which may have grown, and are good until room is used again.
	Read func(room *[]byte) ([]byte, error)
}

// Bytes returns the text, LF line ends, valid UTF-8. It returns an error that wraps ErrChanged when
// the file no longer holds what was first read.
func (t Text) Bytes() ([]byte, error) { return t.Into(nil) }

// Into returns the text as Bytes does, in the memory of room: see Text.Read.
func (t Text) Into(room *[]byte) ([]byte, error) {
	if t.Read == nil {
		return nil, nil
	}
	return t.Read(room)
}

// ErrChanged says that a source file changed while the site was being built.
var ErrChanged = Explain(errors.New("the file changed while the site was being built"), Wording{
	JA: "読んでいる間に、ファイルが書き替えられました。もう一度実行してください。",
	EN: "A file changed while the site was being built. Run this again.",
})

// A Survey is what the rest of the program needs to know of a body without reading it again.
type Survey struct {
	Letters   int    // code points that readers see; white space, markup and ruby readings not counted
	Lead      string // the first paragraph in whole sentences, at most 120 code points
	Links     []Ref  // links that stay on this site: as written, or below the root where the whole address was written
	Pictures  []Ref  // pictures, as written
	Cites     []Ref  // [@id] marks; Dest is the id
	Questions bool   // a heading よくある質問 stands in the body
	Plain     bool   // reading the body as Markdown brought nothing to light that is to be reported
	Quick     bool   // the body is UTF-8 without control characters and marks of a merge, and plain enough for the quick reader
	Clear     bool   // no rule that reads prose suspects anything in the body: judging need not read it
	Steps     string // how the quick reader finds its way through the body another time; "": it reads it, or nobody has told
}

// A Ref is an address in a body and where it stands in the file.
type Ref struct {
	Dest string
	Text string // the words of the link, the alt text of the picture
	Pos  Pos
}
