package revise_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"kanshu/internal/revise"
	"kanshu/internal/source"
)

// FuzzApply records a review in whatever can be read. The file that comes of it is read again, says what was
// recorded, and holds the same body.
func FuzzApply(f *testing.F) {
	f.Add("---\ntitle: 題\nsupervisor: kita # 前任\nreviewed: 2025-11-01\nreview_due: 2026-10-31\n---\n本文\n")
	f.Fuzz(func(t *testing.T, text string) {
		site := func(text string) fstest.MapFS {
			return fstest.MapFS{
				"kanshu.yaml":            {Data: []byte("title: x\nbase_url: https://column.example.jp\n")},
				"data/doctors/aoki.yaml": {Data: []byte("name: 青木 架子\n")}, "data/doctors/kita.yaml": {Data: []byte("name: 北 架子\n")},
				"columns/x.md": {Data: []byte(text)},
			}
		}
		before, err := source.Load(site(text), source.Options{})
		if err != nil || len(before.Columns) != 1 || len(before.Columns[0].Findings) > 0 {
			return
		}
		out, err := revise.Apply([]byte(text), before.Columns[0], revise.Review{By: "aoki", On: on, Due: due})
		if err != nil {
			return
		}
		after, err := source.Load(site(string(out)), source.Options{})
		if err != nil {
			t.Fatal(err)
		}
		c := after.Columns[0]
		was, _ := before.Columns[0].Body.Bytes()
		is, _ := c.Body.Bytes()
		if c.Review.On != on || c.Review.Due != due || len(c.Supervisors) == 0 || string(was) != string(is) {
			t.Errorf("%q becomes %q, which says %v, %v, %d supervisors, body %q", text, out, c.Review.On, c.Review.Due, len(c.Supervisors), is)
		}
		if strings.Count(string(out), "\n") < strings.Count(text, "\n") {
			t.Errorf("%q becomes %q: lines are lost", text, out)
		}
	})
}
