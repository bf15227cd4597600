package words_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"kanshu/internal/markdown"
	"kanshu/internal/rules/words"
)

// finds reports whether a rule finds anything in a body, by the road that columns take.
func finds(set *words.Set, id, body string) bool {
	if !set.Suspects(page([]byte(body))) {
		return false
	}
	for _, s := range markdown.Parse("columns/x.md", 1, []byte(body)).Spans() {
		for _, h := range set.Judge(s.Text, words.Context{Place: s.Kind.String()}) {
			if h.Rule.ID == id {
				return true
			}
		}
	}
	return false
}

// TestMarksInsideWords holds that what a sentence says does not depend on the marks inside its words.
func TestMarksInsideWords(t *testing.T) {
	rules, samples, _ := decoded(t)
	set := words.NewSet(rules)
	for i, r := range rules {
		for n, text := range samples[i].Catch {
			if !finds(set, r.ID, text) {
				t.Errorf("%s: 「%s」 is not found as a body", r.ID, text)
				continue
			}
			if n >= 4 {
				continue
			}
			for at := range text {
				if at == 0 || !kanji(text, at) {
					continue
				}
				r0, size := utf8.DecodeRuneInString(text[at:])
				before, after := text[:at], text[at+size:]
				for name, changed := range map[string]string{
					"emphasis":   before + "**" + string(r0) + "**" + after,
					"ruby":       before + "{" + string(r0) + "|よみ}" + after,
					"line break": before + "\n" + string(r0) + after,
					"blank":      before + "　" + string(r0) + after,
					"middle dot": before + "・" + string(r0) + after,
					"unseen":     before + "\u200b" + string(r0) + after,
				} {
					if !finds(set, r.ID, changed) {
						t.Errorf("%s: with %s at byte %d, 「%s」 is no longer found", r.ID, name, at, changed)
					}
				}
			}
		}
	}
}

// kanji reports whether the character at the offset and the one before it are kanji.
func kanji(s string, at int) bool {
	r, _ := utf8.DecodeRuneInString(s[at:])
	before, _ := utf8.DecodeLastRuneInString(s[:at])
	return r >= 0x4e00 && r <= 0x9fff && before >= 0x4e00 && before <= 0x9fff
}

// TestForms holds that the form of a character does not change what is said.
func TestForms(t *testing.T) {
	set := words.NewSet(words.Builtin)
	for _, c := range []struct{ name, id, body string }{
		{"full-width letters", "superlative", "地域Ｎｏ．１の実績です。"},
		{"a single sign", "superlative", "地域№１の実績です。"},
		{"half-width kana", "superlative", "満足度ﾅﾝﾊﾞｰﾜﾝに選ばれました。"},
		{"decomposed kana", "outcome-guarantee", "必す\u3099治ります。"},
		{"an entity", "superlative", "日本&#19968;のクリニックです。"},
		{"a link", "superlative", "[日本](https://example.jp/a_(b))一のクリニックです。"},
		{"dropped HTML", "superlative", "日本<b>一</b>のクリニックです。"},
		{"a list item", "absolute-safety", "- 副作用は一切ありません。"},
		{"a table cell", "absolute-safety", "| 点滴 | 費用 |\n| --- | --- |\n| 副作用は一切ありません | 1円 |"},
		{"a lost bracket", "absolute-safety", "「点滴について。副作用は一切ありません。"},
		{"an ornament", "superlative", "★日☆本☆一★のクリニックです。"},
		{"after another sentence", "cure-promise", "お気軽にどうぞ。末期がんが消えます。"},
	} {
		if !finds(set, c.id, c.body) {
			t.Errorf("with %s, %s is not found in %q", c.name, c.id, c.body)
		}
	}
}

// TestAround holds that what stands before a list or after a quotation counts.
func TestAround(t *testing.T) {
	set := words.NewSet(words.Builtin)
	for _, c := range []struct {
		name, text string
		around     words.Context
	}{
		{"a list under a warning", "絶対に安全です", words.Context{Place: "item", Lead: "広告で使えない表現。次のような言葉は、医療広告では認められていません。"}},
		{"the next sentence takes it back", "副作用は一切ありません。こうした表現は、広告では認められていません。", words.Context{Place: "paragraph"}},
		{"the sentence before introduces it", "次のような広告には注意してください。末期がんが消えます。", words.Context{Place: "paragraph"}},
		{"a quotation under such a heading", "「必ず治ります」", words.Context{Place: "paragraph", Heading: "広告で避けるべき表現"}},
	} {
		for _, h := range set.Judge(c.text, c.around) {
			t.Errorf("%s: %s finds 「%s」 in 「%s」", c.name, h.Rule.ID, h.Words, c.text)
		}
	}
	if len(set.Judge("絶対に安全です", words.Context{Place: "item", Lead: "点滴の特長。三つあります。"})) == 0 {
		t.Error("a list under praise is let pass")
	}
}

// FuzzWords holds that nothing a body says can make the judgement fail, and that what it finds stands in
// the text.
func FuzzWords(f *testing.F) {
	_, samples, _ := decoded(f)
	for _, s := range samples {
		f.Add(s.Catch[0])
		f.Add("（" + s.Pass[1] + "「" + s.Catch[0] + "）" + s.Catch[2] + "」。)" + s.Pass[0] + "!")
		f.Add("「" + s.Pass[0] + "\n{" + s.Catch[1] + "|よみ} ﾊﾞ&amp;<b>[a](b")
	}
	set := words.NewSet(words.Builtin)
	f.Fuzz(func(t *testing.T, body string) {
		suspected := set.Suspects(page([]byte(body)))
		lines := strings.Count(body, "\n") + 1
		for _, s := range markdown.Parse("columns/x.md", 1, []byte(body)).Spans() {
			for _, h := range set.Judge(s.Text, words.Context{Place: s.Kind.String()}) {
				if !suspected {
					t.Fatalf("%s finds %q in a body that is not suspected", h.Rule.ID, h.Words)
				}
				if h.From < 0 || h.From >= h.To || h.To > len(s.Text) {
					t.Fatalf("%s at %d to %d of %d bytes", h.Rule.ID, h.From, h.To, len(s.Text))
				}
				if pos := s.Pos(h.From); pos.Line < 1 || pos.Line > lines || pos.Char < 1 {
					t.Fatalf("%s at %+v of %d lines", h.Rule.ID, pos, lines)
				}
			}
		}
	})
}

// A message shows words, not the particle before them.
func TestNoParticleIsShown(t *testing.T) {
	set := words.NewSet(words.Builtin)
	text := "当院の点滴は副作用が一切ありません。"
	hits := set.Judge(text, words.Context{Place: "paragraph"})
	if len(hits) == 0 {
		t.Fatal("nothing is found")
	}
	for _, h := range hits {
		if got := text[h.From:h.To]; got != "副作用が一切ありません" {
			t.Errorf("「%s」", got)
		}
	}
}
