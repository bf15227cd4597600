package words_test

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"kanshu/internal/kanshu"
	"kanshu/internal/rules/words"
)

// TestSure counts how many of the sentences that are to be found are found without doubt, and holds that
// none of those that are to pass is.
func TestSure(t *testing.T) {
	f, err := os.Open("testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	set := words.NewSet(words.Builtin)
	sure, told, all := 0, 0, 0
	for sc := bufio.NewScanner(f); sc.Scan(); {
		line := sc.Text()
		claim := strings.HasPrefix(line, "+ ")
		if !claim && !strings.HasPrefix(line, "- ") {
			continue
		}
		text := line[2:]
		if claim {
			_, text, _ = strings.Cut(text, " ")
			all++
		}
		found, certain := false, false
		for _, h := range set.Judge(text, words.Context{Place: "paragraph"}) {
			found = true
			certain = certain || !h.Doubtful && h.Rule.Severity == kanshu.Refuse
		}
		switch {
		case claim && certain:
			sure++
			told++
		case claim && found:
			told++
		case !claim && certain:
			t.Errorf("a sentence that is to pass would refuse: %s", text)
		}
	}
	t.Logf("of %d sentences to be found: %d found, %d of them refuse", all, told, sure)
	if sure*3 < all || told*3 < 2*all {
		t.Errorf("too little is found: %d of %d, %d refuse", told, all, sure)
	}
}
