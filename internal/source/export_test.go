package source

import (
	"fmt"
	"hash/maphash"
	"slices"
	"strings"

	"kanshu/internal/kanshu"
)

// BothParsers reads a text with the quick parser and with the full one. quick is "" where the quick one
// gave up; full bears the findings of the full one, if any, in front.
func BothParsers(text string) (quick, full string) {
	if n, ok := quickParse(text, maxNodes, newScratch()); ok {
		quick = outline(&n)
	}
	d := &decoder{file: "it.md", rule: ruleUnreadable}
	n := d.parseFully([]byte(text))
	if n != nil {
		full = outline(n)
	}
	for _, f := range d.found {
		full = f.Message.EN + "\n" + full
	}
	return quick, full
}

// Scanned reports whether the raw scan lets a text through to the parsers.
func Scanned(text string) bool {
	d := &decoder{file: "it.md", rule: ruleUnreadable}
	return d.scan([]byte(text))
}

func outline(n *node) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d:%d %d %v %q", n.line, n.char, n.shape, n.quoted, n.text)
	for i := range n.items {
		b.WriteString("\n" + strings.ReplaceAll(outline(&n.items[i]), "\n", "\n "))
	}
	return b.String()
}

// Remembered returns a column as a Memory of the site gives it back, with the places of its keys, and whether
// the reflection that writes what is not plain had anything to do.
func Remembered(site *kanshu.Site, c *kanshu.Column) (back *kanshu.Column, rest, ok bool) {
	s := newScribe(site, &registry{topics: [2][]*kanshu.Topic{site.Categories, site.Tags}})
	text := string(s.appendColumn(nil, c, new(kanshu.Column)))
	back = &kanshu.Column{}
	ok = s.readColumn(back, c.File, text)
	if back.Later != nil {
		back.Fields, back.Listed, back.Later = back.Later.Fields(), back.Later.References(nil), nil
	}
	return back, text[0] != 0, ok
}

// Framed reports whether a file's fences are so plain that adrg/frontmatter is not asked, and whether it would
// have agreed.
func Framed(b []byte) (plain, agreed bool) {
	d := &decoder{file: "it.md", rule: ruleUnreadable, memory: newScratch()}
	f, ok := d.frame(normalise(slices.Clone(b)))
	if !ok {
		return false, false
	}
	b, _ = normalise(slices.Clone(b))
	return plainly(b, f), agrees(b, f, d.memory.reader)
}

// Valid reports whether b is UTF-8.
func Valid(b []byte) bool { return valid(b) }

// Nameless reports whether a person's name names nobody.
func Nameless(name string) bool { return nameless(name) }

// Alike reports whether a text is taken for the one first read, by the sum of this run and by the digest that is
// remembered.
func Alike(first, text []byte) (bySum, byDigest bool) {
	seed := maphash.MakeSeed()
	sum := likeness{size: len(first), seed: seed, sum: maphash.Bytes(seed, first)}
	digest := likeness{size: len(first), digest: kanshu.DigestOf(first)}
	return sum.of(text), digest.of(text)
}
