package report_test

import (
	"bytes"
	"strings"
	"testing"
	"unicode"

	"kanshu/internal/kanshu"
	"kanshu/internal/report"
)

// FuzzText shows a line of any bytes at any place. Whatever they are, the terminal is sent no control
// character, and the marks stand on a line of their own.
func FuzzText(f *testing.F) {
	f.Add([]byte("---\ntitle: 花粉\n"), 2, 8, 2, 40)
	f.Add([]byte("\xef\xbb\xbf\x1b[31m\t\u202e\r\n\xff\xfe"), 1, 3, 9, 1)
	f.Add([]byte(strings.Repeat("か\u3099", 200)), 1, 250, 1, 30)
	f.Fuzz(func(t *testing.T, body []byte, line, char, length, columns int) {
		finding := kanshu.Finding{
			Rule: "x", Message: kanshu.Wording{JA: string(body)}, Hint: kanshu.Wording{JA: string(body)},
			Pos: kanshu.Pos{File: "a.md", Line: line, Char: char, Len: length},
		}
		var b bytes.Buffer
		err := report.Text(&b, &report.Run{Day: day("2026-11-22"), Findings: []kanshu.Finding{finding}}, report.Options{
			Width: columns % 200, Lines: func(string) []byte { return body },
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range b.String() {
			if unicode.IsControl(r) && r != '\n' {
				t.Fatalf("control character %U in %q", r, b.String())
			}
		}
		if n := strings.Count(b.String(), "\n      | "); n > 1 {
			t.Fatalf("%d lines of marks in\n%s", n, b.String())
		}
	})
}
