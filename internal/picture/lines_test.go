package picture_test

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"kanshu/internal/picture"
)

// TestTitlesAreSetInPhrases holds the lines of sixty titles against testdata/titles.txt, one a line, with
// the breaks that a reader of Japanese would make. GOLDEN=rewrite writes them anew: read every one.
func TestTitlesAreSetInPhrases(t *testing.T) {
	const file = "testdata/titles.txt"
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	want := strings.Split(strings.TrimSpace(string(b)), "\n")
	if len(want) < 60 {
		t.Errorf("only %d titles", len(want))
	}
	for _, w := range want {
		lines, _, err := picture.Compose(strings.ReplaceAll(w, "/", ""), "ja")
		if err != nil {
			t.Fatal(err)
		}
		got := strings.Join(lines, "/")
		if got != w {
			t.Errorf("%s\n is set as %s", w, got)
		}
		out.WriteString(got + "\n")
	}
	if os.Getenv("GOLDEN") == "rewrite" {
		if err := os.WriteFile(file, []byte(out.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// TestTitlesOfOtherLanguages holds that words stay whole where words are parted by spaces.
func TestTitlesOfOtherLanguages(t *testing.T) {
	for title, lang := range map[string]string{
		"Before you choose immunotherapy: five things to ask your doctor about evidence, cost and time": "en",
		"Measuring your blood pressure at home":                                                         "en",
	} {
		lines, _, err := picture.Compose(title, lang)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(lines, " "); got != title {
			t.Errorf("%q is set as %q", title, lines)
		}
	}
	lines, _, err := picture.Compose("在家测量血压的正确方法与记录方式以及需要注意的时间", "zh")
	if err != nil || len(lines) < 2 || len(lines) > 3 {
		t.Errorf("%q, %v", lines, err)
	}
}

// TestLongTitlesAreCut holds that a title without end ends in …, in four lines.
func TestLongTitlesAreCut(t *testing.T) {
	if lines, _, _ := picture.Compose(titles[5]+titles[5], "ja"); strings.HasSuffix(lines[len(lines)-1], "、…") {
		t.Errorf("%q", lines)
	}
	for _, title := range []string{titles[5] + titles[5], strings.Repeat("免疫療法", 60), strings.Repeat("A", 400), strings.Repeat("、", 200)} {
		lines, _, err := picture.Compose(title, "ja")
		if err != nil {
			t.Fatal(err)
		}
		if len(lines) == 0 || len(lines) > 4 || !strings.HasSuffix(lines[len(lines)-1], "…") {
			t.Errorf("%q", lines)
		}
	}
}

// FuzzCompose holds what line composition promises of any title.
func FuzzCompose(f *testing.F) {
	for _, title := range titles {
		f.Add(title)
	}
	f.Add("ー「「「。。っっ 　()")
	f.Fuzz(func(t *testing.T, title string) {
		if !utf8.ValidString(title) || len(title) > 600 {
			return
		}
		lines, size, err := picture.Compose(title, "ja")
		if err != nil {
			t.Fatal(err)
		}
		if len(lines) > 4 || len(lines) > 0 && size < 40 {
			t.Errorf("%d lines at %v", len(lines), size)
		}
		text := squeeze(title)
		for i, l := range lines {
			l = squeeze(l)
			if i == len(lines)-1 && !strings.HasPrefix(text, l) {
				l = strings.TrimSuffix(l, "…")
			}
			if !strings.HasPrefix(text, l) {
				t.Fatalf("%q: line %q is not next in %q", title, l, text)
			}
			text = text[len(l):]
		}
	})
}

// squeeze takes the white space out of a text.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }
