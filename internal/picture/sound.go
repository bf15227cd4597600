package picture

import (
	"encoding/binary"
	"hash/crc32"
)

// Sound reports whether a whole picture of a media type hangs together from its head to its end: every
// chunk of a PNG has its checksum, and the marks of a JPEG, the blocks of a GIF and the parts of a WebP
// follow on each other. It decodes nothing, so it may pass what looks wrong to the eye; what it does not
// pass was damaged on its way.
//
// Source: PNG (Third Edition), 5.3; ITU-T T.81, B.1 and B.2; GIF89a specification; RFC 9649, 2.
func Sound(b []byte, media string) bool {
	switch media {
	case "image/png":
		return soundPNG(b)
	case "image/jpeg":
		return soundJPEG(b)
	case "image/gif":
		frames, ended := walk(b)
		return frames > 0 && ended
	case "image/webp":
		return len(b) >= 12 && int64(binary.LittleEndian.Uint32(b[4:]))+8 <= int64(len(b))
	default:
		return true
	}
}

// Moves reports whether a picture has more than one frame; only the first is published.
func Moves(b []byte, media string) bool { return media == "image/gif" && moves(b) }

func soundPNG(b []byte) bool {
	for at := 8; at+12 <= len(b); {
		n := int(binary.BigEndian.Uint32(b[at:]))
		if n < 0 || n > len(b)-at-12 {
			return false
		}
		if crc32.ChecksumIEEE(b[at+4:at+8+n]) != binary.BigEndian.Uint32(b[at+8+n:]) {
			return false
		}
		if string(b[at+4:at+8]) == "IEND" {
			return true
		}
		at += n + 12
	}
	return false
}

// soundJPEG walks from mark to mark. Within the pixels of a scan 0xff is followed by 0 or by one of the
// marks that restart.
func soundJPEG(b []byte) bool {
	for at := 2; at+2 <= len(b); {
		if b[at] != 0xff {
			return false
		}
		switch m := b[at+1]; {
		case m == 0xff: // filling
			at++
			continue
		case m == 0xd9:
			return true
		case m == 0x01, m >= 0xd0 && m <= 0xd8:
			at += 2
			continue
		case m < 0xc0:
			return false
		}
		if at+4 > len(b) {
			return false
		}
		pixels := b[at+1] == 0xda
		n := int(binary.BigEndian.Uint16(b[at+2:]))
		if at += 2 + n; n < 2 || at > len(b) {
			return false
		}
		if pixels {
			at = scanEnd(b, at)
		}
	}
	return false
}

// scanEnd returns where the mark stands that ends a scan which begins at a place; len(b) if there is none.
func scanEnd(b []byte, at int) int {
	for ; at+1 < len(b); at++ {
		if b[at] == 0xff && b[at+1] != 0 && b[at+1] != 0xff && (b[at+1] < 0xd0 || b[at+1] > 0xd7) {
			return at
		}
	}
	return len(b)
}
