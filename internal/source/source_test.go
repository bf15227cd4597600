package source_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kanshu/internal/kanshu"
	"kanshu/internal/source"
)

// site is a small valid site, to which files are added or in which they are replaced.
func site(files ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	all := append([]string{
		"kanshu.yaml", "title: みほん医療コラム\nbase_url: https://column.example.jp/\n",
		"data/doctors/morishita.yaml", "name: 森下 葉子\nkana: もりした ようこ\nclinic: ginza\n",
		"data/clinics/ginza.yaml", "name: みほん銀座クリニック\ntel: 03-0000-1000\n",
		"data/topics.yaml", "categories:\n  cancer: {name: がん}\ntags:\n  sleep:\n    name: 睡眠\n",
		"columns/good.md", "---\ntitle: よい記事\nsupervisor: morishita\nreviewed: 2026-11-08\nreview_due: 2027-11-07\n---\n本文。\n",
	}, files...)
	for i := 0; i+1 < len(all); i += 2 {
		fsys[all[i]] = &fstest.MapFile{Data: []byte(all[i+1]), Mode: 0o644}
	}
	return fsys
}

func load(t *testing.T, fsys fstest.MapFS) *kanshu.Site {
	t.Helper()
	s, err := source.Load(fsys, source.Options{})
	if err != nil {
		t.Fatalf("Load: %v", err)
	}
	return s
}

// column loads a site with one column more and returns that column.
func column(t *testing.T, text string, files ...string) *kanshu.Column {
	t.Helper()
	s := load(t, site(append([]string{"columns/it.md", text}, files...)...))
	for _, c := range s.Columns {
		if c.File == "columns/it.md" {
			return c
		}
	}
	t.Fatal("the column is not in the site")
	return nil
}

func refused(c *kanshu.Column) bool {
	return slices.ContainsFunc(c.Findings, func(f kanshu.Finding) bool { return f.Severity == kanshu.Refuse })
}

func TestLoad(t *testing.T) {
	t.Parallel()
	s := load(t, site())
	if len(s.Findings) != 0 || len(s.Columns) != 1 || len(s.Columns[0].Findings) != 0 {
		t.Fatalf("Load found %v and %v, want one column and nothing to mend", s.Findings, s.Columns)
	}
	c := s.Columns[0]
	if c.Slug != "good" || c.Lang != "ja" || c.Title != "よい記事" || len(c.Supervisors) != 1 {
		t.Errorf("column = %+v", c)
	}
	if sup := c.Supervisors[0]; sup.Doctor != s.Doctors[0] || sup.Clinic != s.Clinics[0] || len(c.Clinics) != 1 {
		t.Errorf("names are not resolved to the records: %+v", c)
	}
	if b, err := c.Body.Bytes(); err != nil || string(b) != "本文。\n" || c.Body.Line != 7 {
		t.Errorf("body = %q on line %d, %v", b, c.Body.Line, err)
	}
	if at := c.At("review_due"); at != (kanshu.Pos{File: "columns/good.md", Line: 5, Char: 13, Len: 10}) {
		t.Errorf("review_due stands at %+v", at)
	}
}

func TestAChangedTextIsNoLikeness(t *testing.T) {
	t.Parallel()
	first := []byte("血圧は百三十です。\n")
	for text, want := range map[string]bool{
		"血圧は百三十です。\n": true, "血圧は百四十です。\n": false, "血圧は百三十です。": false, "血圧は百三十です。\n\n": false, "": false,
	} {
		if bySum, byDigest := source.Alike(first, []byte(text)); bySum != want || byDigest != want {
			t.Errorf("Alike(%q, %q) = %v by the sum, %v by the digest; want %v", first, text, bySum, byDigest, want)
		}
	}
}

func TestBodyThatChanged(t *testing.T) {
	t.Parallel()
	fsys := site()
	c := load(t, fsys).Columns[0]
	fsys["columns/good.md"].Data = []byte(strings.Replace(string(fsys["columns/good.md"].Data), "本文", "別文", 1))
	if _, err := c.Body.Bytes(); !errors.Is(err, kanshu.ErrChanged) {
		t.Errorf("Bytes of a changed file = %v, want ErrChanged", err)
	}
	delete(fsys, "columns/good.md")
	if _, err := c.Body.Bytes(); !errors.Is(err, kanshu.ErrChanged) {
		t.Errorf("Bytes of a file that is gone = %v, want ErrChanged", err)
	}
}
