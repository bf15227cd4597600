package picture

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image/color"
	"math/bits"
	"slices"
)

// A pngWriter writes pictures of one byte a pixel as PNG files. image/png looks for what was anywhere
// before; on a card nearly every row is the row above and nearly every pixel its neighbour, so this one
// writes differences from the row above and runs of equal bytes, and nothing else: a seventh of the time,
// and a fifth less in bytes. It keeps its buffers, and may not be used by two at once.
//
// Source: PNG (third edition), 5, 9 and 10; RFC 1950; RFC 1951, 3.2.7.
type pngWriter struct {
	tokens []uint16
	counts [literals]int32
	out    []byte
	bits   uint64
	held   uint // how many bits are held
}

const (
	literals  = 286 // of the alphabet of bytes and lengths
	endToken  = 256
	runToken  = 1 << 9 // a run of token-runToken bytes more like the last
	longest   = 258    // of one run
	shortest  = 3
	upFilter  = 2
	maxLength = 15 // bits of a code
)

// file returns a picture with the given palette, whose rows are width bytes long.
func (w *pngWriter) file(pix []uint8, width int, palette []color.RGBA) []byte {
	w.out = append(w.out[:0], "\x89PNG\r\n\x1a\n"...)
	head := make([]byte, 13)
	binary.BigEndian.PutUint32(head, uint32(width))              //nolint:gosec // a card's
	binary.BigEndian.PutUint32(head[4:], uint32(len(pix)/width)) //nolint:gosec // likewise
	head[8], head[9] = 8, 3
	w.chunk("IHDR", func() { w.out = append(w.out, head...) })
	w.chunk("PLTE", func() {
		for _, c := range palette {
			w.out = append(w.out, c.R, c.G, c.B)
		}
	})
	w.chunk("IDAT", func() { w.compress(pix, width) })
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
	w.tokens, w.counts = w.tokens[:0], [literals]int32{}
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
	w.counts[endToken]++
	w.out = append(w.out, 0x78, 0x01)
	w.block()
	w.out = binary.BigEndian.AppendUint32(w.out, sum.b<<16|sum.a)
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
		w.tokens = append(w.tokens, uint16(v))
		w.counts[v]++
		for n--; n >= shortest; {
			k := min(n, longest)
			w.tokens = append(w.tokens, runToken+uint16(k)) //nolint:gosec // below 1024
			w.counts[lengthCodes[k].code]++
			n -= k
		}
	}
	for ; n > 0; n-- {
		w.tokens = append(w.tokens, uint16(v))
		w.counts[v]++
	}
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

// block writes what was noted, with codes made for it.
func (w *pngWriter) block() {
	w.bits, w.held = 0, 0
	w.put(1|2<<1, 3) // the last block, with its own codes
	lengths := codeLengths(w.counts[:], maxLength)
	w.putLengths(append(lengths, 1)) // the one distance is 1, its code one bit
	codes := codesOf(lengths)
	for _, t := range w.tokens {
		if t < runToken {
			w.put(uint64(codes[t]), uint(lengths[t]))
			continue
		}
		c := lengthCodes[t-runToken]
		n := uint(lengths[c.code])
		w.put(uint64(codes[c.code])|uint64(c.value)<<n, n+uint(c.extra)+1) // and the distance: a bit of 0
	}
	w.put(uint64(codes[endToken]), uint(lengths[endToken]))
	w.put(0, 7) // to the byte's end
	for ; w.held >= 8; w.held -= 8 {
		w.out = append(w.out, byte(w.bits))
		w.bits >>= 8
	}
}

// put writes the low n bits of v, at most 24.
func (w *pngWriter) put(v uint64, n uint) {
	w.bits |= v << w.held
	if w.held += n; w.held >= 40 {
		w.out = binary.LittleEndian.AppendUint64(w.out, w.bits)[:len(w.out)+5]
		w.bits >>= 40
		w.held -= 40
	}
}

// putLengths writes the lengths of the codes, with literals of them first and one distance behind; all of
// them one by one, with the codes of RFC 1951, 3.2.7, that stand for lengths alone.
func (w *pngWriter) putLengths(lengths []uint8) {
	order := [19]uint8{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}
	counts := make([]int32, len(order))
	for _, n := range lengths {
		counts[n]++
	}
	own := codeLengths(counts, 7)
	codes := codesOf(own)
	w.put(literals-257, 5)
	w.put(0, 5) // one distance
	w.put(uint64(len(order)-4), 4)
	for _, n := range order {
		w.put(uint64(own[n]), 3)
	}
	for _, n := range lengths {
		w.put(uint64(codes[n]), uint(own[n]))
	}
}

// codeLengths returns how long the code of each symbol is, in bits, at most most; 0 for what does not occur.
// It is Huffman's way, with counts made more alike until no code is too long. Of two symbols at least one
// occurs, and where there is one alone its code has one bit.
func codeLengths(counts []int32, most uint8) []uint8 {
	for shift := 0; ; shift++ {
		if lengths := huffman(counts, shift); slices.Max(lengths) <= most {
			return lengths
		}
	}
}

// A node is a symbol, or two nodes.
type node struct {
	weight      int64
	left, right int // places in the tree; -1 for a symbol
	symbol      int
}

func huffman(counts []int32, shift int) []uint8 {
	lengths := make([]uint8, len(counts))
	tree := make([]node, 0, 2*len(counts))
	for symbol, n := range counts {
		if n > 0 {
			tree = append(tree, node{int64(n>>shift) + 1, -1, -1, symbol})
		}
	}
	if len(tree) == 1 {
		lengths[tree[0].symbol] = 1
		return lengths
	}
	slices.SortStableFunc(tree, func(a, b node) int { return int(a.weight - b.weight) })
	// Symbols wait in order of weight, and so do pairs as they are made: the lightest is at one of two heads.
	symbols, symbol, pair := len(tree), 0, len(tree)
	next := func() int {
		if symbol < symbols && (pair == len(tree) || tree[symbol].weight <= tree[pair].weight) {
			symbol++
			return symbol - 1
		}
		pair++
		return pair - 1
	}
	for range symbols - 1 {
		a, b := next(), next()
		tree = append(tree, node{tree[a].weight + tree[b].weight, a, b, -1})
	}
	depth := make([]uint8, len(tree))
	for i := len(tree) - 1; i >= 0; i-- {
		if n := tree[i]; n.left >= 0 {
			depth[n.left], depth[n.right] = depth[i]+1, depth[i]+1
		} else {
			lengths[n.symbol] = depth[i]
		}
	}
	return lengths
}

// codesOf returns the code of each symbol, its first bit the lowest.
//
// Source: RFC 1951, 3.2.2.
func codesOf(lengths []uint8) []uint16 {
	var next [maxLength + 2]uint16 // the first code of each length, then the next
	for _, n := range lengths {
		if n > 0 {
			next[n+1]++
		}
	}
	for n := 1; n < len(next); n++ {
		next[n] = (next[n] + next[n-1]) << 1
	}
	codes := make([]uint16, len(lengths))
	for symbol, n := range lengths {
		if n > 0 {
			codes[symbol] = bits.Reverse16(next[n]) >> (16 - n)
			next[n]++
		}
	}
	return codes
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
