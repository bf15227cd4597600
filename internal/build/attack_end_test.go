package build_test

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// dueColumn is a column whose review ends on a day.
func dueColumn(on, due string) string {
	return "---\ntitle: 期限の話\nsupervisor: hinata\nreviewed: " + on + "\nreview_due: " + due + "\ndescription: 期限。\n---\n\n期限のある本文です。\n"
}

// TestPageCarriesItsOwnEnd builds around the last day of a review: the page stands to that day's end in Japan,
// says so to search engines, readers of structured data, caches and its own script, and is gone the next day.
func TestPageCarriesItsOwnEnd(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, on, due, next string }{
		{"in the middle of a month", "2026-10-01", "2026-11-22", "2026-11-23"},
		{"the end of a month", "2026-10-01", "2026-11-30", "2026-12-01"},
		{"the end of a year", "2026-10-01", "2026-12-31", "2027-01-01"},
		{"a leap day", "2027-10-01", "2028-02-29", "2028-03-01"},
		{"the day before a leap day", "2027-10-01", "2028-02-28", "2028-02-29"},
		{"no leap day", "2026-10-01", "2027-02-28", "2027-03-01"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			site := tiny(t).without("data/doctors/leaving").with(files{"columns/due.md": dueColumn(c.on, c.due)})
			for name := range site { // the others outlive it
				if strings.HasPrefix(name, "columns/") && name != "columns/due.md" && strings.HasSuffix(name, ".md") {
					site[name] = setDue(site[name], c.on, "2029-06-30")
				}
			}
			due := on(c.due).Today
			dir := filepath.Join(quickDir(t), "public")
			for _, back := range []int{8, 2, 1, 0} {
				day := due.AddDays(-back)
				if day.Before(on(c.on).Today) {
					continue
				}
				_, tree := publishSite(t, site.fsys(), dir, on(day.String()))
				page := tree["columns/due/index.html"]
				saysItsEnd(t, page, c.next, c.due)
				cached(t, tree["_headers"], back, c.next)
				if want := `"next":"` + c.next + `"`; !strings.Contains(tree["build.json"], want) {
					t.Errorf("%s: build.json does not say %s", day, want)
				}
				for _, printed := range []string{"あと", day.String() + "</time> 作成"} {
					if strings.Contains(page, printed) {
						t.Errorf("%s: the page tells the day of the build", day)
					}
				}
			}
			r, tree := publishSite(t, site.fsys(), dir, on(c.next))
			if r.Refused() != 1 || strings.Contains(tree["columns/due/index.html"], "期限のある本文") {
				t.Errorf("on %s the page still stands", c.next)
			}
			silent(t, c.next, tree, "期限のある本文", "期限の話")
			if !strings.Contains(tree["columns/due/index.html"], "datetime=\""+c.next+"\"") && !strings.Contains(tree["columns/due/index.html"], c.next) {
				t.Errorf("the tombstone does not say since when: %s", c.next)
			}
		})
	}
}

// setDue gives a column of the test site other days.
func setDue(text, on, due string) string {
	text = regexp.MustCompile(`(?m)^reviewed: .*$`).ReplaceAllString(text, "reviewed: "+on)
	text = regexp.MustCompile(`(?m)^date: .*$`).ReplaceAllString(text, "date: "+on)
	return regexp.MustCompile(`(?m)^review_due: .*$`).ReplaceAllString(text, "review_due: "+due)
}

// saysItsEnd wants the end of a page in its head, its structured data and for its script.
func saysItsEnd(t *testing.T, page, next, due string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for n := range root.Descendants() {
		at := map[string]string{}
		for _, a := range n.Attr {
			at[a.Key] = a.Val
		}
		switch {
		case n.Data == "meta" && at["name"] == "robots":
			found["unavailable_after"] = strings.Contains(at["content"], "unavailable_after: "+next+"T00:00:00+09:00")
		case n.Data == "main" && at["data-expires"] != "":
			found["data-expires"] = at["data-expires"] == due
		case n.Data == "script" && at["type"] == "application/ld+json":
			found["expires"] = expires(t, n.FirstChild.Data) == next+"T00:00:00+09:00"
		case n.Data == "script" && strings.Contains(at["src"], "guard-"):
			found["guard"] = true
		case n.Data == "template" && at["id"] == "gone":
			found["cover"] = true
		}
	}
	for _, what := range []string{"unavailable_after", "data-expires", "expires", "guard", "cover"} {
		if !found[what] {
			t.Errorf("the page due on %s lacks its %s", due, what)
		}
	}
}

// expires returns what structured data says of the page's end.
func expires(t *testing.T, text string) string {
	t.Helper()
	var doc struct {
		Graph []map[string]any `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatal(err)
	}
	for _, node := range doc.Graph {
		if s, ok := node["expires"].(string); ok {
			return s
		}
	}
	return ""
}

// cached wants that no cache may keep the page, or a list that shows it, into the day after its last:
// so many days before the end.
func cached(t *testing.T, headers string, back int, next string) {
	t.Helper()
	age := regexp.MustCompile(`max-age=(\d+)`)
	for rule := range strings.SplitSeq(strings.ReplaceAll(headers, "\n/", "\x00/"), "\x00") {
		pattern, rest, _ := strings.Cut(rule, "\n")
		if pattern == "/assets/*" || pattern == "/*" {
			continue
		}
		for _, m := range age.FindAllStringSubmatch(rest, -1) {
			var seconds int
			if _, err := fmt.Sscan(m[1], &seconds); err != nil {
				t.Fatal(err)
			}
			concerned := pattern != "/columns/*" // whose rule the column's own takes the place of
			if back <= 1 && concerned && seconds > 0 {
				t.Errorf("%d days before the end %s may be kept for %d s", back, pattern, seconds)
			}
			if seconds > 3600 {
				t.Errorf("%s may be kept for %d s", pattern, seconds)
			}
		}
	}
	if own := "/columns/due/*\n"; (back <= 1) != strings.Contains(headers, own) {
		t.Errorf("%d days before the end: a rule of its own: %v", back, strings.Contains(headers, own))
	} else if back <= 1 && !strings.Contains(headers, "unavailable_after: "+next+"T00:00:00+09:00") {
		t.Errorf("%d days before the end the header lacks unavailable_after", back)
	}
}

// TestGuardIsSmall holds the script to less than a kilobyte, as it is sent.
func TestGuardIsSmall(t *testing.T) {
	t.Parallel()
	_, tree := fresh(t, tiny(t).fsys(), on(today))
	for name, text := range tree {
		if strings.HasPrefix(name, "assets/guard-") {
			if len(text) >= 1024 || !strings.Contains(text, "visibilitychange") || !strings.Contains(text, "+09:00") {
				t.Errorf("%s: %d bytes: %s", name, len(text), text)
			}
			return
		}
	}
	t.Error("there is no guard")
}
