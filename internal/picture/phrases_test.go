package picture_test

import (
	"bytes"
	"image/color"
	"image/png"
	"strings"
	"testing"

	"kanshu/internal/picture"
)

func TestPhrases(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ lang, title, want string }{
		{"ja", "免疫療法を選ぶ前に、確かめておきたい五つのこと", "免疫療法を|選ぶ|前に、|確かめておきたい|五つのこと"},
		{"ja", "帯状疱疹ワクチンを迷ったときに", "帯状疱疹ワクチンを|迷ったときに"},
		{"ja", "検査", "検査"},
		{"ja", "", ""},
		{"en", "When bills grow", "When bills grow"},
	} {
		got := picture.Phrases(test.title, test.lang)
		if s := strings.Join(got, "|"); s != test.want {
			t.Errorf("Phrases(%q) = %q, want %q", test.title, s, test.want)
		}
		if strings.Join(got, "") != test.title {
			t.Errorf("Phrases(%q) loses something: %q", test.title, got)
		}
	}
}

func TestIcon(t *testing.T) {
	t.Parallel()
	green, white := color.RGBA{0x0c, 0x5a, 0x51, 0xff}, color.RGBA{0xff, 0xff, 0xff, 0xff}
	icon := picture.Icon{Mark: "木", Size: 180, Accent: green, OnAccent: white}
	studio := new(picture.Studio)
	b, err := studio.Icon(&icon)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if s := img.Bounds().Size(); s.X != 180 || s.Y != 180 {
		t.Errorf("the icon is %v, want 180 by 180", s)
	}
	marked := 0
	for y := range 180 {
		for x := range 180 {
			c := color.RGBAModel.Convert(img.At(x, y))
			if c == white {
				marked++
			}
			if edge := x < 20 || y < 20 || x >= 160 || y >= 160; edge && c != green {
				t.Fatalf("at %d,%d the icon is %v; systems cut its edge off", x, y, c)
			}
		}
	}
	if marked < 500 {
		t.Errorf("only %d pixels bear the mark", marked)
	}
	if _, err := studio.Icon(&picture.Icon{Mark: "水", Size: 512, Accent: white, OnAccent: green}); err != nil {
		t.Fatal(err)
	}
	if again, err := studio.Icon(&icon); err != nil || !bytes.Equal(b, again) {
		t.Errorf("a second drawing differs (%v)", err)
	}
}
