package report_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"kanshu/internal/kanshu"
	"kanshu/internal/report"
)

// TestExcerptsOfLongLines: a thousand findings in a line of a megabyte are shown around their places, marks
// under the right characters, whatever their order, and the work does not grow with findings times bytes.
func TestExcerptsOfLongLines(t *testing.T) {
	long := strings.Repeat("あいうえお[x](", 60_000)
	file := "はじめ\n" + long + "\r\nおわり\n"
	column := &kanshu.Column{File: "columns/x.md"}
	v := kanshu.Verdict{Column: column, Outcome: kanshu.Approved}
	n := 0
	for char := 6; n < 1000; n, char = n+1, char+9 {
		v.Findings = append(v.Findings, kanshu.Finding{Rule: fmt.Sprint("x", n%10), Severity: kanshu.Warn, Pos: kanshu.Pos{File: column.File, Line: 2, Char: char, Len: 4}})
	}
	for _, pos := range []kanshu.Pos{{Line: 1, Char: 2, Len: 1}, {Line: 3, Char: 1, Len: 3}, {Line: 2, Char: 540_001}, {Line: 2, Char: 1, Len: 1}, {Line: 9, Char: 1}, {Line: 2, Char: 900_000, Len: 7}} {
		pos.File = column.File
		v.Findings = append(v.Findings, kanshu.Finding{Rule: "y", Severity: kanshu.Warn, Pos: pos})
	}
	var b bytes.Buffer
	run := &report.Run{Verdicts: []kanshu.Verdict{v}}
	if err := report.Text(&b, run, report.Options{Width: 60, Lang: "en", Lines: func(string) []byte { return []byte(file) }}); err != nil {
		t.Fatal(err)
	}
	told, marked := strings.Split(b.String(), "\n"), 0
	for i, line := range told {
		_, marks, ok := strings.Cut(line, "      | ")
		if !ok || i == 0 || !strings.Contains(marks, "^") {
			continue
		}
		_, shown, _ := strings.Cut(told[i-1], " | ")
		if strings.Contains(told[i-2], " [x") {
			at, end := strings.Index(marks, "^"), strings.LastIndex(marks, "^")
			if got := columns(shown, at, end+1); got != "[x](" {
				t.Fatalf("marked is %q in\n%s\n%s", got, shown, marks)
			}
			marked++
		}
	}
	if marked != n {
		t.Errorf("%d of %d findings are shown with their marks", marked, n)
	}
	for _, want := range []string{"    1 | はじめ\n      |   ^", "    3 | おわり\n      | ^^^^^^", "    2 | あいうえお[x](あい", "お[x](\n      | "} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("not told: %q", want)
		}
	}
	if got := testing.AllocsPerRun(1, func() {
		_ = report.Text(&bytes.Buffer{}, run, report.Options{Width: 60, Lang: "en", Lines: func(string) []byte { return []byte(file) }})
	}); got > 400_000 {
		t.Errorf("%.0f allocations", got)
	}
}

// columns returns what stands between two columns of a terminal.
func columns(s string, from, to int) string {
	var b strings.Builder
	at := 0
	for _, r := range s {
		if at >= from && at < to {
			b.WriteRune(r)
		}
		at++
		if r > 0x3000 {
			at++
		}
	}
	return fmt.Sprint(b.String())
}

// TestAFloodIsTold: of more than a hundred findings of one rule in one file the first are told, and how many
// follow; other rules and other files are told in full.
func TestAFloodIsTold(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]int{99: 99, 100: 100, 101: 101, 102: 101, 5000: 101} {
		v := kanshu.Verdict{Column: &kanshu.Column{File: "columns/x.md"}, Outcome: kanshu.Refused}
		for i := range n {
			v.Findings = append(v.Findings, kanshu.Finding{Rule: "x", Pos: kanshu.Pos{File: "columns/x.md", Line: i + 1}, Message: kanshu.Wording{JA: "多い"}})
		}
		other := v.Findings[0]
		other.Rule = "y"
		v.Findings = append(v.Findings, other)
		for _, quiet := range []bool{false, true} {
			var b bytes.Buffer
			if err := report.Text(&b, &report.Run{Verdicts: []kanshu.Verdict{v}}, report.Options{Quiet: quiet}); err != nil {
				t.Fatal(err)
			}
			if got := strings.Count(b.String(), " [x]\n"); got != want || strings.Count(b.String(), " [y]\n") != 1 {
				t.Errorf("%d findings, quiet %v: %d are told, want %d", n, quiet, got, want)
			}
			if got := strings.Contains(b.String(), fmt.Sprintf("columns/x.md:101:1: refuse: このファイルには同じ指摘がここから先に %d 件", n-100)); got != (n > 101) {
				t.Errorf("%d findings, quiet %v: the rest is told: %v", n, quiet, got)
			}
		}
	}
}
