package gate_test

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"io"
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/picture"
)

// A flaky file system hands out files whose size, bytes and errors are as told, and counts those left open.
type flaky struct {
	files map[string]*flakyFile
	open  int
}

type flakyFile struct {
	name           string
	data           []byte
	size           int64 // what Stat says; 0: as it is
	mode           fs.FileMode
	openErr, stErr error
	readErr        error // once data is read
	seeks          bool  // it can be read at a place
	fsys           *flaky
	at             int
}

func (f *flaky) Open(name string) (fs.File, error) {
	file := f.files[name]
	if file == nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	if file.openErr != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: file.openErr}
	}
	f.open++
	file.fsys, file.name, file.at = f, name, 0
	if file.seeks {
		return &flakySeeker{file}, nil
	}
	return file, nil
}

func (f *flakyFile) Stat() (fs.FileInfo, error) { return f, f.stErr }
func (f *flakyFile) Name() string               { return f.name }
func (f *flakyFile) Mode() fs.FileMode          { return f.mode }
func (f *flakyFile) ModTime() time.Time         { return time.Time{} }
func (f *flakyFile) IsDir() bool                { return f.mode.IsDir() }
func (f *flakyFile) Sys() any                   { return nil }
func (f *flakyFile) Close() error               { f.fsys.open--; return nil }
func (f *flakyFile) Size() int64 {
	if f.size != 0 {
		return f.size
	}
	return int64(len(f.data))
}

func (f *flakyFile) Read(b []byte) (int, error) {
	if f.at == len(f.data) {
		if f.readErr != nil {
			return 0, f.readErr
		}
		return 0, io.EOF
	}
	n := copy(b, f.data[f.at:])
	f.at += n
	return n, nil
}

type flakySeeker struct{ *flakyFile }

func (f *flakySeeker) ReadAt(b []byte, at int64) (int, error) {
	return bytes.NewReader(f.data).ReadAt(b, at)
}

