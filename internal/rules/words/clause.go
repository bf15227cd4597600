package words

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// A claim is one match of a pattern in its sentence.
type claim struct {
	p        *parted
	sentence int
	from, to int // byte range in the folded text
	hunch    bool
	around   *Context
}

// tailLength is how many characters after a hit its predicate is looked for.
const tailLength = 30

// text returns the sentence.
func (c *claim) text() string {
	s := c.p.sentences[c.sentence]
	return c.p.text[s[0]:s[1]]
}

// other returns the sentence that lies step sentences away, "" if there is none.
func (c *claim) other(step int) string {
	i := c.sentence + step
	if i < 0 || i >= len(c.p.sentences) {
		return ""
	}
	s := c.p.sentences[i]
	return c.p.text[s[0]:s[1]]
}

// rest returns what follows the hit in its sentence.
func (c *claim) rest() string { return c.p.text[c.to:c.p.sentences[c.sentence][1]] }

// segment returns the part of the sentence, between two turns of the thought, in which the hit stands.
func (c *claim) segment() string {
	s := c.text()
	start, end := 0, len(s)
	at := c.from - c.p.sentences[c.sentence][0]
	for _, m := range otherClause().FindAllStringIndex(s, -1) {
		if q, ok := c.p.quote(c.p.sentences[c.sentence][0]+m[0], c.p.sentences[c.sentence][0]+m[1]); ok && q.open >= c.p.sentences[c.sentence][0] {
			continue
		}
		switch {
		case m[1] <= at:
			start = m[1]
		case m[0] >= at && end == len(s):
			end = m[1]
		}
	}
	return s[start:end]
}

// tail returns what follows the hit up to where the clause has said its predicate.
func (c *claim) tail() string {
	rest := cut(c.rest(), 2*tailLength)
	if m := clauseEnd().FindStringIndex(rest); m != nil {
		// A clause that ends in ません has said its denial: it stays in the tail.
		end := m[1]
		rest = rest[:end]
	}
	for i := 0; i < len(rest); {
		k := strings.Index(rest[i:], "、")
		if k < 0 {
			if i == 0 {
				return cut(rest, tailLength)
			}
			break
		}
		k += i
		before := c.p.text[:c.to] + rest[:k]
		if !goesOn(before, rest[k+len("、"):]) {
			return rest[:k]
		}
		i = k + len("、")
	}
	return rest
}

