package output_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"
	"unicode/utf8"

	"kanshu/assets"
	"kanshu/internal/build"
	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
	"kanshu/internal/output"
	gaterules "kanshu/internal/rules"
	"kanshu/internal/source"
	"kanshu/internal/testsite"
)

// foldings is one table for Go and for the script: what is written, and as what it is compared.
var foldings = []struct{ written, folded string }{
	{"", ""},
	{"糖尿病", "糖尿病"},
	{"インフルエンザワクチン", "いんふるえんざわくちん"},
	{"ﾜｸﾁﾝ ｶﾞｲﾄﾞ ﾊﾟｯﾁ", "わくちん がいど ぱっち"},
	{"ＨｂＡ１ｃ", "hba1c"},
	{"HbA1c 6.5％", "hba1c 6.5%"},
	{"か\u3099ん", "がん"},
	{"カ\u3099ン", "がん"},
	{"ヴァイオリン・ヶ月と3ヵ月、か月", "ばいおりん・か月と3か月、か月"},
	{"ヴィ ヴェ ヴォ ヴ ｳﾞｨ ウィルス ウイルス フィ", "び べ ぼ ぶ び ういるす ういるす ふい"},
	{"ヷヸヽヾー", "ばびゝゞー"},
	{"コーヒー コ－ヒ- コ―ヒ― ｺｰﾋｰ", "こーひー こーひー こーひー こーひー"},
	{"PD‐1 PD−1 PD–1 PDー1 ＰＤ－１", "pd-1 pd-1 pd-1 pd-1 pd-1"},
	{"こと——保険 ー- a—b", "ことーー保険 -- a-b"},
	{"頚椎 頸椎 靭帯 靱帯 髙﨑 高崎", "頸椎 頸椎 靱帯 靱帯 高崎 高崎"},
	{"①㎎㌢²", "1mgせんち2"},
	{"葛\U000E0100飾", "葛飾"},
	{"免\u200b疫\u00ad療\ufeff法", "免疫療法"},
	{"\u2066免疫\u2069\u061c\u180b療法", "免疫療法"},
	{"神奈川\ufa19", "神奈川神"},
	{"ΣΑΣ", "σασ"},
	{"İstanbul", "i\u0307stanbul"},
	{"Ångström ﬁbrin", "ångström fibrin"},
	{"全角　空白", "全角 空白"},
	{"감염", "감염"},
	{"⼈工", "人工"},
	{"𠮟る", "𠮟る"},
	{"℃と№", "°cとno"},
}

func TestFold(t *testing.T) {
	t.Parallel()
	for _, f := range foldings {
		if got := output.Fold(f.written); got != f.folded {
			t.Errorf("Fold(%q) = %q, want %q", f.written, got, f.folded)
		}
	}
}

// The short way that most text takes gives what the whole way gives, and folding twice changes nothing
// that search can see.
func FuzzFold(f *testing.F) {
	for _, x := range foldings {
		f.Add(x.written)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip() // no column holds such
		}
		if got, want := output.Fold(text), output.FoldWhole(text); got != want {
			t.Errorf("Fold(%q) = %q, want %q", text, got, want)
		}
	})
}

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

// dataset is what the page tells the script.
func dataset(index string, shards, columns int) map[string]string {
	return map[string]string{
		"index": index, "shards": fmt.Sprint(shards), "columns": fmt.Sprint(columns), "chunk": "4",
		"found": "{0}: {1}", "about": "{0}: about {1}", "none": "{0}: none", "failed": "failed", "more": "more",
	}
}

// indexFiles is an index by file name, with titles that say which column is meant.
func indexFiles(shards [][]byte, texts []string) map[string]string {
	files := map[string]string{"words": "[]"}
	for i, b := range shards {
		files[fmt.Sprintf("s%d", i)] = string(b)
	}
	for i := 0; i < len(texts); i += 4 {
		var list [][]string
		for n := i; n < min(i+4, len(texts)); n++ {
			list = append(list, []string{fmt.Sprintf("/columns/%d/", n), fmt.Sprintf("T%d", n), "", "", "", "", "9999-12-31", "", ""})
		}
		b, _ := json.Marshal(list)
		files[fmt.Sprintf("t%d", i/4)] = string(b)
	}
	for i, text := range texts {
		files[fmt.Sprintf("/columns/%d/", i)] = text
	}
	return files
}

// scripted is what testdata/search.mjs tells.
type scripted struct {
	Folded  []string
	Grams   [][]string
	Answers []struct {
		Query, Status, Address, Text  string
		Titles, Links, Marks, Fetched []string
	}
	Walk []string
	Back struct{ Value, Status string }
}

// script runs assets/search.js, minified as it is published.
func script(t *testing.T, task map[string]any) *scripted {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("node is not there, and here it must be")
		}
		t.Skip("node is not there: the script is not run")
	}
	task["script"] = string(searchScript(t))
	in, err := json.Marshal(task)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), node, "testdata/search.mjs")
	cmd.Stdin, cmd.Stderr = bytes.NewReader(in), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var s scripted
	if err := json.Unmarshal(out, &s); err != nil {
		t.Fatal(err)
	}
	return &s
}

