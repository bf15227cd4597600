package markdown_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
)

// TestHostileTexts holds that no text costs much time or much output, and that a limit which is met
// is named. The bounds are wide: they catch what grows with the square of a text.
func TestHostileTexts(t *testing.T) {
	var lists, table, notes, deepNotices strings.Builder
	for i := range 700 {
		lists.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	table.WriteString(strings.Repeat("|a", 3000) + "|\n" + strings.Repeat("|-", 3000) + "|\n" + strings.Repeat("|b|\n", 3000))
	for i := range 10_000 {
		fmt.Fprintf(&notes, "[^%d]\n\n[^%d]: n\n\n", i, i)
	}
	deepNotices.WriteString(strings.Repeat(":::notice\n", 20_000))
	cases := []struct{ name, src, rule string }{
		{"quotations", strings.Repeat(">", 50_000), "nesting-too-deep"},
		{"quotations with blanks", strings.Repeat("> ", 50_000) + "a", "nesting-too-deep"},
		{"lists in one line", strings.Repeat("- ", 50_000) + "a", "nesting-too-deep"},
		{"numbered lists in one line", strings.Repeat("1. ", 50_000) + "a", "nesting-too-deep"},
		{"nested lists", lists.String(), "nesting-too-deep"},
		{"notices", deepNotices.String(), "nesting-too-deep"},
		{"opening brackets", strings.Repeat("[", 50_000), ""},
		{"pictures", strings.Repeat("![", 50_000), ""},
		{"links in links", strings.Repeat("[a](b", 30_000), "links-too-many"},
		{"brackets both ways", strings.Repeat("[", 25_000) + strings.Repeat("]", 25_000), ""},
		{"stars", strings.Repeat("*", 50_000), ""},
		{"stars and letters", strings.Repeat("*a ", 50_000), ""},
		{"strong opens", strings.Repeat("**a ", 30_000), "stray-markup"},
		{"strong and underscores", strings.Repeat("**x__y", 20_000), ""},
		{"stars and underscores", strings.Repeat("_a__b*c**", 100_000), "marks-too-many"},
		{"closers without openers", strings.Repeat("a* b_ ", 100_000), ""},
		{"marks in links", strings.Repeat("[*a_](b) ", 100_000), ""},
		{"brackets in brackets", strings.Repeat("[", 300_000) + strings.Repeat("]", 300_000) + "(x)", ""},
		{"a million brackets", strings.Repeat("[", 1_000_000), ""},
		{"addresses without end, a megabyte", strings.Repeat("[a](", 250_000), "links-too-many"},
		{"nested emphasis", strings.Repeat("*a **b ", 10_000) + strings.Repeat("b** a*", 10_000), ""},
		{"tildes", strings.Repeat("~~a ", 30_000), "stray-markup"},
		{"tags", strings.Repeat("<a ", 50_000), ""},
		{"comments", strings.Repeat("<!--", 50_000), ""},
		{"declarations", strings.Repeat("a <!A ", 30_000), ""},
		{"instructions", strings.Repeat("a <? ", 30_000), ""},
		{"braces", strings.Repeat("{", 50_000), ""},
		{"ruby without end", strings.Repeat("{a|", 50_000), ""},
		{"citations without end", strings.Repeat("[@a;", 50_000), ""},
		{"citations", strings.Repeat("[@a]", 50_000), ""},
		{"code marks", "a" + strings.Repeat("`a``b", 20_000), ""},
		{"addresses", strings.Repeat("https://a.example/((((", 20_000), ""},
		{"mails", strings.Repeat("a@a@", 50_000), ""},
		{"at signs", strings.Repeat("@", 100_000), ""},
		{"backslashes", strings.Repeat("\\", 100_000), ""},
		{"entities", strings.Repeat("&a", 100_000), ""},
		{"table", table.String(), "table-too-large"},
		{"long table", "|a|b|\n|-|-|\n" + strings.Repeat("|b|c|\n", 30_000), "table-too-large"},
		{"bars", strings.Repeat("|", 100_000) + "\n" + strings.Repeat("|-", 50_000), ""},
		{"footnotes", notes.String(), "notes-too-many"},
		{"headings", strings.Repeat("# a\n", 50_000), ""},
		{"fragments", strings.Repeat(strings.Repeat("[a](#b)\n", 1000)+"\n", 50), "fragment-unknown"},
		{"fragments in one paragraph", strings.Repeat("[a](#b)\n", 50_000), "links-too-many"},
		{"definitions", strings.Repeat("a\n: b\n\n", 30_000), ""},
		{"link references", strings.Repeat("[a]: b\n", 50_000), "links-too-many"},
		{"marks", strings.Repeat("か\u3099", 100_000), ""},
		{"one letter, many marks", "a" + strings.Repeat("\u0301", 200_000), ""},
		{"links with japanese", strings.Repeat("[あ](/あ/)\n", 30_000), "links-too-many"},
		{"raw tags", strings.Repeat("<b>a</b>", 30_000), "raw-html"},
		{"raised digits", strings.Repeat("<sup>1</sup>", 20_000), "raw-html"},
		{"large", strings.Repeat("本文です。\n\n", 100_000), "body-too-large"},
		{"one large line", strings.Repeat("あ", 500_000), "body-too-large"},
		{"setext", strings.Repeat("a\n-\n", 50_000), "setext-heading"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			start := spentCPU(t)
			d := markdown.Parse("x.md", 1, []byte(c.src))
			out := d.Render(nil, testOptions)
			d.Survey()
			d.Spans()
			d.Outline()
			d.Questions(nil)
			if spent := spentCPU(t) - start; spent > 8*time.Second {
				t.Errorf("%v for %d bytes", spent, len(c.src))
			} else if spent > time.Second {
				t.Logf("%v", spent)
			}
			if len(out) > 60*len(c.src)+10_000 {
				t.Errorf("%d bytes in, %d out", len(c.src), len(out))
			}
			if c.rule != "" && !has(d.Findings(), c.rule) {
				t.Errorf("no finding %s", c.rule)
			}
			if len(d.Findings()) > 1100 {
				t.Errorf("%d findings", len(d.Findings()))
			}
		})
	}
}

// has reports whether a finding of the rule is among fs.
func has(fs []kanshu.Finding, rule string) bool {
	for _, f := range fs {
		if f.Rule == rule {
			return true
		}
	}
	return false
}

// TestNothingIsLostAtALimit holds that what stands too deep, too wide or too often is still shown.
func TestNothingIsLostAtALimit(t *testing.T) {
	t.Parallel()
	var src strings.Builder
	for i := range 60 {
		fmt.Fprintf(&src, "%s- word%d\n", strings.Repeat("  ", i), i)
	}
	fmt.Fprintf(&src, "\n%s quoted\n", strings.Repeat(">", 200))
	src.WriteString("\n" + strings.Repeat("|c", 70) + "|\n" + strings.Repeat("|-", 70) + "|\n| wide |\n")
	out := markdown.Parse("x.md", 1, []byte(src.String())).Render(nil, nil)
	for i := range 60 {
		if !bytes.Contains(out, []byte(fmt.Sprintf("word%d", i))) {
			t.Errorf("word%d is lost", i)
		}
	}
	for _, w := range []string{"quoted", "wide"} {
		if !bytes.Contains(out, []byte(w)) {
			t.Errorf("%s is lost", w)
		}
	}
}
