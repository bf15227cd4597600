package rules

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"unicode/utf8"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
	"kanshu/internal/rules/words"
)

// With returns the rules of the program and those that a publication adds in data/words/*.yaml below
// fsys. It returns an error where such a file cannot be read; it names the file.
func With(fsys fs.FS) ([]*gate.Rule, error) {
	more, err := words.LoadSite(fsys, func(id string) bool { return Find(id) != nil })
	if err != nil {
		return All, explain(err)
	}
	if len(more) == 0 {
		return All, nil
	}
	set := words.NewSetWith(append(append([]*words.Rule(nil), words.Builtin...), more...), Lookout)
	all := make([]*gate.Rule, 0, len(All)+len(more))
	for _, r := range All {
		switch r {
		case Words:
		case Manuscript:
			all = append(all, manuscriptRule(set))
		default:
			all = append(all, r)
		}
	}
	return append(append(all, wordsRule(set)), wordEntries(more)...), nil
}

// explain says of an error of reading them that a publication's own word rules are to be mended, where it does not
// say that the machine could not read them.
func explain(err error) error {
	var fault *kanshu.Fault
	if errors.As(err, &fault) {
		return err
	}
	return kanshu.Explain(err, kanshu.Wording{
		JA: words.SiteDir + "/ の規則に直すところがあります。場所は、かっこの中に示します。",
		EN: "A rule of " + words.SiteDir + "/ is to be mended; the brackets say where.",
	})
}

// Own returns a digest of the word rules that a publication adds to the program's, the zero Digest where it
// adds none: what was found under other rules is not to be remembered.
func Own(fsys fs.FS) (kanshu.Digest, error) {
	names, err := words.SiteFiles(fsys)
	if err != nil || len(names) == 0 {
		return kanshu.Digest{}, err
	}
	var all []byte
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return kanshu.Digest{}, fmt.Errorf("read word rules: %w", &kanshu.Fault{File: name, Err: err})
		}
		sum := kanshu.DigestOf(data)
		all = append(append(append(all, name...), 0), sum[:]...)
	}
	return kanshu.DigestOf(all), nil
}

// Words holds a column's words against every rule about words. Its findings bear the names of those
// rules, which stand in the list beside it.
var Words = wordsRule(builtin)

// builtin is the set of the program's own rules about words, and of the words near which Manuscript looks: see Lookout.
var builtin = words.Program(Lookout)

// wordsRule makes the one rule that judges for a set.
func wordsRule(set *words.Set) *gate.Rule {
	return &gate.Rule{
		ID:    "words",
		Title: say("医療広告の言葉の規則をまとめて調べる", "Words are held against the rules on medical advertising"),
		Basis: say("医療法 第6条の5、医療広告ガイドラインほか。規則ごとに示す", "医療法 6条の5, the guidelines on medical advertising and others; each rule names its own"),
		Explain: say(
			"題名・要約・本文・図の代替文・よくある質問・治療の説明の言葉を、言葉の規則すべてで調べます。見つかったことは、それぞれの規則の名で示します。見つからなかったことは、適法であることを意味しません。",
			"Title, description, body, alt texts, questions and treatments are held against every rule about words; what is found bears that rule's name. That nothing was found does not make a text lawful."),
		Check:    func(c *gate.Case) { checkWords(c, set) },
		Read:     func(c *gate.Case, doc *markdown.Doc) { readWords(c, set, doc) },
		Suspects: func(p *gate.Prose) bool { return set.Suspects(p.Page) },
	}
}

// wordEntries documents rules about words, for explain, doc/rules.md and SARIF.
func wordEntries(list []*words.Rule) []*gate.Rule {
	var out []*gate.Rule
	for _, r := range list {
		explain := r.Explain
		if r.Severity == kanshu.Refuse {
			explain.JA, explain.EN = explain.JA+gently(r).JA, explain.EN+" "+gently(r).EN
		}
		out = append(out, &gate.Rule{ID: r.ID, Title: r.Title, Short: r.Short, Basis: r.Basis, Explain: explain, Severity: r.Severity})
	}
	return out
}

// gently says when a rule about words that refuses does not.
func gently(r *words.Rule) kanshu.Wording {
	if r.Ad {
		return say("文にほかの読みようがあるとき、または広告に当たらないコラムでは、警告にとどめます。", "It only warns where the sentence can be read otherwise, and in columns that are no advertising.")
	}
	return say("文にほかの読みようがあるときは、警告にとどめます。", "It only warns where the sentence can be read otherwise.")
}

