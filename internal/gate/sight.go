package gate

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"path"
	"strings"
	"sync"
	"syscall"
	"unicode"

	"kanshu/internal/kanshu"
	"kanshu/internal/picture"
)

// PictureFile returns the name of the file that a column means by the address of a picture: one in the
// column's own folder, or one below assets/ for "/assets/…". It is "" for everything else: addresses of
// other sites, files of other columns, and pictures of a column that has no folder.
func PictureFile(c *kanshu.Column, dest string) string {
	if plain, err := url.PathUnescape(dest); err == nil { // 図%201.png: as editors write what they paste
		dest = plain
	}
	if strings.ContainsFunc(dest, unicode.IsControl) {
		return ""
	}
	if strings.HasPrefix(dest, "/") {
		if name := path.Clean(strings.TrimPrefix(dest, "/")); strings.HasPrefix(name, "assets/") {
			return name
		}
		return ""
	}
	if c.Dir == "" || strings.Contains(dest, ":") {
		return ""
	}
	if name := path.Join(c.Dir, dest); strings.HasPrefix(name, c.Dir+"/") {
		return name
	}
	return ""
}

// A Sight is what the gate knows of a picture by its bytes, without decoding it.
type Sight struct {
	Info  picture.Info
	Bytes int64
	Moves bool  // it has more than one frame, of which the first is shown
	Err   error // fs.ErrNotExist, or what picture.Probe, picture.Passive and picture.Whole say; nil: fit to publish
}

// Picture returns what is known of a picture that the column names. Each file is looked at once in a run,
// however many columns show it. Only the column's own folder and assets/ can be looked into.
func (c *Case) Picture(dest string) Sight {
	c.mustLive("a picture")
	name := PictureFile(c.Column, dest)
	if name == "" || c.sights == nil {
		return Sight{Err: fs.ErrNotExist}
	}
	return c.sights.of(name)
}

// sights are the pictures that a run has looked at. It is safe for use by many at once.
type sights struct {
	fsys fs.FS
	mu   sync.Mutex
	seen map[string]*sight
	once sync.Once
	own  []string // see templates

	desks kanshu.Tray[desk]
}

type sight struct {
	once sync.Once
	Sight
}

func (s *sights) of(name string) Sight {
	s.mu.Lock()
	if s.seen == nil {
		s.seen = map[string]*sight{}
	}
	one := s.seen[name]
	if one == nil {
		one = &sight{}
		s.seen[name] = one
	}
	s.mu.Unlock()
	one.once.Do(func() { one.Sight = look(s.fsys, name) })
	return one.Sight
}

// templates lists the site's own templates, once.
func (s *sights) templates() []string {
	s.once.Do(func() {
		names, _ := fs.Glob(s.fsys, "layouts/*.html") // the pattern is sound
		for _, n := range names {
			s.own = append(s.own, strings.TrimSuffix(path.Base(n), ".html"))
		}
	})
	return s.own
}

// The parts of a picture's file that are read: what stands before the size of a picture is seldom more.
const (
	headBytes = 128 << 10
	tailBytes = 64 << 10
	drawing   = 1 << 20 // of an SVG, which has to be read whole
)

// look reads a picture's file: its head first, since the size that it claims may forbid the rest.
func look(fsys fs.FS, name string) Sight {
	f, err := fsys.Open(name)
	if err != nil {
		return Sight{Err: unseen(err)}
	}
	defer func() { _ = f.Close() }()
	st, err := f.Stat()
	if err != nil || !st.Mode().IsRegular() {
		return Sight{Err: fs.ErrNotExist}
	}
	s := Sight{Bytes: st.Size()}
	if s.Bytes > picture.MaxBytes {
		s.Err = picture.ErrSize
		return s
	}
	head := make([]byte, min(s.Bytes, headBytes)+1) // one more, to see that it ends
	n, err := io.ReadFull(f, head)
	if head = head[:n]; err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		s.Err = fmt.Errorf("%w: %w", picture.ErrBroken, err)
		return s
	}
	if s.Info, s.Err = picture.Probe(head); s.Err != nil && s.Bytes > headBytes && !errors.Is(s.Err, picture.ErrSize) {
		rest, _ := io.ReadAll(io.LimitReader(f, picture.MaxBytes)) // what is missing is seen by Probe
		head = append(head, rest...)
		s.Info, s.Err = picture.Probe(head)
	}
	switch {
	case errors.Is(s.Err, picture.ErrKind) && s.Bytes <= drawing && strings.HasPrefix(name, "assets/"):
		rest, _ := io.ReadAll(io.LimitReader(f, drawing)) // a drawing that is cut off is none
		if s.Err = picture.Passive(append(head, rest...)); s.Err == nil {
			s.Info.Type = picture.SVG
		}
	case s.Err == nil:
		if int64(len(head)) < s.Bytes {
			rest, _ := io.ReadAll(io.LimitReader(f, picture.MaxBytes)) // what is missing is no end
			head = append(head, rest...)
		}
		s.Moves = picture.Moves(head, s.Info.Type)
		if !picture.Whole(head[max(0, len(head)-tailBytes):], s.Info.Type, s.Bytes) || !picture.Sound(head, s.Info.Type) {
			s.Err = picture.ErrBroken
		}
	}
	return s
}

// Absent reports whether an error of opening a file says that there is none of that name, or that it may not
// be opened: what a column can cause by naming it. Every other error is the machine's.
func Absent(err error) bool {
	for _, cause := range []error{fs.ErrNotExist, fs.ErrPermission, fs.ErrInvalid, syscall.ENOTDIR, syscall.ENAMETOOLONG} {
		if errors.Is(err, cause) {
			return true
		}
	}
	return false
}

// unseen returns fs.ErrNotExist for a file that is not there or may not be opened, and ErrBroken for one
// that the disk does not give.
func unseen(err error) error {
	if Absent(err) {
		return fs.ErrNotExist
	}
	return fmt.Errorf("%w: %w", picture.ErrBroken, err)
}
