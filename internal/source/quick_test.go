package source_test

import (
	"testing"
	"unicode/utf8"

	"kanshu/internal/source"
)

var plainYAML = []string{
	"title: あ\nsupervisor: morishita\n",
	"監修: morishita\n監修日: 2026-11-08\ntags: [睡眠, \"検査\", 'x']\n",
	"references:\n  - https://example.jp/guideline\n  - title: みほん\n    url: \"https://example.jp/\"\n    year: 2025\nupdated: 2026-11-22\n",
	"references:\n- a\n- b: c\n  d: e\ntitle: x\n",
	"clinic:\n  name: みほん\n  address:\n    region: 東京都\n  closed: []\ndate:\ndraft: false\n",
	"\n\ntitle: a, b [c]  \n\n\nfaq:\n\n  -   q: 痛い?\n      a: はい\n",
	"a: b:c\nd: x#y\ne: \"\"\nf: 'あ'\n",
}

func TestQuickParser(t *testing.T) {
	t.Parallel()
	for _, text := range plainYAML {
		quick, full := source.BothParsers(text)
		if quick == "" {
			t.Errorf("the quick parser gave up on %q", text)
		} else if quick != full {
			t.Errorf("parsers differ on %q:\n%s\n---\n%s", text, quick, full)
		}
	}
}

func FuzzQuickParser(f *testing.F) {
	for _, text := range plainYAML {
		f.Add(text)
	}
	for _, text := range []string{"a: b\n c\n", "a: b\n  - c\n", "a:\n - b\n  - c\n", "a: [b\n", "a: \"b\" c\n", "? a\n: b\n", "a: b #c\n", "- a\n", "a:\n- b\n - c\n", "a: [b, [c]]\n", "- - a\n", "a: - b\n", "a: |\n b\n", "a:\n  b: c\n d: e\n"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || !source.Scanned(text) {
			return
		}
		if quick, full := source.BothParsers(text); quick != "" && quick != full {
			t.Errorf("parsers differ on %q:\n%s\n---\n%s", text, quick, full)
		}
	})
}
