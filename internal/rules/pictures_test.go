package rules_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
	"kanshu/internal/rules"
	"kanshu/internal/source"
)

// pictured is a column that shows a picture of its own, a shared one, and one that stands for it.
const pictured = `---
title: 図のあるコラム
supervisor: aoki
reviewed: 2026-10-01
review_due: 2027-09-30
references: [架空の診療指針]
image: /assets/images/poster.png
---

![そばの図](soba.png)

![共通の図](/assets/images/shared.png)
`

func blank(t *testing.T, width, height int) *fstest.MapFile {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return &fstest.MapFile{Data: b.Bytes()}
}

// TestPictureSmall holds the widths from which a picture is large enough.
func TestPictureSmall(t *testing.T) {
	for _, c := range []struct {
		soba, shared, poster int // widths
		want                 string
	}{
		{640, 960, 600, ""},
		{639, 960, 600, "soba.png"},
		{640, 320, 599, "/assets/images/poster.png /assets/images/shared.png"},
	} {
		fsys := site(pictured)
		fsys["columns/zu/soba.png"] = blank(t, c.soba, 9)
		fsys["assets/images/shared.png"] = blank(t, c.shared, 9)
		fsys["assets/images/poster.png"] = blank(t, c.poster, 400)
		var got []string
		for _, f := range judge(t, fsys) {
			if f.Rule != "picture-small" {
				t.Errorf("%s: %s", f.Rule, f.Message.EN)
			}
			got = append(got, strings.Fields(f.Message.EN)[2])
		}
		slices.Sort(got)
		if strings.Join(got, " ") != c.want {
			t.Errorf("%+v: found %v", c, got)
		}
	}
}

// site is a site of one column beside what every fixture has.
func site(column string) fstest.MapFS {
	fsys := fstest.MapFS{
		"kanshu.yaml":         {Data: []byte("title: 見本\nbase_url: https://column.example.jp\n")},
		"columns/zu/index.md": {Data: []byte(column)},
	}
	for name, data := range shared {
		fsys[name] = &fstest.MapFile{Data: []byte(data)}
	}
	return fsys
}

func judge(t *testing.T, fsys fs.FS) []kanshu.Finding {
	t.Helper()
	s, err := source.Load(fsys, source.Options{Survey: markdown.Survey})
	if err != nil {
		t.Fatal(err)
	}
	_, verdicts, err := gate.Judge(s, fsys, gate.Options{Rules: rules.All, Today: kanshu.Date{Year: 2026, Month: 11, Day: 22}})
	if err != nil {
		t.Fatal(err)
	}
	all := s.Findings
	for _, v := range verdicts {
		all = append(all, v.Findings...)
	}
	return all
}

// animated is a GIF of two frames.
func animated(t *testing.T) *fstest.MapFile {
	t.Helper()
	frame := image.NewPaletted(image.Rect(0, 0, 700, 700), color.Palette{color.White, color.Black})
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, &gif.GIF{Image: []*image.Paletted{frame, frame}, Delay: []int{1, 1}}); err != nil {
		t.Fatal(err)
	}
	return &fstest.MapFile{Data: b.Bytes()}
}

// TestPicturesOfRecords looks at portraits, pictures of clinics and logos. What is wrong with one is told
// where it is named, and withholds no column.
func TestPicturesOfRecords(t *testing.T) {
	whole := blank(t, 900, 900).Data
	hurt := bytes.Clone(whole)
	hurt[len(hurt)/2] ^= 0x55
	for _, c := range []struct {
		name string
		data []byte
		want string // of all four that name it
	}{
		{"whole and large", whole, ""},
		{"not there", nil, "picture-missing"},
		{"damaged in the middle", hurt, "picture-broken"},
		{"cut off", whole[:len(whole)/2], "picture-broken"},
		{"no picture", []byte("<html>"), "picture-type"},
		{"more pixels than are read", hugePNG(), "picture-large"},
		{"tiny", blank(t, 90, 90).Data, "picture-small"},
		{"a moving picture", animated(t).Data, "picture-moves"},
	} {
		t.Run(c.name, func(t *testing.T) {
			fsys := site("---\ntitle: 見本\nsupervisor: kao\nreviewed: 2026-10-01\nreview_due: 2027-09-30\nreferences: [架空の診療指針]\n---\n本文です。\n")
			fsys["kanshu.yaml"] = &fstest.MapFile{Data: []byte("title: 見本\nbase_url: https://column.example.jp\npublisher:\n  name: みほん会\n  logo: /assets/x.png\ntheme:\n  logo: assets/x.png\n")}
			fsys["data/doctors/kao.yaml"] = &fstest.MapFile{Data: []byte("name: 架空 薫\nkana: かくう かおる\nclinic: mado\nimage: /assets/x.png\n")}
			fsys["data/clinics/mado.yaml"] = &fstest.MapFile{Data: []byte("name: まど医院\naddress: 東京都架空区まど一丁目\ntel: 03-0000-0001\nimage: /assets/x.png\n")}
			if c.data != nil {
				fsys["assets/x.png"] = &fstest.MapFile{Data: c.data}
			}
			var got []string
			for _, f := range judge(t, fsys) {
				if f.Severity != kanshu.Warn {
					t.Errorf("%v is no warning", f)
				}
				got = append(got, fmt.Sprintf("%s:%d %s", f.Pos.File, f.Pos.Line, f.Rule))
			}
			var want []string
			if c.want != "" {
				for _, at := range []string{"data/clinics/mado.yaml:4", "data/doctors/kao.yaml:4", "kanshu.yaml:5", "kanshu.yaml:7"} {
					want = append(want, at+" "+c.want)
				}
			}
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("found %q, want %q", got, want)
			}
		})
	}
}

