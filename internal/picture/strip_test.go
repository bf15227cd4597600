package picture_test

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"slices"
	"testing"

	"kanshu/internal/picture"
)

// holdsPixels tells where a cleaned picture is no picture, or another than it was.
func holdsPixels(t *testing.T, b, cleaned []byte) {
	t.Helper()
	if _, err := picture.Probe(cleaned); err != nil {
		t.Errorf("what was cleaned is no picture: %v", err)
	}
	want, _, before := image.Decode(bytes.NewReader(b))
	got, _, after := image.Decode(bytes.NewReader(cleaned))
	if before != nil {
		return // it may break off where nobody looks without decoding
	}
	if after != nil {
		t.Fatalf("what was cleaned cannot be decoded: %v", after)
	}
	if got.Bounds() != want.Bounds() {
		t.Fatalf("%v became %v", want.Bounds(), got.Bounds())
	}
	for y := range want.Bounds().Dy() {
		for x := range want.Bounds().Dx() {
			if got.At(x, y) != want.At(x, y) {
				t.Fatalf("%d,%d: %v became %v", x, y, want.At(x, y), got.At(x, y))
			}
		}
	}
}

// segment returns a segment of a JPEG.
func segment(marker byte, body string) []byte {
	return append([]byte{0xff, marker, byte((len(body) + 2) >> 8), byte(len(body) + 2)}, body...) //nolint:gosec // two bytes
}

// TestStripDropsWhatIsNoPixel holds that of a small picture, which is published as it came, nothing else goes out.
func TestStripDropsWhatIsNoPixel(t *testing.T) {
	t.Parallel()
	plain := encode(t, func(b *bytes.Buffer) error { return png.Encode(b, quarters(40, 30)) })
	photo := jpg(t)
	tables := photo[2:]
	for name, test := range map[string]struct{ b, want []byte }{
		"PNG":                   {plain, plain},
		"PNG with words":        {insert(insert(plain, "tEXt", []byte("Comment\x00secret")), "eXIf", []byte("secret")), plain},
		"PNG that moves":        {insert(insert(plain, "acTL", []byte("\x00\x00\x00\x02secret")), "fdAT", []byte("secret")), plain},
		"PNG and more":          {append(slices.Clone(plain), "secret"...), plain},
		"PNG of a space":        {insert(plain, "gAMA", []byte{0, 0, 0xb1, 0x8f}), insert(plain, "gAMA", []byte{0, 0, 0xb1, 0x8f})},
		"JPEG":                  {photo, photo},
		"JPEG with a place":     {exif(photo, 1, "secret"), photo},
		"JPEG with words":       {slices.Concat(photo[:2], segment(0xfe, "secret"), segment(0xed, "Photoshop secret"), tables), photo},
		"JPEG and more":         {append(slices.Clone(photo), exif(photo, 1, "secret")...), photo},
		"JPEG with a small one": {slices.Concat(photo[:2], segment(0xe0, "JFIF\x00\x01\x02\x00\x00\x01\x00\x01\x01\x01rgb secret"), tables), photo},
		"JPEG of a space": {
			slices.Concat(photo[:2], []byte{0xff}, segment(0xe2, "ICC_PROFILE\x00\x01\x01p"), segment(0xe2, "MPF\x00secret"), tables),
			slices.Concat(photo[:2], segment(0xe2, "ICC_PROFILE\x00\x01\x01p"), tables),
		},
	} {
		got, err := picture.Strip(test.b)
		if err != nil || !bytes.Equal(got, test.want) || bytes.Contains(got, []byte("secret")) {
			t.Errorf("%s: %d bytes of %d, want %d; %v", name, len(got), len(test.b), len(test.want), err)
			continue
		}
		holdsPixels(t, test.b, got)
	}
}

// TestStripTellsWhatBreaksOff cuts pictures at every byte, and turns every bit of a PNG: whatever can be told without
// decoding is told.
func TestStripTellsWhatBreaksOff(t *testing.T) {
	t.Parallel()
	drawing := encode(t, func(b *bytes.Buffer) error { return png.Encode(b, quarters(9, 9)) })
	webp := []byte("RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00")
	for name, b := range map[string][]byte{"PNG": drawing, "JPEG": jpg(t), "WebP": webp} {
		if _, err := picture.Strip(b); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for n := 20; n < len(b)-1; n++ {
			if _, err := picture.Strip(b[:n]); !errors.Is(err, picture.ErrBroken) {
				t.Errorf("%s: cut off behind %d bytes of %d: %v", name, n, len(b), err)
			}
		}
	}
	for i := 8; i < len(drawing)-12; i++ {
		for bit := range 8 {
			turned := slices.Clone(drawing)
			turned[i] ^= 1 << bit
			if out, err := picture.Strip(turned); err == nil && bytes.Equal(out, turned) {
				t.Errorf("bit %d of byte %d was turned, and nobody tells", bit, i)
			}
		}
	}
	for name, b := range map[string][]byte{
		"no picture":            []byte("<svg/>"),
		"GIF":                   []byte("GIF89a"),
		"JPEG of scans":         slices.Concat(jpg(t), bytes.Repeat([]byte("\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00"), 100), []byte{0xff, 0xd9}),
		"PNG without pixels":    slices.Concat(drawing[:33], drawing[len(drawing)-12:]),
		"JPEG of another kind":  append([]byte{0xff, 0xd8, 0xff}, 0xe1, 0, 1),
		"JPEG without anything": {0xff, 0xd8, 0xff, 0xd9},
	} {
		if _, err := picture.Strip(b); err == nil {
			t.Errorf("%s passes", name)
		}
	}
}