// undeclared is the rule about treatments that a column offers and does not disclose.
const undeclared = "treatment-undeclared"

// A told hit is a hit, and where it stands in the file.
type told struct {
	words.Hit
	said string // the words as they stand there
	pos  kanshu.Pos
}

// checkWords judges the front matter.
func checkWords(c *gate.Case, set *words.Set) {
	eachField(c.Column, func(place, key, text string) {
		for _, h := range set.Judge(text, words.Context{Place: place}) {
			report(c, told{Hit: h, said: said(text[h.From:h.To]), pos: c.Column.At(key)})
		}
	})
}

// eachField hands over the texts of the front matter that readers see, by place and key.
func eachField(c *kanshu.Column, do func(place, key, text string)) {
	do("title", "title", markdown.Plain(c.Title))
	do("title", "subtitle", markdown.Plain(c.Subtitle))
	do("description", "description", c.Description)
	for i, p := range c.Points {
		do("points", fmt.Sprintf("points[%d]", i), p)
	}
	for i, q := range c.FAQ {
		do("faq", fmt.Sprintf("faq[%d].q", i), q.Q)
		for _, s := range markdown.Parse(c.File, 1, []byte(q.A)).Spans() {
			do("faq", fmt.Sprintf("faq[%d].a", i), s.Text)
		}
	}
	for i, t := range c.Treatments {
		do("treatment", fmt.Sprintf("treatments[%d].name", i), t.Name)
		do("treatment", fmt.Sprintf("treatments[%d].content", i), t.Content)
		for _, risk := range t.Risks {
			do("treatment", fmt.Sprintf("treatments[%d].risks", i), risk)
		}
	}
}

// readWords judges the prose of a body.
func readWords(c *gate.Case, set *words.Set, doc *markdown.Doc) {
	var heading, paragraph string
	for _, s := range doc.Spans() {
		around := words.Context{Place: s.Kind.String(), Heading: heading, Lead: heading + "。" + paragraph}
		around.Sourced = func(at [2]int) bool { return sourced(doc.Source(), s.Offset(at[0]), s.Offset(at[1])) }
		for _, h := range set.Judge(s.Text, around) {
			words := said(s.Text[h.From:h.To])
			pos := s.Pos(h.From)
			pos.Len = utf8.RuneCountInString(words)
			report(c, told{Hit: h, said: words, pos: pos})
		}
		switch s.Kind {
		case markdown.HeadingSpan:
			heading, paragraph = s.Text, ""
		case markdown.Paragraph:
			paragraph = s.Text
		}
	}
}

// sourced reports whether a mark of a citation or a note stands in the body between two bytes, or in the twenty
// characters that follow on the line.
func sourced(body []byte, from, to int) bool {
	end := to
	for n := 0; n < 20 && end < len(body) && body[end] != '\n'; n++ {
		_, size := utf8.DecodeRune(body[end:])
		end += size
	}
	if from > end {
		return false
	}
	return bytes.Contains(body[from:end], []byte("[@")) || bytes.Contains(body[from:end], []byte("[^"))
}

// said returns words as one line of at most 40 characters, for a message.
func said(s string) string {
	n := 0
	for i, r := range s {
		if r == '\n' || r == '\r' {
			continue
		}
		if n++; n > 40 {
			s = s[:i] + "…"
			break
		}
	}
	return strings.NewReplacer("\n", "", "\r", "").Replace(s)
}

// report tells of a hit, gently where the column is no advertisement.
func report(c *gate.Case, t told) {
	if t.Rule.ID == undeclared && len(c.Column.Treatments) > 0 {
		return // the rules on disclosures see whether they are whole
	}
	severity := t.Rule.Severity
	if t.Rule.Ad && !Advertises(c.Column) {
		severity = gentler(severity)
	}
	if t.Doubtful && severity == kanshu.Refuse {
		severity = kanshu.Warn
	}
	c.Add(kanshu.Finding{
		Rule: t.Rule.ID, Severity: severity, Pos: t.pos, Hint: t.Rule.Hint, Words: t.Words,
		Message: kanshu.Wording{
			JA: strings.ReplaceAll(t.Rule.Message.JA, "{match}", t.said),
			EN: strings.ReplaceAll(t.Rule.Message.EN, "{match}", t.said),
		},
	})
}

// gentler returns the next gentler severity.
func gentler(s kanshu.Severity) kanshu.Severity {
	if s == kanshu.Refuse {
		return kanshu.Warn
	}
	return kanshu.Note
}
