package main

import (
	"errors"
	"os"
	"path/filepath"

	"kanshu/internal/kanshu"
)

// replaceFile writes a file beside the old one, with its permissions, and puts it in the old one's
// place, so that the machine may stop at any time. What is no regular file is left alone.
func replaceFile(name string, data []byte) (err error) {
	info, err := os.Lstat(name)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return kanshu.Explain(errors.New(name+": not a plain file"), kanshu.Wording{
			JA: name + "：通常のファイルではないため（リンクなど）、書き替えていません。",
			EN: name + ": it is no regular file (a link, perhaps) and was left alone.",
		})
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".kanshu-*")
	if err != nil {
		return &kanshu.Fault{File: filepath.Dir(name), Err: err}
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name())
		}
	}()
	_, err = f.Write(data)
	err = errors.Join(err, f.Chmod(info.Mode().Perm()), f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return &kanshu.Fault{File: name, Err: err}
	}
	return nil
}
