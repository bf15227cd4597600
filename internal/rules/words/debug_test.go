package words

import (
	"os"
	"strings"
	"testing"
)

func TestDebug(t *testing.T) {
	b, err := os.ReadFile("/tmp/debug.txt")
	if err != nil {
		t.Skip()
	}
	for _, r := range Builtin {
		r.ready()
	}
	set := NewSet(Builtin)
	for _, line := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		fo := fold(line)
		p := part(fo.text)
		f := set.filter()
		ps := &pass{f: f, seen: make([]uint8, len(f.patterns))}
		cands := ps.candidates(line)
		t.Logf("%s\n   suspects %v cands %v hits %v", line, set.Suspects([]byte(line)), cands, set.Judge(line, Context{Place: "paragraph"}))
		for n, pt := range f.patterns {
			for i := range p.sentences {
				s := p.sentences[i]
				for _, m := range pt.re().FindAllStringIndex(masked(f.owners[n], fo.text[s[0]:s[1]]), -1) {
					c := &claim{p: p, sentence: i, from: s[0] + m[0], to: s[0] + m[1], around: &Context{}}
					un := false
					for _, u := range f.owners[n].unless() {
						un = un || u.MatchString(c.text())
					}
					t.Logf("   %s #%d [%s] tail=%q unless=%v denied=%v asked=%v reg=%v ment=%v told=%v supp=%v", f.owners[n].ID, n, fo.text[c.from:c.to], c.tail(), un,
						c.denied(), c.asked(c.text()), c.regulated(c.text()), c.mentioned(), c.told(c.text()), c.supposed())
				}
			}
		}
	}
}
