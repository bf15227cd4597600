package flat_test

import (
	"encoding/binary"
	"testing"

	"kanshu/internal/flat"
	"kanshu/internal/kanshu"
)

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	t.Parallel()
	days := []kanshu.Date{{}, {Year: 2026, Month: 11, Day: 22}, {Year: 2028, Month: 2, Day: 29}, {Year: 9999, Month: 12, Day: 31}}
	sum := kanshu.DigestOf([]byte("x"))
	b := flat.AppendBool(flat.AppendText(flat.AppendText(nil, ""), "監修"), true)
	for _, d := range days {
		b = flat.AppendDate(b, d)
	}
	b = binary.AppendVarint(binary.AppendUvarint(append(b, sum[:]...), 1<<40), -3)
	r := flat.Read(flat.String(b))
	if a, c, v := r.Text(), r.Text(), r.Bool(); a != "" || c != "監修" || !v {
		t.Errorf("texts %q, %q, %v", a, c, v)
	}
	for _, want := range days {
		if d := r.Date(); d != want {
			t.Errorf("day %v, want %v", d, want)
		}
	}
	if d, n, m := r.Digest(), r.Number(), r.Signed(); d != sum || n != 1<<40 || m != -3 || !r.Whole() {
		t.Errorf("%v, %d, %d, whole %v", d, n, m, r.Whole())
	}
}

// TestPlacesAreReadBack: in the file of which all is written, in another, and nowhere.
func TestPlacesAreReadBack(t *testing.T) {
	t.Parallel()
	places := []kanshu.Pos{{}, {File: "columns/x.md", Line: 3, Char: 5, Len: 2}, {File: "columns/x/図.png", Line: 1 << 20, Char: 1}, {File: "columns/x.md"}}
	var b []byte
	for _, p := range places {
		b = flat.AppendPos(b, "columns/x.md", p)
	}
	r := flat.Read(flat.String(b))
	for _, want := range places {
		if p := r.Pos("columns/x.md"); p != want {
			t.Errorf("%+v, want %+v", p, want)
		}
	}
	if !r.Whole() {
		t.Error("something is left, or was missing")
	}
	if len(flat.AppendPos(nil, "columns/x.md", places[1])) != 4 {
		t.Error("a place in the file itself takes the name of the file")
	}
}

func TestWhatIsNotThereIsSeen(t *testing.T) {
	t.Parallel()
	for name, read := range map[string]func(r *flat.Reader){
		"a text that is cut off":    func(r *flat.Reader) { r.Text() },
		"more than there is":        func(r *flat.Reader) { r.Bytes(99) },
		"a day that does not exist": func(r *flat.Reader) { r.Date() },
		"more things than room":     func(r *flat.Reader) { r.Count(1 << 20) },
		"a digest that is cut off":  func(r *flat.Reader) { r.Digest() },
		"a place that is cut off":   func(r *flat.Reader) { r.Pos("columns/x.md") },
	} {
		r := flat.Read("\x7f\x0d\x1f")
		if read(&r); !r.Bad() || r.Whole() || r.Text() != "" || r.Number() != 0 {
			t.Errorf("%s was not seen", name)
		}
	}
}

func FuzzReader(f *testing.F) {
	f.Add("\x03abc\x01", []byte{0, 1, 2, 3, 4, 5, 6})
	f.Fuzz(func(t *testing.T, text string, ask []byte) {
		r := flat.Read(text)
		for _, a := range ask {
			switch a % 7 {
			case 0:
				_ = r.Text()
			case 1:
				_ = r.Number()
			case 2:
				_ = r.Signed()
			case 3:
				if d := r.Date(); !d.IsZero() && d.AddDays(0) != d {
					t.Errorf("%v does not exist", d)
				}
			case 4:
				_ = r.Digest()
			case 5:
				if n := r.Count(4); n*4 > len(text) {
					t.Errorf("%d things of 4 bytes in %d", n, len(text))
				}
			case 6:
				_ = r.Pos("columns/x.md")
			}
		}
		if len(r.Rest()) > len(text) || r.Whole() && r.Bad() {
			t.Error("it grew")
		}
	})
}
