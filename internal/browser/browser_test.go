// Package browser_test opens the publication that kanshu ships in a real browser: it publishes the
// site, serves it with the headers that belong to it, and has Chromium, driven by the deeds of
// tools/npm/browser, look at it. Here it is judged what the deeds measured.
//
// Without Chromium or the npm modules (tools/prepare fetches both) the tests skip; where CI is set they
// fail instead.
package browser_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestInABrowser publishes the site once for all that is tried with it.
func TestInABrowser(t *testing.T) {
	b := open(t)
	b.site = shipped(t)
	for _, try := range []struct {
		name string
		run  func(*testing.T, *browser)
	}{
		{"every page holds its promises", everyPage},
		{"a column is light", lightColumn},
		{"the keyboard reaches everything", keyboard},
		{"the words are the same without JavaScript", plainPages},
		{"a column ends when its day has passed", guard},
		{"a clinic tells whether it is open", hours},
		{"a column fits on paper", paper},
		{"questions and contents open", parts},
		{"search finds and leads", search},
	} {
		t.Run(try.name, func(t *testing.T) {
			t.Parallel()
			try.run(t, b)
		})
	}
}

// A browser runs deeds.
type browser struct {
	chromium, node string
	deeds          string // the folder of the deeds
	site           *site
}

// open finds the browser. It skips the test where there is none, and fails it where CI is set.
func open(t *testing.T) *browser {
	t.Helper()
	missing := t.Skipf
	if os.Getenv("CI") == "true" {
		missing = t.Fatalf
	}
	b := &browser{deeds: filepath.Join(repository, "tools", "npm", "browser")}
	if testing.Short() {
		t.Skip("a browser takes its time")
	}
	var err error
	for _, name := range []string{os.Getenv("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if b.chromium, err = exec.LookPath(name); name != "" && err == nil {
			break
		}
	}
	if err != nil {
		missing("no Chromium found; tools/prepare installs it where it may, CHROMIUM names one")
	}
	if b.node, err = exec.LookPath("node"); err != nil {
		missing("node is not installed; the browser is driven with it")
	}
	for _, module := range []string{"playwright-core", "axe-core"} {
		if _, err := os.Stat(filepath.Join(b.deeds, "..", "node_modules", module)); err != nil {
			missing("npm module %s is not there; tools/prepare fetches it", module)
		}
	}
	return b
}

// do has the browser do a deed. The job and what was measured are plain values with JSON names; a deed
// also returns a log, which must be empty: no message of the console, no refusal, no request elsewhere.
// What a quiet deed may log, a page that is not there, is named in allowed.
func (b *browser) do(t *testing.T, deed string, job map[string]any, measured any, allowed ...string) {
	t.Helper()
	job["chromium"], job["base"] = b.chromium, b.site.url
	in, err := json.Marshal(job)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), b.node, deed+".mjs")
	cmd.Dir, cmd.Stdin = b.deeds, bytes.NewReader(in)
	var out, complaint bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaint
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s", deed, err, complaint.String())
	}
	var noise struct{ Log []string }
	for _, into := range []any{measured, &noise} {
		if err := json.Unmarshal(out.Bytes(), into); err != nil {
			t.Fatalf("%s answered %.200q: %v", deed, out.String(), err)
		}
	}
	for _, line := range noise.Log {
		if !slices.ContainsFunc(allowed, func(a string) bool { return strings.Contains(line, a) }) {
			t.Errorf("%s: %s", deed, line)
		}
	}
}
