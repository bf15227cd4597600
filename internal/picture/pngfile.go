package picture

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image/color"
	"math/bits"
	"slices"
)

// A pngWriter writes pictures with a palette as PNG files. It keeps its buffers, and may not be used by two at once.
//
// image/png looks for what was anywhere before; on a card nearly every row is the row above and nearly every pixel
// its neighbour, so of a card this one writes differences from the row above and runs of equal bytes, and nothing else:
// a seventh of the time, and a fifth less in bytes. For drawings see matcher.
//
// Source: PNG (third edition), 5, 9 and 10; RFC 1950; RFC 1951, 3.2.7.
type pngWriter struct {
	tokens    []uint32 // bytes, and runs: their length, then above runToken's bit how far back they lie less one
	counts    [literals]int32
	distances [distances]int32
	out       []byte
	bits      uint64
	held      uint // how many bits are held
	matcher   matcher
	raw       []byte // of a drawing
}

const (
	literals  = 286 // of the alphabet of bytes and lengths
	endToken  = 256
	distances = 30
	runToken  = 1 << 9 // set in a run
	backShift = 10
	longest   = 258 // of one run
	shortest  = 3
	upFilter  = 2
	maxLength = 15 // bits of a code
)

// file returns a picture with the given palette, whose rows are width bytes long.
func (w *pngWriter) file(pix []uint8, width int, palette []color.RGBA) []byte {
	w.begin(width, len(pix)/width, 8)
	w.chunk("PLTE", func() {
		for _, c := range palette {
			w.out = append(w.out, c.R, c.G, c.B)
		}
	})
	w.chunk("IDAT", func() { w.compress(pix, width) })
	return w.end()
}

// begin writes the head of a picture whose pixels have depth bits.
func (w *pngWriter) begin(width, height int, depth uint8) {
	w.out = append(w.out[:0], "\x89PNG\r\n\x1a\n"...)
	w.chunk("IHDR", func() {
		w.out = binary.BigEndian.AppendUint32(w.out, uint32(width))  //nolint:gosec // of a picture
		w.out = binary.BigEndian.AppendUint32(w.out, uint32(height)) //nolint:gosec // likewise
		w.out = append(w.out, depth, 3, 0, 0, 0)
	})
}

// end returns the file.
func (w *pngWriter) end() []byte {
	w.chunk("IEND", func() {})
	return bytes.Clone(w.out)
}

// chunk writes a chunk around what body appends.
func (w *pngWriter) chunk(name string, body func()) {
	from := len(w.out)
	w.out = append(append(w.out, 0, 0, 0, 0), name...)
	body()
	binary.BigEndian.PutUint32(w.out[from:], uint32(len(w.out)-from-8)) //nolint:gosec // a card's
	w.out = binary.BigEndian.AppendUint32(w.out, crc32.ChecksumIEEE(w.out[from+4:]))
}

// compress appends the pixels as one block of RFC 1951 in the frame of RFC 1950.
func (w *pngWriter) compress(pix []uint8, width int) {
	w.open()
	sum, above := adler{a: 1}, make([]uint8, width)
	for ; len(pix) > 0; pix = pix[width:] {
		row := pix[:width]
		w.run(upFilter, 1)
		sum.add(upFilter, 1)
		for i := 0; i < width; {
			n := equal(row[i:], above[i:])
			if n > 0 {
				w.run(0, n)
				sum.add(0, n)
				i += n
				continue
			}
			v := row[i] - above[i]
			for n = 1; i+n < width && row[i+n]-above[i+n] == v; n++ {
			}
			w.run(v, n)
			sum.add(v, n)
			i += n
		}
		sum.settle()
		above = row
	}
	w.shut(sum.b<<16 | sum.a)
}

// equal returns how many bytes at the beginning of two rows of one length are equal.
func equal(a, b []uint8) int {
	n := 0
	for ; n+8 <= len(a); n += 8 {
		if d := binary.LittleEndian.Uint64(a[n:]) ^ binary.LittleEndian.Uint64(b[n:]); d != 0 {
			return n + bits.TrailingZeros64(d)/8
		}
	}
	for n < len(a) && a[n] == b[n] {
		n++
	}
	return n
}

// run notes n equal bytes.
func (w *pngWriter) run(v uint8, n int) {
	if n > shortest {
		w.byte(v)
		for n--; n >= shortest; {
			k := min(n, longest)
			w.again(k, 1)
			n -= k
		}
	}
	for ; n > 0; n-- {
		w.byte(v)
	}
}

// byte notes a byte.
func (w *pngWriter) byte(v uint8) {
	w.tokens = append(w.tokens, uint32(v))
	w.counts[v]++
}

