package gate_test

import (
	"strings"
	"testing"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
)

// TestWaiversSayWhatPassed: the note names the words that the finding is about, those that it names itself or those at
// its place, in one line and not too many; and what is left over is told with what to do.
func TestWaiversSayWhatPassed(t *testing.T) {
	t.Parallel()
	body := "最初の行です。\nここに必ず治ると書いた。\n" + strings.Repeat("長い行", 30)
	at := func(line, char, n int) kanshu.Pos {
		return kanshu.Pos{File: "columns/x.md", Line: line, Char: char, Len: n}
	}
	const whole = "ここに必ず治ると書いた。"
	for _, c := range []struct {
		what    string
		finding kanshu.Finding
		match   string
		said    string // "": nothing passes
	}{
		{"its place", kanshu.Finding{Pos: at(6, 4, 4)}, "", "「必ず治る」"},
		{"its place to the end", kanshu.Finding{Pos: at(6, 11, 99)}, "", "「た。」"},
		{"the first character", kanshu.Finding{Pos: at(6, 1, 2)}, "", "「ここ」"},
		{"a whole line", kanshu.Finding{Pos: at(6, 1, 0)}, "", "「" + whole + "」"},
		{"before the line", kanshu.Finding{Pos: at(6, 0, 3)}, "", "「" + whole + "」"},
		{"behind the line", kanshu.Finding{Pos: at(6, 13, 3)}, "", "「" + whole + "」"},
		{"its last character", kanshu.Finding{Pos: at(6, 12, 3)}, "", "「。」"},
		{"the first line", kanshu.Finding{Pos: at(5, 1, 2)}, "", "「最初」"},
		{"a long line", kanshu.Finding{Pos: at(7, 1, 0)}, "", "「" + strings.Repeat("長い行", 13) + "長…」"},
		{"exactly as long as is shown", kanshu.Finding{Words: strings.Repeat("字", 40)}, "", "「" + strings.Repeat("字", 40) + "」"},
		{"one more", kanshu.Finding{Words: strings.Repeat("字", 41)}, "", "「" + strings.Repeat("字", 40) + "…」"},
		{"words of its own", kanshu.Finding{Pos: at(6, 4, 4), Words: "絶対 \n に"}, "", "「絶対 に」"},
		{"before the body", kanshu.Finding{Pos: at(4, 1, 2)}, "", "解除: 規則 loud に"},
		{"behind the body", kanshu.Finding{Pos: at(8, 1, 2)}, "", "解除: 規則 loud に"},
		{"in another file", kanshu.Finding{Pos: kanshu.Pos{File: "data/x.yaml", Line: 6, Char: 1, Len: 2}}, "", "解除: 規則 loud に"},
		{"words that match", kanshu.Finding{Pos: at(6, 4, 4)}, "かならずではなく必ず治るという語", "「必ず治る」"},
		{"a match in NFKC", kanshu.Finding{Words: "ＡＢＣ１２３"}, "abc123", "「ＡＢＣ１２３」"},
		{"no match where nothing is said", kanshu.Finding{Pos: at(8, 1, 2)}, "必ず", ""},
	} {
		t.Run(c.what, func(t *testing.T) {
			t.Parallel()
			col := &kanshu.Column{
				File: "columns/x.md", Slug: "x", Waivers: []kanshu.Waiver{{Rule: "loud", Reason: "引用", By: "青木", Match: c.match}, {Rule: "loud", Reason: "引用", By: "森"}},
				Body: kanshu.Text{File: "columns/x.md", Line: 5, Read: func(*[]byte) ([]byte, error) { return []byte(body), nil }},
			}
			if c.match != "" {
				col.Waivers = col.Waivers[:1]
			}
			f := c.finding
			f.Rule, f.Severity = "loud", kanshu.Refuse
			_, verdicts := mustJudge(t, handSite(col), gate.Options{Rules: []*gate.Rule{reports("loud", f)}})
			var note kanshu.Finding
			for _, f := range verdicts[0].Findings {
				if f.Rule == "waived" {
					note = f
				}
			}
			passed := note.Severity == kanshu.Note && strings.Contains(note.Message.JA, c.said) && strings.Contains(note.Message.EN, "青木") && note.Readers.IsZero() && note.Hint.EN != ""
			if c.said != "" && !passed || c.said == "" && note.Rule != "" {
				t.Errorf("want %q, got %+v", c.said, note)
			}
		})
	}
}

// TestWaiversThatLetNothingPass: each says why and what to do; what the site refuses has words for readers, what it
// does not refuse has none.
func TestWaiversThatLetNothingPass(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		waiver       kanshu.Waiver
		refuse       []string
		rule, ja, en string
		severity     kanshu.Severity
	}{
		{kanshu.Waiver{Rule: "none", Reason: "r", By: "b"}, nil, "waiver-unused", "「none」という規則", "kanshu explain", kanshu.Warn},
		{kanshu.Waiver{Rule: "firm", Reason: "r", By: "b"}, nil, "waiver-unused", "解除できません", "never waived", kanshu.Warn},
		{kanshu.Waiver{Rule: "calm", Reason: "r"}, nil, "waiver-empty", "承認者", "who approved it", kanshu.Warn},
		{kanshu.Waiver{Rule: "calm", Reason: "r", By: "b"}, nil, "waiver-unused", "使われていません", "has been mended", kanshu.Warn},
		{kanshu.Waiver{Rule: "calm", Reason: "r", By: "b"}, []string{"waiver-unused"}, "waiver-unused", "使われていません", "has been mended", kanshu.Refuse},
	} {
		site := handSite(&kanshu.Column{File: "columns/x.md", Slug: "x", Waivers: []kanshu.Waiver{c.waiver}})
		site.Config.Policy.Refuse = c.refuse
		_, verdicts := mustJudge(t, site, gate.Options{Rules: []*gate.Rule{{ID: "firm", Firm: true}, {ID: "calm"}}})
		fs := verdicts[0].Findings
		if len(fs) != 1 || fs[0].Rule != c.rule || !strings.Contains(fs[0].Message.JA, c.ja) || !strings.Contains(fs[0].Hint.EN, c.en) || fs[0].Hint.JA == "" ||
			fs[0].Severity != c.severity || fs[0].Readers.IsZero() != (c.severity != kanshu.Refuse) {
			t.Errorf("%+v: %+v", c.waiver, fs)
		}
	}
}

// TestWaivedMayRefuse: where the site accepts no waiver, the note refuses, and readers are told so.
func TestWaivedMayRefuse(t *testing.T) {
	t.Parallel()
	for _, refuse := range [][]string{nil, {"waived"}} {
		site := handSite(&kanshu.Column{File: "columns/x.md", Slug: "x", Waivers: []kanshu.Waiver{{Rule: "loud", Reason: "引用", By: "青木"}}})
		site.Config.Policy.Refuse = refuse
		_, verdicts := mustJudge(t, site, gate.Options{Rules: []*gate.Rule{reports("loud", kanshu.Finding{Rule: "loud", Words: "必ず"})}})
		f := verdicts[0].Findings[0]
		if f.Rule != "waived" || (f.Severity == kanshu.Refuse) != (refuse != nil) || f.Readers.IsZero() != (refuse == nil) {
			t.Errorf("refuse %v: %+v", refuse, f)
		}
	}
}
