package source

import (
	"io/fs"
	"syscall"
)

// systemMark returns the mark of a file as Linux keeps it: the time of the inode's last change (ctime) is
// set by the kernel alone.
func systemMark(info fs.FileInfo) (fileMark, bool) {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return fileMark{}, false
	}
	return fileMark{size: s.Size, mtime: s.Mtim.Nano(), ctime: s.Ctim.Nano(), inode: s.Ino}, true
}
