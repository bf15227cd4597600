package source

import (
	"io/fs"

	"golang.org/x/sys/unix"
)

// systemMark returns the mark of a file as Linux keeps it: the time of the inode's last change (ctime) is
// set by the kernel alone.
func systemMark(info fs.FileInfo) (Mark, bool) {
	s, ok := info.Sys().(*unix.Stat_t)
	if !ok {
		return Mark{}, false
	}
	return Mark{size: s.Size, mtime: s.Mtim.Nano(), ctime: s.Ctim.Nano(), inode: s.Ino}, true
}
