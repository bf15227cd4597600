package report_test

import (
	"testing"

	"kanshu/internal/kanshu"
	"kanshu/internal/report"
)

var changes = kanshu.Changes{
	Added:   []string{"columns/new/index.html"},
	Changed: []string{"_headers", "feed.xml", "index.html", "tags/花粉症/index.html"},
	Removed: []string{"columns/old/index.html"},
}

func TestPurge(t *testing.T) {
	want := `https://example.jp/blog/columns/old/
https://example.jp/blog/columns/old/index.html
https://example.jp/blog/feed.xml
https://example.jp/blog/
https://example.jp/blog/index.html
https://example.jp/blog/tags/%E8%8A%B1%E7%B2%89%E7%97%87/
https://example.jp/blog/tags/%E8%8A%B1%E7%B2%89%E7%97%87/index.html
https://example.jp/blog/columns/new/
https://example.jp/blog/columns/new/index.html
https://example.jp/blog/build.json
`
	if got := string(report.Purge("https://example.jp/blog", changes)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := report.Purge("https://example.jp", kanshu.Changes{}); len(got) != 0 {
		t.Errorf("without changes: %q", got)
	}
}

func TestChanged(t *testing.T) {
	want := `{
  "day": "2026-11-22",
  "added": [
    "columns/new/index.html"
  ],
  "changed": [],
  "removed": []
}
`
	if got := string(report.Changed(day("2026-11-22"), kanshu.Changes{Added: changes.Added})); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
