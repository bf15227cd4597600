package source

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	"kanshu/internal/kanshu"
)

// A Broken says that kanshu.yaml or a data file cannot be read, so that there is no site to judge.
type Broken struct {
	Config   bool // kanshu.yaml is among them
	Findings []kanshu.Finding
}

// Error returns the findings in English, one on a line: file:line:char: message.
func (b *Broken) Error() string { return b.in("en", "") }

// Wording returns the findings, each with what to do on a line of its own.
func (b *Broken) Wording() kanshu.Wording {
	return kanshu.Wording{JA: b.in("ja", "直すには: "), EN: b.in("en", "to mend it: ")}
}

// in returns the findings in a language, and behind mend what to do; "" for mend leaves that out.
func (b *Broken) in(lang, mend string) string {
	var lines []string
	for _, f := range b.Findings {
		lines = append(lines, fmt.Sprintf("%s:%d:%d: %s", f.Pos.File, f.Pos.Line, f.Pos.Char, f.Message.In(lang)))
		if hint := f.Hint.In(lang); mend != "" && hint != "" {
			lines = append(lines, "    "+mend+hint)
		}
	}
	return strings.Join(lines, "\n")
}

// notRegular says that a folder of the site is a link, or whatever else is no folder.
func notRegular(file string) *Broken {
	return &Broken{Findings: []kanshu.Finding{{
		Rule: ruleData, Pos: kanshu.Pos{File: file, Line: 1, Char: 1}, Message: irregularMessage(file), Hint: irregularHint(),
	}}}
}

// faultIn says of a file or folder that it could not be read: by whose fault, and what to do.
func faultIn(file string, err error) error {
	var broken *Broken
	var told *kanshu.Fault
	switch {
	case errors.As(err, &broken), errors.As(err, &told):
		return err
	case errors.Is(err, fs.ErrPermission) && !denied(err):
		return notRegular(file)
	default:
		return fmt.Errorf("source: read %w", &kanshu.Fault{File: file, Err: err})
	}
}

// denied reports whether the system lets this program not open a file, in contrast to what a Root opens for nobody.
func denied(err error) bool { return errors.Is(err, syscall.EACCES) || errors.Is(err, syscall.EPERM) }

// Sick reports whether an error of opening or reading a file of fsys is the machine's and not the file's: a disk that
// gives no bytes, no more open files; or it may not be opened although its permissions let this program read it.
func Sick(fsys fs.FS, file string, err error) bool {
	if !errors.Is(err, syscall.EACCES) {
		return !fileFault(err)
	}
	info, err := fs.Stat(fsys, file)
	return err == nil && mayRead(info)
}

// fileFault reports whether an error of opening a file lies with the file: it is gone, may not be opened, or is
// something else. What else goes wrong (a disk that gives no bytes, no more open files) is the machine's.
func fileFault(err error) bool {
	for _, fault := range []error{fs.ErrNotExist, fs.ErrPermission, fs.ErrInvalid, syscall.ENOTDIR, syscall.ELOOP, syscall.ENAMETOOLONG, syscall.ENXIO, syscall.ENODEV} {
		if errors.Is(err, fault) {
			return true
		}
	}
	return false
}

// cause returns what kind of error err is, without the path that the machine adds.
func cause(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}
