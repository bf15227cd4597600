package output_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"testing"

	"kanshu/assets"
	"kanshu/internal/build"
	"kanshu/internal/output"
)

// scripted is what testdata/search.mjs tells.
type scripted struct {
	Folded  []string
	Grams   [][]string
	Answers []struct {
		Query, Status, Address, Text  string
		Titles, Links, Marks, Fetched []string
	}
	Walk []string
	Back struct{ Value, Status string }
}

// script runs assets/search.js, minified as it is published.
func script(t *testing.T, task map[string]any) *scripted {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("node is not there, and here it must be")
		}
		t.Skip("node is not there: the script is not run")
	}
	task["script"] = string(searchScript(t))
	in, err := json.Marshal(task)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), node, "testdata/search.mjs")
	cmd.Stdin, cmd.Stderr = bytes.NewReader(in), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var s scripted
	if err := json.Unmarshal(out, &s); err != nil {
		t.Fatal(err)
	}
	return &s
}

func searchScript(t *testing.T) []byte {
	t.Helper()
	b, err := assets.FS.ReadFile("search.js")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestScriptIsSmall(t *testing.T) {
	t.Parallel()
	small, err := build.NewMinifier().Bytes("text/javascript", searchScript(t))
	if err != nil {
		t.Fatal(err)
	}
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	if _, err := z.Write(small); err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes, %d with gzip", len(small), zipped.Len())
	if len(small) == 0 || len(small) >= 6000 {
		t.Errorf("the script has %d bytes, want fewer than 6,000", len(small))
	}
}

// The browser folds and cuts as Go does.
func TestScriptFoldsAsGoDoes(t *testing.T) {
	t.Parallel()
	var written []string
	for _, f := range foldings {
		written = append(written, f.written)
	}
	written = append(written, madeUp(50, 11)...)
	s := script(t, map[string]any{"dataset": dataset("*", 1, 0), "fold": written, "grams": []string{"HbA1c検査", "癌", "1型 PD-1", "糖尿病", "ab"}})
	for i, w := range written {
		if s.Folded[i] != output.Fold(w) {
			t.Errorf("fold(%q) = %q in the script, %q in Go", w, s.Folded[i], output.Fold(w))
		}
	}
	want := "[[hba ba1 a1c c検 検査] [癌] [1型 pd 1] [糖尿 尿病] [ab]]"
	if got := fmt.Sprint(s.Grams); got != want {
		t.Errorf("grams = %s, want %s", got, want)
	}
}
