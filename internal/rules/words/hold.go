package words

import (
	"fmt"
	"strings"

	"kanshu/internal/fold"
	"kanshu/internal/markdown"
)

// Hold returns an error that names the sentences in which a rule does not do what its file says: a
// sentence of catch that it lets pass, or one of pass that it finds fault with. Each sentence is judged
// as a paragraph of its own.
func Hold(r *Rule, s Sample) error {
	set := NewSet([]*Rule{r})
	var wrong []string
	for _, text := range s.Catch {
		if !suspected(set, r, text) || len(set.Judge(text, Context{Place: placeOf(r)})) == 0 {
			wrong = append(wrong, "catch: "+text)
		}
	}
	for _, text := range s.Pass {
		for _, h := range set.Judge(text, Context{Place: placeOf(r)}) {
			wrong = append(wrong, fmt.Sprintf("pass: %s (%s)", text, h.Words))
		}
	}
	if len(wrong) > 0 {
		return fmt.Errorf("rule %s does not hold its own sentences: %s", r.ID, strings.Join(wrong, "; "))
	}
	return nil
}

// suspected reports whether a text is suspected at each place of a body at which the rule looks.
func suspected(set *Set, r *Rule, text string) bool {
	page := &fold.Page{}
	for k := markdown.Paragraph; k <= markdown.Alt; k++ {
		if !r.looks(k.String()) {
			continue
		}
		page.Reset()
		page.Add(int(k), []byte(text))
		if !set.Suspects(page) {
			return false
		}
	}
	return true
}

// placeOf returns a place at which the rule looks.
func placeOf(r *Rule) string {
	if len(r.Look) > 0 {
		return r.Look[0]
	}
	return "paragraph"
}
