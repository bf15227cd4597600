package rules_test

import (
	"strings"
	"testing"

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

// A body that nothing suspects costs no memory: each worker folds and asks in the room of the body before.
func TestCleanBodiesCostNoMemory(t *testing.T) {
	survey, sheet := markdown.Examine("columns/x.md", 1, clean())
	room := &gate.Prose{}
	if n := testing.AllocsPerRun(20, func() {
		if !gate.Clear(rules.All, gate.NewProse(sheet, &survey, room)) {
			t.Error("a clean body is suspected")
		}
	}); n > 0 {
		t.Errorf("%v allocations a body, want none", n)
	}
}

func BenchmarkClear(b *testing.B) {
	body, room := clean(), &gate.Prose{}
	survey, sheet := markdown.Examine("columns/x.md", 1, body)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		if !gate.Clear(rules.All, gate.NewProse(sheet, &survey, room)) {
			b.Fatal("a clean body is suspected")
		}
	}
}

func BenchmarkSuspectsClean(b *testing.B) {
	body, room := clean(), &gate.Prose{}
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		survey, sheet := markdown.Examine("columns/x.md", 1, body)
		p := gate.NewProse(sheet, &survey, room)
		if rules.Manuscript.Suspects(p) || rules.Words.Suspects(p) {
			b.Fatal("a clean body is suspected")
		}
	}
}
