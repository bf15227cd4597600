package mend_test

import (
	"bytes"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"kanshu/internal/markdown"
	"kanshu/internal/mend"
)

func TestBody(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"bullets become a list", "文です。\n・一つ\n・二つ\n続きです。\n", "文です。\n\n- 一つ\n- 二つ\n\n続きです。\n"},
		{"a nested bullet keeps its place", "• 親\n  • 子\n", "- 親\n  - 子\n"},
		{"a wide indent nests a bullet", "・親\n　・子\n　・子\n・親\n", "- 親\n  - 子\n  - 子\n- 親\n"},
		{"a wide blank after a bullet goes", "・　一つ\n", "- 一つ\n"},
		{"an ellipsis is no bullet", "・・・と思う。\n", "・・・と思う。\n"},
		{"a bullet before a mark stays", "・1. 一つ\n・# 二つ\n", "・1. 一つ\n・# 二つ\n"},
		{"bullets in a notice", ":::point\n・一つ\n・二つ\n:::\n", ":::point\n- 一つ\n- 二つ\n\n:::\n"},
		{"rules get blank lines", "前\n⸻\n後\n", "前\n\n---\n\n後\n"},
		{"a rule first in the body stays", "―――\n後\n", "―――\n後\n"},
		{"a dash in words stays", "前――後\n", "前――後\n"},
		{"a wide indent goes", "　字下げ\n", "字下げ\n"},
		{"a wide indent before a mark stays", "　- 字\n", "　- 字\n"},
		{"a line of a wide blank becomes empty", "前\n\u00a0\n後\n", "前\n\n後\n"},
		{"a table between wide bars", "｜薬｜朝｜\n｜青｜一｜\n", "|薬|朝|\n| --- | --- |\n|青|一|\n"},
		{"blanks at a line's end go, a hard break stays", "一 \n二  \n三  \n\n", "一\n二  \n三\n\n"},
		{"code stays", "```\n・一つ\n　字 \n```\n", "```\n・一つ\n　字 \n```\n"},
		{"indented code stays", "    ・一つ \n", "    ・一つ \n"},
		{"emphasis over lines stays", "**前\n・一つ**\n", "**前\n・一つ**\n"},
		{"an underlined heading stays", "・前\n---\n", "・前\n---\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := mend.Body(c.in); got != c.want {
				t.Errorf("Body(%q)\n got %q\nwant %q", c.in, got, c.want)
			}
		})
	}
}

func TestFile(t *testing.T) {
	rename := func(key string) string {
		if key == "title" {
			return "題名"
		}
		return key
	}
	for _, c := range []struct{ name, in, want string }{
		{"a mark of byte order and CRLF go", "\ufeff---\r\ntitle: あ\r\n---\r\n本文\r\n", "---\n題名: あ\n---\n本文\n"},
		{"remarks, order and nested keys stay", "---\n# title: 例\ntitle: あ # title\nx:\n  title: い\n---\n", "---\n# title: 例\n題名: あ # title\nx:\n  title: い\n---\n"},
		{"a value over lines keeps every key", "---\ntitle: \"あ\ntitle: い\"\n---\n", "---\ntitle: \"あ\ntitle: い\"\n---\n"},
		{"a key that would stand twice stays", "---\ntitle: あ\n題名: い\n---\n", "---\ntitle: あ\n題名: い\n---\n"},
		{"without a front matter nothing is mended", "・一つ\n", "・一つ\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := string(mend.File([]byte(c.in), mend.Options{Rename: rename})); got != c.want {
				t.Errorf("File(%q)\n got %q\nwant %q", c.in, got, c.want)
			}
		})
	}
}

func TestDiff(t *testing.T) {
	before := "一\n二\n三\n四\n・五\n六\n七\n八\n九\n"
	after := "一\n二\n三\n四\n\n- 五\n\n六\n七\n八\n九\n"
	want := "--- a/x.md\n+++ b/x.md\n@@ -2,7 +2,9 @@\n 二\n 三\n 四\n-・五\n+\n+- 五\n+\n 六\n 七\n 八\n"
	if got := mend.Diff("x.md", []byte(before), []byte(after)); got != want {
		t.Errorf("Diff\n got %q\nwant %q", got, want)
	}
	if got := mend.Diff("x.md", []byte(before), []byte(before)); got != "" {
		t.Errorf("Diff of equal texts = %q, want nothing", got)
	}
}

// TestShippedColumnsStay holds that columns written with care are left as they are.
func TestShippedColumnsStay(t *testing.T) {
	names, err := filepath.Glob("../../columns/*.md")
	if err != nil || len(names) == 0 {
		t.Fatalf("no columns: %v", err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if d := mend.Diff(name, data, mend.File(data, mend.Options{})); d != "" {
			t.Errorf("%s", d)
		}
	}
}

var tag = regexp.MustCompile(`<[^>]*>`)

// visible returns the letters that readers see of a body, in order, without blanks, and without the marks
// that mending takes away.
func visible(body string) string {
	var b []byte
	b = markdown.Parse("x.md", 1, []byte(body)).Render(b, &markdown.Options{})
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune("•・●◦▪‣⁃∙｜|⸻⸺―—－─━＝═＊＿-ー:：", r) {
			return -1
		}
		return r
	}, html.UnescapeString(tag.ReplaceAllString(string(b), "")))
}

func checkProperties(t *testing.T, body string) {
	t.Helper()
	once := mend.Body(body)
	if twice := mend.Body(once); twice != once {
		t.Errorf("Body is not settled\n   x %q\n f(x) %q\nff(x) %q", body, once, twice)
	}
	if before, after := visible(body), visible(once); before != after {
		t.Errorf("the visible text changed\n   x %q\n f(x) %q\nbefore %q\n after %q", body, once, before, after)
	}
}

func FuzzBody(f *testing.F) {
	for _, s := range []string{
		"文です。\n・一つ\n・二つ\n続き\n", "前\n⸻\n後", "｜薬｜朝｜\n｜青｜一｜\n", "　字下げ\n　- x\n\u00a0\n    y", "```\n・x\n```\n・y",
		"- a\n  ```\n  ・b\n", "**a\n・b**\n", "a `b\n・c` d", "a\n: b\n・c", ":::point\n・一つ\n:::\n", "・a\n---\n", "[^1]: x\n・y\n", "> ・a\n・b", "1. a\n   ・b\n", "a  \n・b  \n\nc \n", "<pre>\n・a\n\n・b\n</pre>\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, body string) {
		if utf8.ValidString(body) && !strings.Contains(body, "\r") { // what File hands to Body
			checkProperties(t, body)
		}
	})
}

func FuzzFile(f *testing.F) {
	f.Add("\ufeff---\r\ntitle: あ\r\n---\r\n・本文\r\n")
	f.Fuzz(func(t *testing.T, s string) {
		o := mend.Options{Rename: func(k string) string { return map[string]string{"title": "題名", "監修": "supervisor"}[k] }}
		once := mend.File([]byte(s), o)
		if twice := mend.File(once, o); !bytes.Equal(once, twice) {
			t.Errorf("File is not settled\n   x %q\n f(x) %q\nff(x) %q", s, once, twice)
		}
	})
}
