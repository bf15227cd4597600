package kanshu

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
)

// A Fault is what the machine failed at, and not the content: a disk that gives no bytes, a limit, a permission
// that is missing. It tells whoever ran the program what is the matter and what to do.
type Fault struct {
	File string // as the user knows it: below the source directory, or as it was given
	Err  error  // what the system said
}

// Error returns the file and what the system said of it.
func (f *Fault) Error() string { return f.File + ": " + f.said() }

// Unwrap returns what the system said.
func (f *Fault) Unwrap() error { return f.Err }

// said returns what the system said, without the name of the file.
func (f *Fault) said() string {
	var p *fs.PathError
	if errors.As(f.Err, &p) {
		return p.Err.Error()
	}
	return f.Err.Error()
}

// Wording says which file it is, what is the matter, and what to do.
func (f *Fault) Wording() Wording {
	w := Wording{JA: fmt.Sprintf("読み書きできませんでした（%s）。", f.said()), EN: fmt.Sprintf("it could not be read or written (%s).", f.said())}
	for _, kind := range faults {
		for _, errno := range kind.errnos {
			if errors.Is(f.Err, errno) {
				return Wording{f.File + "：" + kind.words.JA, f.File + ": " + kind.words.EN}
			}
		}
	}
	return Wording{f.File + "：" + w.JA, f.File + ": " + w.EN}
}

// faults puts into words what lies behind the numbers of the system.
var faults = []struct {
	errnos []syscall.Errno
	words  Wording
}{
	{[]syscall.Errno{syscall.EIO}, Wording{
		"ディスクの読み書きで障害が起きました。ディスクの状態を確かめてから、もう一度実行してください。",
		"the disk reported a fault; look after the disk, then run again.",
	}},
	{[]syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG}, Wording{
		"ディスクの空き容量（または割り当て、ファイル数の上限）が足りません。空きを作ってから、もう一度実行してください。",
		"the disk, its quota or its number of files is used up; make room and run again.",
	}},
	{[]syscall.Errno{syscall.EROFS}, Wording{
		"読み取り専用のディスクにあるため、書き込めません。", "it lies on a disk that cannot be written to.",
	}},
	{[]syscall.Errno{syscall.EACCES, syscall.EPERM}, Wording{
		"開く権限がありません。ファイルとフォルダーの権限を確かめてください。",
		"permission is missing; look at the permissions of the file and of its folders.",
	}},
	{[]syscall.Errno{syscall.EMFILE, syscall.ENFILE}, Wording{
		"同時に開けるファイル数の上限に達しました。上限（ulimit -n）を上げてから、もう一度実行してください。",
		"the limit of open files is reached; raise it (ulimit -n) and run again.",
	}},
	{[]syscall.Errno{syscall.ENOMEM}, Wording{
		"メモリーが足りません。ほかのプログラムを終えてから、もう一度実行してください。",
		"memory is used up; end other programs and run again.",
	}},
	{[]syscall.Errno{syscall.ENOENT}, Wording{
		"ありません。名前とフォルダーを確かめてください。", "there is no such file or folder; look at its name.",
	}},
	{[]syscall.Errno{syscall.ENOTDIR}, Wording{
		"フォルダーがあるはずの所に、ファイルがあります。", "a file stands where a folder is wanted.",
	}},
	{[]syscall.Errno{syscall.EISDIR}, Wording{
		"ファイルではなく、フォルダーです。", "it is a folder, and a file is wanted.",
	}},
}

// Explain returns an error with words for whoever ran the program; see WordsOf.
func Explain(err error, w Wording) error { return &explained{err, w} }

type explained struct {
	error
	words Wording
}

// Unwrap returns the error that is explained.
func (e *explained) Unwrap() error { return e.error }

// Wording returns the words.
func (e *explained) Wording() Wording { return e.words }

// WordsOf returns what an error tells whoever ran the program: its own words where it, or one that it wraps, has a
// Wording; else those of a Fault where a file is named in it; else none.
func WordsOf(err error) Wording {
	var own interface{ Wording() Wording }
	if errors.As(err, &own) {
		return own.Wording()
	}
	var p *fs.PathError
	if errors.As(err, &p) {
		return (&Fault{File: p.Path, Err: p.Err}).Wording()
	}
	return Wording{}
}
