package words

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"kanshu/internal/kanshu"
)

// A written rule is a rule as it stands in its file, with the sentences that hold it.
type written struct {
	ID       string   `yaml:"id"`
	Severity string   `yaml:"severity"`
	Ad       *bool    `yaml:"ad"`
	Title    wording  `yaml:"title"`
	Short    wording  `yaml:"short"`
	Basis    basis    `yaml:"basis"`
	Explain  wording  `yaml:"explain"`
	Message  wording  `yaml:"message"`
	Hint     wording  `yaml:"hint"`
	Look     []string `yaml:"look"`
	Excuses  []string `yaml:"excuses"`
	Masks    []string `yaml:"masks"`
	Unless   []string `yaml:"unless"`
	With     []string `yaml:"with"`
	Patterns []string `yaml:"patterns"`
	Hunches  []string `yaml:"hunches"`
	Catch    []string `yaml:"catch"`
	Pass     []string `yaml:"pass"`
}

type wording struct {
	JA string `yaml:"ja"`
	EN string `yaml:"en"`
}

func (w wording) noun() kanshu.Wording { return kanshu.Wording{JA: w.JA, EN: w.EN} }

// A basis says what a rule rests on: law, guideline or policy, and where that stands.
type basis struct {
	Kind string `yaml:"kind"`
	JA   string `yaml:"ja"`
	EN   string `yaml:"en"`
}

// kinds are the words for what a rule may rest on.
var kinds = map[string]kanshu.Wording{
	"law":       {JA: "法令", EN: "law"},
	"guideline": {JA: "行政の指針", EN: "guideline"},
	"policy":    {JA: "編集方針", EN: "editorial policy"},
}

// A Sample is the sentences that hold one rule: what it must find, and what it must let pass.
type Sample struct{ Catch, Pass []string }

// Decode reads one file of rules. It is strict: a key it does not know, a severity, place or excuse
// that does not exist, an expression that is not RE2, that could match anywhere, or a wording in one
// language only is an error that names the file and the line or the rule. Terms are what {{name}} in an
// expression stands for; nil for those of the program.
func Decode(file string, data []byte, terms map[string]string) ([]*Rule, []Sample, error) {
	if terms == nil {
		terms = Terms
	}
	var list []written
	dec := yaml.NewDecoder(strings.NewReader(string(data)))
	dec.KnownFields(true)
	if err := dec.Decode(&list); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", file, err)
	}
	var rules []*Rule
	var samples []Sample
	for i := range list {
		r, err := list[i].rule(file, terms)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: rule %d (%s): %w", file, i+1, list[i].ID, err)
		}
		rules = append(rules, r)
		samples = append(samples, Sample{list[i].Catch, list[i].Pass})
	}
	return rules, samples, nil
}

// DecodeTerms reads the file of terms: name: expression.
func DecodeTerms(file string, data []byte) (map[string]string, error) {
	terms := map[string]string{}
	if err := yaml.Unmarshal(data, &terms); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	for name, e := range terms {
		if _, err := regexp.Compile(e); err != nil {
			return nil, fmt.Errorf("%s: %s: %w", file, name, err)
		}
	}
	return terms, nil
}