// again notes a run of n bytes, 3 to 258, that stand back bytes before as well, 1 to 32,768.
func (w *pngWriter) again(n, back int) {
	w.tokens = append(w.tokens, uint32(back-1)<<backShift|runToken|uint32(n)) //nolint:gosec // by their ranges
	w.counts[lengthCodes[n].code]++
	code, _, _ := distanceCode(uint32(back - 1)) //nolint:gosec // likewise
	w.distances[code]++
}

// A lengthCode stands for a run: a code, then some bits.
type lengthCode struct {
	code  uint16
	extra uint8 // how many bits follow
	value uint8 // what they say
}

// lengthCodes are the codes of runs of 3 to 258.
//
// Source: RFC 1951, 3.2.5.
var lengthCodes = func() (all [longest + 1]lengthCode) {
	for n := shortest; n < longest; n++ {
		k := max(bits.Len(uint(n-shortest))-3, 0)                                                              //nolint:gosec // not negative
		all[n] = lengthCode{uint16(257 + 4*k + (n-shortest)>>k), uint8(k), uint8((n - shortest) & (1<<k - 1))} //nolint:gosec // by the table
	}
	all[longest].code = 285
	return all
}()

// distanceCode returns the code of a distance less one, how many bits follow it, and what they say.
//
// Source: RFC 1951, 3.2.5.
func distanceCode(d uint32) (code uint32, extra uint, value uint64) {
	if d < 2 {
		return d, 0, 0
	}
	extra = uint(bits.Len32(d)) - 2                                            //nolint:gosec // not negative
	return 2*uint32(extra) + 2 + d>>extra&1, extra, uint64(d) & (1<<extra - 1) //nolint:gosec // below 30
}

// open begins the stream of a picture.
func (w *pngWriter) open() {
	w.tokens, w.counts, w.distances, w.bits, w.held = w.tokens[:0], [literals]int32{}, [distances]int32{}, 0, 0
	w.out = append(w.out, 0x78, 0x01)
}

// shut ends it.
func (w *pngWriter) shut(sum uint32) {
	w.block(1)
	w.put(0, 7) // to the byte's end
	for ; w.held >= 8; w.held -= 8 {
		w.out = append(w.out, byte(w.bits))
		w.bits >>= 8
	}
	w.out = binary.BigEndian.AppendUint32(w.out, sum)
}

// block writes what was noted, with codes made for it, and forgets it. last is 1 for the last block and 0 for others.
func (w *pngWriter) block(last uint64) {
	w.counts[endToken]++
	if slices.Max(w.distances[:]) == 0 {
		w.distances[0] = 1 // one code there must be
	}
	w.put(last|2<<1, 3)
	lengths, backs := codeLengths(w.counts[:], maxLength), codeLengths(w.distances[:], maxLength)
	for len(backs) > 1 && backs[len(backs)-1] == 0 {
		backs = backs[:len(backs)-1]
	}
	w.putLengths(append(lengths, backs...), len(backs))
	codes, backCodes := codesOf(lengths), codesOf(backs)
	for _, t := range w.tokens {
		if t < runToken {
			w.put(uint64(codes[t]), uint(lengths[t]))
			continue
		}
		c := lengthCodes[t%runToken]
		n := uint(lengths[c.code])
		w.put(uint64(codes[c.code])|uint64(c.value)<<n, n+uint(c.extra))
		code, extra, value := distanceCode(t >> backShift)
		n = uint(backs[code])
		w.put(uint64(backCodes[code])|value<<n, n+extra)
	}
	w.put(uint64(codes[endToken]), uint(lengths[endToken]))
	w.tokens, w.counts, w.distances = w.tokens[:0], [literals]int32{}, [distances]int32{}
}

// put writes the low n bits of v, at most 28.
func (w *pngWriter) put(v uint64, n uint) {
	w.bits |= v << w.held
	if w.held += n; w.held >= 32 {
		w.out = binary.LittleEndian.AppendUint32(w.out, uint32(w.bits)) //nolint:gosec // its low half
		w.bits >>= 32
		w.held -= 32
	}
}

// An adler is the sum of RFC 1950, 8.2. It begins with a of 1, and is settled after each row.
type adler struct{ a, b uint32 }

// add adds n equal bytes. At most 4,000 may be added before the sum is settled.
func (s *adler) add(v uint8, n int) {
	c, d := uint32(n), uint32(v) //nolint:gosec // a row's
	s.b += c*s.a + d*(c*(c+1)/2)
	s.a += c * d
}

func (s *adler) settle() {
	const base = 65521
	s.a %= base
	s.b %= base
}
