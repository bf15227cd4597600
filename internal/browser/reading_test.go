package browser_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// column is the page of a column that has every part a column can have.
const column = "/columns/taijo-hoshin-vaccine/"

func keyboard(t *testing.T, b *browser) {
	type stop struct {
		Name, Tag                string
		Inside, Drawn, Uncovered bool
	}
	var seen struct {
		Pages []struct {
			Path, Skipped string
			Stops         []stop
			Within        bool
		}
	}
	b.do(t, "keyboard", map[string]any{"paths": []string{"/", column, "/columns/", "/search/", "/clinics/komorebi-honin/"}}, &seen)
	for _, page := range seen.Pages {
		if len(page.Stops) < 8 {
			t.Errorf("%s: the focus stops %d times", page.Path, len(page.Stops))
			continue
		}
		if first := page.Stops[0]; first.Name != "本文へ移動" {
			t.Errorf("%s: the first stop is %q, want the link to the text", page.Path, first.Name)
		}
		if page.Skipped != "#main" || !page.Within {
			t.Errorf("%s: the link to the text leads to %q; the stop after it is within it: %t", page.Path, page.Skipped, page.Within)
		}
		for _, s := range page.Stops {
			if !s.Inside || !s.Drawn || !s.Uncovered {
				t.Errorf("%s: the focus on %s %q: inside the window %t, drawn %t, uncovered %t", page.Path, s.Tag, s.Name, s.Inside, s.Drawn, s.Uncovered)
			}
		}
	}
}

func plainPages(t *testing.T, b *browser) {
	paths := []string{"/", column, "/columns/", "/category/gan-meneki/", "/doctors/kirishima/", "/clinics/komorebi-honin/", "/feeds/", "/columns/kigen-gire-no-sample/"}
	type words struct{ Text, All string }
	var seen struct {
		Pages []struct {
			Path          string
			With, Without words
		}
	}
	// On 29 December the hours are silent, and add nothing to what is compared.
	b.do(t, "plain", map[string]any{"paths": paths, "now": "2026-12-29T10:00:00+09:00"}, &seen)
	for _, page := range seen.Pages {
		if len(page.With.Text) < 100 {
			t.Errorf("%s: only %q is there to read", page.Path, page.With.Text)
		}
		if page.With != page.Without {
			t.Errorf("%s: without JavaScript the page reads\n%.300q\nwith it\n%.300q", page.Path, page.Without.Text, page.With.Text)
		}
	}
}

func parts(t *testing.T, b *browser) {
	var seen struct {
		Question, Contents []bool
		Answer             string
		Heading            struct {
			Text string
			Top  float64
		}
		Wide bool
	}
	b.do(t, "parts", map[string]any{"path": column}, &seen)
	if q := seen.Question; q[0] || !q[1] || q[2] {
		t.Errorf("a question was open %v; want it shut, opened by a click, shut by a key", q)
	}
	if strings.TrimSpace(seen.Answer) == "" {
		t.Error("an opened question shows no answer")
	}
	if c := seen.Contents; c[0] || !c[1] {
		t.Errorf("the contents were open %v; want them shut on a phone, and opened by a click", c)
	}
	if h := seen.Heading; h.Text == "" || h.Top < 0 || h.Top > 800 {
		t.Errorf("an entry of the contents leads to %q at %g px", h.Text, h.Top)
	}
	if !seen.Wide {
		t.Error("on a wide screen the contents do not stand open")
	}
}

func paper(t *testing.T, b *browser) {
	file := filepath.Join(t.TempDir(), "column.pdf")
	hidden := []string{".site nav", ".crumbs", ".toc", ".tags", ".related", ".steps", ".buttons a", ".skip"}
	shown := []string{"h1", ".badge", ".points", ".body h2", ".refs li", ".faq summary", ".faq details > div", ".doctor", ".clinic", ".hours tr"}
	var seen struct {
		Pages []struct {
			Parts []struct {
				Selector     string
				There, Shown int
			}
			After []string
		}
	}
	b.do(t, "paper", map[string]any{"pages": []map[string]string{{"path": column, "pdf": file}}, "parts": append(hidden, shown...)}, &seen)
	for i, part := range seen.Pages[0].Parts {
		switch {
		case part.There == 0:
			t.Errorf("%s: the column has none", part.Selector)
		case i < len(hidden) && part.Shown > 0:
			t.Errorf("%s: %d of %d are on paper, want none", part.Selector, part.Shown, part.There)
		case i >= len(hidden) && part.Shown < part.There:
			t.Errorf("%s: %d of %d are on paper, want all", part.Selector, part.Shown, part.There)
		}
	}
	if len(seen.Pages[0].After) == 0 {
		t.Error("no reference has an address")
	}
	for _, address := range seen.Pages[0].After {
		if !strings.Contains(address, "http") {
			t.Errorf("after a reference stands %s on paper, want its address", address)
		}
	}
	pdf, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(regexp.MustCompile(`/Type\s*/Page\b[^s]`).FindAll(pdf, -1)); n < 3 || n > 10 {
		t.Errorf("the column takes %d pages", n)
	}
	if size := regexp.MustCompile(`/MediaBox\s*\[0 0 59[45][.\d]* 84[12]`); !size.Match(pdf) {
		t.Error("the pages are not A4")
	}
	textOnPaper(t, file)
}

// textOnPaper reads the words of a PDF, where pdftotext is there to read them.
func textOnPaper(t *testing.T, file string) {
	t.Helper()
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Log("pdftotext is not installed (poppler-utils): the words on paper are not read")
		return
	}
	b, err := exec.CommandContext(t.Context(), program, "-enc", "UTF-8", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{"監修日", "次回監修期限", "参考文献", "よくある質問", "診療時間", "休診"} {
		if !bytes.Contains(b, []byte(words)) {
			t.Errorf("%q is not on paper", words)
		}
	}
}

// search types words and clicks what is found.
func search(t *testing.T, b *browser) {
	if page := b.read(t, "search/index.html"); !strings.Contains(page, "/assets/search-") {
		t.Fatal("the search page has no script")
	}
	words := []string{"けつあつ", "血圧", "ワクチン"}
	var seen struct {
		Results []struct {
			Words, URL, Status string
			Hits               []string
		}
		Led  string
		Back int
	}
	b.do(t, "search", map[string]any{"words": words}, &seen)
	for _, r := range seen.Results {
		if len(r.Hits) == 0 || r.Status == "" || !strings.Contains(r.URL, "q=") {
			t.Errorf("%q: hits %q, told %q, at %s", r.Words, r.Hits, r.Status, r.URL)
		}
	}
	if !strings.HasPrefix(seen.Led, "/columns/") || seen.Back == 0 {
		t.Errorf("a hit leads to %s; after going back %d hits are shown", seen.Led, seen.Back)
	}
}
