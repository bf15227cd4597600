package words

import (
	"regexp/syntax"
	"slices"
	"strings"
	"unicode/utf8"
)

// The limits within which needs are reckoned.
const (
	mostChoices = 400 // literals of one set
	mostNeeds   = 3   // sets of one pattern
	smallClass  = 12  // characters of a class that are still counted out
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
	slices.SortStableFunc(sets, func(a, b []string) int { return weight(a) - weight(b) })
	if len(sets) > mostNeeds {
		sets = sets[:mostNeeds]
	}
	for _, s := range sets {
		slices.Sort(s)
	}
	return sets, nil
}

// weight ranks sets of literals: few and long ones tell more.
func weight(set []string) int {
	least := 100
	for _, s := range set {
		least = min(least, utf8.RuneCountInString(s))
	}
	return len(set) - 8*least
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
		if good(s) && (best == nil || weight(s) < weight(best)) {
			best = s
		}
	}
	if good(r.exact) && (best == nil || weight(r.exact) < weight(best)) {
		best = r.exact
	}
	return best
}
