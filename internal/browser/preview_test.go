package browser_test

import (
	"bufio"
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"kanshu/assets"
	"kanshu/internal/build"
	"kanshu/internal/kanshu"
	"kanshu/internal/serve"
	"kanshu/internal/source"
	"kanshu/layouts"
)

// preview serves a copy of the publication of the repository as kanshu serve does, and returns its folder and
// its address.
func preview(t *testing.T) (dir, url string) {
	t.Helper()
	tree := fstest.MapFS{}
	for _, part := range []string{"kanshu.yaml", "data", "columns"} {
		add(t, tree, filepath.Join(repository, part), part)
	}
	dir = t.TempDir()
	if err := os.CopyFS(dir, tree); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{"assets", "layouts"} {
		if err := os.Mkdir(filepath.Join(dir, folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	root, err := source.Dir(dir)
	if err != nil {
		t.Fatal(err)
	}
	today := kanshu.Date{Year: 2026, Month: 11, Day: 22}
	told, out := io.Pipe()
	s := serve.New(serve.Options{
		Dir: dir, Listen: "127.0.0.1:0", Lang: "ja", Out: out, Errs: io.Discard, Today: func() kanshu.Date { return today },
	})
	ended := make(chan error)
	ctx, stop := context.WithCancel(t.Context())
	go func() {
		ended <- s.Run(ctx, func(ctx context.Context) *build.Preview {
			return build.NewPreview(ctx, root, build.Options{Today: today, Forced: true, Version: "0", Layouts: layouts.FS, Assets: assets.FS})
		})
	}()
	line, err := bufio.NewReader(told).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	go func() { _, _ = io.Copy(io.Discard, told) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		_ = root.Close()
	})
	return dir, regexp.MustCompile(`http://[^/\s]+`).FindString(line)
}

// TestAPreviewFollowsTheEditor edits a site while a browser looks at its preview.
func TestAPreviewFollowsTheEditor(t *testing.T) {
	b := open(t)
	dir, url := preview(t)
	b.site = &site{url: url}
	var seen struct {
		Before, After, Scrolled                    float64
		Kept, Ribbon, Overlay, Good, Later, Walked string
	}
	css, err := filepath.Abs(filepath.Join(repository, "assets", "main.css"))
	if err != nil {
		t.Fatal(err)
	}
	b.do(t, "preview", map[string]any{
		"dir": dir, "path": column, "column": "columns/taijo-hoshin-vaccine.md", "css": css, "later": "2029-04-01",
	}, &seen)
	if seen.Before < 600 || seen.After < seen.Before-2 || seen.After > seen.Before+2 {
		t.Errorf("the reader stood at %.0f; after a save at %.0f", seen.Before, seen.After)
	}
	if seen.Kept != "the same page" || seen.Scrolled < seen.Before-2 || seen.Scrolled > seen.Before+2 {
		t.Errorf("after a change of the style sheet: %s, at %.0f", seen.Kept, seen.Scrolled)
	}
	for _, words := range []string{"このままでは公開されません", "columns/taijo-hoshin-vaccine.md:1", "supervisor-missing"} {
		if !strings.Contains(seen.Ribbon, words) {
			t.Errorf("the ribbon of a refused column does not say %q", words)
		}
	}
	if !strings.Contains(seen.Overlay, "NoSuchThing") || !strings.Contains(seen.Overlay, "保存した一文が見えます。") {
		t.Errorf("over a broken template stands %q; want the reason over the last good page", firstWords(seen.Overlay))
	}
	if strings.Contains(seen.Good, "NoSuchThing") || !strings.Contains(seen.Good, "保存した一文が見えます。") {
		t.Errorf("after the template was mended the page shows %q", firstWords(seen.Good))
	}
	if !strings.Contains(seen.Later, "review-expired") || seen.Walked != "?at=2029-04-01" {
		t.Errorf("as of a day after the review: %q; a link leads to %q", firstWords(seen.Later), seen.Walked)
	}
}

func firstWords(s string) string { return string([]rune(s)[:min(300, len([]rune(s)))]) }
