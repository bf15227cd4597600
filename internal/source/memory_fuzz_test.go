package source_test

import (
	"testing"

	"kanshu/internal/kanshu"
	"kanshu/internal/source"
)

// FuzzRecall reads what a run is said to have remembered. Whatever stands there, columns are as they are read.
func FuzzRecall(f *testing.F) {
	salt := kanshu.DigestOf([]byte("x"))
	f.Add([]byte("kanshu memory 2\n"))
	f.Add([]byte("kanshu memory 2\n" + string(salt[:]) + "\x05a.md\x00"))
	f.Add(append([]byte("kanshu memory 2\n"+string(salt[:])), 0x0d, 'c', 'o', 'l', 'u', 'm', 'n', 's', '/', 'i', 't', '.', 'm', 'd', 1, 2, 3, 4, 0xff, 0xff, 0xff, 0xff, 0x7f))
	f.Fuzz(func(t *testing.T, data []byte) {
		files := site("columns/it.md", "---\ntitle: 題\nsupervisor: morishita\n---\n本文\n")
		s, err := source.Load(files, source.Options{Memory: source.Recall(data, data, salt, 0)})
		if err != nil {
			t.Fatal(err)
		}
		if c := s.Columns[1]; c.Title != "題" || len(c.Supervisors) != 1 || refused(c) {
			t.Errorf("read otherwise: %+v", c)
		}
	})
}
