package words_test

import (
	"slices"
	"testing"

	"kanshu/internal/fold"
	"kanshu/internal/rules"
	"kanshu/internal/rules/words"
)

// pageOf returns a page of one paragraph.
func pageOf(text string) *fold.Page {
	p := &fold.Page{}
	p.Add(0, []byte(text))
	return p
}

// TestNeedlesOfOtherWordsAreMadeAnew holds that a rule is not missed, and no word taken for another, where what was made
// ready is of other words than the program has: a merge may leave it so.
func TestNeedlesOfOtherWordsAreMadeAnew(t *testing.T) {
	t.Parallel()
	for name, others := range map[string][]string{
		"as made ready": rules.Lookout(), "one more": append(slices.Clone(rules.Lookout()), "こもれび"), "one": {"こもれび"}, "none": nil,
	} {
		set, plain := words.Program(func() []string { return others }), words.NewSetWith(words.Builtin, func() []string { return others })
		for _, text := range []string{"必ず治ります。", "副作用は一切ありません。", "こもれびの道を歩きます。", "東京から通えます。"} {
			if got, want := set.Suspects(pageOf(text)), plain.Suspects(pageOf(text)); got != want {
				t.Errorf("%s: %s is suspected: %t, want %t", name, text, got, want)
			}
			if got, want := placesOf(set, text), placesOf(plain, text); !slices.Equal(got, want) {
				t.Errorf("%s: in %s stand %v, want %v", name, text, got, want)
			}
		}
	}
}

// placesOf returns what a set tells of, word and place by turns, sorted.
func placesOf(set *words.Set, text string) (all []int) {
	set.Places(pageOf(text), func(word, at int) bool {
		all = append(all, word<<16|at)
		return true
	})
	slices.Sort(all)
	return all
}
