package output_test

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io/fs"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kanshu/internal/kanshu"
	"kanshu/internal/output"
	"kanshu/internal/picture"
	"kanshu/internal/testsite"
)

// album is a column with a photograph of its own, twice, and a shared drawing.
const album = `---
title: 図のある記事
supervisor: hinata
reviewed: 2026-11-01
review_due: 2027-10-31
date: 2026-11-02
references: ["https://example.jp/a"]
---
![はじめの写真](photo.jpg)

![次の写真](photo.jpg)

![共通の図](/assets/images/figure.png)
`

// illustrated returns the test site with the column above and its pictures.
func illustrated(t testing.TB) fstest.MapFS {
	t.Helper()
	site := testsite.New(t)
	testsite.Put(site, "columns/album/index.md", album)
	testsite.Put(site, "columns/album/photo.jpg", string(photo(t, 1800, 1200)))
	testsite.Put(site, "assets/images/figure.png", string(figure(t, 1000, 500)))
	return site
}

// photo is a JPEG that lies on its side and says where it was taken.
func photo(t testing.TB, width, height int) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, height, width))
	for y := range width {
		for x := range height {
			m.SetRGBA(x, y, color.RGBA{uint8(x / 8), uint8(y / 8), 90, 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 80}); err != nil {
		t.Fatal(err)
	}
	app := []byte("Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00GPS 35.6 139.7")
	head := binary.BigEndian.AppendUint16([]byte{0xff, 0xd8, 0xff, 0xe1}, uint16(len(app)+2))
	return slices.Concat(head, app, b.Bytes()[2:])
}

// figure is a drawing: few colours.
func figure(t testing.TB, width, height int) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			m.SetRGBA(x, y, color.RGBA{255, 255, 240, 255})
			if (x/40+y/40)%3 == 0 {
				m.SetRGBA(x, y, color.RGBA{10, 90, 80, 255})
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// noise is a PNG of more bytes than its size lets one think.
func noise(t testing.TB, width, height int) []byte {
	t.Helper()
	r, m := rand.New(rand.NewPCG(1, 1)), image.NewRGBA(image.Rect(0, 0, width, height))
	for i := range m.Pix {
		m.Pix[i] = uint8(r.IntN(256)) | uint8(i%4/3*255) //nolint:gosec // below 256
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var img = regexp.MustCompile(`<img[^>]*>`)

// attr returns the value of an attribute of a tag.
func attr(tag, name string) string {
	_, rest, _ := strings.Cut(tag, " "+name+`="`)
	v, _, _ := strings.Cut(rest, `"`)
	return v
}

func TestPicturesOfAText(t *testing.T) {
	m := render(t, illustrated(t))
	tags := img.FindAllString(m.page(t, "columns/album/index.html"), 3)
	if len(tags) != 3 {
		t.Fatalf("pictures: %q", tags)
	}
	first, second, drawn := tags[0], tags[1], tags[2]
	if strings.Contains(first, "loading=") || !strings.Contains(second, `loading="lazy"`) {
		t.Errorf("only the first may be fetched at once: %s %s", first, second)
	}
	if attr(first, "width") != "1600" || attr(first, "height") != "1067" || attr(first, "sizes") == "" {
		t.Errorf("the size of the photograph: %s", first)
	}
	if n := strings.Count(attr(first, "srcset"), "w,") + 1; n != 3 {
		t.Errorf("%d widths: %s", n, first)
	}
	if !strings.HasSuffix(attr(drawn, "src"), ".png") || strings.Contains(attr(drawn, "srcset"), "1600w") || attr(drawn, "width") != "1000" {
		t.Errorf("a drawing stays PNG and is never blown up: %s", drawn)
	}
	var css string
	for name := range m.pages {
		if strings.HasPrefix(name, "assets/main-") {
			css = m.pages[name]
		}
	}
	for _, tag := range tags {
		if c := attr(tag, "data-color"); !strings.Contains(css, `[data-color="`+c+`"]{background:`+c) || strings.Contains(tag, "style=") {
			t.Errorf("the ground of %s has no rule", tag)
		}
		for _, one := range strings.Split(attr(tag, "srcset"), ", ") {
			src, width, _ := strings.Cut(one, " ")
			c, _, err := image.DecodeConfig(strings.NewReader(m.pages[strings.TrimPrefix(src, "/")]))
			if err != nil || strings.TrimSuffix(width, "w") != strings.TrimSpace(strings.Split(src[strings.LastIndex(src, "-")+1:], ".")[0]) || c.Width < c.Height {
				t.Errorf("%s: %d × %d, %v", one, c.Width, c.Height, err)
			}
		}
	}
	for name, b := range m.pages {
		if strings.Contains(b, "GPS 35.6") {
			t.Errorf("%s says where the photograph was taken", name)
		}
	}
}

func TestAPictureThatIsNoneLeavesItsWords(t *testing.T) {
	for name, b := range map[string]string{
		"a page": "<html>", "cut off": string(photo(t, 900, 600)[:5000]), "active": `<svg><script>1</script></svg>`,
		"a WebP that is cut off": "RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10",
	} {
		site := illustrated(t)
		testsite.Put(site, "columns/album/photo.jpg", b)
		m := render(t, site)
		page := m.page(t, "columns/album/index.html")
		if strings.Contains(page, "album/photo") || strings.Contains(page, "photo-") || !strings.Contains(page, "はじめの写真") {
			t.Errorf("%s: the page shows a picture or lost its words", name)
		}
		for path := range m.pages {
			if strings.Contains(path, "photo") {
				t.Errorf("%s: %s is published", name, path)
			}
		}
	}
}

// A site that wants no widths gets its small pictures as they came, without what is not pixels; of one that lies on
// its side, or is larger than that, a form is made all the same.
func TestSmallPicturesGoAsTheyCameWhereNoWidthsAreWanted(t *testing.T) {
	upright := func(b []byte) []byte {
		return bytes.Replace(b, []byte("\x00\x01\x00\x06"), []byte("\x00\x01\x00\x01"), 1)
	}
	for name, test := range map[string]struct {
		photo, figure []byte
		asItCame      []bool // the photograph, and the drawing
	}{
		"small":       {upright(photo(t, 300, 200)), figure(t, 160, 90), []bool{true, true}},
		"on its side": {photo(t, 300, 200), figure(t, 160, 90), []bool{false, true}},
		"large":       {upright(photo(t, 1000, 200)), figure(t, 1000, 90), []bool{false, false}},
		"cut off":     {upright(photo(t, 300, 200))[:1000], figure(t, 160, 90), []bool{false, true}},
		"heavy":       {upright(photo(t, 300, 200)), noise(t, 160, 90), []bool{true, false}},
	} {
		site := illustrated(t)
		testsite.Put(site, "kanshu.yaml", string(site["kanshu.yaml"].Data)+"images: {widths: none}\n")
		testsite.Put(site, "columns/album/photo.jpg", string(test.photo))
		testsite.Put(site, "assets/images/figure.png", string(test.figure))
		m := render(t, site)
		for i, b := range [][]byte{test.photo, test.figure} {
			want, err := picture.Strip(b)
			found := false
			for path, got := range m.pages {
				found = found || strings.HasPrefix(path, "assets/pictures/") && err == nil && got == string(want)
				if strings.Contains(got, "GPS 35.6") {
					t.Errorf("%s: %s says where the photograph was taken", name, path)
				}
			}
			if found != test.asItCame[i] {
				t.Errorf("%s: picture %d goes out as it came: %t, want %t", name, i, found, test.asItCame[i])
			}
		}
		drawn := img.FindAllString(m.page(t, "columns/album/index.html"), -1)
		last := drawn[len(drawn)-1]
		if src := attr(last, "src"); m.pages[strings.TrimPrefix(src, "/")] == "" || attr(last, "width") == "" || attr(last, "height") == "" {
			t.Errorf("%s: %s", name, last)
		}
	}
}

// A shelf of made things, as build keeps it; stored counts what was made.
type keep struct {
	kept   map[kanshu.Digest][]byte
	stored int
}

func (k *keep) Load(key kanshu.Digest) ([]byte, bool) { b, ok := k.kept[key]; return b, ok }

func (k *keep) Store(key kanshu.Digest, b []byte) {
	k.kept[key] = slices.Clone(b)
	k.stored++
}

// develop makes all pictures and cards of a site.
func develop(t testing.TB, p *output.Press) map[string]string {
	t.Helper()
	plan, err := output.Plan(p, output.All)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, a := range plan {
		if strings.HasPrefix(a.Path, "assets/pictures/") || strings.HasPrefix(a.Path, "assets/cards/") {
			var b bytes.Buffer
			if err := a.Make(&b); err != nil {
				t.Fatalf("make %s: %v", a.Path, err)
			}
			all[a.Path] = b.String()
		}
	}
	return all
}

func TestWhatIsKeptIsNotMadeAgain(t *testing.T) {
	site := brief(t)
	bare := develop(t, press(t, site))
	cache := &keep{kept: map[kanshu.Digest][]byte{}}
	first := press(t, site)
	first.Cache = cache
	if got := develop(t, first); !maps.Equal(got, bare) {
		t.Error("with a cache other bytes are made than without")
	}
	made := cache.stored
	second := press(t, site)
	second.Cache = cache
	if got := develop(t, second); !maps.Equal(got, bare) {
		t.Error("from the cache come other bytes")
	}
	if made == 0 || cache.stored != made {
		t.Errorf("%d things were made, and %d after that", made, cache.stored-made)
	}
	testsite.Put(site, "kanshu.yaml", string(site["kanshu.yaml"].Data)+"images: {quality: 60}\n")
	third := press(t, site)
	third.Cache = cache
	for name := range develop(t, third) {
		if _, same := bare[name]; same && strings.Contains(name, "photo") {
			t.Errorf("%s has another quality and the same address", name)
		}
	}
}

// brief is the site with smaller pictures, for what is made often.
func brief(t testing.TB) fstest.MapFS {
	t.Helper()
	site := illustrated(t)
	testsite.Put(site, "columns/album/photo.jpg", string(photo(t, 600, 400)))
	testsite.Put(site, "assets/images/figure.png", string(figure(t, 600, 300)))
	return site
}

func TestWebPIsMadeWhereTheSiteNamesAnEncoder(t *testing.T) {
	asked := 0
	encoder := &output.Encoder{Version: "1.0", Encode: func(b []byte, quality int) ([]byte, error) {
		asked++
		if _, err := png.Decode(bytes.NewReader(b)); err != nil || quality != 78 {
			t.Errorf("quality %d, %v", quality, err)
		}
		return []byte("RIFF webp"), nil
	}}
	site := brief(t)
	p := press(t, site)
	p.WebP = encoder
	if develop(t, p); asked > 0 {
		t.Error("the encoder was run and nobody named it")
	}
	testsite.Put(site, "kanshu.yaml", string(site["kanshu.yaml"].Data)+"images: {webp: cwebp}\n")
	p = press(t, site)
	p.WebP = encoder
	one := develop(t, p)
	p = press(t, site)
	p.WebP = &output.Encoder{Version: "2.0", Encode: encoder.Encode}
	for name := range develop(t, p) {
		if _, same := one[name]; same && strings.HasSuffix(name, ".webp") {
			t.Errorf("%s was made by another version and has the same address", name)
		}
	}
	if asked < 2 {
		t.Errorf("the encoder was run %d times", asked)
	}
}

var ogImage = regexp.MustCompile(`property="og:image" content="https://column.example.jp/([^"]*)"`)

// shown returns the picture that a page names for other sites.
func (m *made) shown(t testing.TB, page string) string {
	t.Helper()
	found := ogImage.FindStringSubmatch(m.page(t, page))
	if found == nil {
		return ""
	}
	if m.pages[found[1]] == "" {
		t.Errorf("%s names %s, which is not published", page, found[1])
	}
	return found[1]
}

func TestSocialCards(t *testing.T) {
	site := brief(t)
	m := render(t, site)
	card := m.shown(t, "columns/album/index.html")
	c, err := png.DecodeConfig(strings.NewReader(m.pages[card]))
	if err != nil || c.Width != 1200 || c.Height != 630 || !strings.HasPrefix(card, "assets/cards/album-ja-") {
		t.Errorf("%s: %d × %d, %v", card, c.Width, c.Height, err)
	}
	page := m.page(t, "columns/album/index.html")
	for _, want := range []string{`"og:image:width" content="1200"`, `"og:image:height" content="630"`, `"og:image:alt" content="図のある記事`, `"summary_large_image"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %s", want)
		}
	}
	if home := m.shown(t, "index.html"); !strings.HasPrefix(home, "assets/cards/site-ja-") {
		t.Errorf("home shows %s", home)
	}
	for name, edit := range map[string]func(string) string{
		"the title":      func(s string) string { return strings.Replace(s, "図のある", "絵のある", 1) },
		"the due month":  func(s string) string { return strings.Replace(s, "2027-10-31", "2027-09-30", 1) },
		"the supervisor": func(s string) string { return strings.Replace(s, "hinata", "kurose", 1) },
	} {
		testsite.Put(site, "columns/album/index.md", edit(album))
		if got := render(t, site).shown(t, "columns/album/index.html"); got == card {
			t.Errorf("%s changed, and the card kept its address %s", name, got)
		}
	}
}

func TestAColumnsOwnPictureWins(t *testing.T) {
	for _, c := range []struct {
		name, image   string
		width, height int // of what is shown; 0: the card
	}{
		{"a large photograph", "photo.jpg", 1200, 630},
		{"a drawing", "/assets/images/figure.png", 1200, 630},
		{"one below the card's size", "small.jpg", 900, 472},
		{"one that is too small", "tiny.jpg", 0, 0},
		{"one that is not there", "none.jpg", 0, 0},
	} {
		site := illustrated(t)
		testsite.Put(site, "columns/album/small.jpg", string(photo(t, 900, 600)))
		testsite.Put(site, "columns/album/tiny.jpg", string(photo(t, 500, 400)))
		testsite.Put(site, "columns/album/index.md", strings.Replace(album, "date:", "image: "+c.image+"\ndate:", 1))
		m := render(t, site)
		shown := m.shown(t, "columns/album/index.html")
		if own := strings.HasPrefix(shown, "assets/pictures/"); own != (c.width > 0) {
			t.Errorf("%s: %s is shown", c.name, shown)
			continue
		}
		got, _, err := image.DecodeConfig(strings.NewReader(m.pages[shown]))
		if err != nil || c.width > 0 && (got.Width != c.width || got.Height != c.height) {
			t.Errorf("%s: %d × %d, %v", c.name, got.Width, got.Height, err)
		}
	}
}

func TestNoCardShowsABox(t *testing.T) {
	site := brief(t)
	testsite.Put(site, "columns/album/index.md", strings.Replace(album, "図のある記事", "図のある記事 😀", 1))
	if got := render(t, site).shown(t, "columns/album/index.html"); !strings.HasPrefix(got, "assets/cards/site-ja-") {
		t.Errorf("the page shows %s", got)
	}
}

func TestCardsCanBeSwitchedOff(t *testing.T) {
	site := brief(t)
	testsite.Put(site, "kanshu.yaml", string(site["kanshu.yaml"].Data)+"social_cards: false\n")
	m := render(t, site)
	for name := range m.pages {
		if strings.HasPrefix(name, "assets/cards/") {
			t.Errorf("%s is published", name)
		}
	}
	if got := m.shown(t, "columns/album/index.html"); got != "" {
		t.Errorf("the page shows %s", got)
	}
}

// TestPicturesOfOthersStayTheirs holds that a column cannot show what lies beside another.
func TestPicturesOfOthersStayTheirs(t *testing.T) {
	site := illustrated(t)
	testsite.Put(site, "columns/thief/index.md", strings.ReplaceAll(album, "photo.jpg", "../album/photo.jpg"))
	page := render(t, site).page(t, "columns/thief/index.html")
	if strings.Contains(page, "photo-") {
		t.Error("the picture of another column is shown")
	}
	if _, err := fs.Stat(site, "columns/album/photo.jpg"); err != nil {
		t.Fatal(err)
	}
}

func TestIconsAreMadeFromTheLogo(t *testing.T) {
	t.Parallel()
	const square = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 60"><circle cx="30" cy="30" r="20"/></svg>`
	for _, c := range []struct {
		name, file, logo string
		icon             string // of the link in the head
		icons            int    // in the manifest
	}{
		{"none", "", "", `assets/icon-96-[0-9a-f]+\.png" type="image/png"`, 4},
		{"a PNG drawing", "logo.png", string(figure(t, 400, 300)), `assets/icon-96-[0-9a-f]+\.png" type="image/png"`, 4},
		{"a JPEG photograph", "logo.jpg", string(photo(t, 400, 300)), `assets/icon-96-[0-9a-f]+\.png" type="image/png"`, 4},
		{"an SVG drawing", "logo.svg", square, `assets/pictures/logo-[0-9a-f]+\.svg" type="image/svg`, 5},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			site := testsite.New(t)
			if c.file != "" {
				testsite.Put(site, "assets/"+c.file, c.logo)
				testsite.Put(site, "kanshu.yaml", string(site["kanshu.yaml"].Data)+"\ntheme: {logo: /assets/"+c.file+"}\n")
			}
			m := render(t, site)
			home := m.page(t, "index.html")
			if !regexp.MustCompile(`rel="icon" href="/` + c.icon).MatchString(home) {
				t.Errorf("the head names no such icon: %s", home[:min(len(home), 3000)])
			}
			manifest := m.pages["site.webmanifest"]
			if n := strings.Count(manifest, `"src"`); n != c.icons {
				t.Errorf("the manifest names %d icons, want %d: %s", n, c.icons, manifest)
			}
			for _, src := range regexp.MustCompile(`"src": "/([^"]+)"`).FindAllStringSubmatch(manifest, -1) {
				if m.pages[src[1]] == "" {
					t.Errorf("%s is named and not made", src[1])
				}
			}
			if made := strings.HasSuffix(c.file, "g") && !strings.HasSuffix(c.file, "svg"); made != strings.Contains(manifest, "icon-mask-512-") {
				t.Errorf("made from the logo: %t, want %t", !made, made)
			}
		})
	}
}
