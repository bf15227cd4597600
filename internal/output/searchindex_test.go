package output_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"kanshu/internal/kanshu"
	"kanshu/internal/output"
)

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
