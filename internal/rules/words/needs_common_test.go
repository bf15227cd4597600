package words_test

import (
	"slices"
	"testing"

	"kanshu/internal/rules/words"
)

// Words that stand in every second column are no reason by themselves to try an expression: it must ask for something
// else besides. One that asked for 地域 alone took a third of a build.
func TestCommonWordsAloneWeighNothing(t *testing.T) {
	t.Parallel()
	common := []string{
		"地域", "日本", "東京", "全国", "国内", "症状", "医師", "治療", "患者", "病院", "検査", "生活", "食事", "相談", "受診", "予防", "原因", "場合", "方法", "健康",
	}
	asked := 0
	for _, r := range words.Builtin {
		for i := range r.Patterns {
			p := &r.Patterns[i]
			asked += len(p.Needs)
			if len(p.Needs) != 1 {
				continue
			}
			for _, word := range common {
				if slices.Contains(p.Needs[0], word) {
					t.Errorf("%s: %s is all that is asked for before %.60s… is tried", r.ID, word, p.Expr)
				}
			}
		}
	}
	if asked < len(words.Builtin) {
		t.Errorf("%d needs in %d rules", asked, len(words.Builtin))
	}
}
