package source_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"kanshu/internal/kanshu"
	"kanshu/internal/source"
)

// TestRefusedFrontMatter holds what refuses a column, with the place of the first finding and a piece of
// its Japanese message.
func TestRefusedFrontMatter(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, text, at, message string }{
		{"no block", "本文だけ\n", "1:1", "ありません"},
		{"empty file", "", "1:1", "空です"},
		{"unclosed", "---\ntitle: x\n", "2:1", "閉じる"},
		{"indented fence", "---\ntitle: |\n  a\n  ---\n---\n", "4:1", "字下げ"},
		{"fence behind a full-width space", "---\ntitle: a\n　---\n---\n", "3:1", "字下げ"},
		{"blank line before", "\n---\ntitle: x\n---\n", "1:1", "空行"},
		{"text before", "見出し\n---\ntitle: x\n---\n", "1:1", "文字が"},
		{"script fence", "---js\n---\n", "1:1", "---js"},
		{"toml fence", "---toml\na=1\n---\n", "1:1", "TOML"},
		{"toml", "+++\na=1\n+++\n", "1:1", "TOML"},
		{"json", "{\n\"title\": 1}\n", "1:1", "JSON"},
		{"five dashes", "-----\ntitle: x\n-----\n", "1:1", "-----"},
		{"long vowel marks", "ーーー\ntitle: x\nーーー\n", "1:1", "半角"},
		{"document end", "---\ntitle: x\n...\nsupervisor: y\n---\n", "3:1", "..."},
		{"directive", "---\n%YAML 1.2\ntitle: x\n---\n", "2:1", "%YAML"},
		{"document start with text", "---\ntitle: x\n--- supervisor\n---\n", "3:1", "---"},
		{"second block", "---\ntitle: x\n---\n\n---\nsupervisor: morishita\n---\n", "5:1", "二つ"},
		{"full-width colon", "---\ntitle: あ\nsupervisor：morishita\n---\n", "3:11", "全角"},
		{"full-width space behind the colon", "---\ntitle:　あ\nsupervisor: morishita\n---\n", "2:7", "空白が全角"},
		{"a key that is indented", "---\ntitle: あ\n supervisor: morishita\n---\n", "3:1", "行の頭に空白"},
		{"full-width colon with a space", "---\ntitle： あ\nb: c\n---\n", "2:6", "全角"},
		{"colon without space", "---\ntitle:頭痛\nsupervisor: morishita\n---\n", "2:6", "空白"},
		{"two colons", "---\ntitle: 「頭痛」: その原因\n---\n", "2:12", "区切り"},
		{"at sign", "---\ntitle: @foo\n---\n", "2:8", "@"},
		{"tab", "---\nclinic:\n\tname: y\n---\n", "3:1", "タブ"},
		{"open quote", "---\ntitle: \"あ\ndraft: false\n---\n", "2:8", "引用符"},
		{"merge conflict", "---\ntitle: あ\n<<<<<<< HEAD\nb: c\n---\n", "3:1", "衝突"},
		{"anchor", "---\ntitle: &a x\n---\n", "2:8", "参照"},
		{"alias", "---\ntitle: x\nsupervisor: *a\n---\n", "2:1", "参照"},
		{"merge key", "---\n<<: {supervisor: morishita}\n---\n", "2:1", "<<"},
		{"tag", "---\nsupervisor: !!str morishita\n---\n", "2:13", "型"},
		{"bare tag", "---\nsupervisor: ! morishita\n---\n", "2:13", "型"},
		{"binary tag", "---\nsupervisor: !!binary bW9yaXNoaXRh\n---\n", "2:13", "型"},
		{"duplicate key", "---\ntitle: x\nsupervisor: a\nsupervisor: b\n---\n", "4:1", "二度"},
		{"duplicate key, escaped", "---\nsupervisor: a\n\"\\x73upervisor\": b\n---\n", "3:1", "二度"},
		{"duplicate key, quoted", "---\nsupervisor: a\n'supervisor': b\n---\n", "3:1", "二度"},
		{"both languages", "---\nsupervisor: a\n監修: b\n---\n", "3:1", "二度"},
		{"two aliases", "---\n監修者: a\n監修: b\n---\n", "3:1", "二度"},
		{"duplicate key within a record", "---\nclinic: {name: a, name: b}\n---\n", "2:19", "二度"},
		{"next line mark", "---\ntitle: あ # 注\u0085supervisor: morishita\n---\n", "2:13", "U+0085"},
		{"line separator", "---\ntitle: x\u2028supervisor: y\n---\n", "2:9", "U+2028"},
		{"paragraph separator", "---\ntitle: x\u2029supervisor: y\n---\n", "2:9", "U+2029"},
		{"BOM inside", "---\ntitle: \ufeffx\n---\n", "2:8", "U+FEFF"},
		{"two BOMs", "\ufeff\ufeff---\ntitle: x\n---\n", "1:1", "1行目"},
		{"escape character", "---\ntitle: a\x1bb\n---\n", "2:9", "U+001B"},
		{"delete", "---\ntitle: a\x7fb\n---\n", "2:9", "U+007F"},
		{"zero width in an id", "---\nsupervisor: mori\u200bshita\n---\n", "2:13", "見えない"},
		{"bidi mark in a day", "---\nreviewed: \u202e2026-11-08\n---\n", "2:11", "見えない"},
		{"not a record", "---\n- a\n---\n", "2:1", "項目: 値"},
		{"wrong type of title", "---\ntitle: [a]\n---\n", "2:8", "一つの文"},
		{"wrong type of supervisor", "---\nsupervisor: [[morishita]]\n---\n", "2:14", "医師の id"},
		{"wrong type of draft", "---\ndraft: {a: b}\n---\n", "2:8", "true"},
		{"wrong type of slug", "---\nslug: [a]\n---\n", "2:7", "一つの文"},
		{"wrong type of a reference", "---\nreferences:\n  - url: [x]\n---\n", "3:10", "一つの文"},
		{"UTF-16", "\xff\xfe-\x00-\x00-\x00\n\x00", "1:1", "UTF-16"},
		{"UTF-16 without BOM", "-\x00-\x00-\x00\n\x00t\x00", "1:1", "UTF-16"},
		{"Shift_JIS", "---\ntitle: \x82\xa0\x82\xa2\x82\xa4\x82\xa6\x82\xa8\n---\n", "1:1", "Shift_JIS"},
		{"EUC-JP", "---\ntitle: \xa4\xa2\xa4\xa4\xa4\xa6\xa4\xa8\xa4\xaa\n---\n", "1:1", "EUC-JP"},
		{"ISO-2022-JP", "---\ntitle: \x1b$B$\"\x1b(B\n---\n", "1:1", "ISO-2022-JP"},
		{"a broken character", "---\ntitle: あ\xff\n---\n", "2:9", "0xFF"},
		{"a surrogate", "---\ntitle: \xed\xa0\x80\n---\n", "2:8", "UTF-8"},
		{"NUL in the body", "---\ntitle: a\n---\nx\x00y", "4:2", "0x00"},
		{"too many brackets", "---\n" + strings.Repeat("[", 60000) + "\n---\n", "1:1", "4000"},
		{"too deep", "---\na:\n b:\n  c:\n   d:\n    e:\n     f:\n      g:\n       h: x\n---\n", "9:8", "6段"},
		{"too many values", "---\n" + strings.Repeat("a:\n", 20000) + "---\n", "1001:3", "2000"},
		{"too many keys", "---\n" + keys(3000) + "---\n", "1001:7", "2000"},
		{"a lone CR in a remark", "---\ntitle: あ # 注\rsupervisor: morishita\n---\n", "2:13", "U+000D"},
		{"a lone CR in a value", "---\r\ntitle: あ\rsupervisor: morishita\r\n---\r\n", "2:9", "U+000D"},
		{"CR twice before LF", "---\ntitle: あ\r\r\n---\n", "2:9", "U+000D"},
		{"too long", "---\n" + strings.Repeat("x", 70000) + "\n---\n", "1:1", "64 KiB"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := column(t, tt.text)
			if !refused(c) {
				t.Fatalf("not refused: %+v", c.Findings)
			}
			f := c.Findings[0]
			if at := fmt.Sprintf("%d:%d", f.Pos.Line, f.Pos.Char); at != tt.at || f.Rule != "front-matter-unreadable" || !strings.Contains(f.Message.JA, tt.message) {
				t.Errorf("found %s %s %q, want %s with %q", at, f.Rule, f.Message.JA, tt.at, tt.message)
			}
			if f.Message.EN == "" || f.Severity != kanshu.Refuse || c.Slug != "it" {
				t.Errorf("finding %+v of column %q", f, c.Slug)
			}
		})
	}
}

