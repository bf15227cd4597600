package source_test

import (
	"testing"
	"unicode/utf8"

	"kanshu/internal/source"
)

// TestValidIsUTF8 holds the reader's own test of UTF-8 against the library's: on every three bytes that begin
// with each lead, alone, before a letter, before the first byte of another character, and before others.
func TestValidIsUTF8(t *testing.T) {
	t.Parallel()
	for _, after := range []string{"", "a", "\xe3", "あ", "いろはに"} {
		for lead := 0x7f; lead < 0x100; lead++ {
			for second := 0x7f; second < 0x100; second++ {
				for _, third := range []byte{0, 'a', 0x7f, 0x80, 0x9f, 0xa0, 0xbf, 0xc0, 0xe3, 0xff} {
					b := append([]byte{byte(lead), byte(second), third}, after...)
					if source.Valid(b) != utf8.Valid(b) {
						t.Fatalf("%x: %v", b, source.Valid(b))
					}
					if b = b[:2]; source.Valid(b) != utf8.Valid(b) {
						t.Fatalf("%x: %v", b, source.Valid(b))
					}
				}
			}
		}
	}
}

func FuzzValidIsUTF8(f *testing.F) {
	f.Add([]byte("花粉症の治療"))
	f.Add([]byte("\xed\xa0\x80"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if source.Valid(b) != utf8.Valid(b) {
			t.Errorf("%x: %v", b, source.Valid(b))
		}
	})
}

// TestCleanTextIsLetThrough holds the glance at front matter against the look at each of its characters, which a
// letter outside of what it knows makes necessary.
func TestCleanTextIsLetThrough(t *testing.T) {
	t.Parallel()
	for r := rune(1); r <= 0x1ffff; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		glance, look := source.Scanned("t: "+string(r)+"あ"), source.Scanned("t: "+string(r)+"あé")
		if glance != look {
			t.Fatalf("U+%04X: %v at a glance, %v", r, glance, look)
		}
	}
}
