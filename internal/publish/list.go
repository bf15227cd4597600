package publish

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"kanshu/internal/kanshu"
)

// listName is the file of a tree that lists all the others. It is no entry of any manifest.
const listName = "build.json"

// AppendList appends build.json to b: what the public may know of a manifest, one file a line. Keys
// are not in it. Equal manifests give equal bytes.
//
//	{"generator":"kanshu 1.0.0","day":"2026-11-22","next":"2026-12-01",
//	"withdrawn":[{"path":"/columns/hay-fever/","since":"2026-11-01"}],
//	"files":[
//	{"path":"404.html","sha256":"…","size":2817}
//	]}
//
// "forced":true follows the day when that was given by hand; "next" is left out where nothing
// changes by itself.
func AppendList(b []byte, generator string, m *kanshu.Manifest) []byte {
	b = append(b, `{"generator":`...)
	b = appendString(b, generator)
	b = append(b, `,"day":"`...)
	b = m.Day.Append(b)
	b = append(b, '"')
	if m.Forced {
		b = append(b, `,"forced":true`...)
	}
	if !m.Next.IsZero() {
		b = append(b, `,"next":"`...)
		b = append(m.Next.Append(b), '"')
	}
	b = append(b, ",\n\"withdrawn\":["...)
	for i, w := range m.Withdrawn {
		if i > 0 {
			b = append(b, ",\n"...)
		}
		b = append(b, `{"path":`...)
		b = appendString(b, w.Path)
		b = append(b, `,"since":"`...)
		b = append(w.Since.Append(b), `"}`...)
	}
	b = append(b, "],\n\"files\":["...)
	for i := range m.Entries {
		e := &m.Entries[i]
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, "\n{\"path\":"...)
		b = appendString(b, e.Path)
		b = append(b, `,"sha256":"`...)
		b = appendHex(b, e.Digest)
		b = append(b, `","size":`...)
		b = strconv.AppendInt(b, e.Size, 10)
		b = append(b, '}')
	}
	return append(b, "\n]}\n"...)
}

func appendHex(b []byte, d kanshu.Digest) []byte {
	const digits = "0123456789abcdef"
	for _, c := range d {
		b = append(b, digits[c>>4], digits[c&15])
	}
	return b
}

// appendString appends s as JSON. Nearly every path is plain, and goes without the encoder.
func appendString(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < 0x20 || c >= 0x7f || strings.IndexByte(`"\<>&`, c) >= 0 {
			q, _ := json.Marshal(s) // a string can always be JSON
			return append(b, q...)
		}
	}
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"')
}

// ReadList reads what AppendList wrote. It returns an error when b is not such a list: another
// shape, paths that lead out of the tree, twice the same path, or an order that is not sorted.
func ReadList(b []byte) (*kanshu.Manifest, error) {
	var l struct {
		Generator string      `json:"generator"`
		Day       kanshu.Date `json:"day"`
		Forced    bool        `json:"forced"`
		Next      kanshu.Date `json:"next"`
		Withdrawn []struct {
			Path  string      `json:"path"`
			Since kanshu.Date `json:"since"`
		} `json:"withdrawn"`
		Files []struct {
			Path   string        `json:"path"`
			SHA256 kanshu.Digest `json:"sha256"`
			Size   int64         `json:"size"`
		} `json:"files"`
	}
	d := json.NewDecoder(bytes.NewReader(b))
	if err := d.Decode(&l); err != nil {
		return nil, fmt.Errorf("read %s: %w", listName, err)
	}
	if d.More() || l.Generator == "" || l.Files == nil {
		return nil, fmt.Errorf("read %s: not a list of kanshu's", listName)
	}
	m := &kanshu.Manifest{Day: l.Day, Forced: l.Forced, Next: l.Next}
	for _, w := range l.Withdrawn {
		m.Withdrawn = append(m.Withdrawn, kanshu.Tombstone{Path: w.Path, Since: w.Since})
	}
	m.Entries = make([]kanshu.Entry, len(l.Files))
	for i, f := range l.Files {
		m.Entries[i] = kanshu.Entry{Path: f.Path, Digest: f.SHA256, Size: f.Size}
	}
	if err := checkEntries(m.Entries); err != nil {
		return nil, fmt.Errorf("read %s: %w", listName, err)
	}
	return m, nil
}

// checkEntries returns an error unless the paths are sorted, each once, and stay inside the tree,
// and no file stands where another needs a directory.
func checkEntries(entries []kanshu.Entry) error {
	for i := range entries {
		if err := checkEntry(entries, i); err != nil {
			return err
		}
	}
	return nil
}

// checkEntry is checkEntries for the i-th entry and the one before it.
func checkEntry(entries []kanshu.Entry, i int) error {
	e := &entries[i]
	if err := checkPath(e.Path); err != nil {
		return err
	}
	if e.Size < 0 {
		return fmt.Errorf("%s: size %d", e.Path, e.Size)
	}
	if i > 0 && entries[i-1].Path >= e.Path {
		return fmt.Errorf("%s: not in order after %s", e.Path, entries[i-1].Path)
	}
	return nil
}

// checkPath returns an error unless name may stand in a tree.
func checkPath(name string) error {
	if len(name) == len(listName) && strings.EqualFold(name, listName) {
		return fmt.Errorf("%s is written by publish itself", name)
	}
	if tame(name) {
		return nil
	}
	if !fs.ValidPath(name) || name == "." || strings.ContainsAny(name, "\\\x00") {
		return fmt.Errorf("%q is no path of a published file", name)
	}
	return nil
}

// tame reports whether a name can be told at a glance to be a valid path: of letters, digits, hyphens and underscores,
// and full stops within its parts. Nearly all are, and each of 13,000 is looked at three times in a publication.
func tame(name string) bool {
	before := byte('/')
	for i := range len(name) {
		c := name[i]
		switch {
		case c == '/' || c == '.':
			if before == '/' {
				return false
			}
		case c-'a' < 26 || c-'0' < 10 || c-'A' < 26 || c == '-' || c == '_':
		default:
			return false
		}
		before = c
	}
	return before != '/'
}
