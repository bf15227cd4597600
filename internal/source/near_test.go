package source_test

import (
	"testing"
	"testing/fstest"

	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
	"kanshu/internal/source"
)

// TestTheDoctorWhoWasMeant writes the supervisor as editors do, and wants the id.
func TestTheDoctorWhoWasMeant(t *testing.T) {
	for _, written := range []string{
		"“mihon”", "「“mihon”」", "「mihon」", "『mihon』", "”mihon”", "‘mihon’", "＂mihon＂", `"“mihon”"`, "ｍｉｈｏｎ", "“ｍｉｈｏｎ”",
		"【mihon】", "(mihon)", "（mihon）", "＜mihon＞", "mihon.yaml", "data/doctors/mihon.yaml", "mihon先生", "Mihon", "mihn",
		"見本 太郎", "見本太郎", "見本　太郎", "“見本 太郎”", "見本太郎先生", "見本 太郎 医師",
	} {
		site := fstest.MapFS{
			"kanshu.yaml":             {Data: []byte("title: 題\nbase_url: https://column.example.jp\n")},
			"data/doctors/mihon.yaml": {Data: []byte("name: 見本 太郎\n")},
			"data/doctors/aoki.yaml":  {Data: []byte("name: 青木 架子\n")},
			"columns/a.md":            {Data: []byte("---\ntitle: 題\nsupervisor: " + written + "\n---\n本文\n")},
		}
		s, err := source.Load(site, source.Options{Each: kanshu.InOrder, Survey: markdown.Survey})
		if err != nil {
			t.Fatal(err)
		}
		c := s.Columns[0]
		if len(c.Named) != 1 || c.Named[0].Known || c.Named[0].Near != "mihon" {
			t.Errorf("supervisor: %s gives %+v, want the hint mihon", written, c.Named)
		}
	}
}
