package report_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"kanshu/internal/kanshu"
	"kanshu/internal/report"
	"kanshu/internal/testsite"
)

func TestTextGolden(t *testing.T) {
	for _, c := range []struct {
		name string
		o    report.Options
	}{
		{"text.ja.golden", report.Options{Lines: lines}},
		{"text.en.golden", report.Options{Lines: lines, Lang: "en"}},
		{"text.narrow.golden", report.Options{Lines: lines, Width: 40}},
		{"text.color.golden", report.Options{Lines: lines, Color: true}},
		{"text.quiet.golden", report.Options{Lines: lines, Quiet: true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b bytes.Buffer
			if err := report.Text(&b, run(), c.o); err != nil {
				t.Fatal(err)
			}
			testsite.Golden(t, c.name, b.Bytes())
		})
	}
}

func TestTextTellsWhyNothingWasWritten(t *testing.T) {
	r := run()
	r.Exit, r.Files = 4, 0
	r.Stopped = both("公開中だった 42 本のうち 31 本が非公開になります", "31 of 42 public columns would vanish")
	for lang, want := range map[string][]string{
		"ja": {"! 公開中だった 42 本のうち 31 本が非公開になります\n", "終了コード 4(何も書き出していません。public/ は前回のままです)"},
		"en": {"! 31 of 42 public columns would vanish\n", "exit code 4 (nothing was written; public/ is as it was)"},
	} {
		var b bytes.Buffer
		if err := report.Text(&b, r, report.Options{Lang: lang, Quiet: true}); err != nil {
			t.Fatal(err)
		}
		for _, w := range want {
			if !strings.Contains(b.String(), w) {
				t.Errorf("%s: %q is missing in\n%s", lang, w, b.String())
			}
		}
	}
}

// TestMarks holds the marks under the right characters, counted in the columns of a terminal.
func TestMarks(t *testing.T) {
	for _, c := range []struct {
		name        string
		line        string
		char, len   int
		width       int
		text, marks string
	}{
		{"ASCII", "review_due: 2026-03-31", 13, 10, 0, "review_due: 2026-03-31", "            ^^^^^^^^^^"},
		{"full width counts twice", "題名: 花粉症", 5, 3, 0, "題名: 花粉症", "      ^^^^^^"},
		{"half-width katakana counts once", "ﾀﾞｲ 花", 5, 1, 0, "ﾀﾞｲ 花", "    ^^"},
		{"a combining dakuten takes no room", "か\u3099く 花", 5, 1, 0, "か\u3099く 花", "     ^^"},
		{"a variation selector takes no room", "葛\U000e0100城", 3, 1, 0, "葛\U000e0100城", "  ^^"},
		{"emoji are wide", "😀花", 2, 1, 0, "😀花", "  ^^"},
		{"a tab reaches the next stop", "a\tb", 3, 1, 0, "a   b", "    ^"},
		{"a tab itself is marked whole", "\tb", 1, 1, 0, "    b", "^^^^"},
		{"no length is one character", "花粉", 2, 0, 0, "花粉", "  ^^"},
		{"beyond the end of the line", "花粉", 9, 1, 0, "花粉", "    ^"},
		{"an empty line", "", 1, 1, 0, "", "^"},
		{"a length beyond the end is cut", "花粉", 2, 9, 0, "花粉", "  ^^"},
		{"control characters are shown", "a\x1b[31mb", 7, 1, 0, "a␛[31mb", "      ^"},
		{"direction marks are shown", "a\u202eb", 3, 1, 0, "a\ufffdb", "  ^"},
		{"a long line is cut around the marks", strings.Repeat("あ", 30) + "ん" + strings.Repeat("い", 30), 31, 1, 32, "…あああん" + strings.Repeat("い", 7) + "…", "       ^^"},
		{"a long line's head", "ん" + strings.Repeat("い", 30), 1, 1, 32, "ん" + strings.Repeat("い", 10) + "…", "^^"},
		{"a long line's tail", strings.Repeat("あ", 30) + "ん", 31, 1, 32, "…" + strings.Repeat("あ", 10) + "ん", strings.Repeat(" ", 21) + "^^"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := kanshu.Finding{Rule: "x", Severity: kanshu.Warn, Message: both("文", "text"), Pos: kanshu.Pos{File: "a.md", Line: 2, Char: c.char, Len: c.len}}
			var b bytes.Buffer
			err := report.Text(&b, &report.Run{Day: day("2026-11-22"), Findings: []kanshu.Finding{f}}, report.Options{
				Width: c.width,
				Lines: func(string) []byte { return []byte("---\n" + c.line + "\n") },
			})
			if err != nil {
				t.Fatal(err)
			}
			want := strings.TrimRight("    2 | "+c.text, " ") + "\n      | " + c.marks + "\n"
			if !strings.Contains(b.String(), want) {
				t.Errorf("got\n%s\nwant\n%s", b.String(), want)
			}
		})
	}
}

func TestFirstLineIsOneLineWhateverTheContent(t *testing.T) {
	f := kanshu.Finding{Rule: "x", Pos: kanshu.Pos{File: "columns/a\nb.md", Line: 3, Char: 4}, Message: both("一行\nと\r\nもう\x1b一行", "")}
	var b bytes.Buffer
	if err := report.Text(&b, &report.Run{Day: day("2026-11-22"), Findings: []kanshu.Finding{f}}, report.Options{Quiet: true}); err != nil {
		t.Fatal(err)
	}
	if got, want := b.String(), "columns/a b.md:3:4: refuse: 一行 と もう␛一行 [x]\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTextReturnsTheWritersError(t *testing.T) {
	r, w := io.Pipe()
	full := errors.New("no space left")
	if err := r.CloseWithError(full); err != nil {
		t.Fatal(err)
	}
	for name, err := range map[string]error{
		"text":   report.Text(w, run(), report.Options{}),
		"json":   report.JSON(w, run()),
		"github": report.GitHub(w, nil, run(), report.Options{}),
		"sarif":  report.SARIF(w, run(), report.Options{}),
	} {
		if !errors.Is(err, full) {
			t.Errorf("%s: %v, want %v", name, err, full)
		}
	}
}

func TestDueWithin(t *testing.T) {
	r := run()
	for _, c := range []struct {
		days int
		want string
	}{{0, "columns/gerd.md"}, {8, "columns/gerd.md"}, {9, "columns/gerd.md columns/zutsu.md"}, {4000, "columns/gerd.md columns/zutsu.md"}} {
		var got []string
		for _, d := range report.DueWithin(r.Verdicts, r.Day, c.days) {
			got = append(got, d.Column.File)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("DueWithin(%d) = %v, want %s", c.days, got, c.want)
		}
	}
}
