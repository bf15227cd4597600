package lsp

import (
	"io/fs"
	"slices"
	"strings"
	"unicode/utf16"

	"kanshu/internal/kanshu"
	"kanshu/internal/source"
)

// A document is a file as it stands in the editor.
type document struct {
	file, uri string
	text      []byte
	lines     []string
	found     []kanshu.Finding // when it was last judged
}

// documents is the site's folder with the open documents in place of the files that are saved.
type documents struct {
	fs.FS
	open map[string]*document
}

func newDocuments(files fs.FS) *documents { return &documents{files, map[string]*document{}} }

// set opens a document or changes its text.
func (d *documents) set(file, uri, text string) {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = strings.TrimSuffix(lines[i], "\r")
	}
	var found []kanshu.Finding
	if old := d.open[file]; old != nil {
		found = old.found
	}
	d.open[file] = &document{file, uri, []byte(text), lines, found}
}

// Open opens an open document from memory and every other file from below.
func (d *documents) Open(name string) (fs.File, error) {
	if doc := d.open[name]; doc != nil {
		return source.Held(name, doc.text), nil
	}
	return d.FS.Open(name)
}

// ReadDir lists a folder from below.
func (d *documents) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(d.FS, name) }

// line returns the n-th line, counted from 0; "" where there is none.
func (d *document) line(n int) string {
	if n < 0 || n >= len(d.lines) {
		return ""
	}
	return d.lines[n]
}

// before returns what stands in the line before a place.
func (d *document) before(at place) string {
	units := utf16.Encode([]rune(d.line(at.Line)))
	return string(utf16.Decode(units[:min(max(at.Character, 0), len(units))]))
}

// span returns the place of a finding. A finding without length is one character wide, as far as there
// is one.
func (d *document) span(pos kanshu.Pos) span {
	n := max(pos.Line-1, 0)
	runes := []rune(d.line(n))
	from := min(max(pos.Char-1, 0), len(runes))
	to := min(from+max(pos.Len, 1), len(runes))
	return span{place{n, units(runes[:from])}, place{n, units(runes[:to])}}
}

// units returns the length of a text in UTF-16 code units.
func units(runes []rune) int {
	n := 0
	for _, r := range runes {
		n += max(utf16.RuneLen(r), 1)
	}
	return n
}

// frontMatter reports whether a line, counted from 0, stands in the front matter of a column.
func (d *document) frontMatter(n int) bool {
	if !strings.HasSuffix(d.file, ".md") || strings.TrimSpace(d.line(0)) != "---" || n < 1 {
		return false
	}
	end := slices.IndexFunc(d.lines[1:], func(l string) bool { return strings.TrimRight(l, " \t") == "---" })
	return end < 0 || n < end+1
}
