package source_test

import (
	"testing"

	"kanshu/internal/source"
)

// FuzzFraming holds that adrg/frontmatter agrees wherever it is not asked.
func FuzzFraming(f *testing.F) {
	for _, s := range []string{
		"---\ntitle: 題\n---\n本文\n", "---\n---\n", "---\n---\n本文", "---\na: |\n  ---\n  b\n---\nc", "---\r\na: b\r\n---\r\n", "---\na: b\n--- \nc", "---\n\n\n---\n",
		"\ufeff---\na: b\n---\n", "---\na: b\n----\n---\nc\n---\n", "---\n\t---\n---\n", "---\na: b\n---\n---\nc: d\n---\n", "---\na: '\n--- '\n---\n", "---\n#---\n---\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if plain, agreed := source.Framed(b); plain && !agreed {
			t.Fatalf("adrg/frontmatter reads %q in another way", b)
		}
	})
}