// keys returns n keys of no meaning, each on its line.
func keys(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "k%d: v\n", i)
	}
	return b.String()
}

// TestKeysOfOtherGenerators is about keys that would keep a page back elsewhere, where they do not.
func TestKeysOfOtherGenerators(t *testing.T) {
	t.Parallel()
	for _, line := range []string{
		"published: true", "status: publish", "visibility: public", "hidden: false", "private: 'no'", "expiryDate: 2027-10-31", "expires: 2099-01-01", "expires: z", "publishDate: 2026-10-01", "pubDate: Thu, 01 Oct 2026 00:00:00 GMT", "publishDate:", "archived: []", "password: ''", "state: 東京都",
	} {
		c := column(t, "---\ntitle: x\nsupervisor: morishita\nreviewed: 2026-11-01\nreview_due: 2027-10-31\n"+line+"\n---\n")
		if refused(c) || len(c.Findings) != 1 || c.Findings[0].Rule != "key-unknown" {
			t.Errorf("%q: %+v, want one warning", line, c.Findings)
		}
	}
	for _, line := range []string{
		"Published: no", "hidden: true", "unlisted: はい", "post_status: draft", "wp-status: Private", "visibility: ｐｒｉｖａｔｅ", "expires: 2026-11-30", "expiry_date: 2026/11/30", "掲載終了日: 令和8年11月30日", "publish-date: 2027-01-01 09:00", "非公開: true", "公開状態: 下書き", "password: himitsu", "eleventyExcludeFromCollections: true",
	} {
		c := column(t, "---\ntitle: x\nsupervisor: morishita\nreviewed: 2026-11-01\nreview_due: 2027-10-31\n"+line+"\n---\n")
		if f := c.Findings[len(c.Findings)-1]; !refused(c) || f.Pos.Line != 6 || !strings.Contains(f.Message.JA, "ほかの道具") {
			t.Errorf("%q does not refuse the column: %+v", line, c.Findings)
		}
	}
}

