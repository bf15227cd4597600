package kanshu_test

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
	"testing"

	"kanshu/internal/kanshu"
)

// TestAFaultSaysWhatToDo: the file, what is the matter and what to do, in both languages; the line in English says
// what the system said, once, and who must decide can ask for it.
func TestAFaultSaysWhatToDo(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		err    error
		ja, en string
	}{
		{syscall.EIO, "障害", "after the disk"},
		{syscall.ENOSPC, "空き容量", "make room"},
		{syscall.EDQUOT, "割り当て", "quota"},
		{syscall.EROFS, "読み取り専用", "cannot be written"},
		{syscall.EACCES, "権限", "permission"},
		{syscall.EMFILE, "ulimit", "ulimit"},
		{syscall.ENOMEM, "メモリー", "memory"},
		{syscall.ENOENT, "ありません", "no such"},
		{syscall.ENOTDIR, "フォルダーがあるはず", "a folder is wanted"},
		{syscall.EISDIR, "フォルダーです", "a file is wanted"},
		{errors.New("of another kind"), "（of another kind）", "(of another kind)"},
	} {
		f := &kanshu.Fault{File: "columns/x.md", Err: &fs.PathError{Op: "open", Path: "x.md", Err: c.err}}
		if got, want := f.Error(), "columns/x.md: "+c.err.Error(); got != want || !errors.Is(f, c.err) {
			t.Errorf("%v: the line is %q, want %q", c.err, got, want)
		}
		w := kanshu.WordsOf(fmt.Errorf("load: %w", f))
		if !strings.HasPrefix(w.JA, "columns/x.md：") || !strings.Contains(w.JA, c.ja) || !strings.HasPrefix(w.EN, "columns/x.md: ") || !strings.Contains(w.EN, c.en) {
			t.Errorf("%v: the words are %+v, want 「%s」 and %q in them", c.err, w, c.ja, c.en)
		}
	}
}

// TestWordsOf: those of the error, also among several that were joined; else of the file that it names; else none.
func TestWordsOf(t *testing.T) {
	t.Parallel()
	own := kanshu.Explain(errors.New("plain"), kanshu.Wording{JA: "自分の言葉", EN: "own words"})
	path := &fs.PathError{Op: "open", Path: "a/b", Err: syscall.EIO}
	for _, c := range []struct {
		name string
		err  error
		want string
	}{
		{"own", own, "own words"},
		{"own, wrapped", fmt.Errorf("x: %w", own), "own words"},
		{"own before that of a file", errors.Join(path, own), "own words"},
		{"of a file", fmt.Errorf("x: %w", path), (&kanshu.Fault{File: "a/b", Err: syscall.EIO}).Wording().EN},
		{"none", errors.New("plain"), ""},
		{"no error", nil, ""},
	} {
		if got := kanshu.WordsOf(c.err).EN; got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	if !strings.Contains(own.Error(), "plain") {
		t.Errorf("the line is %q", own)
	}
}
