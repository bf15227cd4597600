package fold_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"kanshu/internal/fold"
)

var samples = []string{
	"", "花粉症の治療。", "ＡＢＣ１２３（税込）", "半角ｶﾞｷﾞ・ﾊﾟ", "か\u3099き\u309a", "№1、㈱、①②", "必　ず\u200b治 ります★", "1–2—3…", "𠮷野家👍", "\xff壊\xc3", "e\u0301", "C00C00C00C00C0", "〔春。」夏〟！〒102の、「秋」を『冬』と、〈雪〉が“霜”に〝氷。", "ー・：～〜「」",
}

// FuzzPage holds the letters of a page against the folded text.
func FuzzPage(f *testing.F) {
	for _, s := range samples {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		folded := fold.Text(s)
		if len(folded.From) != len(folded.Text)+1 || !slices.IsSorted(folded.From) {
			t.Fatalf("%q: places %v of %d bytes", s, folded.From, len(folded.Text))
		}
		var p fold.Page
		p.Add(0, []byte("前。"))
		p.Add(1, []byte(s))
		span := p.Spans[1]
		if got := p.Letters[span.From:span.To]; !slices.Equal(got, fold.Word(folded.Text)) {
			t.Fatalf("%q: letters %q, want %q", s, p.Text(span), folded.Text)
		}
		if string(p.Raw(span)) != s {
			t.Fatalf("raw %q, want %q", p.Raw(span), s)
		}
		if strings.Count(folded.Text, "。")+1 != len(p.Stops) {
			t.Fatalf("%q: stops %v", s, p.Stops)
		}
		kana, marks := 0, 0
		for _, l := range p.Letters[span.From:span.To] {
			if l >= 0x3041 {
				kana++
			}
			if strings.ContainsRune("0123456789。!?〒「」『』()【】〈〉《》“”〝〟", rune(l)) {
				marks++
			}
		}
		if span.Kana != kana || span.Marks[1]-span.Marks[0] != marks {
			t.Fatalf("%q: %d kana and %d marks, want %d and %d", s, span.Kana, span.Marks[1]-span.Marks[0], kana, marks)
		}
	})
}

// FuzzNeedles holds the search against looking for each word by itself.
func FuzzNeedles(f *testing.F) {
	for _, s := range samples {
		f.Add(s, "治療 花粉 花粉症 症の治療。 123")
	}
	f.Add("ああああ", "ああ あああ ああああ あああああ")
	f.Add(strings.Repeat("花粉症の治療。", 80), "治療 花粉 花粉症 症の治療。 。花 療。花粉")
	f.Fuzz(func(t *testing.T, text, list string) {
		var words []string
		for _, w := range strings.Fields(list) {
			if w = fold.Text(w).Text; utf8.RuneCountInString(w) > 1 && !strings.ContainsRune(w, utf8.RuneError) && utf8.RuneCountInString(w) < 12 && len(words) < 20 {
				words = append(words, w)
			}
		}
		letters := fold.Word(fold.Text(text).Text)
		type place struct{ word, at int }
		var got, want []place
		for _, f := range fold.NewNeedles(words).Find(nil, letters) {
			got = append(got, place{int(f.Word), int(f.At)})
		}
		slices.SortFunc(got, func(a, b place) int { return (a.word-b.word)*1_000_000 + a.at - b.at })
		for i, w := range words {
			for at := range letters {
				if l := fold.Word(w); at+len(l) <= len(letters) && slices.Equal(l, letters[at:at+len(l)]) {
					want = append(want, place{i, at})
				}
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%q in %q: %v, want %v", words, text, got, want)
		}
	})
}

// A word is found wherever it stands in a text, however its letters fall on those that are told of at once.
func TestNeedlesAreFoundAnywhere(t *testing.T) {
	t.Parallel()
	words := []string{"治療", "花粉症", "症の治療", "薬を使いません"}
	needles := fold.NewNeedles(words)
	for at := range 600 {
		for i, w := range words {
			for _, behind := range []int{0, 1, 2, 300} {
				letters := fold.Word(strings.Repeat("あ", at) + w + strings.Repeat("い", behind))
				got := needles.Find(nil, letters)
				if !slices.Contains(got, fold.Place{Word: int32(i), At: int32(at)}) {
					t.Fatalf("%s at %d of %d letters is not among %v", w, at, len(letters), got)
				}
			}
		}
	}
}

// Needles that were written down find what those find that were made.
func TestNeedlesAreReadAsTheyWereMade(t *testing.T) {
	t.Parallel()
	letters := fold.Word("花粉症の治療では、薬を使いません。花粉症の治療です。")
	made := fold.NewNeedles([]string{"治療", "花粉症", "症の治療", "薬を使いません"})
	read, rest := fold.ReadNeedles(append(slices.Clone(made.Bytes()), "後"...))
	if string(rest) != "後" {
		t.Errorf("%d bytes are left, want those of 後", len(rest))
	}
	got, want := read.Find(nil, letters), made.Find(nil, letters)
	if len(want) != 7 || !slices.Equal(got, want) {
		t.Errorf("read needles find %v, those that were made %v", got, want)
	}
}

// A page that is used again takes no more memory.
func TestPagesAreUsedAgain(t *testing.T) {
	text := []byte(strings.Repeat("花粉症の治療では、薬を使います。", 40))
	needles := fold.NewNeedles([]string{"使いません", "手術"})
	var p fold.Page
	if n := testing.AllocsPerRun(20, func() {
		p.Reset()
		p.Add(0, text)
		if len(p.Find(needles)) > 0 {
			t.Error("a word was found that does not stand there")
		}
	}); n > 0 {
		t.Errorf("%v allocations a body, want none", n)
	}
}
