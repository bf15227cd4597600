package output_test

import (
	"fmt"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
	"kanshu/internal/output"
	gaterules "kanshu/internal/rules"
	"kanshu/internal/source"
	"kanshu/internal/testsite"
)

// parts are what made-up columns are put together from: all scripts, and forms that fold to others.
var parts = []string{
	"糖尿病", "高血圧", "症", "の", "は", "が", "、", "。", "ワクチン", "ﾜｸﾁﾝ", "HbA1c", "ＨｂＡ１ｃ", "PD-1", "1型", "2型", "CT検査", "めまい",
	"インフルエンザ", "いんふる", " ", "\n", "(", ")", "血圧", "「", "」", "5年", "10年", "抗体", "免疫", "療法", "ない", "です", "ます",
	"癌", "α", "β-カロテン", "𠮟る", "葛\U000E0100", "が\u3099", "ｶﾞ", "fever", "cold", "vitamin D", "ー", "々", "3.5mg", "％",
}

func madeUp(n int, seed uint64) []string {
	r := rand.New(rand.NewPCG(seed, 1))
	texts := make([]string, n)
	for i := range texts {
		var b strings.Builder
		for range 3 + r.IntN(60) {
			b.WriteString(parts[r.IntN(len(parts))])
		}
		texts[i] = b.String()
	}
	return texts
}

// Whatever stands in a column is found: for terms cut out of columns at random the index names every
// column whose folded text holds the term, and what is shown is those and no others.
func TestSearchMissesNothing(t *testing.T) {
	t.Parallel()
	texts := madeUp(400, 7)
	folded := make([]string, len(texts))
	for i, s := range texts {
		folded[i] = output.Fold(s)
	}
	shards, err := output.IndexTexts(texts, 7, kanshu.InOrder)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(3, 9))
	var queries []string
	for len(queries) < 150 {
		from := []rune(texts[r.IntN(len(texts))])
		at := r.IntN(len(from))
		q := strings.TrimSpace(string(from[at:min(len(from), at+1+r.IntN(6))]))
		if q != "" && !strings.ContainsAny(output.Fold(q), " \n") {
			queries = append(queries, q)
		}
	}
	found := script(t, map[string]any{
		"dataset": dataset("*", len(shards), len(texts)), "files": indexFiles(shards, texts), "queries": queries,
	})
	meant, missed := 0, 0
	for i, a := range found.Answers {
		terms := termsOf(queries[i])
		for n, text := range folded {
			want := len(terms) > 0
			for _, term := range terms {
				want = want && strings.Contains(text, term)
			}
			if want {
				meant++
			}
			if got := slices.Contains(a.Titles, fmt.Sprintf("T%d", n)); got != want {
				if missed++; missed > 5 {
					t.FailNow()
				}
				t.Errorf("%q in %q: found is %v, want %v: %s, %d titles", queries[i], texts[n], got, want, a.Status, len(a.Titles))
			}
		}
	}
	if meant < 5000 {
		t.Errorf("%d columns were meant, too few to say anything", meant)
	}
}

// termsOf parts a query as the script does.
func termsOf(query string) []string {
	var terms []string
	for _, term := range strings.FieldsFunc(output.Fold(query), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) && !strings.ContainsRune(".%~℃°*#-", r)
	}) {
		if strings.Trim(term, ".%~℃°*#-") != "" {
			terms = append(terms, term)
		}
	}
	return terms
}

// searching is the test site with readings of all kinds.
func searching(t *testing.T) fstest.MapFS {
	t.Helper()
	site := folio(t)
	testsite.Put(site, "columns/pancreas.md", strings.Replace(english, "title: Hay fever in short", "title: おなかの奥の臓器\nreading: おなかのおくのぞうき", 1)+
		"\n{膵臓|すいぞう}の話です。<script>alert(1)</script>と標準**治**療のこと。\n")
	testsite.Put(site, "data/glossary.yaml", "terms:\n  - {term: 標準治療, reading: ひょうじゅんちりょう, explanation: 勧められる治療。}\n")
	return site
}

// siteFiles returns what the script needs of a rendered site.
func siteFiles(t *testing.T, m *made, page string) (map[string]string, map[string]string) {
	t.Helper()
	html, data := m.page(t, page), map[string]string{}
	for _, name := range []string{"index", "shards", "columns", "chunk", "found", "about", "none", "failed", "more"} {
		_, rest, ok := strings.Cut(html, "data-"+name+`="`)
		if !ok {
			t.Fatalf("%s does not say data-%s", page, name)
		}
		data[name], _, _ = strings.Cut(rest, `"`)
	}
	files := map[string]string{}
	for p, body := range m.pages {
		files["/"+p] = body
	}
	return data, files
}

