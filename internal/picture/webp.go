package picture

import (
	"encoding/binary"
	"errors"
)

// errWebP says that the chunks of a WebP picture do not fit its size.
var errWebP = errors.New("the picture is cut off")

// strip returns a WebP picture with nothing but the chunks that hold pixels, colour profile and
// animation. The flags of VP8X that announce Exif and XMP are cleared.
//
// Source: RFC 9649, section 2.7.
func strip(b []byte) ([]byte, error) {
	if kind(b) != "webp" {
		return nil, ErrKind
	}
	out := append(make([]byte, 0, len(b)), b[:12]...)
	for at := 12; at < len(b); {
		if at+8 > len(b) {
			return nil, errWebP
		}
		size := int(binary.LittleEndian.Uint32(b[at+4:]))
		end := at + 8 + size + size&1
		if size < 0 || at+8+size > len(b) {
			return nil, errWebP
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
