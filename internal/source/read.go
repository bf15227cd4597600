package source

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"io/fs"
	"math/bits"
	"unicode/utf8"

	"kanshu/internal/kanshu"
)

// errTooLarge says that a file holds more than its limit.
var errTooLarge = errors.New("too large")

// errNotRegular says that a name is no regular file.
var errNotRegular = errors.New("not a regular file")

// readFile reads a file of at most limit bytes into buf, which it may grow. It asks the file itself, not
// its name, whether it is regular.
func readFile(fsys fs.FS, name string, limit int, buf []byte) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, errNotRegular
	case info.Size() > int64(limit):
		return nil, errTooLarge
	}
	if need := int(info.Size()) + 1; cap(buf) < need {
		buf = make([]byte, 0, need+need/4)
	}
	buf = buf[:0]
	for {
		if len(buf) == cap(buf) {
			buf = append(buf, 0)[:len(buf)]
		}
		n, err := f.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		switch {
		case len(buf) > limit:
			return nil, errTooLarge
		case errors.Is(err, io.EOF):
			return buf, nil
		case err != nil:
			return nil, err
		case int64(len(buf)) == info.Size():
			return buf, nil // to ask once more would tell of what was written in between, and miss what is written next
		}
	}
}

// normalise drops one BOM in front and makes every line end LF: CRLF, or CR where no LF stands in the file. A CR
// that stands alone among other line ends stays, and lone says that there is one: it ends a line for the parser and,
// on most screens, for no reviewer. It works in place.
func normalise(b []byte) (text []byte, lone bool) {
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	i := bytes.IndexByte(b, '\r')
	if i < 0 {
		return b, false
	}
	if bytes.IndexByte(b, '\n') < 0 {
		breakLines(b[i:])
		return b, false
	}
	out := b[:i]
	for ; i < len(b); i++ {
		if b[i] != '\r' || i+1 == len(b) || b[i+1] != '\n' {
			out = append(out, b[i])
			lone = lone || b[i] == '\r'
		}
	}
	return out, lone
}

// breakLines turns the CRs of a body that normalise left into line ends, which they are in Markdown.
func breakLines(b []byte) {
	for {
		i := bytes.IndexByte(b, '\r')
		if i < 0 {
			return
		}
		b[i], b = '\n', b[i+1:]
	}
}

// unreadable reports text that is not UTF-8, naming the encoding it seems to be in, and NUL bytes. It
// returns whether there was one. Unread is the part of b of which nobody knows yet that it is UTF-8 without control
// characters.
func (d *decoder) unreadable(b, unread []byte) bool {
	at := badByte(b, unread)
	if at < 0 && !bytes.Contains(unread, []byte("\x1b$")) {
		return false
	}
	name := foreign(b)
	switch {
	case name != "":
		d.refuse(kanshuPos(d.file, 1, 1, 0), say("文字コードが %s のようです。読めるのは UTF-8 だけです。", "the file seems to be in %s; only UTF-8 is read", name),
			say("エディターで文字コードを UTF-8 にして保存し直してください。", "save it again as UTF-8"))
	default:
		line, char := place(b, at)
		d.refuse(kanshuPos(d.file, line, char, 0), say("UTF-8 として読めないバイト(0x%02X)があります。", "there is a byte (0x%02X) that is not UTF-8 text", b[at]),
			say("文字が壊れていないか確かめ、UTF-8 で保存し直してください。", "look for a broken character and save the file again as UTF-8"))
	}
	return true
}

// badByte returns where the first byte stands that is NUL or not UTF-8, -1 if there is none: of b, which is
// UTF-8 without NUL beyond unread.
func badByte(b, unread []byte) int {
	nul := bytes.IndexByte(unread, 0)
	if valid(unread) {
		return nul
	}
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size == 1 || i == nul {
			return i
		}
		i += size
	}
	return nul
}

// valid is utf8.Valid for text most of whose characters take three bytes: 5 µs for a column of 15 KB, where
// that takes 27.
func valid(b []byte) bool {
	for i := 0; i < len(b); {
		switch {
		case i+12 <= len(b) && fourWide(binary.LittleEndian.Uint64(b[i:]), binary.LittleEndian.Uint64(b[i+4:])):
			i += 12
			continue
		case b[i] < utf8.RuneSelf:
			i += letters(b[i:])
			continue
		case i+4 <= len(b) && binary.LittleEndian.Uint32(b[i:])&0x00c0c0f0 == 0x008080e0 && b[i] != 0xe0 && b[i] != 0xed: // those may be overlong, or half of a pair
			i += 3
			continue
		}
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size == 1 {
			return false
		}
		i += size
	}
	return true
}