func searchScript(t *testing.T) []byte {
	t.Helper()
	b, err := assets.FS.ReadFile("search.js")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestScriptIsSmall(t *testing.T) {
	t.Parallel()
	small, err := build.NewMinifier().Bytes("text/javascript", searchScript(t))
	if err != nil {
		t.Fatal(err)
	}
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	if _, err := z.Write(small); err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes, %d with gzip", len(small), zipped.Len())
	if len(small) == 0 || len(small) >= 6000 {
		t.Errorf("the script has %d bytes, want fewer than 6,000", len(small))
	}
}

// The browser folds and cuts as Go does.
func TestScriptFoldsAsGoDoes(t *testing.T) {
	t.Parallel()
	var written []string
	for _, f := range foldings {
		written = append(written, f.written)
	}
	written = append(written, madeUp(50, 11)...)
	s := script(t, map[string]any{"dataset": dataset("*", 1, 0), "fold": written, "grams": []string{"HbA1c検査", "癌", "1型 PD-1", "糖尿病", "ab"}})
	for i, w := range written {
		if s.Folded[i] != output.Fold(w) {
			t.Errorf("fold(%q) = %q in the script, %q in Go", w, s.Folded[i], output.Fold(w))
		}
	}
	want := "[[hba ba1 a1c c検 検査] [癌] [1型 pd 1] [糖尿 尿病] [ab]]"
	if got := fmt.Sprint(s.Grams); got != want {
		t.Errorf("grams = %s, want %s", got, want)
	}
}

// A small index, to the byte. When this changes, so must the form's name in searchindex.go: caches keep
// these files for ever.
func TestIndexForm(t *testing.T) {
	t.Parallel()
	shards, err := output.IndexTexts([]string{"CT検査", "検査の検査の検査は検査", strings.Repeat("あ。", 70)}, 1, kanshu.InOrder)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"c":"#","ct":"#","t":"#","t検":"#","あ":"+","の":"'","の検":"'","は":"'","は検":"'","査":"##","査の":"'","査は":"'","検":"##","検査":"#$"}`
	if got := string(shards[0]); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	many := make([]string, 1000)
	many[0], many[999] = "あ", "あ"
	if shards, _ = output.IndexTexts(many, 1, kanshu.InOrder); string(shards[0]) != `{"あ":"#cf>"}` {
		t.Errorf("a long way to the next column is %s", shards[0])
	}
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

// Equal columns give equal files, whoever reads them in which order.
func TestIndexDoesNotDependOnOrder(t *testing.T) {
	t.Parallel()
	texts := madeUp(300, 5)
	a, _ := output.IndexTexts(texts, 5, kanshu.InOrder)
	b, _ := output.IndexTexts(texts, 5, func(n int, do func(int)) {
		for i := n - 1; i >= 0; i-- {
			do(i)
		}
	})
	for i := range a {
		if !bytes.Equal(a[i], b[i]) {
			t.Errorf("shard %d differs", i)
		}
	}
}

// A thousand columns of five thousand characters: no file that a query needs is large.
func TestShardsAreSmall(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(2, 2))
	texts, size := make([]string, 1000), 0
	words := make([]string, 4000)
	for i := range words {
		w := make([]rune, 1+r.IntN(3))
		for k := range w {
			w[k] = 0x4e00 + rune(r.ExpFloat64()*300)%0x2000
		}
		words[i] = string(w) + string([]rune("のはがをにでとも、。しいうた")[r.IntN(14)])
	}
	for i := range texts {
		var b strings.Builder
		for b.Len() < 15000 {
			b.WriteString(words[int(r.ExpFloat64()*600)%len(words)])
		}
		texts[i] = b.String()
		size += b.Len()
	}
	shards, err := output.IndexTexts(texts, output.ShardsFor(size), kanshu.InOrder)
	if err != nil {
		t.Fatal(err)
	}
	largest := 0
	for _, s := range shards {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		if _, err := z.Write(s); err != nil || z.Close() != nil {
			t.Fatal(err)
		}
		largest = max(largest, b.Len())
	}
	t.Logf("%d shards, the largest %d bytes compressed", len(shards), largest)
	if largest > 16<<10 {
		t.Errorf("the largest shard has %d bytes compressed", largest)
	}
}

// How long an index of a hundred columns of fifteen kilobytes takes, Markdown left out.
func BenchmarkIndex(b *testing.B) {
	texts := make([]string, 100)
	all := madeUp(400, 3)
	for i := range texts {
		texts[i] = strings.Repeat(strings.Join(all[i:i+40], "。"), 3)[:15000]
	}
	b.ReportAllocs()
	b.SetBytes(15000 * 100)
	for b.Loop() {
		if _, err := output.IndexTexts(texts, 20, kanshu.InOrder); err != nil {
			b.Fatal(err)
		}
	}
}