// hugePNG is the head of a picture of more pixels than are read.
func hugePNG() []byte {
	b := []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x40\x00\x00\x00\x40\x00\x08\x02\x00\x00\x00")
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[12:29]))
}

// counting counts how often each file is opened.
type counting struct {
	fstest.MapFS
	opened map[string]int
}

func (c counting) Open(name string) (fs.File, error) {
	c.opened[name]++
	return c.MapFS.Open(name)
}

// TestPicturesAreLookedAtOnce holds that a picture which many columns share costs one look.
func TestPicturesAreLookedAtOnce(t *testing.T) {
	fsys := counting{site(pictured), map[string]int{}}
	for i := range 50 {
		fsys.MapFS[fmt.Sprintf("columns/zu-%d/index.md", i)] = fsys.MapFS["columns/zu/index.md"]
		fsys.MapFS[fmt.Sprintf("columns/zu-%d/soba.png", i)] = blank(t, 640, 9)
	}
	fsys.MapFS["columns/zu/soba.png"] = blank(t, 640, 9)
	fsys.MapFS["assets/images/shared.png"] = blank(t, 640, 9)
	fsys.MapFS["assets/images/poster.png"] = blank(t, 1200, 630)
	if found := judge(t, fsys); len(found) > 0 {
		t.Errorf("found %+v", found)
	}
	for _, name := range []string{"assets/images/shared.png", "assets/images/poster.png", "columns/zu/soba.png"} {
		if fsys.opened[name] != 1 {
			t.Errorf("%s was opened %d times", name, fsys.opened[name])
		}
	}
}

// TestPictureCutOff holds that a picture whose end is missing is told of, however long it is.
func TestPictureCutOff(t *testing.T) {
	fsys := site(pictured)
	whole := noise(t, 640, 480)
	fsys["columns/zu/soba.png"] = &fstest.MapFile{Data: whole[:len(whole)-20]}
	fsys["assets/images/shared.png"] = &fstest.MapFile{Data: whole}
	fsys["assets/images/poster.png"] = blank(t, 1200, 630)
	found := judge(t, fsys)
	if len(found) != 1 || found[0].Rule != "picture-broken" || !strings.Contains(found[0].Message.EN, "soba.png") {
		t.Errorf("found %+v", found)
	}
}

// noise is a PNG that does not become small.
func noise(t *testing.T, width, height int) []byte {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, width, height))
	x := uint32(1)
	for i := range m.Pix {
		x ^= x << 13
		x ^= x >> 17
		x ^= x << 5
		m.Pix[i] = byte(x)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestNamesThatNoFileCanHave holds that a name which the machine refuses is no more than a missing picture.
func TestNamesThatNoFileCanHave(t *testing.T) {
	dir := t.TempDir()
	for name, f := range site(strings.Replace(pictured, "image: /assets/images/poster.png\n", "", 1)) {
		write(t, dir, name, f.Data)
	}
	write(t, dir, "columns/zu/soba.png", blank(t, 640, 9).Data)
	write(t, dir, "assets/images/shared.png", blank(t, 640, 9).Data)
	write(t, dir, "columns/zu/図 2.png", blank(t, 640, 9).Data)
	for dest, found := range map[string]bool{
		"soba.png": true, "%E5%9B%B3%202.png": true, "soba.png/x.png": false, "%00.png": false, "%2e%2e/x.png": false,
		strings.Repeat("a", 400) + ".png": false, "/assets/../kanshu.yaml": false,
	} {
		write(t, dir, "columns/zu/index.md", []byte(strings.Replace(strings.Replace(pictured, "image: /assets/images/poster.png\n", "", 1), "soba.png", dest, 1)))
		root, err := source.Dir(dir)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range judge(t, root) {
			got = append(got, f.Rule)
		}
		if err := root.Close(); err != nil {
			t.Fatal(err)
		}
		want := ""
		if !found {
			want = "picture-missing"
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%.40s: found %v, want %q", dest, got, want)
		}
	}
}

func write(t *testing.T, dir, name string, data []byte) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
