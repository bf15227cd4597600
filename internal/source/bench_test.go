package source_test

import (
	"fmt"
	"strings"
	"testing"

	"kanshu/internal/source"
)

// manyColumns is a site of n columns with 1 KB of front matter and 4 KB of body each.
func manyColumns(n int) []string {
	var files []string
	for i := range n {
		var b strings.Builder
		fmt.Fprintf(&b, "---\ntitle: 肩の痛みと上手につきあうために知っておきたいこと%d\nslug: \"column-%05d\"\n", i, i)
		b.WriteString("description: \"一人で暮らす方にとって、正しい知識は毎日の安心につながります。電話で問い合わせることをおすすめします。\"\n")
		b.WriteString("date: 2021-03-19\nupdated: 2023-08-09\ncategory: cancer\ntags: [sleep, 検査, 運動]\nsupervisor: \"morishita\"\nclinic: \"ginza\"\n")
		b.WriteString("reviewed: 2026-02-08\nreview_due: 2028-10-19\nreferences:\n")
		for j := range 4 {
			fmt.Fprintf(&b, "  - title: \"みほん診療の手引き(架空版)%d\"\n    url: \"https://ref-%d.example.org/women/%d\"\n    publisher: 見本大学出版\n    year: 2025\n", j, j, i)
		}
		b.WriteString("---\n\n")
		b.WriteString(strings.Repeat("肩の痛みは多くの場合、時間とともに和らぎます。\n\n", 60))
		files = append(files, fmt.Sprintf("columns/column-%05d.md", i), b.String())
	}
	return files
}

func TestManyColumns(t *testing.T) {
	t.Parallel()
	s := load(t, site(manyColumns(20)...))
	if len(s.Columns) != 21 {
		t.Fatalf("%d columns, want 21", len(s.Columns))
	}
	for _, c := range s.Columns {
		if len(c.Findings) > 0 || len(c.Supervisors) != 1 {
			t.Errorf("%s: %v", c.File, c.Findings)
		}
	}
	if c := s.Columns[3]; len(c.References()) != 4 || len(c.Tags) != 3 || c.Category.Name != "がん" {
		t.Errorf("column = %+v", c)
	}
}

func BenchmarkLoad(b *testing.B) {
	fsys := site(manyColumns(1000)...)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := source.Load(fsys, source.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
