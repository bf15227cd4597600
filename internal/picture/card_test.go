package picture_test

import (
	"bytes"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"kanshu/internal/kanshu"
	"kanshu/internal/picture"
)

// sample is a card that says all it can, with the title given.
func sample(title string) *picture.Card {
	return &picture.Card{
		Lang: "ja", Title: title, Kicker: "がん・免疫", Name: "監修　髙﨑 𠮷子 医師", Term: "2027年11月まで有効",
		Site: "こもれび医療だより", Mark: "木", Seal: "監修",
		Accent: color.RGBA{0x0c, 0x5a, 0x51, 0xff}, OnAccent: color.RGBA{0xff, 0xff, 0xff, 0xff},
	}
}

// titles are as different as titles are.
var titles = []string{
	"免疫療法の地図",
	"免疫療法を選ぶ前に、確かめておきたい五つのこと──保険診療と自由診療のちがい",
	"HbA1cの数値の読み方 ― 6.5%は何を意味するのか",
	"「効く」と「治る」のあいだ（がん免疫療法の臨床試験を読む）",
	"髙﨑𠮷彦医師に聞く、腫瘍マーカーの数値をどう受け止めるか",
	"令和8年度の高額療養費制度の見直しで自己負担の上限はどう変わるのか、年収370万円の世帯と年収1,160万円の世帯を例に、申請の時期と必要な書類、限度額適用認定証の使い方まで順を追って説明します",
}

// TestCards draws cards. CARDS=folder keeps them, to be looked at.
func TestCards(t *testing.T) {
	studio := new(picture.Studio)
	for i, title := range titles {
		b, err := new(picture.Studio).PNG(sample(title))
		if err != nil {
			t.Fatal(err)
		}
		if dir := os.Getenv("CARDS"); dir != "" {
			if err := os.WriteFile(filepath.Join(dir, string(rune('a'+i))+".png"), b, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		c, err := png.DecodeConfig(bytes.NewReader(b))
		if err != nil || c.Width != picture.CardWidth || c.Height != picture.CardHeight {
			t.Errorf("%s: %d×%d, %v", title, c.Width, c.Height, err)
		}
		if len(b) > 64<<10 {
			t.Errorf("%s: %d bytes", title, len(b))
		}
		again, err := studio.PNG(sample(title))
		if err != nil || !bytes.Equal(b, again) {
			t.Errorf("%s: drawn twice, two pictures (%v)", title, err)
		}
	}
}

// TestCardVersion sees that cards drawn otherwise get another key. When it fails and the new card is as it
// should be (CARDS=folder go test -run TestCards), raise CardVersion and write down its digest. Other
// processors may round the place of a letter otherwise.
func TestCardVersion(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("the digest was taken on amd64")
	}
	b, err := new(picture.Studio).PNG(sample(titles[1]))
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	var pixels []byte
	for y := range picture.CardHeight {
		for x := range picture.CardWidth {
			r, g, b, _ := img.At(x, y).RGBA()
			pixels = append(pixels, byte(r>>8), byte(g>>8), byte(b>>8))
		}
	}
	drawn := map[string]string{"3": "b7f70301d0"}
	if got := kanshu.DigestOf(pixels).Short(); got != drawn[picture.CardVersion] {
		t.Errorf("CardVersion %q draws %s, was %q", picture.CardVersion, got, drawn[picture.CardVersion])
	}
}

func TestMissing(t *testing.T) {
	for _, c := range []struct {
		text string
		want []rune
	}{
		{"", nil},
		{"髙﨑 𠮷子と濵邊、HbA1c 6.5%──①㎎『』（）々ヶ\n", nil},
		{"韓国語의 제목", []rune("의제목")},
		{"😀と😀", []rune("😀")},
		{"葛\U000e0100飾", nil}, // a variant selector stands for itself nowhere
	} {
		if got := picture.Missing(c.text); !slices.Equal(got, c.want) {
			t.Errorf("Missing(%q) = %q, want %q", c.text, string(got), string(c.want))
		}
	}
}

func BenchmarkCard(b *testing.B) {
	c, studio := sample(titles[1]), new(picture.Studio)
	if _, err := studio.PNG(c); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := studio.PNG(c); err != nil {
			b.Fatal(err)
		}
	}
}
