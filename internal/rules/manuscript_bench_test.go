package rules_test

import (
	"strings"
	"testing"

	"kanshu/internal/fold"
	"kanshu/internal/gate"
	"kanshu/internal/markdown"
	"kanshu/internal/rules"
)

// clean is a body of about 15 KB in which nothing is to be found, and which is therefore not parsed.
func clean() []byte {
	var b strings.Builder
	b.WriteString("## 春の支度\n\n")
	for i := range 60 {
		b.WriteString(strings.Repeat("あ", i+1) + "、春が来ました。鼻がむずむずするときは、帽子と眼鏡で顔を守ります。家に入る前に、服を軽く払ってください。医師は三つの薬を使い分けます。\n\n")
	}
	return []byte(b.String())
}

// prose is a body as rules are asked whether they suspect it.
func prose(body string) *gate.Prose {
	survey, sheet := markdown.Examine("columns/x.md", 1, []byte(body))
	return gate.NewProse(sheet, &survey, nil)
}

func TestCleanBodiesAreNotParsed(t *testing.T) {
	if rules.Manuscript.Suspects(prose(string(clean()))) {
		t.Error("Suspects(clean body) = true, want false")
	}
	if !rules.Manuscript.Suspects(prose(string(clean()) + "・春\n・夏\n")) {
		t.Error("Suspects(body with pasted bullets) = false, want true")
	}
}

func BenchmarkSuspectsClean(b *testing.B) {
	body, page := clean(), &fold.Page{}
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		survey, sheet := markdown.Examine("columns/x.md", 1, body)
		p := gate.NewProse(sheet, &survey, page)
		if rules.Manuscript.Suspects(p) || rules.Words.Suspects(p) {
			b.Fatal("a clean body is suspected")
		}
	}
}
