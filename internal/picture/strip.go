package picture

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"slices"
)

// Strip returns a JPEG, PNG or WebP picture as it came, with nothing but what its pixels and their colours need: no
// place, no camera, no comment, and nothing behind its end. How a JPEG is to be turned goes as well: see
// Info.Orientation. A PNG that moves stands still. It returns ErrKind for any other kind, and an error that wraps
// ErrBroken for a picture that breaks off.
func Strip(b []byte) ([]byte, error) {
	switch kind(b) {
	case "jpeg":
		return stripJPEG(b)
	case "png":
		return stripPNG(b)
	case "webp":
		return stripWebP(b)
	default:
		return nil, ErrKind
	}
}

// broken says where a picture breaks off.
func broken(at int) error { return fmt.Errorf("%w at byte %d", ErrBroken, at) }

// pngChunks are those that a still picture needs.
//
// Source: PNG (third edition), 5.6 and 11.
var pngChunks = []string{"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP"}

// stripPNG drops all other chunks. Every one that stays is compared with its sum.
func stripPNG(b []byte) ([]byte, error) {
	const frame = 12 // length, name and sum of a chunk
	out, pixels := append(make([]byte, 0, len(b)), b[:8]...), false
	for at := 8; at+frame <= len(b); {
		size := binary.BigEndian.Uint32(b[at:])
		if uint64(size) > uint64(len(b)-at-frame) {
			return nil, broken(at)
		}
		chunk := b[at:][:int(size)+frame]
		name, sum := string(chunk[4:8]), chunk[len(chunk)-4:]
		at += len(chunk)
		if !slices.Contains(pngChunks, name) {
			continue
		}
		if crc32.ChecksumIEEE(chunk[4:len(chunk)-4]) != binary.BigEndian.Uint32(sum) {
			return nil, broken(at)
		}
		out, pixels = append(out, chunk...), pixels || name == "IDAT"
		if name == "IEND" && pixels {
			return out, nil
		}
	}
	return nil, broken(len(b))
}

// stripJPEG drops comments and what programs and cameras wrote, but for the profile of colours, and what Adobe says of
// how they are stored.
//
// Source: ITU-T T.81, annex B; ICC.1:2022, annex B.4; ITU-T T.871; ITU-T T.872, 6.5.3.
func stripJPEG(b []byte) ([]byte, error) {
	if bytes.Count(b, scan) > maxScans {
		return nil, broken(len(b))
	}
	out := append(make([]byte, 0, len(b)), b[:2]...)
	for at := 2; at+4 <= len(b) && b[at] == 0xff; {
		marker, size := b[at+1], int(binary.BigEndian.Uint16(b[at+2:]))
		switch {
		case marker == 0xff: // one to fill with
			at++
			continue
		case size < 2 || at+2+size > len(b):
			return nil, broken(at)
		}
		if isPixels(marker, b[at+4:at+2+size]) {
			out = append(out, b[at:at+2+size]...)
		}
		if at += 2 + size; marker != 0xda {
			continue
		}
		end := at + codedEnd(b[at:])
		out = append(out, b[at:end]...)
		if at = end; at+2 <= len(b) && b[at+1] == 0xd9 {
			return append(out, b[at:at+2]...), nil
		}
	}
	return nil, broken(len(b))
}

// isPixels reports whether a segment of a JPEG is needed to show it.
func isPixels(marker byte, body []byte) bool {
	switch marker {
	case 0xe0:
		return bytes.HasPrefix(body, []byte("JFIF\x00")) && len(body) == 14 // without a small picture of the picture
	case 0xe2:
		return bytes.HasPrefix(body, []byte("ICC_PROFILE\x00"))
	case 0xee:
		return bytes.HasPrefix(body, []byte("Adobe"))
	default:
		return marker < 0xe0
	}
}

// codedEnd returns how many bytes of coded pixels stand before the next marker that ends them: all if none does.
func codedEnd(b []byte) int {
	for at := 0; ; {
		n := bytes.IndexByte(b[at:], 0xff)
		if n < 0 || at+n+1 >= len(b) {
			return len(b)
		}
		at += n
		if next := b[at+1]; next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7) {
			return at
		}
		at++
	}
}

// stripWebP drops all chunks but those that hold pixels, colour profile and animation. The flags of VP8X that announce
// Exif and XMP are cleared.
//
// Source: RFC 9649, section 2.7.
func stripWebP(b []byte) ([]byte, error) {
	out := append(make([]byte, 0, len(b)), b[:12]...)
	for at := 12; at < len(b); {
		if at+8 > len(b) {
			return nil, broken(at)
		}
		size := int(binary.LittleEndian.Uint32(b[at+4:]))
		end := at + 8 + size + size&1
		if size < 0 || at+8+size > len(b) {
			return nil, broken(at)
		}
		switch string(b[at : at+4]) {
		case "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP":
			out = append(out, b[at:min(end, len(b))]...)
		case "VP8X":
			n := len(out)
			out = append(out, b[at:min(end, len(b))]...)
			if size > 0 {
				out[n+8] &^= 0x0c
			}
		}
		at = end
	}
	if len(out)%2 == 1 {
		out = append(out, 0)
	}
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8)) //nolint:gosec // no longer than b, whose own size field had 32 bits
	return out, nil
}
