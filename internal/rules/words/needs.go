package words

import (
	"cmp"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode/utf8"

	"kanshu/internal/fold"
)

// The limits within which needs are reckoned.
const (
	mostChoices = 400 // literals of one set
	mostNeeds   = 3   // sets of one pattern
	smallClass  = 12  // characters of a class that are still counted out
	longest     = 8   // characters of a literal that are looked for
)

// needsOf returns what must stand in every text that the expression matches: of each set one literal,
// each of two characters or more. It returns none where nothing can be said.
func needsOf(expr string) ([][]string, error) {
	re, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return nil, err
	}
	r := reckon(re.Simplify())
	sets := r.needs
	if good(r.exact) {
		sets = append(sets, r.exact)
	}
	for i := range sets {
		sets[i] = shortest(sets[i])
	}
	slices.SortStableFunc(sets, func(a, b []string) int { return cmp.Compare(commonness(a), commonness(b)) })
	if len(sets) > mostNeeds {
		sets = sets[:mostNeeds]
	}
	if len(sets) > 1 {
		slices.SortStableFunc(sets[1:], func(a, b []string) int { return len(a) - len(b) })
	}
	return sets, nil
}

// shortest returns what is looked for of a set of literals, sorted, without those that hold another one.
func shortest(whole []string) []string {
	var list, set []string
	for _, s := range whole {
		set = append(set, rarest(s))
	}
	for i, s := range set {
		if !slices.ContainsFunc(set, func(o string) bool { return o != s && strings.Contains(s, o) }) && !slices.Contains(set[:i], s) {
			list = append(list, s)
		}
	}
	slices.Sort(list)
	return list
}

// rarest returns the part of a literal that is looked for: the rarest of those that are as long as may be. Of
// アトピー性皮膚炎を卒業 the beginning stands in many a column that praises nothing.
func rarest(literal string) string {
	letters := []rune(literal)
	best := literal
	for i := 0; i+longest < len(letters)+1 && len(letters) > longest; i++ {
		if part := string(letters[i : i+longest]); i == 0 || fold.Commonness(part) < fold.Commonness(best) {
			best = part
		}
	}
	return best
}

// commonness guesses how often one of the literals stands in Japanese prose, by a measure for comparing alone.
func commonness(set []string) float64 {
	sum := 0.0
	for _, s := range set {
		sum += fold.Commonness(s)
	}
	return sum
}

// good reports whether a set of literals can be looked for.
func good(set []string) bool {
	if len(set) == 0 || len(set) > mostChoices {
		return false
	}
	return !slices.ContainsFunc(set, func(s string) bool { return utf8.RuneCountInString(s) < 2 })
}

// A reckoning is what is known of an expression: all the texts that it matches, or nil if they are too
// many to tell, and what each of them holds besides.
type reckoning struct {
	exact []string
	needs [][]string
}

func reckon(re *syntax.Regexp) reckoning {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText:
		return reckoning{exact: []string{""}}
	case syntax.OpLiteral:
		return reckoning{exact: []string{strings.ToLower(string(re.Rune))}}
	case syntax.OpCharClass:
		return reckoning{exact: classOf(re.Rune)}
	case syntax.OpCapture:
		return reckon(re.Sub[0])
	case syntax.OpQuest:
		if r := reckon(re.Sub[0]); r.exact != nil && len(r.exact) < mostChoices {
			return reckoning{exact: unite(r.exact, []string{""})}
		}
	case syntax.OpPlus:
		if r := reckon(re.Sub[0]); good(r.exact) {
			return reckoning{needs: append(r.needs, r.exact)}
		}
	case syntax.OpConcat:
		return reckonAll(re.Sub)
	case syntax.OpAlternate:
		return reckonEither(re.Sub)
	}
	return reckoning{}
}

// classOf returns the characters of a small class.
func classOf(ranges []rune) []string {
	var list []string
	for i := 0; i+1 < len(ranges); i += 2 {
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			if len(list) == smallClass {
				return nil
			}
			list = append(list, strings.ToLower(string(r)))
		}
	}
	return list
}

func unite(a, b []string) []string {
	all := append(slices.Clone(a), b...)
	slices.Sort(all)
	return slices.Compact(all)
}

// reckonAll reckons one after the other.
func reckonAll(subs []*syntax.Regexp) reckoning {
	var out reckoning
	run := []string{""}
	whole := true
	flush := func() {
		if good(run) {
			out.needs = append(out.needs, run)
		}
		run, whole = []string{""}, false
	}
	for _, sub := range subs {
		r := reckon(sub)
		out.needs = append(out.needs, r.needs...)
		if r.exact == nil {
			flush()
			continue
		}
		if len(run)*len(r.exact) > mostChoices {
			flush()
			run = r.exact
			continue
		}
		var next []string
		for _, a := range run {
			for _, b := range r.exact {
				next = append(next, a+b)
			}
		}
		slices.Sort(next)
		run = slices.Compact(next)
	}
	if whole {
		out.exact = run
		return out
	}
	if good(run) {
		out.needs = append(out.needs, run)
	}
	return out
}

// reckonEither reckons alternatives.
func reckonEither(subs []*syntax.Regexp) reckoning {
	var exact, need []string
	exactly, needed := true, true
	for _, sub := range subs {
		r := reckon(sub)
		exactly = exactly && r.exact != nil
		exact = append(exact, r.exact...)
		best := bestOf(r)
		needed = needed && best != nil
		need = append(need, best...)
	}
	var out reckoning
	if exactly && len(exact) <= mostChoices {
		out.exact = unite(exact, nil)
		return out
	}
	if needed && len(need) <= mostChoices {
		out.needs = append(out.needs, unite(need, nil))
	}
	return out
}

// bestOf returns the set that tells most, nil if there is none.
func bestOf(r reckoning) []string {
	var best []string
	for _, s := range r.needs {
		if good(s) && (best == nil || commonness(s) < commonness(best)) {
			best = s
		}
	}
	if good(r.exact) && (best == nil || commonness(r.exact) < commonness(best)) {
		best = r.exact
	}
	return best
}
