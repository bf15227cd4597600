package kanshu_test

import (
	"testing"

	"kanshu/internal/kanshu"
)

func TestElsewhere(t *testing.T) {
	t.Parallel()
	root, odd := kanshu.Config{BaseURL: "https://column.example.jp"}, kanshu.Config{BaseURL: "https://\u212a.example.jp"}
	for address, want := range map[string]bool{
		"https://example.com/": true, "https://example.com/column.example.jp/": false, "https://COLUMN.example.jp": false, "/x": true,
	} {
		if got := root.Elsewhere([]byte(address)); got != want {
			t.Errorf("Elsewhere(%q) = %v", address, got)
		}
	}
	if _, own := odd.Own("https://k.example.jp/"); !own || odd.Elsewhere([]byte("https://k.example.jp/")) {
		t.Error("a host that folds to ASCII is told apart by its bytes")
	}
}

func TestOwn(t *testing.T) {
	t.Parallel()
	root := kanshu.Config{BaseURL: "https://column.example.jp"}
	below := kanshu.Config{BaseURL: "https://clinic.example.jp/blog", BasePath: "/blog"}
	for _, c := range []struct {
		config  kanshu.Config
		address string
		want    string // "" for an address of another site
	}{
		{root, "https://column.example.jp/columns/x/#y", "/columns/x/#y"},
		{root, "http://column.example.jp/columns/x/", "/columns/x/"},
		{root, "HTTPS://Column.Example.JP/columns/x/", "/columns/x/"},
		{root, "https://column.example.jp:443/x", "/x"},
		{root, "https://column.example.jp./x", "/x"},
		{root, "https://me@column.example.jp/x", "/x"},
		{root, "https://column.example.jp", "/"},
		{root, "https://column.example.jp?q", "/?q"},
		{root, "https://column.example.jp.example.com/x", ""},
		{root, "https://column.example.jp@example.com/x", ""},
		{root, "https://column.example.jp:8080/x", ""},
		{root, "ftp://column.example.jp/x", ""},
		{root, "/columns/x/", ""},
		{root, "", ""},
		{root, "https://", ""},
		{below, "https://clinic.example.jp/blog/columns/x/", "/columns/x/"},
		{below, "https://clinic.example.jp/blog", "/"},
		{below, "https://clinic.example.jp/blog#x", "/#x"},
		{below, "https://clinic.example.jp/blogs/", ""},
		{below, "https://clinic.example.jp/", ""},
		{kanshu.Config{}, "https://clinic.example.jp/", ""},
	} {
		got, ok := c.config.Own(c.address)
		if got != c.want && ok || ok != (c.want != "") {
			t.Errorf("Own(%q) below %q = %q, %v, want %q", c.address, c.config.BaseURL, got, ok, c.want)
		}
		if ok && c.config.Elsewhere([]byte(c.address)) {
			t.Errorf("Elsewhere(%q) below %q = true", c.address, c.config.BaseURL)
		}
	}
}
