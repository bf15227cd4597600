package output_test

import (
	"testing"

	"kanshu/internal/output"
)

func TestTextForMachinesIsOneLineThatMeansNothing(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"": "", " ": "", "仮野 千尋": "仮野 千尋", " 仮野 千尋 ": "仮野 千尋", "仮野  千尋": "仮野 千尋", "仮野　千尋": "仮野 千尋", "仮野 　千尋": "仮野 千尋",
		"花粉症のABC 3": "花粉症のABC 3", "a\n# b": "a \\# b", "a\u00a0b": "a b", "*a*": "\\*a\\*", "血圧<140": "血圧\\<140", "a\x00b": "ab", "é ü": "é ü",
	} {
		if got := output.MarkdownText(given); got != want {
			t.Errorf("%q became %q, want %q", given, got, want)
		}
	}
}
