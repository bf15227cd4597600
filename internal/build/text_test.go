package build_test

import (
	"reflect"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
	"kanshu/internal/source"
)

// loaded returns the one column of a site whose columns/x.md holds the text.
func loaded(tb testing.TB, text []byte, survey func(string, int, []byte) kanshu.Survey) *kanshu.Column {
	tb.Helper()
	fsys := fstest.MapFS{
		"kanshu.yaml":  {Data: []byte("title: 架空の医院\nbase_url: https://example.jp\n")},
		"columns/x.md": {Data: text},
	}
	site, err := source.Load(fsys, source.Options{Survey: survey})
	if err != nil {
		tb.Fatal(err)
	}
	return site.Columns[0]
}

// FuzzGarbledBody holds that a column of which a byte is no text is refused for it, whoever looked at the body
// first: the survey takes a body before anybody else has told that it is UTF-8.
func FuzzGarbledBody(f *testing.F) {
	for _, body := range []string{
		"花粉症の治療。\n", "花粉\xe3\x81症\n", "[^\xff]\n\n[^\xff]: 注\n", "検査[@\xe3\x81a]です。\n", "`\xff`です。\n", "{膵\xff臓|すいぞう}の検査\n",
		"![図\xff](a.png)\n", "| a | b |\n| --- | --- |\n| \xff | い |\n", "NUL\x00です。\n", "---\ntitle: \xff\n", "\xff\rあ\rい", ":::warning\n\xff\n:::\n", "\x1b$B\n",
	} {
		f.Add([]byte("---\ntitle: あ\n---\n" + body))
	}
	f.Add([]byte("---\ntitle: \xff\n---\n\xfe\n"))
	f.Add([]byte(" ---\ntitle: あ\n---\n\xfe\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		got, want := loaded(t, text, markdown.Survey), loaded(t, text, nil)
		if !reflect.DeepEqual(got.Findings, want.Findings) || got.Body.Digest != want.Body.Digest || got.Title != want.Title || got.Head != want.Head {
			t.Fatalf("%q\n got %+v\nwant %+v", text, got, want)
		}
		if got.Body.Read == nil {
			return
		}
		if b, err := got.Body.Bytes(); err != nil || !utf8.Valid(b) {
			t.Fatalf("%q: the body is %q: %v", text, b, err)
		}
	})
}