func TestSlipsInGateKeys(t *testing.T) {
	t.Parallel()
	for _, key := range []string{
		"supervisors", "Supervisor", "supervisr", "supervizor", "supervisor_", "sueprvisor", "監修　", "ѕupervisor", "ｓｕｐｅｒｖｉｓｏｒ",
		"super\u200bvisor", "“supervisor”", "監修医", "Reviewed", "review-due", "reviewdue", "review_dues", "drafts", "Draft", "Date", "dates", "Slug", "公開", "下書", "監修 日", "süpervisor",
	} {
		if c := column(t, "---\ntitle: x\nsupervisor2: y\n"+key+": z\n---\n"); !refused(c) {
			t.Errorf("the key %q does not refuse the column", key)
		}
	}
	for _, key := range []string{"titel", "expiryDate", "last_reviewed_on", "keywords", "weight", "review_by", "permalink", "type"} {
		c := column(t, "---\ntitle: x\nsupervisor: morishita\n"+key+": z\n---\n")
		if refused(c) || len(c.Findings) != 1 || c.Findings[0].Rule != "key-unknown" || c.Findings[0].Severity != kanshu.Warn {
			t.Errorf("the key %q: %+v, want one warning", key, c.Findings)
		}
	}
}

func TestEverythingAtOnce(t *testing.T) {
	t.Parallel()
	c := column(t, "---\ntitle: [a]\nreviewed: 2026-02-30\nupdated: 2026-5-1\ntitel: x\nsupervisors: a\n---\n")
	if len(c.Findings) != 5 {
		t.Errorf("%d findings, want 5: %+v", len(c.Findings), c.Findings)
	}
}

