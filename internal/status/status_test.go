package status_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"kanshu/internal/kanshu"
	"kanshu/internal/status"
)

var today = kanshu.Date{Year: 2026, Month: 11, Day: 22}

// verdicts makes a site of n columns by three doctors, one of them refused for want of a supervisor, one
// past its date, one a draft.
func verdicts(n int) []kanshu.Verdict {
	doctors := []*kanshu.Doctor{{Name: "青木 架子"}, {Name: "北 架夫"}, {Name: "南 架代"}}
	var vs []kanshu.Verdict
	for i := range n {
		c := &kanshu.Column{
			Slug: kanshu.Slug(fmt.Sprintf("c-%03d", i)), Lang: "ja", File: fmt.Sprintf("columns/c-%03d.md", i), Title: fmt.Sprintf("題名 <%d>, その他", i),
			Supervisors: []kanshu.Supervisor{{Doctor: doctors[i%3]}},
			Review:      kanshu.Review{On: today.AddDays(-100), Due: today.AddDays(i - 1)},
		}
		v := kanshu.Verdict{Column: c, Outcome: kanshu.Approved}
		switch i {
		case 0:
			v.Outcome = kanshu.Refused
			v.Findings = []kanshu.Finding{{Rule: "review-expired", Message: kanshu.Wording{JA: "期限切れ", EN: "expired"}}}
		case 3:
			c.Supervisors, v.Outcome = nil, kanshu.Refused
			v.Findings = []kanshu.Finding{{Rule: "supervisor-missing", Message: kanshu.Wording{JA: "監修者がいません", EN: "nobody"}}}
		case 4:
			v.Outcome = kanshu.Held
		}
		vs = append(vs, v)
	}
	return vs
}

func report(n int, lang string) *status.Report {
	return status.New(&kanshu.Config{Title: "見本", BaseURL: "https://column.example.jp", Language: "ja"}, verdicts(n), today, 5, lang)
}

// TestStates holds how columns are told apart.
func TestStates(t *testing.T) {
	r := report(8, "ja")
	var got []string
	for _, row := range r.Rows {
		got = append(got, row.State.String())
	}
	if want := "expired soon soon refused waiting soon soon valid"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
	if g := r.By("doctor"); len(g) != 4 || g[3].Name != "" || g[0].Name != "北 架夫" && g[0].Name != "南 架代" && g[0].Name != "青木 架子" {
		t.Errorf("groups: %+v", g)
	}
}

// TestText holds that urgent columns stand in the table, and all of them only when asked for.
func TestText(t *testing.T) {
	for _, lang := range []string{"ja", "en"} {
		var b, all bytes.Buffer
		if err := status.Text(&b, report(8, lang), "due", false); err != nil {
			t.Fatal(err)
		}
		if err := status.Text(&all, report(8, lang), "doctor", true); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(b.String(), "c-007") || !strings.Contains(b.String(), "c-000") || !strings.Contains(b.String(), "[supervisor-missing]") {
			t.Errorf("%s: %s", lang, b.String())
		}
		if !strings.Contains(all.String(), "c-007") || !strings.Contains(all.String(), "c-004") {
			t.Errorf("%s: %s", lang, all.String())
		}
	}
}

// TestCalendar holds the form of RFC 5545: CRLF, lines of at most 75 bytes, whole characters, stable UIDs.
func TestCalendar(t *testing.T) {
	var b bytes.Buffer
	if err := status.Calendar(&b, report(8, "ja"), ""); err != nil {
		t.Fatal(err)
	}
	s := b.String()
	if strings.Count(s, "\n") != strings.Count(s, "\r\n") || !strings.HasSuffix(s, "END:VCALENDAR\r\n") {
		t.Error("lines do not end in CRLF")
	}
	for _, line := range strings.Split(s, "\r\n") {
		if len(line) > 75 || strings.ContainsRune(line, '\uFFFD') {
			t.Errorf("line of %d bytes: %q", len(line), line)
		}
	}
	unfolded := strings.ReplaceAll(s, "\r\n ", "")
	for _, want := range []string{"UID:c-001-ja@column.example.jp", "DTSTART;VALUE=DATE:20261122", `SUMMARY:監修期限: 題名 <1>\, その他`, "TRIGGER:-P30D"} {
		if !strings.Contains(unfolded, want) {
			t.Errorf("missing %q", want)
		}
	}
	if strings.Contains(unfolded, "c-004") {
		t.Error("a draft stands in the calendar")
	}
	var one bytes.Buffer
	if err := status.Calendar(&one, report(8, "ja"), "青木 架子"); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(one.String(), "c-001") || !strings.Contains(one.String(), "c-000") {
		t.Error("the calendar of one doctor holds another's columns, or lacks its own")
	}
}

// TestHTML holds that the page is whole at 12 and at 500 columns, asks for nothing, and escapes titles.
func TestHTML(t *testing.T) {
	for _, n := range []int{0, 12, 500} {
		var b bytes.Buffer
		if err := status.HTML(&b, report(n, "ja")); err != nil {
			t.Fatal(err)
		}
		doc, err := html.Parse(&b)
		if err != nil {
			t.Fatal(err)
		}
		bars, scripts := 0, 0
		for node := range doc.Descendants() {
			if node.Type != html.ElementNode {
				continue
			}
			switch node.Data {
			case "i":
				bars++
			case "script", "link", "img", "iframe":
				scripts++
			}
		}
		if bars != n || scripts != 0 {
			t.Errorf("%d columns: %d bars, %d elements that ask for something", n, bars, scripts)
		}
	}
}

// TestJSON holds that every column stands in the list.
func TestJSON(t *testing.T) {
	var b bytes.Buffer
	if err := status.JSON(&b, report(8, "ja")); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Day     string
		Columns []struct {
			Slug, State string
			Days        *int
			Doctors     []string
		}
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Day != "2026-11-22" || len(got.Columns) != 8 || got.Columns[0].State != "expired" || *got.Columns[0].Days != -1 || len(got.Columns[3].Doctors) != 0 {
		t.Errorf("%+v", got)
	}
}

// TestMarkdown holds a box to tick for each column that wants a doctor.
func TestMarkdown(t *testing.T) {
	var b bytes.Buffer
	if err := status.Markdown(&b, report(8, "ja")); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(b.String(), "- [ ] "); n != 6 || strings.Contains(b.String(), "<1>") {
		t.Errorf("%d boxes:\n%s", n, b.String())
	}
}
