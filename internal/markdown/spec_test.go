package markdown_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kanshu/internal/markdown"
)

// oracles is where `make tools` puts the packages that tests hold us against.
const oracles = "../../tools/npm/node_modules"

// needOracle skips a test whose oracle is not installed, but never in CI.
func needOracle(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(oracles, name)
	if _, err := os.Stat(path); err != nil {
		const hint = "is not installed; run `npm ci --prefix tools/npm`, or `make test`"
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s %s", name, hint)
		}
		t.Skipf("%s %s", name, hint)
	}
	return path
}

// TestCommonMark holds the emphasis rules against every example of CommonMark 0.31.2.
func TestCommonMark(t *testing.T) {
	spec, err := os.ReadFile(needOracle(t, "commonmark-spec/spec.txt"))
	if err != nil {
		t.Fatal(err)
	}
	fence := strings.Repeat("`", 32)
	total, failed := 0, 0
	for i, part := range strings.Split(string(spec), fence+" example\n")[1:] {
		example, _, _ := strings.Cut(part, fence+"\n")
		example = strings.ReplaceAll(example, "→", "\t")
		src, want, ok := strings.Cut(example, "\n.\n")
		if !ok {
			src, want, _ = strings.Cut(example, ".\n")
		}
		total++
		if src != "" {
			src += "\n"
		}
		if got := markdown.CommonMark([]byte(src)); got != want {
			failed++
			t.Errorf("example %d: %q\n got %q\nwant %q", i+1, src, got, want)
		}
	}
	if total != 652 {
		t.Errorf("the file holds %d examples, want 652", total)
	}
	t.Logf("%d of %d", total-failed, total)
}
