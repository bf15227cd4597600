// Package testsite holds a small valid site for tests and compares what they made with what is wanted.
// It stands on no floor: tests alone import it.
package testsite

import (
	"bytes"
	"embed"
	"image"
	"image/color"
	"image/png"
	"io/fs"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"kanshu/internal/kanshu"
)

// Today is a day on which every column of the site may be published. The review of blood-pressure is
// the next to run out, on 2026-12-15.
var Today = kanshu.Date{Year: 2026, Month: 11, Day: 22}

//go:embed all:files
var files embed.FS

// New returns the site, each time a new one that the test may change: two doctors, one clinic and three
// columns, of which hay-fever stands in a folder beside its picture. All people and places in it are
// made up.
func New(t testing.TB) fstest.MapFS {
	t.Helper()
	site := fstest.MapFS{}
	sub, err := fs.Sub(files, "files")
	if err != nil {
		t.Fatal(err)
	}
	err = fs.WalkDir(sub, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(sub, name)
		Put(site, name, string(b))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	Put(site, "columns/hay-fever/pollen.png", string(picture(t)))
	return site
}

// Put adds a file to the site or replaces it.
func Put(site fstest.MapFS, name, body string) {
	site[name] = &fstest.MapFile{
		Data: []byte(body), Mode: 0o644, ModTime: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC),
	}
}

// Write puts the files of a site below a folder of the disk.
func Write(t testing.TB, dir string, site fstest.MapFS) {
	t.Helper()
	for name, f := range site {
		write(t, filepath.Join(dir, filepath.FromSlash(name)), f.Data)
	}
}

// picture returns a PNG of 640 × 360 pixels.
func picture(t testing.TB) []byte {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, 640, 360))
	for y := range 360 {
		for x := range 640 {
			m.SetNRGBA(x, y, color.NRGBA{uint8(x / 3), uint8(y / 2), 120, 255})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
