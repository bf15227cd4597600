package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestLanguageServerWithARealClient has the client library that VS Code is built on talk to the command.
// It runs where tools/npm is installed.
func TestLanguageServerWithARealClient(t *testing.T) {
	client, err := filepath.Abs("../../tools/npm/lsp-client.mjs")
	if err != nil {
		t.Fatal(err)
	}
	missing := t.Skipf
	if os.Getenv("CI") == "true" {
		missing = t.Fatalf
	}
	node, err := exec.LookPath("node")
	if err != nil {
		missing("node is not installed")
	}
	if _, err := os.Stat(filepath.Join(filepath.Dir(client), "node_modules", "vscode-languageserver-protocol")); err != nil {
		missing("npm ci in tools/npm installs the client")
	}
	site := t.TempDir()
	for name, text := range map[string]string{
		"kanshu.yaml":            "title: 架空だより\nbase_url: https://column.example.jp\n",
		"data/clinics/aoba.yaml": "name: あおば架空医院\naddress: 東京都架空区あおば1-2-3\ntel: 03-0000-0001\nhours: 月火水木金 9:00-12:00\n",
		"data/doctors/aoki.yaml": "name: 青木 架子\nclinic: aoba\n",
		"columns/hay-fever.md":   "---\ntitle: 花粉と暮らす\nsupervisor: aoki\nreviewed: 2026-04-01\nreview_due: 2027-03-31\nreferences: [\"https://example.jp/kafun\"]\n---\nスギの季節の過ごし方です。\n",
	} {
		file := filepath.Join(site, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kanshu := filepath.Join(t.TempDir(), "kanshu")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", kanshu, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	cmd := exec.CommandContext(t.Context(), node, client, site, kanshu, "lsp", "--source", site, "--today", "2026-11-22")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	type found struct {
		Diagnostics []struct{ Code, Message string }
	}
	var told struct {
		Encoding, Server                string
		Opened, Misspelt, Saved, Closed found
		Completion                      struct {
			Items []struct{ Label, Detail string }
		}
		Hover         struct{ Contents struct{ Value string } }
		Unknown, Exit int
	}
	if err := json.Unmarshal(out, &told); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	unknown := func(f found) bool {
		return slices.ContainsFunc(f.Diagnostics, func(d struct{ Code, Message string }) bool { return d.Code == "supervisor-unknown" })
	}
	if told.Encoding != "utf-16" || told.Server != "kanshu" || told.Exit != 0 || told.Unknown != -32601 {
		t.Errorf("encoding %q, server %q, exit %d, an unknown method %d", told.Encoding, told.Server, told.Exit, told.Unknown)
	}
	if unknown(told.Opened) || !unknown(told.Misspelt) || !unknown(told.Saved) || len(told.Closed.Diagnostics) != 0 {
		t.Errorf("findings: %+v", told)
	}
	if len(told.Completion.Items) != 1 || told.Completion.Items[0].Label != "aoki" || told.Completion.Items[0].Detail != "青木 架子" {
		t.Errorf("completion: %+v", told.Completion)
	}
	if !strings.Contains(told.Hover.Contents.Value, "監修した医師") || !strings.Contains(told.Hover.Contents.Value, "supervisor-unknown") {
		t.Errorf("hover: %s", told.Hover.Contents.Value)
	}
}