// goesOn reports whether a comma between the two texts parts a list of equals, or words from who is
// said to speak them, rather than two clauses.
func goesOn(before, after string) bool {
	for _, p := range []string{"と", "って", "など", "なんて"} {
		if strings.HasPrefix(after, p) {
			return true
		}
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	if strings.ContainsRune("はもをに", last) { // a topic or an object still waits for its predicate
		return true
	}
	return strings.ContainsRune("るすくつむぶぬう」", last) && !strings.HasSuffix(before, "です") && !strings.HasSuffix(before, "ます")
}

// cut returns the first n characters of s.
func cut(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// excused reports whether the claim is not made, but denied, asked, quoted, forbidden or told of
// others, or whether one of the rule's own excuses holds.
func (c *claim) excused(r *Rule) bool {
	text := c.text()
	if with := r.with.of(r.With...); len(with) > 0 && !slices.ContainsFunc(with, func(e *regexp.Regexp) bool { return e.MatchString(text) }) {
		return true
	}
	for _, u := range r.unless.of(r.Unless...) {
		if u.MatchString(text) {
			return true
		}
	}
	for _, g := range r.Excuses {
		if c.guard(g, text) {
			return true
		}
	}
	return c.denied() || c.asked(text) || c.regulated(text) || c.mentioned() || c.told(text) || c.supposed()
}

// guard answers for one of the excuses that a rule may name.
func (c *claim) guard(name, text string) bool {
	switch name {
	case "studied":
		return study().MatchString(text)
	case "sourced":
		return marked().MatchString(text) || c.around.Sourced != nil && c.around.Sourced(c.p.sentences[c.sentence])
	case "dated":
		return day().MatchString(text)
	case "hedged":
		return hedge().MatchString(text)
	}
	return false
}

// denied reports whether the predicate that governs the hit is a negative one.
func (c *claim) denied() bool {
	if notAlways().MatchString(c.segment()) {
		return true
	}
	tail := c.tail()
	if affirmed().MatchString(cut(c.p.text[c.from:c.to]+tail, 80)) && affirmed().MatchString(cut(lastRunes(c.p.text[c.from:c.to], 6)+c.rest(), tailLength)) {
		return false
	}
	return no().MatchString(idle().ReplaceAllString(tail, "□"))
}

// lastRunes returns the last n characters of s.
func lastRunes(s string, n int) string {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return s[i:]
}

// asked reports whether the sentence is a question that does not answer itself.
func (c *claim) asked(text string) bool {
	if q, ok := c.p.quote(c.from, c.to); ok {
		inner := c.p.text[c.to:q.close]
		if question().MatchString(inner) && !rhetorical().MatchString(inner) {
			return true
		}
	}
	if !question().MatchString(text) {
		return false
	}
	rest := lastRunes(c.p.text[c.from:c.to], 3) + c.rest()
	if strings.HasPrefix(c.rest(), "か") || strings.HasPrefix(c.rest(), "の?") || strings.HasPrefix(c.rest(), "?") {
		return true
	}
	return !rhetorical().MatchString(rest) && !rhetorical().MatchString(text)
}

// regulated reports whether the clause speaks of advertising and what it may not say, whether what
// was quoted is taken back thereafter, or whether a list stands under such words.
func (c *claim) regulated(text string) bool {
	if adTalk().MatchString(c.segment()) {
		return true
	}
	_, quoted := c.p.quote(c.from, c.to)
	if quoted && (adTalk().MatchString(text) || critic().MatchString(c.rest())) {
		return true
	}
	if next := c.other(1); back().MatchString(next) && (adTalk().MatchString(next) || critic().MatchString(next)) {
		return true
	}
	if prev := c.other(-1); prev != "" && adTalk().MatchString(prev) && (quoted || ahead().MatchString(prev)) {
		return true
	}
	switch c.around.Place {
	case "item", "quote", "cell", "caption", "alt":
		return c.around.Lead != "" && adTalk().MatchString(c.around.Lead)
	}
	return quoted && c.around.Heading != "" && adTalk().MatchString(c.around.Heading)
}

// mentioned reports whether the hit is a name for words rather than their use.
func (c *claim) mentioned() bool {
	after := c.rest()
	if q, ok := c.p.quote(c.from, c.to); ok {
		_, size := utf8.DecodeRuneInString(c.p.text[q.close:])
		after = c.p.text[q.close+size:]
		if end := c.p.sentences[c.sentence][1]; q.close+size <= end {
			after = c.p.text[q.close+size : end]
		}
		if received().MatchString(after) {
			return false
		}
		return named().MatchString(after) || toldVerb().MatchString(after) || quotedBan().MatchString(after)
	}
	return !received().MatchString(after) && unquoted().MatchString(after)
}

var (
	// quotedBan is what is said about quoted words.
	quotedBan = lazy(`^(?:や|・|、|または|あるいは|「[^」]*」|など|等|とか|の|といった|という)*(?:は|も|が|を|とは|に|のよう|と|で)[^。]{0,40}(?:` + ban + `|ではありま|ではな|ありえ|あり得|幻想|言い過ぎ|うた|謳|掲げ|標榜|定義|意味|指し|指す|知ら(?:ない|れ)|ご存|使い分け|違い|区別|似|別|異な)`)
	// unquoted is a mention without brackets: it says at once what it is.
	unquoted = lazy(`^[^、。「」]{0,8}(?:と|って|とか|など|等|なんて)(?:の)?(?:いう|言う|いった|いえば|する|のよう(?:な|に)|書かれた|言われる|称する|うたう|謳う|断定する|断言する|言い切る|思わせる|誤認させる|受け取れる|読める)(?:ような|ように)?[^、。「」]{0,6}` + meta + `|^[^、。「」]{0,8}(?:と|って|など|等)(?:の|は)` + meta + `|^[^、。「」]{0,4}(?:広告|宣伝|サイト|業者|触れ込み|うたい文句|勧誘|商法|団体|表現|表示|契約)`)
)

// told reports whether others are said to claim or believe it, or once did.
func (c *claim) told(text string) bool {
	rest := c.rest()
	if received().MatchString(rest) {
		return false
	}
	return toldVerb().MatchString(rest) || once().MatchString(text) && believed().MatchString(rest)
}

// supposed reports whether it is a condition, a wish, an aim or a doubt.
func (c *claim) supposed() bool { return ifSo().MatchString(cut(c.rest(), tailLength)) }