// noise is a PNG larger than the head and the end of it that are looked at.
func noise(t *testing.T, side int) []byte {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, side, side))
	rnd := rand.New(rand.NewPCG(1, 2))
	for i := range m.Pix {
		m.Pix[i] = byte(rnd.Uint32())
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// late returns a JPEG whose size stands behind so much else.
func late(before int) []byte {
	b := []byte{0xff, 0xd8}
	for before > 0 {
		n := min(before, 0xff00)
		b = append(b, 0xff, 0xee, byte(n>>8), byte(n))
		b = append(b, make([]byte, n-2)...)
		before -= n + 2
	}
	b = append(b, 0xff, 0xc0, 0, 11, 8, 0, 9, 0, 7, 1, 1, 0x11, 0)
	b = append(b, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0)
	return append(b, 0xff, 0xd9)
}

// see judges a column with a picture and returns what a rule is told of it.
func see(t *testing.T, fsys fs.FS, dir, dest string) gate.Sight {
	t.Helper()
	var s gate.Sight
	c := column("x", "")
	c.Dir = dir
	_, _, err := gate.Judge(handSite(c), fsys, gate.Options{Today: today, Rules: []*gate.Rule{{ID: "see", Live: true, Check: func(c *gate.Case) { s = c.Picture(dest) }}}})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestPicturesAreSeenAsTheyAre(t *testing.T) {
	t.Parallel()
	small, large := noise(t, 8), noise(t, 400)
	svg := `<svg xmlns="http://www.w3.org/2000/svg"></svg>`
	fill := func(n int) []byte { // a drawing of so many bytes
		return []byte(strings.Replace(svg, "></svg>", ">"+strings.Repeat(" ", n-len(svg))+"</svg>", 1))
	}
	const most, drawing = picture.MaxBytes, 1 << 20
	for name, c := range map[string]struct {
		file  flakyFile
		err   error
		width int
		media string
	}{
		"a small picture":                       {flakyFile{data: small}, nil, 8, "image/png"},
		"a large one":                           {flakyFile{data: large}, nil, 400, "image/png"},
		"a large one that can be read at":       {flakyFile{data: large, seeks: true}, nil, 400, "image/png"},
		"cut off":                               {flakyFile{data: small[:len(small)-12]}, picture.ErrBroken, 8, "image/png"},
		"cut off, large":                        {flakyFile{data: large[:len(large)-12]}, picture.ErrBroken, 400, "image/png"},
		"cut off, large, can be read at":        {flakyFile{data: large[:len(large)-12], seeks: true}, picture.ErrBroken, 400, "image/png"},
		"with a short tail":                     {flakyFile{data: slices.Concat(large, make([]byte, 60<<10))}, nil, 400, "image/png"},
		"with a tail too long":                  {flakyFile{data: slices.Concat(small, make([]byte, 70<<10))}, picture.ErrBroken, 8, "image/png"},
		"with a tail too long, read at":         {flakyFile{data: slices.Concat(large, make([]byte, 70<<10)), seeks: true}, picture.ErrBroken, 400, "image/png"},
		"its size far behind":                   {flakyFile{data: late(200 << 10)}, nil, 7, "image/jpeg"},
		"its size near":                         {flakyFile{data: late(1 << 10)}, nil, 7, "image/jpeg"},
		"no picture":                            {flakyFile{data: []byte("<html>")}, picture.ErrKind, 0, ""},
		"no picture, large":                     {flakyFile{data: make([]byte, 300<<10)}, picture.ErrKind, 0, ""},
		"a drawing":                             {flakyFile{data: []byte(svg)}, nil, 0, picture.SVG},
		"a large drawing":                       {flakyFile{data: fill(drawing)}, nil, 0, picture.SVG},
		"a drawing too large":                   {flakyFile{data: fill(drawing + 1)}, picture.ErrKind, 0, ""},
		"a drawing that acts":                   {flakyFile{data: []byte(strings.Replace(svg, "><", "><script/><", 1))}, picture.ErrActive, 0, ""},
		"as large as may be":                    {flakyFile{data: small, size: most}, nil, 8, "image/png"},
		"too large":                             {flakyFile{data: small, size: most + 1}, picture.ErrSize, 0, ""},
		"a folder":                              {flakyFile{data: small, mode: fs.ModeDir}, fs.ErrNotExist, 0, ""},
		"a pipe":                                {flakyFile{data: small, mode: fs.ModeNamedPipe}, fs.ErrNotExist, 0, ""},
		"a file that cannot be looked at":       {flakyFile{data: small, stErr: syscall.EIO}, fs.ErrNotExist, 0, ""},
		"a file that cannot be read":            {flakyFile{data: small[:4], readErr: syscall.EIO}, picture.ErrBroken, 0, ""},
		"a file that may not be opened":         {flakyFile{openErr: syscall.EACCES}, fs.ErrNotExist, 0, ""},
		"a name that is none":                   {flakyFile{openErr: fs.ErrInvalid}, fs.ErrNotExist, 0, ""},
		"a file taken for a folder":             {flakyFile{openErr: syscall.ENOTDIR}, fs.ErrNotExist, 0, ""},
		"a name too long":                       {flakyFile{openErr: syscall.ENAMETOOLONG}, fs.ErrNotExist, 0, ""},
		"a disk that does not give it":          {flakyFile{openErr: syscall.EIO}, picture.ErrBroken, 0, ""},
		"no file handles left, the machine ill": {flakyFile{openErr: syscall.EMFILE}, picture.ErrBroken, 0, ""},
	} {
		fsys := &flaky{files: map[string]*flakyFile{"assets/a.png": &c.file}}
		s := see(t, fsys, "", "/assets/a.png")
		if !errors.Is(s.Err, c.err) || (s.Err == nil) != (c.err == nil) || s.Info.Width != c.width && c.err == nil || s.Info.Type != c.media && c.err == nil {
			t.Errorf("%s: %+v, want %v, width %d, %s", name, s, c.err, c.width, c.media)
		}
		if fsys.open != 0 {
			t.Errorf("%s: %d files are left open", name, fsys.open)
		}
		if s.Err == nil && s.Bytes != c.file.Size() {
			t.Errorf("%s: %d bytes, want %d", name, s.Bytes, c.file.Size())
		}
	}
	if s := see(t, &flaky{files: map[string]*flakyFile{"columns/x/a.svg": {data: []byte(svg)}}}, "columns/x", "a.svg"); !errors.Is(s.Err, picture.ErrKind) {
		t.Errorf("a drawing beside a column: %+v", s)
	}
	for _, err := range []error{syscall.EIO, syscall.EMFILE, syscall.ENOSPC, nil} {
		if gate.Absent(err) {
			t.Errorf("%v is taken for a file that is not there", err)
		}
	}
}

// TestPictureFileLeavesNoFolder: what a column may name, and what it may not.
func TestPictureFileLeavesNoFolder(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ dir, dest, want string }{
		{"columns/x", "a.png", "columns/x/a.png"},
		{"columns/x", "./a.png", "columns/x/a.png"},
		{"columns/x", "sub/a.png", "columns/x/sub/a.png"},
		{"columns/x", "%E5%9B%B3%201.png", "columns/x/図 1.png"},
		{"columns/x", "100%.png", "columns/x/100%.png"},
		{"columns/x", "/assets/a.png", "assets/a.png"},
		{"", "/assets/a.png", "assets/a.png"},
		{"", "/assets/sub/../a.png", "assets/a.png"},
		{"columns/x", "../y/a.png", ""},
		{"columns/x", "../x/../y/a.png", ""},
		{"columns/x", "..", ""},
		{"columns/x", ".", ""},
		{"columns/x", "", ""},
		{"", "a.png", ""},
		{"", "", ""},
		{"columns/x", "../xy/a.png", ""},
		{"columns/x", "%2e%2e/y/a.png", ""},
		{"columns/x", "https://x.example/a.png", ""},
		{"columns/x", "data:image/png;base64,x", ""},
		{"columns/x", "//x.example/a.png", ""},
		{"columns/x", "/etc/passwd", ""},
		{"columns/x", "/assets/../kanshu.yaml", ""},
		{"columns/x", "/assets", ""},
		{"columns/x", "/columns/y/a.png", ""},
		{"columns/x", "a\n.png", ""},
		{"columns/x", "a%00.png", ""},
		{"columns/x", "a\u0085.png", ""},
	} {
		if got := gate.PictureFile(&kanshu.Column{Dir: c.dir}, c.dest); got != c.want {
			t.Errorf("PictureFile(%q, %q) = %q, want %q", c.dir, c.dest, got, c.want)
		}
	}
	if s := see(t, fstest.MapFS{}, "columns/x", "../y.png"); !errors.Is(s.Err, fs.ErrNotExist) {
		t.Errorf("a name that is none: %v", s.Err)
	}
	if s := (&gate.Case{Column: &kanshu.Column{Dir: "columns/x"}}).Picture("a.png"); !errors.Is(s.Err, fs.ErrNotExist) {
		t.Errorf("a case without a run: %v", s.Err)
	}
}

// TestOpenTellsWhatGoesWrong: folders and what is too large are told from what the disk does not give, what is
// shorter than it said is handed on, and no file stays open.
func TestOpenTellsWhatGoesWrong(t *testing.T) {
	t.Parallel()
	const most = 64 << 20
	for name, c := range map[string]struct {
		file flakyFile
		want error
		size int
	}{
		"a file":                     {flakyFile{data: []byte("abc")}, nil, 3},
		"an empty file":              {flakyFile{}, nil, 0},
		"a file that shrank":         {flakyFile{data: []byte("abc"), size: 9}, nil, 3},
		"a file that was emptied":    {flakyFile{size: 9}, nil, 0},
		"the largest":                {flakyFile{size: most}, nil, 0},
		"too large":                  {flakyFile{size: most + 1}, fs.ErrInvalid, 0},
		"a folder":                   {flakyFile{mode: fs.ModeDir | 0o755}, fs.ErrInvalid, 0},
		"a file that is not told of": {flakyFile{stErr: syscall.EIO}, syscall.EIO, 0},
		"a file that breaks off":     {flakyFile{data: []byte("abc"), size: 9, readErr: syscall.EIO}, syscall.EIO, 0},
		"a file that may not be":     {flakyFile{openErr: syscall.EACCES}, fs.ErrPermission, 0},
	} {
		fsys := &flaky{files: map[string]*flakyFile{"assets/a": &c.file}}
		e, _, err := gate.Judge(handSite(), fsys, gate.Options{Today: today, Rules: []*gate.Rule{reports("none")}})
		if err != nil {
			t.Fatal(err)
		}
		b, err := e.Open("assets/a")
		if !errors.Is(err, c.want) || (err == nil) != (c.want == nil) || len(b) != c.size || fsys.open != 0 {
			t.Errorf("%s: %d bytes, %v, %d left open", name, len(b), err, fsys.open)
		}
	}
}
