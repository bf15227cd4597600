package words_test

import (
	"os"
	"path/filepath"
	"testing"

	"kanshu/internal/fold"
	"kanshu/internal/markdown"
	"kanshu/internal/rules/words"
)

// bodies returns the shipped columns: texts as editors write them.
func bodies(tb testing.TB) [][]byte {
	tb.Helper()
	names, err := filepath.Glob("../../../columns/*.md")
	if err != nil || len(names) == 0 {
		tb.Fatal("no columns found", err)
	}
	var list [][]byte
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			tb.Fatal(err)
		}
		list = append(list, b)
	}
	return list
}

// page returns the prose of a body as rules about words are shown it.
func page(body []byte) *fold.Page {
	p := &fold.Page{}
	markdown.Open("columns/x.md", 1, body).Texts(func(kind markdown.SpanKind, text []byte) { p.Add(int(kind), text) })
	return p
}

// BenchmarkSuspects measures the pass that every column takes.
func BenchmarkSuspects(b *testing.B) {
	list, set := bodies(b), words.NewSet(words.Builtin)
	size := 0
	var pages []*fold.Page
	for _, body := range list {
		size += len(body)
		pages = append(pages, page(body))
		set.Suspects(page(body))
	}
	b.SetBytes(int64(size / len(list)))
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		set.Suspects(pages[i%len(list)])
		i++
	}
}
