package source_test

import (
	"errors"
	"strings"
	"testing"

	"kanshu/internal/kanshu"
	"kanshu/internal/source"
)

// told fails where a finding has no words, or stands outside its file.
func told(t *testing.T, fs []kanshu.Finding, file, text string) {
	t.Helper()
	lines := strings.Count(strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"), "\n") + 1
	for _, f := range fs {
		if f.Message.JA == "" || f.Message.EN == "" || f.Pos.File == file && f.Pos.Line > lines {
			t.Errorf("%+v", f)
		}
	}
}

// FuzzConfig reads kanshu.yaml. It is read, or it is broken and says where and why.
func FuzzConfig(f *testing.F) {
	f.Add("title: x\nbase_url: https://column.example.jp\n")
	f.Fuzz(func(t *testing.T, text string) {
		cfg, err := source.LoadConfig(site("kanshu.yaml", text))
		var broken *source.Broken
		switch {
		case err == nil && (cfg == nil || cfg.Title == "" || cfg.BaseURL == "" || cfg.Location == nil):
			t.Errorf("a configuration without a title, an address or a zone: %+v", cfg)
		case err != nil && !errors.As(err, &broken):
			t.Errorf("%T: %v", err, err)
		case err != nil:
			told(t, broken.Findings, "kanshu.yaml", text)
		}
	})
}

// FuzzData reads the records beside the columns. A record that cannot be read breaks the site with words; what
// can be read leaves the good column as it is.
func FuzzData(f *testing.F) {
	f.Add(0, "name: 架空 太郎\n")
	names := [...]string{"data/doctors/other.yaml", "data/clinics/other.yaml", "data/topics.yaml", "data/glossary.yaml", "data/withdrawn.yaml"}
	f.Fuzz(func(t *testing.T, which int, text string) {
		if which < 0 || which >= len(names) {
			t.Skip()
		}
		s, err := source.Load(site(names[which], text), source.Options{})
		var broken *source.Broken
		if err != nil {
			if !errors.As(err, &broken) {
				t.Fatalf("%T: %v", err, err)
			}
			told(t, broken.Findings, names[which], text)
			return
		}
		told(t, s.Findings, names[which], text)
		if len(s.Columns) != 1 || s.Columns[0].Title != "よい記事" || len(s.Columns[0].Supervisors) != 1 {
			t.Errorf("the good column is %+v", s.Columns[0])
		}
	})
}
