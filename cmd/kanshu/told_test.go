package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"kanshu/internal/kanshu"
	"kanshu/internal/testsite"
)

// TestABuildThatIsStoppedSaysSo: whoever presses Ctrl+C reads that public/ is as it was.
func TestABuildThatIsStoppedSaysSo(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	testsite.Write(t, dir, testsite.New(t))
	ctx, stop := context.WithCancel(t.Context())
	stop()
	for lang, want := range map[string]string{
		"ja": "kanshu: 途中で止めました。公開中の内容は変わっていません。\n", "en": "kanshu: This was stopped half-way. What is public is unchanged.\n",
	} {
		var out, errs bytes.Buffer
		code := run(ctx, []string{"build", "--source", dir, "--lang", lang}, nil, &out, &errs, time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC))
		if code != exitError || !strings.HasPrefix(errs.String(), want) {
			t.Errorf("%s: exit code %d, told %q, want %q", lang, code, errs.String(), want)
		}
	}
	if list, err := os.ReadDir(filepath.Join(dir, "public")); err == nil && len(list) > 0 {
		t.Errorf("%d files are public", len(list))
	}
}

// TestManyFaultsAreToldInFewLines: a disk that fails does so for every file.
func TestManyFaultsAreToldInFewLines(t *testing.T) {
	t.Parallel()
	var many []error
	for i := range 10_000 {
		many = append(many, &kanshu.Fault{File: fmt.Sprintf("columns/c%d.md", i), Err: syscall.EIO})
	}
	a := &app{lang: "en"}
	lines := strings.Split(a.told(errors.Join(many...)), "\n")
	if len(lines) != 1+mostLines+1 || !strings.HasPrefix(lines[0], "columns/c0.md: the disk reported a fault") || !strings.Contains(lines[len(lines)-1], "9992 lines more") {
		t.Errorf("%d lines are told, from %q to %q", len(lines), lines[0], lines[len(lines)-1])
	}
}

// TestWordsOfARename: where a file could not take its place, its name is told.
func TestWordsOfARename(t *testing.T) {
	t.Parallel()
	err := &os.LinkError{Op: "rename", Old: "a.new", New: "a", Err: syscall.EROFS}
	if w := wordsOf(fmt.Errorf("check --external: %w", err)); !strings.HasPrefix(w.JA, "a：") || !strings.Contains(w.EN, "cannot be written") {
		t.Errorf("the words are %+v", w)
	}
	if w := wordsOf(errors.New("of no kind")); !w.IsZero() {
		t.Errorf("the words are %+v, want none", w)
	}
	if w := wordsOf(notPublished(errors.New("of no kind"))); w.EN != "The build did not work. What is public is unchanged." {
		t.Errorf("the words are %+v", w)
	}
}