func TestSearchFindsBySightAndSound(t *testing.T) {
	t.Parallel()
	data, files := siteFiles(t, render(t, searching(t)), "search/index.html")
	s := script(t, map[string]any{
		"dataset": data, "files": files, "back": "?q=%E8%86%B5%E8%87%93", "keys": []string{"ArrowDown", "ArrowUp", "ArrowDown", "Escape"},
		"queries": []string{"膵臓", "すいぞう", "スイゾウ", "ひょうじゅん", "標準治療", "おくのぞうき", "かくう たろう", "<script>", "花粉 ない言葉", "  ", "花粉"},
	})
	for i, want := range []string{"/columns/pancreas/", "/columns/pancreas/", "/columns/pancreas/", "/columns/pancreas/", "/columns/pancreas/", "/columns/pancreas/", "/columns/rich/"} {
		if a := s.Answers[i]; !slices.Contains(a.Links, want) {
			t.Errorf("%s: found %v, want %s", a.Query, a.Links, want)
		}
	}
	if a := s.Answers[0]; len(a.Links) != 1 || !strings.Contains(a.Status, "膵臓") || !strings.Contains(a.Status, "1本") || a.Address != "?q=%E8%86%B5%E8%87%93" {
		t.Errorf("膵臓: %+v", a)
	}
	if a := s.Answers[8]; len(a.Links) != 0 || !strings.Contains(a.Status, "見つかりませんでした") {
		t.Errorf("what stands nowhere: %+v", a)
	}
	if a := s.Answers[9]; len(a.Links) != 0 || a.Status != "" || len(a.Fetched) != 0 {
		t.Errorf("nothing asked for: %+v", a)
	}
	if a := s.Answers[10]; len(a.Marks) == 0 || a.Marks[0] != "花粉" || a.Titles[0] != "花粉の季節を迎える前に" {
		t.Errorf("花粉: %+v", a)
	}
	if len(s.Walk) != 4 || s.Walk[0] != s.Answers[10].Titles[0] || s.Walk[1] != "input" || s.Walk[2] != s.Walk[0] || s.Walk[3] != "input" {
		t.Errorf("the keys lead to %q", s.Walk)
	}
	if s.Back.Value != "膵臓" || !strings.Contains(s.Back.Status, "1本") {
		t.Errorf("back leads to %+v", s.Back)
	}
}

// When a file does not arrive, readers are told so in words.
func TestSearchTellsWhatFails(t *testing.T) {
	t.Parallel()
	data, _ := siteFiles(t, render(t, searching(t)), "search/index.html")
	s := script(t, map[string]any{"dataset": data, "files": map[string]string{}, "queries": []string{"花粉"}})
	if got := s.Answers[0].Status; got != data["failed"] {
		t.Errorf("the script says %q, want %q", got, data["failed"])
	}
}

// Each language has a search of its own.
func TestSearchKeepsLanguagesApart(t *testing.T) {
	t.Parallel()
	data, files := siteFiles(t, render(t, folio(t)), "en/search/index.html")
	s := script(t, map[string]any{"dataset": data, "files": files, "queries": []string{"fever", "花粉"}})
	if a := s.Answers[0]; fmt.Sprint(a.Links) != "[/en/columns/hay-fever/]" {
		t.Errorf("fever: %v", a.Links)
	}
	if a := s.Answers[1]; len(a.Links) != 0 {
		t.Errorf("花粉: %v", a.Links)
	}
}

func TestSearchSwitchedOff(t *testing.T) {
	t.Parallel()
	site := folio(t)
	testsite.Put(site, "kanshu.yaml", string(site["kanshu.yaml"].Data)+"\nsearch: false\nmenu:\n  - {name: さがす, url: /search/}\n  - {name: 一覧, url: /columns/}\n")
	m := render(t, site)
	for p, body := range m.pages {
		if strings.Contains(p, "search") && path.Ext(p) != ".js" || strings.Contains(body, `"/search/"`) || strings.Contains(body, `role="search"`) {
			t.Errorf("%s still speaks of the search", p)
		}
	}
	if !strings.Contains(m.page(t, "index.html"), "一覧") {
		t.Error("the rest of the menu went with it")
	}
}

// A refused column leaves no trace: the files are those of a site without it, to the byte and the name.
func TestSearchKnowsOnlyWhatIsPublished(t *testing.T) {
	t.Parallel()
	files := func(m *made) map[string]string {
		all := map[string]string{}
		for p, body := range m.pages {
			if strings.HasPrefix(p, "search/") && p != "search/index.html" {
				all[p] = body
			}
		}
		return all
	}
	without := files(judged(t, folio(t)))
	site := folio(t)
	testsite.Put(site, "columns/canary.md", strings.Replace(english, "supervisor: hinata\n", "", 1)+"\n{金糸雀|かなりあ}が鳴く。\n")
	got := files(judged(t, site))
	if len(without) < 3 || len(got) != len(without) {
		t.Fatalf("%d files and %d", len(without), len(got))
	}
	for p, body := range without {
		if got[p] != body {
			t.Errorf("%s differs", p)
		}
	}
}

// judged renders what the gate lets pass of a site.
func judged(t *testing.T, site fstest.MapFS) *made {
	t.Helper()
	s, err := source.Load(site, source.Options{Survey: markdown.Survey})
	if err != nil {
		t.Fatal(err)
	}
	p := press(t, site)
	p.Edition, _, err = gate.Judge(s, site, gate.Options{Rules: gaterules.All, Today: testsite.Today, Each: kanshu.InOrder})
	if err != nil {
		t.Fatal(err)
	}
	return run(t, p)
}