// idForm is what an id looks like, termForm a term in an expression.
var (
	idForm   = lazy(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	termForm = lazy(`\{\{([^{}]+)\}\}`)
)

// rule checks what is written and makes a Rule of it.
func (w *written) rule(file string, terms map[string]string) (*Rule, error) {
	r := &Rule{
		ID: w.ID, File: file, Ad: w.Ad == nil || *w.Ad, Title: w.Title.noun(), Short: w.Short.noun(),
		Explain: w.Explain.noun(), Message: w.Message.noun(), Hint: w.Hint.noun(), Look: w.Look, Excuses: w.Excuses,
	}
	severity, ok := map[string]kanshu.Severity{"refuse": kanshu.Refuse, "warn": kanshu.Warn, "note": kanshu.Note}[w.Severity]
	kind, known := kinds[w.Basis.Kind]
	switch {
	case !idForm().MatchString(w.ID):
		return nil, fmt.Errorf("id %q is not made of lower-case words and hyphens", w.ID)
	case !ok:
		return nil, fmt.Errorf("severity %q is none of refuse, warn, note", w.Severity)
	case !known:
		return nil, fmt.Errorf("basis.kind %q is none of law, guideline, policy", w.Basis.Kind)
	case len(w.Patterns) == 0:
		return nil, fmt.Errorf("patterns are missing")
	}
	r.Severity = severity
	r.Basis = kanshu.Wording{JA: kind.JA + "。" + w.Basis.JA, EN: kind.EN + ": " + w.Basis.EN}
	for i, text := range []wording{w.Title, {w.Basis.JA, w.Basis.EN}, w.Explain, w.Message, w.Hint} {
		if text.JA == "" || text.EN == "" {
			return nil, fmt.Errorf("%s is not given in both languages (ja, en)", [...]string{"title", "basis", "explain", "message", "hint"}[i])
		}
	}
	for _, place := range w.Look {
		if !slices.Contains(Places, place) {
			return nil, fmt.Errorf("look: %q is none of %s", place, strings.Join(Places, ", "))
		}
	}
	for _, name := range w.Excuses {
		if !slices.Contains(Guards, name) {
			return nil, fmt.Errorf("excuses: %q is none of %s", name, strings.Join(Guards, ", "))
		}
	}
	return r, w.expressions(r, terms)
}

// expressions puts the rule's expressions in place, with their terms written out.
func (w *written) expressions(r *Rule, terms map[string]string) error {
	var err error
	if r.Masks, err = expandAll(w.Masks, terms); err != nil {
		return fmt.Errorf("masks: %w", err)
	}
	if r.Unless, err = expandAll(w.Unless, terms); err != nil {
		return fmt.Errorf("unless: %w", err)
	}
	if r.With, err = expandAll(w.With, terms); err != nil {
		return fmt.Errorf("with: %w", err)
	}
	for _, list := range []struct {
		name  string
		exprs []string
		hunch bool
	}{{"patterns", w.Patterns, false}, {"hunches", w.Hunches, true}} {
		exprs, err := expandAll(list.exprs, terms)
		if err != nil {
			return fmt.Errorf("%s: %w", list.name, err)
		}
		for _, whole := range exprs {
			for _, e := range alternatives(whole) {
				needs, err := needsOf(e)
				if err != nil {
					return fmt.Errorf("%s: %w", list.name, err)
				}
				if len(needs) == 0 {
					return fmt.Errorf("%s: %q holds no words of two characters that every match must hold", list.name, e)
				}
				r.Patterns = append(r.Patterns, Pattern{Expr: e, Needs: needs, Hunch: list.hunch})
			}
		}
	}
	return nil
}

// alternatives parts an expression at the bars that stand in no bracket: the fewer a pattern says, the
// more of it must stand in a text.
func alternatives(expr string) []string {
	var list []string
	depth, class, start := 0, false, 0
	for i := 0; i < len(expr); i++ {
		switch c := expr[i]; {
		case c == '\\':
			i++
		case class:
			class = c != ']'
		case c == '[':
			class = true
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == '|' && depth == 0:
			list = append(list, expr[start:i])
			start = i + 1
		}
	}
	return append(list, expr[start:])
}

// expandAll writes out the terms in expressions and compiles each once, to know that it can be.
func expandAll(exprs []string, terms map[string]string) ([]string, error) {
	var out []string
	for _, e := range exprs {
		for range 4 { // terms may hold terms
			e = termForm().ReplaceAllStringFunc(e, func(t string) string {
				if v, ok := terms[t[2:len(t)-2]]; ok {
					return "(?:" + v + ")"
				}
				return t
			})
		}
		if t := termForm().FindString(e); t != "" {
			return nil, fmt.Errorf("%s: no such term", t)
		}
		if _, err := regexp.Compile(e); err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, nil
}

// SiteDir is where a publication keeps word rules of its own.
const SiteDir = "data/words"

// SiteFiles returns the names of the files of a publication's own word rules, sorted; none where there is no such
// folder. Where it cannot be looked into is an error: without its rules, what they refuse would be published.
func SiteFiles(fsys fs.FS) ([]string, error) {
	list, err := fs.ReadDir(fsys, SiteDir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read word rules: %w", &kanshu.Fault{File: SiteDir, Err: err})
	}
	var names []string
	for _, e := range list {
		if strings.HasSuffix(e.Name(), ".yaml") {
			names = append(names, path.Join(SiteDir, e.Name()))
		}
	}
	return names, nil
}

// LoadSite reads the rules that a publication adds, in the order of their files. It returns none where
// there is no such folder, and an error that names the file where one of them cannot be read, or a rule
// of that name is already there.
func LoadSite(fsys fs.FS, taken func(id string) bool) ([]*Rule, error) {
	names, err := SiteFiles(fsys)
	if err != nil {
		return nil, err
	}
	var all []*Rule
	seen := map[string]bool{}
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("read word rules: %w", &kanshu.Fault{File: name, Err: err})
		}
		list, samples, err := Decode(name, data, nil)
		if err != nil {
			return nil, fmt.Errorf("read word rules: %w", err)
		}
		for i, r := range list {
			if taken(r.ID) || seen[r.ID] {
				return nil, fmt.Errorf("read word rules: %s: a rule %s is already there; choose another id", name, r.ID)
			}
			seen[r.ID] = true
			if err := Hold(r, samples[i]); err != nil {
				return nil, fmt.Errorf("read word rules: %s: %w", name, err)
			}
		}
		all = append(all, list...)
	}
	return all, nil
}
