package kanshu_test

import (
	"strings"
	"testing"

	"kanshu/internal/kanshu"
)

// FuzzOwn: what is taken for an address of the site is one, and what is left of it begins at the root.
func FuzzOwn(f *testing.F) {
	for _, address := range []string{
		"https://column.example.jp/blog/x?y#z", "https://columb.example.jp/blog/", "https://column.example.jp:443./blog/", "https://columns@column.example.jp/blog/",
	} {
		f.Add(address)
	}
	c := &kanshu.Config{BaseURL: "https://column.example.jp/blog", BasePath: "/blog"}
	f.Fuzz(func(t *testing.T, address string) {
		part, own := c.Own(address)
		if rest, ok := strings.CutPrefix(address, "https:"); ok { // in capitals it is not told at a glance
			if p, o := c.Own("HTTPS:" + rest); p != part || o != own {
				t.Errorf("Own(%q) = %q, %v, in capitals %q, %v", address, part, own, p, o)
			}
		}
		if !own {
			if part != "" {
				t.Errorf("Own(%q) = %q, false", address, part)
			}
			return
		}
		if c.Elsewhere([]byte(address)) && !strings.ContainsFunc(address, func(r rune) bool { return r >= 0x80 }) {
			t.Errorf("Elsewhere(%q) = true, and yet it is own", address)
		}
		if !strings.HasPrefix(part, "/") || !strings.Contains(strings.ToLower(address), "column.example.jp") {
			t.Errorf("Own(%q) = %q", address, part)
		}
	})
}

// FuzzParseDate: a day that is read is written as it was, and nothing but ten characters is one.
func FuzzParseDate(f *testing.F) {
	f.Add("2026-11-22")
	f.Fuzz(func(t *testing.T, s string) {
		d, err := kanshu.ParseDate(s)
		if err == nil && (d.String() != s || d.IsZero()) || err != nil && !d.IsZero() {
			t.Errorf("ParseDate(%q) = %v, %v", s, d, err)
		}
	})
}
