// Package words judges prose by rules about words: what Japanese law and guidelines on medical
// advertising do not let a clinic say of itself. The rules are data, YAML files beside this one; the
// tests turn them into tables.go and needles.bin, so that a run of the program neither reads nor compiles what it
// does not need.
//
//	suspect   one pass over the letters of a body: could a pattern match at all?    filter.go, needs.go
//	fold      NFKC, lower case, without blanks and ornaments, with a map back       package fold
//	part      sentences, brackets, segments and clauses                             sentence.go
//	match     the patterns of the rules that the pass named (RE2)                   judge.go
//	weigh     is it said, or denied, asked, quoted, forbidden, told of others?      clause.go, guards.go
//
// Precision goes before recall: what a clause analyser cannot tell apart is let pass, for a refusal
// that is wrong makes editors throw the tool away. What passes is not thereby lawful, and nothing here
// says so.
package words

import (
	_ "embed" // of the needles
	"regexp"
	"slices"
	"sync"

	"kanshu/internal/fold"
	"kanshu/internal/kanshu"
)

// A Rule is one rule about words.
type Rule struct {
	ID       string
	File     string // where it is written
	Severity kanshu.Severity
	Ad       bool // full strength only where the column counts as advertising, one step gentler elsewhere
	Title    kanshu.Wording
	Short    kanshu.Wording
	Basis    kanshu.Wording
	Explain  kanshu.Wording
	Message  kanshu.Wording // {match} stands for the words that were found
	Hint     kanshu.Wording
	Look     []string // kinds of spans and fields; nil: all of Places
	Excuses  []string // names of guards; see Guards
	Masks    []string // RE2; what they match is taken out before the patterns are tried
	Unless   []string // RE2; a sentence that one of them matches is let pass
	With     []string // RE2; of them one must match the sentence too; none: nothing else is asked
	Patterns []Pattern

	masks, unless, with exprs
}

// A Pattern is one RE2 expression over folded text, and what must stand in a text for it to match:
// of each set one literal.
type Pattern struct {
	Expr  string
	Needs [][]string
	Hunch bool // what it finds is told where nothing in the sentence raises a doubt, and never refuses

	re exprs
}

// compiled returns the pattern's expression.
func (p *Pattern) compiled() *regexp.Regexp { return p.re.of(p.Expr)[0] }

// Places are the names that Look may hold: the kinds of spans of package markdown, then those of the
// front matter.
var Places = []string{
	"paragraph", "heading", "item", "cell", "quote", "caption", "alt",
	"title", "description", "faq", "points", "treatment",
}

// exprs are expressions that are compiled when they are first asked for. They stand in place of a closure each, of
// which every run of the program made 1,500.
type exprs struct {
	once sync.Once
	list []*regexp.Regexp
}

// of returns the expressions compiled, which the decoder has already found good. They are the same each time.
func (e *exprs) of(list ...string) []*regexp.Regexp {
	e.once.Do(func() {
		for _, s := range list {
			e.list = append(e.list, regexp.MustCompile(s))
		}
	})
	return e.list
}

// looks reports whether the rule looks at that place.
func (r *Rule) looks(place string) bool {
	if len(r.Look) == 0 {
		return true
	}
	for _, p := range r.Look {
		if p == place {
			return true
		}
	}
	return false
}

// A Set is rules that judge together. It is safe for use by many at once.
type Set struct {
	Rules  []*Rule
	filter func() *filter
}

// NewSet returns the set of the rules. They belong to it from then on.
func NewSet(list []*Rule) *Set { return NewSetWith(list, nil) }

// NewSetWith returns a set of rules that looks, in the same pass over a page, for folded words that Places
// tells of; others, which may be nil, returns them when they are first needed.
func NewSetWith(list []*Rule, others func() []string) *Set {
	return &Set{Rules: list, filter: sync.OnceValue(func() *filter {
		f := newFilter(list)
		if others == nil {
			f.seek(nil)
		} else {
			f.seek(others())
		}
		return f
	})}
}

// needles are those of Builtin and of the words that package rules has looked for beside them.
//
//go:embed needles.bin
var needles []byte

// Program returns the set of Builtin, which looks for others besides: what NewSetWith returns for them, with needles that
// were made ready before the program was compiled. TestTables makes them. Where they are of other words, as their number
// tells, they are made now.
func Program(others func() []string) *Set {
	return &Set{Rules: Builtin, filter: sync.OnceValue(func() *filter {
		f, beside := newFilter(Builtin), others()
		var rest []byte
		f.rare, rest = fold.ReadNeedles(needles)
		f.others, _ = fold.ReadNeedles(rest)
		if f.rare.Len() != len(f.rares)+len(beside) || f.others.Len() != len(f.wants) {
			f.seek(beside)
		}
		return f
	})}
}

// Needles returns what Program reads, for rules and for the words to look for beside them.
func Needles(list []*Rule, others []string) []byte {
	f := newFilter(list)
	f.seek(others)
	return append(slices.Clone(f.rare.Bytes()), f.others.Bytes()...)
}
