package markdown_test

import (
	"testing"

	"kanshu/internal/markdown"
)

// TestPastedItemsKeepTheirLines holds that items pasted with marks of their own do not run into one line.
func TestPastedItemsKeepTheirLines(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"bullets", "特徴:\n• 一つ目\n• 二つ目", "<p>特徴:<br>• 一つ目<br>• 二つ目</p>"},
		{"middle dots", "・安静\n・冷却", "<p>・安静<br>・冷却</p>"},
		{"numbers in circles", "①採血\n②培養", "<p>①採血<br>②培養</p>"},
		{"before emphasis", "一行目\n**●要点**です", "<p>一行目<br><strong>●要点</strong>です</p>"},
		{"a sentence that goes on", "免疫の\n仕組み", "<p>免疫の仕組み</p>"},
	} {
		if got := string(markdown.Parse("a.md", 1, []byte(c.in)).Render(nil, nil)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
