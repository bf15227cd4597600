package build_test

import (
	"slices"
	"testing"

	"kanshu/assets"
	"kanshu/internal/build"
	"kanshu/internal/kanshu"
	"kanshu/internal/testsite"
	"kanshu/layouts"
)

// ownRule is a rule that a publication adds for itself.
const ownRule = `
- id: house-word
  severity: refuse
  ad: false
  title: {ja: 社内で使わない語, en: a word that this house does not use}
  short: {ja: 使わない語, en: house word}
  basis: {kind: policy, ja: 編集方針, en: editorial policy}
  explain: {ja: この発行物では使いません。, en: This publication does not use it.}
  message: {ja: "「{match}」は使いません", en: "{match} is not used here"}
  hint: {ja: 言い換えてください, en: use another word}
  patterns: ['ほげほげ水']
  catch: ['ほげほげ水を飲みます。']
  pass: ['水を飲みます。']
`

// TestThePreviewJudgesAsTheBuildDoes holds that rules which a publication adds, changes or takes away judge
// in the preview as in the build, at once.
func TestThePreviewJudgesAsTheBuildDoes(t *testing.T) {
	t.Parallel()
	site := testsite.New(t)
	body := string(site["columns/sleep.md"].Data)
	testsite.Put(site, "columns/sleep.md", body+"\nほげほげ水と、ふがふが水です。\n")
	p := preview(t, site)
	same := func(when string, want []string) {
		t.Helper()
		page, err := p.Page("columns/sleep/index.html", testsite.Today, false)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range page.Verdict.Findings {
			if f.Rule == "house-word" {
				got = append(got, f.Rule)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: the preview finds %v, want %v", when, got, want)
		}
		r, err := build.Check(t.Context(), site, build.Options{Layouts: layouts.FS, Assets: assets.FS, Version: "test", Today: testsite.Today})
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range r.Verdicts {
			if v.Column.File == "columns/sleep.md" && (v.Outcome == kanshu.Refused) != (page.Verdict.Outcome == kanshu.Refused) {
				t.Errorf("%s: the build says %v, the preview %v", when, v.Outcome, page.Verdict.Outcome)
			}
		}
	}
	same("without rules of its own", nil)
	testsite.Put(site, "data/words/house.yaml", ownRule)
	p.Update([]string{"data/words/house.yaml"})
	same("with one", []string{"house-word"})
	testsite.Put(site, "data/words/house.yaml", "- id: [")
	p.Update([]string{"data/words/house.yaml"})
	if p.Broken() == nil {
		t.Error("a broken file of rules is not told of")
	}
	delete(site, "data/words/house.yaml")
	p.Update([]string{"data/words"})
	same("after it is gone", nil)
	if err := p.Broken(); err != nil {
		t.Errorf("Broken() = %v after the file is gone", err)
	}
}
