package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// TestCheckExternal holds that check asks the network only when told to, keeps the answers, and tells
// of what is gone.
func TestCheckExternal(t *testing.T) {
	var asked atomic.Int64
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		if r.URL.Path != "/fine" {
			http.NotFound(w, r)
		}
	}))
	defer host.Close()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"kanshu.yaml":     "title: みほん\nbase_url: https://column.example.jp\n",
		"columns/link.md": "---\ntitle: リンク\ndraft: true\nreferences:\n  - " + host.URL + "/fine\n---\n[手引き](" + host.URL + "/gone)です。\n",
	} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	check := func(args ...string) string {
		t.Helper()
		var out, errs bytes.Buffer
		args = append([]string{"check", "--source", dir, "--today", "2026-11-22"}, args...)
		if code := run(t.Context(), args, strings.NewReader(""), &out, &errs, time.Unix(0, 0)); code != 0 {
			t.Fatalf("%v: exit %d\n%s%s", args, code, &out, &errs)
		}
		return out.String()
	}
	if out := check("--format", "json"); asked.Load() != 0 || strings.Contains(out, "link-dead") {
		t.Fatalf("check without --external asked %d times\n%s", asked.Load(), out)
	}
	for _, format := range []string{"text", "json", "github", "sarif"} {
		out := check("--external", "--private", "--pause", "0s", "--format", format)
		if !strings.Contains(out, "link-dead") || !strings.Contains(out, "/gone") {
			t.Errorf("--format %s does not tell of the dead link:\n%s", format, out)
		}
	}
	before := asked.Load()
	if before == 0 || before > 5 {
		t.Errorf("asked %d times, want robots.txt, two addresses, and one of them twice", before)
	}
	check("--external", "--private", "--pause", "0s", "--refresh")
	if asked.Load() == before {
		t.Error("--refresh asked nothing")
	}
	data, err := os.ReadFile(filepath.Join(dir, cacheName))
	if err != nil || !strings.Contains(string(data), `"state": "dead"`) || !strings.Contains(string(data), "2026-11-22") {
		t.Errorf("cache: %s, %v", data, err)
	}
}
