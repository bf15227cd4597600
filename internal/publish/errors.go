package publish

import (
	"errors"
	"fmt"
	"io/fs"

	"kanshu/internal/kanshu"
)

// A reason is why nothing was published: one of the variables below.
type reason struct {
	text string
	kanshu.Wording
}

func (r *reason) Error() string { return r.text }

// The reasons that an *Error may give; ask with errors.Is. In every case public/ is as it was.
var (
	// ErrForeign says that something stands where kanshu would have to write and is not kanshu's.
	ErrForeign error = &reason{"what stands there is not kanshu's", kanshu.Wording{
		JA: "kanshu が作ったものではないため、手を触れていません。別の場所へ移すか、ほかの出力先を指定してください。",
		EN: "kanshu did not make it, so it was left as it is. Move it elsewhere, or name another output directory.",
	}}
	// ErrNotOurs says that the output directory holds files and bears no list (build.json) of ours.
	ErrNotOurs error = &reason{"the directory is not empty and bears no build.json of kanshu's", kanshu.Wording{
		JA: "出力先に kanshu の一覧 build.json がなく、ほかのファイルがあります。何も変更していません。空のフォルダーを指定してください。",
		EN: "The output directory holds files but no build.json of kanshu's. Nothing was changed; name an empty directory.",
	}}
	// ErrLocked says that another build is publishing to the same place.
	ErrLocked error = &reason{"another build is running", kanshu.Wording{
		JA: "別のビルドが同じ出力先で実行中です。終わってから、もう一度実行してください。",
		EN: "Another build is publishing to the same place. Run this one again when that has ended.",
	}}
	// ErrFull says that disk, inodes or quota are used up.
	ErrFull error = &reason{"no room is left", kanshu.Wording{
		JA: "ディスクの空き容量（または割り当て、ファイル数の上限）が足りません。公開中の内容は変わっていません。空きを作ってから、もう一度実行してください。",
		EN: "The disk, its quota or its number of files is used up. What is public is unchanged; make room and run again.",
	}}
	// ErrReadOnly says that the place cannot be written to: a read-only disk, or no permission.
	ErrReadOnly error = &reason{"the place cannot be written to", kanshu.Wording{
		JA: "出力先に書き込めません。公開中の内容は変わっていません。フォルダーの権限と、読み取り専用のディスクでないことを確かめてください。",
		EN: "The place cannot be written to. What is public is unchanged; look at its permissions, and whether the disk is read-only.",
	}}
	// ErrMount says that the output directory is a mount point, or lies on another disk than its
	// parent, so that it cannot be exchanged.
	ErrMount error = &reason{"the output directory is a mount point", kanshu.Wording{
		JA: "出力先そのものがマウントポイントなので、一度に入れ替えられません。公開中の内容は変わっていません。その中のフォルダーを出力先にしてください。",
		EN: "The output directory is itself a mount point and cannot be exchanged in one step. What is public is unchanged; name a directory inside it.",
	}}
	// ErrTooManyOpen says that the system lets this process open no further file.
	ErrTooManyOpen error = &reason{"too many files are open", kanshu.Wording{
		JA: "同時に開けるファイル数の上限に達しました。公開中の内容は変わっていません。上限（ulimit -n）を上げてください。",
		EN: "The limit of open files is reached. What is public is unchanged; raise it (ulimit -n).",
	}}
	// ErrDisk says that the disk itself reported a fault.
	ErrDisk error = &reason{"the disk reports a fault", kanshu.Wording{
		JA: "ディスクの読み書きで障害が起きました。公開中の内容は変わっていません。ディスクの状態を確かめてください。",
		EN: "The disk reported a fault. What is public is unchanged; look after the disk.",
	}}
	// ErrMisuse says that the manifest that was to be published cannot be: a bug of the caller.
	ErrMisuse error = &reason{"the manifest cannot be published", kanshu.Wording{
		JA: "公開する一覧に矛盾があります。公開中の内容は変わっていません。kanshu の不具合と思われます。",
		EN: "The list of files to publish contradicts itself. What is public is unchanged; this looks like a bug in kanshu.",
	}}
	// errOther is the reason of what has no better one.
	errOther error = &reason{"", kanshu.Wording{
		JA: "公開できませんでした。公開中の内容は変わっていません。",
		EN: "Publishing did not work. What is public is unchanged.",
	}}
)

// An Error says what publish was doing, to what, and why it could not.
type Error struct {
	Op     string // "stage", "commit" …
	Path   string // below the directory that holds the output, or as it was given; may be empty
	Reason error  // one of the variables of this package
	Cause  error  // what the system said; may be nil
}

// Error returns one line in English.
func (e *Error) Error() string {
	text := "publish: " + e.Op
	if e.Path != "" {
		text += " " + e.Path
	}
	if !errors.Is(e.Reason, errOther) {
		text += ": " + e.Reason.Error()
	}
	if e.Cause != nil {
		text += ": " + e.Cause.Error()
	}
	return text
}

// Unwrap returns the reason and what the system said.
func (e *Error) Unwrap() []error {
	if e.Cause == nil {
		return []error{e.Reason}
	}
	return []error{e.Reason, e.Cause}
}

// Wording says the same to the one who ran the build: what stands in the way, and what to do.
func (e *Error) Wording() kanshu.Wording {
	w := kanshu.Wording{}
	if r, ok := e.Reason.(*reason); ok { //nolint:errorlint // a reason is never wrapped
		w = r.Wording
	}
	if e.Path != "" {
		w.JA, w.EN = e.Path+"："+w.JA, e.Path+": "+w.EN
	}
	return w
}

// explain makes an *Error of what the system said. An *Error stays what it is; nil stays nil.
func explain(op, path string, err error) error {
	if err == nil {
		return nil
	}
	var done *Error
	if errors.As(err, &done) {
		return err
	}
	var why *reason
	if errors.As(err, &why) {
		return &Error{Op: op, Path: path, Reason: why}
	}
	return &Error{Op: op, Path: path, Reason: reasonOf(err), Cause: cause(err)}
}

// cause strips the name of the file from err where Path says it already.
func cause(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return fmt.Errorf("%s: %w", pe.Op, pe.Err)
	}
	return err
}
