package output_test

import (
	"strings"
	"testing"

	"kanshu/internal/output"
)

// rules reads a _headers file as a host does that knows "!": for a path, later rules after earlier.
func rules(file, path string) map[string][]string {
	set := map[string][]string{}
	applies := false
	for line := range strings.Lines(file) {
		line = strings.TrimRight(line, "\n")
		if !strings.HasPrefix(line, " ") {
			prefix, any := strings.CutSuffix(line, "*")
			applies = line == path || any && strings.HasPrefix(path, prefix)
			continue
		}
		if line = strings.TrimSpace(line); !applies {
			continue
		}
		if name, ok := strings.CutPrefix(line, "! "); ok {
			delete(set, name)
			continue
		}
		name, value, _ := strings.Cut(line, ": ")
		set[name] = append(set[name], value)
	}
	return set
}

func TestHeaders(t *testing.T) {
	t.Parallel()
	s := files(t, newRecords().press(t), output.Headers)["_headers"]
	for _, path := range []string{"/", "/columns/", "/columns/first/", "/en/columns/first/", "/doctors/x/", "/feed.xml", "/category/x/feed.json"} {
		h := rules(s, path)
		if got := h["Cache-Control"]; len(got) != 1 || got[0] != "public, max-age=300, must-revalidate" {
			t.Errorf("%s: Cache-Control = %q", path, got)
		}
		if len(h["CDN-Cache-Control"]) != 1 || len(h["Content-Security-Policy"]) != 1 || h["X-Content-Type-Options"][0] != "nosniff" {
			t.Errorf("%s: headers = %v", path, h)
		}
	}
	if got := rules(s, "/assets/a.0123456789.css")["Cache-Control"]; len(got) != 1 || got[0] != "public, max-age=31536000, immutable" {
		t.Errorf("assets: Cache-Control = %q", got)
	}
	csp := rules(s, "/")["Content-Security-Policy"][0]
	for _, want := range []string{"default-src 'none'", "script-src 'self'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"} {
		if !strings.Contains(csp, want) {
			t.Errorf("the policy lacks %s", want)
		}
	}
	if strings.Contains(csp, "unsafe") {
		t.Errorf("policy = %s", csp)
	}
}

func TestNoLifetimeReachesBeyondTheDueDay(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		host, due string
		short     bool
	}{
		{"cloudflare", "2026-11-22", true},
		{"cloudflare", "2026-11-23", true},
		{"cloudflare", "2026-11-24", false},
		{"netlify", "2026-11-22", true},
		{"generic", "2026-11-24", false},
	} {
		r := newRecords()
		r.site.Config.Output.Host = c.host
		r.site.Columns[2].Review.Due = day(c.due)
		s := files(t, r.press(t), output.Headers)["_headers"]
		want := "public, max-age=300, must-revalidate"
		if c.short {
			want = "public, max-age=0, must-revalidate"
		}
		for _, path := range []string{"/columns/second/", "/", "/columns/", "/columns/page/2/", "/feed.xml", "/category/skin/", "/en/columns/first/"} {
			got := rules(s, path)["Cache-Control"]
			if len(got) == 0 || got[len(got)-1] != want || c.host == "cloudflare" && len(got) != 1 {
				t.Errorf("%s, due %s: %s has Cache-Control %q, want %q", c.host, c.due, path, got, want)
			}
		}
		if got := rules(s, "/columns/third/")["Cache-Control"]; len(got) != 1 || got[0] != "public, max-age=300, must-revalidate" {
			t.Errorf("%s, due %s: another column has %q", c.host, c.due, got)
		}
		robots := rules(s, "/columns/second/")["X-Robots-Tag"]
		if c.short && (len(robots) != 1 || robots[0] != "unavailable_after: "+day(c.due).AddDays(1).String()+"T00:00:00+09:00") {
			t.Errorf("X-Robots-Tag = %q", robots)
		}
	}
}

func TestHeadersKeepToTheLimitOfRules(t *testing.T) {
	t.Parallel()
	r := newRecords()
	r.many(150)
	for _, c := range r.site.Columns {
		c.Review.Due = r.today
	}
	s := files(t, r.press(t), output.Headers)["_headers"]
	n := 0
	for line := range strings.Lines(s) {
		if !strings.HasPrefix(line, " ") {
			n++
		}
		if len(line) > 2000 {
			t.Errorf("a line of %d characters", len(line))
		}
	}
	if n > 100 {
		t.Errorf("%d rules, want at most 100", n)
	}
	if got := rules(s, "/columns/many-149/")["Cache-Control"]; len(got) != 1 || got[0] != "public, max-age=0, must-revalidate" {
		t.Errorf("Cache-Control = %q", got)
	}
}
