package report_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"kanshu/internal/kanshu"
	"kanshu/internal/report"
	"kanshu/internal/testsite"
)

func TestJSONGolden(t *testing.T) {
	var b bytes.Buffer
	if err := report.JSON(&b, run()); err != nil {
		t.Fatal(err)
	}
	if !json.Valid(b.Bytes()) {
		t.Error("not JSON")
	}
	testsite.Golden(t, "report.json.golden", b.Bytes())
}

func TestJSONOfNothingHasListsAndNoNulls(t *testing.T) {
	var b bytes.Buffer
	if err := report.JSON(&b, &report.Run{}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "null") {
		t.Errorf("a null in\n%s", b.String())
	}
}

func TestGitHubGolden(t *testing.T) {
	for _, lang := range []string{"ja", "en"} {
		var w, summary bytes.Buffer
		if err := report.GitHub(&w, &summary, run(), report.Options{Lang: lang}); err != nil {
			t.Fatal(err)
		}
		testsite.Golden(t, "github."+lang+".golden", w.Bytes())
		testsite.Golden(t, "summary."+lang+".golden", summary.Bytes())
	}
}

// many returns a run with n refusals and n warnings.
func many(n int) *report.Run {
	r := &report.Run{Day: day("2026-11-22"), Exit: 3}
	for i := range n {
		for _, s := range []kanshu.Severity{kanshu.Refuse, kanshu.Warn} {
			r.Findings = append(r.Findings, kanshu.Finding{
				Rule: "x", Severity: s, Message: both("一件", "one"),
				Pos: kanshu.Pos{File: fmt.Sprintf("columns/c%05d.md", i), Line: 1, Char: 1},
			})
		}
	}
	return r
}

func TestGitHubStaysWithinItsLimits(t *testing.T) {
	for _, c := range []struct{ n, errors int }{{9, 9}, {10, 10}, {11, 10}, {40000, 10}} {
		var w, summary bytes.Buffer
		if err := report.GitHub(&w, &summary, many(c.n), report.Options{}); err != nil {
			t.Fatal(err)
		}
		for _, level := range []string{"::error ", "::warning "} {
			if got := strings.Count(w.String(), level); got != c.errors {
				t.Errorf("%d findings: %d of %q, want %d", c.n, got, level, c.errors)
			}
		}
		if rest := fmt.Sprintf("他 %d 件", c.n-9); strings.Contains(w.String(), rest) != (c.n > 9) {
			t.Errorf("%d findings: %q in\n%s", c.n, rest, w.String())
		}
		if summary.Len() > 1<<20 {
			t.Errorf("%d findings: a summary of %d bytes, at most 1 MiB is shown", c.n, summary.Len())
		}
	}
}

func TestGitHubEscapesWhatColumnsSay(t *testing.T) {
	r := &report.Run{Day: day("2026-11-22"), Findings: []kanshu.Finding{{
		Rule: "x", Pos: kanshu.Pos{File: "columns/a,b:c%.md", Line: 2, Char: 3, Len: 4},
		Message: both("100%\n::error::<b>@someone | `x`", ""),
	}}}
	var w, summary bytes.Buffer
	if err := report.GitHub(&w, &summary, r, report.Options{}); err != nil {
		t.Fatal(err)
	}
	want := "::error file=columns/a%2Cb%3Ac%25.md,line=2,col=3,endColumn=7,title=x::100%25%0A::error::<b>@someone | `x`\n"
	if !strings.HasPrefix(w.String(), want) {
		t.Errorf("got %q, want %q", w.String(), want)
	}
	if !strings.Contains(summary.String(), "100% ::error::&lt;b\\>&#64;someone \\| \\`x\\`") {
		t.Errorf("markup of a column stands in the summary:\n%s", summary.String())
	}
}

func TestSARIFGolden(t *testing.T) {
	for _, lang := range []string{"ja", "en"} {
		var b bytes.Buffer
		if err := report.SARIF(&b, run(), report.Options{Lang: lang}); err != nil {
			t.Fatal(err)
		}
		testsite.Golden(t, "sarif."+lang+".golden", b.Bytes())
	}
}

// TestSARIFHangsTogether reads the log back: every result names a rule of the driver and a place.
func TestSARIFHangsTogether(t *testing.T) {
	var b bytes.Buffer
	if err := report.SARIF(&b, run(), report.Options{}); err != nil {
		t.Fatal(err)
	}
	var log struct {
		Runs []struct {
			Tool struct {
				Driver struct{ Rules []struct{ ID string } }
			}
			Results []struct {
				RuleID    string
				RuleIndex int
				Level     string
			}
		}
	}
	if err := json.Unmarshal(b.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	if len(log.Runs[0].Results) != 5 {
		t.Fatalf("%d results, want 5", len(log.Runs[0].Results))
	}
	for _, res := range log.Runs[0].Results {
		if got := log.Runs[0].Tool.Driver.Rules[res.RuleIndex].ID; got != res.RuleID {
			t.Errorf("ruleIndex %d is %s, want %s", res.RuleIndex, got, res.RuleID)
		}
	}
	if first := log.Runs[0].Results[0]; first.Level != "error" {
		t.Errorf("the first result is a %s, want what refuses first", first.Level)
	}
}

func TestSARIFHoldsNoMoreThanGitHubReads(t *testing.T) {
	var b bytes.Buffer
	if err := report.SARIF(&b, many(13000), report.Options{}); err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(b.String(), `"ruleIndex"`); got != 25000 {
		t.Errorf("%d results, want 25000", got)
	}
}