// letters returns how many bytes below 0x80 a text begins with, that of eight at most, and 1 of fewer than eight.
func letters(b []byte) int {
	if len(b) < 8 {
		return 1
	}
	return bits.TrailingZeros64(binary.LittleEndian.Uint64(b)&0x8080808080808080) / 8
}

// fourWide reports whether twelve bytes, of which a holds the first eight and b the last eight, the first lowest,
// are four characters from U+1000 to U+BFFF: 1110xxxx 10xxxxxx 10xxxxxx, where xxxx is from 1 to 11.
func fourWide(a, b uint64) bool {
	const (
		formA, isA = 0xc0f0c0c0f0c0c0f0, 0x80e08080e08080e0
		formB, isB = 0xc0c0f0c0c0f0c0c0, 0x8080e08080e08080
		leadsA     = 0x000f00000f00000f
		leadsB     = 0x00000f00000f0000
		onesA      = 0x0001000001000001
		onesB      = 0x0000010000010000
	)
	if a&formA != isA || b&formB != isB {
		return false
	}
	x, y := a&leadsA, b&leadsB
	// 0 borrows when 1 is taken away, and 12 and more carry when 4 is added.
	return ((x-onesA)|(x+4*onesA))&(16*onesA) == 0 && ((y-onesB)|(y+4*onesB))&(16*onesB) == 0
}

// place returns the line and the char, both from 1, of the byte at i. Bytes that are no UTF-8 count one
// each.
func place(b []byte, i int) (line, char int) {
	line = 1 + bytes.Count(b[:i], []byte{'\n'})
	start := bytes.LastIndexByte(b[:i], '\n') + 1
	return line, 1 + utf8.RuneCount(b[start:i])
}

// body returns the part of a column's file from the byte at on; nil if the file is shorter.
func body(b []byte, lone bool, from int) []byte {
	if from > len(b) {
		return nil
	}
	if lone {
		breakLines(b[from:])
	}
	return b[from:]
}

// A likeness tells whether a text that is read again is the one that was read before. Where that was in this run, a
// sum keyed by a secret of the run says so at about a fifth of what the digest costs; 64 bits of a secret kind cannot be
// met by one who does not know it. A text that is remembered from an earlier run is known by its digest.
type likeness struct {
	size   int
	digest kanshu.Digest // zero: the sum tells
	seed   maphash.Seed
	sum    uint64
}

// fleeting returns a digest of the text that is good for this run: its size, from 1, and its sum.
func (l *likeness) fleeting() (d kanshu.Digest) {
	binary.LittleEndian.PutUint64(d[:], uint64(l.size)+1) //nolint:gosec // a size
	binary.LittleEndian.PutUint64(d[8:], l.sum)
	return d
}

func (l *likeness) of(text []byte) bool {
	switch {
	case len(text) != l.size:
		return false
	case l.digest.IsZero():
		return maphash.Bytes(l.seed, text) == l.sum
	default:
		return kanshu.DigestOf(text) == l.digest
	}
}

// reader returns what reads a body again: the same bytes, or an error that wraps kanshu.ErrChanged.
func reader(fsys fs.FS, file string, from int, want likeness) func(*[]byte) ([]byte, error) {
	return func(room *[]byte) ([]byte, error) {
		if room == nil {
			room = new([]byte)
		}
		b, err := readFile(fsys, file, maxFile, *room)
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, errTooLarge) || errors.Is(err, errNotRegular) {
			return nil, fmt.Errorf("source: %s: %w", file, kanshu.ErrChanged)
		}
		if err != nil {
			return nil, faultIn(file, err)
		}
		*room = b
		b, lone := normalise(b)
		text := body(b, lone, from)
		if !want.of(text) {
			return nil, fmt.Errorf("source: %s: %w", file, kanshu.ErrChanged)
		}
		return text, nil
	}
}

// maxFile is what a column's file may hold in all: front matter, body, fences, and a CR on every line.
const maxFile = maxHead + maxBody + maxBody/8