func TestLineEndsAndBOM(t *testing.T) {
	t.Parallel()
	text := "---\ntitle: 題名\nsupervisor: morishita\nfoo: bar\n---\n一行目\n二行目\n"
	want := column(t, text)
	for _, form := range []string{"\ufeff" + text, strings.ReplaceAll(text, "\n", "\r\n"), strings.ReplaceAll(text, "\n", "\r"), "\ufeff" + strings.ReplaceAll(text, "\n", "\r\n")} {
		c := column(t, form)
		b, err := c.Body.Bytes()
		if err != nil || string(b) != "一行目\n二行目\n" || c.Body.Digest != want.Body.Digest || c.Head != want.Head || c.Findings[0] != want.Findings[0] {
			t.Errorf("%q reads otherwise: %q %v %+v", form, b, err, c.Findings)
		}
	}
}

func TestDraft(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]bool{"false": false, "true": true, "\"false\"": true, "no": true, "False": true, "0": true, "": true, "~": true, "いいえ": true, "はい": true} {
		if c := column(t, "---\ntitle: x\ndraft: "+value+"\n---\n"); c.Draft != want || refused(c) {
			t.Errorf("draft: %s gives %v (%v), want %v", value, c.Draft, c.Findings, want)
		}
	}
	if column(t, "---\ntitle: x\n---\n").Draft {
		t.Error("a column without the key is a draft")
	}
}

func TestReviewInterval(t *testing.T) {
	t.Parallel()
	config := []string{"kanshu.yaml", "title: x\nbase_url: https://a.example.jp\nreview: {interval: 12か月}\n"}
	c := column(t, "---\nreviewed: 令和8年1月31日\n---\n", config...)
	if want := (kanshu.Date{Year: 2027, Month: 1, Day: 31}); c.Review.Due != want || !c.Review.Computed {
		t.Errorf("due %v, want %v by the interval", c.Review.Due, want)
	}
	if c := column(t, "---\nreviewed: 2026-01-31\nreview_due:\n---\n", config...); !c.Review.Computed {
		t.Errorf("a blank review_due is not computed: %v", c.Review)
	}
}

func TestTextThatEndsAtAComment(t *testing.T) {
	t.Parallel()
	c := column(t, "---\ntitle: 第3回 #頭痛\nsupervisor: morishita   # data/doctors\n---\n")
	if len(c.Findings) != 1 || c.Findings[0].Rule != "text-cut" {
		t.Errorf("found %+v, want one text-cut", c.Findings)
	}
}

func FuzzFrontMatter(f *testing.F) {
	f.Add("---\ntitle: あ\nsupervisor: morishita\n---\n本文\n")
	f.Add("---\r\n監修: {name: 森下 葉子, clinic: ginza}\r\n監修日: 令和8年11月8日\r\n---\r\n")
	f.Add("---\nclinic:\n  hours: 平日 9:00-12:30\n  tel: 03-0000-1000\n  geo: {lat: 1, lng: 2}\nfaq: [{q: a, a: b}]\n---\n")
	f.Add("---\ntreatments: [{name: a, price: {min: 1}}]\ncoi: {morishita: なし}\nad: {is: はい}\n---\n")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := source.Load(site("columns/it.md", text), source.Options{})
		if err != nil {
			t.Fatal(err)
		}
		c := s.Columns[1]
		whole := strings.ReplaceAll(text, "\r\n", "\n")
		for _, f := range c.Findings {
			// a CR that stands alone ends a line in a body, and none where the file cannot be taken apart
			if !within(f.Pos, strings.ReplaceAll(whole, "\r", "\n")) && !within(f.Pos, whole) {
				t.Errorf("finding outside the file: %+v", f)
			}
			if f.Message.JA == "" || f.Message.EN == "" {
				t.Errorf("finding without words: %+v", f)
			}
		}
		if b, err := c.Body.Bytes(); err != nil || len(b) != c.Body.Size || !utf8.Valid(b) {
			t.Errorf("body of %d bytes: %q, %v", c.Body.Size, b, err)
		}
	})
}

// within reports whether a place stands in a text, or just behind one of its lines.
func within(at kanshu.Pos, text string) bool {
	lines := strings.Split(text, "\n")
	return at.Line >= 1 && at.Line <= len(lines) && at.Char >= 1 && at.Char <= utf8.RuneCountInString(lines[at.Line-1])+2
}
