package words

import (
	"slices"
	"strings"
	"unicode/utf8"

	"kanshu/internal/fold"
)

// A Context is what stands around a text that is judged.
type Context struct {
	Place   string               // one of Places
	Lead    string               // what introduces it: the paragraph and the headings before a list, a table, a quotation
	Heading string               // the heading it stands under
	Sourced func(at [2]int) bool // whether a citation stands in that byte range of the text; may be nil
}

// A Hit is a place where a rule's words stand and mean it.
type Hit struct {
	Rule     *Rule
	From, To int    // bytes of the text that was judged
	Words    string // as written, blanks left out
	Doubtful bool   // the sentence can be read otherwise: it is told, and refuses nothing
}

// Judge returns what the rules of the set find in one text, in order of place. A rule reports once a
// sentence.
func (set *Set) Judge(text string, around Context) []Hit {
	if text == "" {
		return nil
	}
	f := set.filter()
	d := f.desks.Take()
	defer f.desks.Put(d)
	d.page.Reset()
	d.page.Add(0, []byte(text))
	list := f.possible(d, d.page.Find(f.rare), d.page.Letters)
	if len(list) == 0 {
		return nil
	}
	fo := fold.Text(text)
	if sourced := around.Sourced; sourced != nil {
		around.Sourced = func(at [2]int) bool { return sourced([2]int{int(fo.From[at[0]]), int(fo.From[at[1]])}) }
	}
	around.Lead, around.Heading = Fold(around.Lead), Fold(around.Heading)
	var hits []Hit
	for _, c := range f.claims(list, part(fo.Text), &around, false) {
		hits = append(hits, hit(&fo, c, text))
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return a.From - b.From })
	return hits
}

// Fold returns a text as the patterns see it: see fold.Fold.
func Fold(s string) string { return fold.Text(s).Text }

// hit says where a claim stands in the text that was given: up to its last character, without what is
// dropped after that.
func hit(f *fold.Folded, r ruled, text string) Hit {
	c := r.claim
	from := c.from + particle(f.Text[c.from:c.to])
	end := int(f.From[c.to-1])
	_, size := utf8.DecodeRuneInString(text[end:])
	return Hit{Rule: r.rule, From: int(f.From[from]), To: end + size, Words: f.Text[from:c.to], Doubtful: c.hunch || c.doubtful()}
}

// particle returns how long the particle is with which words begin that an expression found: readers are
// shown 副作用がない, not は副作用がない.
func particle(words string) int {
	first, n := utf8.DecodeRuneInString(words)
	next, _ := utf8.DecodeRuneInString(words[n:])
	if strings.ContainsRune("はがをもにでのと", first) && (next >= 0x30a1 && next <= 0x30fa || next >= 0x4e00 && next <= 0x9fff) {
		return n
	}
	return 0
}

// mostClaims is how many matches of one rule in one sentence are weighed.
const mostClaims = 40

// firstClaim returns the first match of a rule's patterns in a sentence that nothing excuses, nil if
// there is none. A hunch counts only where nothing raises a doubt, and where no surer match does.
func firstClaim(r *Rule, f *filter, patterns []int32, p *parted, sentence int, around *Context) *claim {
	at := p.sentences[sentence]
	text := masked(r, p.text[at[0]:at[1]])
	var found []*claim
	for _, n := range patterns {
		for _, m := range f.patterns[n].compiled().FindAllStringIndex(text, -1) {
			if m[1] > m[0] && len(found) < mostClaims {
				found = append(found, &claim{p: p, sentence: sentence, from: at[0] + m[0], to: at[0] + m[1], around: around, hunch: f.patterns[n].Hunch})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b *claim) int { return a.from - b.from })
	for _, hunch := range []bool{false, true} {
		for _, c := range found {
			if c.hunch == hunch && !c.excused(r) && (!hunch || !c.doubtful()) {
				return c
			}
		}
	}
	return nil
}

// masked returns a sentence with what the rule's masks match written over.
func masked(r *Rule, text string) string {
	for _, m := range r.masks.of(r.Masks...) {
		text = m.ReplaceAllStringFunc(text, func(s string) string {
			var b strings.Builder
			for _, c := range s {
				if utf8.RuneLen(c) == 3 {
					b.WriteRune('□')
					continue
				}
				b.WriteString(strings.Repeat("\x01", utf8.RuneLen(c)))
			}
			return b.String()
		})
	}
	return text
}
