package output_test

import (
	"testing"
	"unicode/utf8"

	"kanshu/internal/output"
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
