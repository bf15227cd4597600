package testsite_test

import (
	"image/png"
	"strings"
	"testing"
	"testing/fstest"

	"kanshu/internal/testsite"
)

func TestNewIsWholeAndOnesOwn(t *testing.T) {
	a, b := testsite.New(t), testsite.New(t)
	if err := fstest.TestFS(a, "kanshu.yaml", "data/doctors/hinata.yaml", "data/doctors/kurose.yaml",
		"data/clinics/midorizaka.yaml", "columns/sleep.md", "columns/blood-pressure.md",
		"columns/hay-fever/index.md", "columns/hay-fever/pollen.png"); err != nil {
		t.Fatal(err)
	}
	for name, f := range a {
		if string(f.Data) != string(b[name].Data) {
			t.Errorf("%s differs between two calls", name)
		}
	}
	testsite.Put(a, "columns/sleep.md", "changed")
	if string(b["columns/sleep.md"].Data) == "changed" {
		t.Error("two calls share a file")
	}
}

func TestNewHoldsAPicture(t *testing.T) {
	f, err := testsite.New(t).Open("columns/hay-fever/pollen.png")
	if err != nil {
		t.Fatal(err)
	}
	m, err := png.DecodeConfig(f)
	if err != nil || m.Width != 640 || m.Height != 360 {
		t.Errorf("pollen.png: %d×%d, %v; want 640×360", m.Width, m.Height, err)
	}
}

func TestEveryColumnHoldsOnToday(t *testing.T) {
	for name, f := range testsite.New(t) {
		if !strings.HasSuffix(name, ".md") {
			continue
		}
		for _, key := range []string{"title:", "supervisor:", "reviewed:", "review_due:", "references:"} {
			if !strings.Contains(string(f.Data), "\n"+key) {
				t.Errorf("%s has no %s", name, key)
			}
		}
		_, due, _ := strings.Cut(string(f.Data), "review_due: ")
		if due[:10] < testsite.Today.String() {
			t.Errorf("%s: review_due %s lies before %s", name, due[:10], testsite.Today)
		}
	}
}

func TestDifference(t *testing.T) {
	for _, c := range []struct{ name, want, got, says string }{
		{"equal", "a\nb\n", "a\nb\n", ""},
		{"another line", "a\nb\n", "a\nc\n", "line 2\n got: c\n"},
		{"too short", "a\nb\n", "a\n", "line 2\n got: "},
		{"too long", "a\n", "a\nb", "line 2\n got: b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := testsite.Difference([]byte(c.want), []byte(c.got))
			if !strings.HasPrefix(d, c.says) || (d == "") != (c.says == "") {
				t.Errorf("Difference(%q, %q) = %q, want %q…", c.want, c.got, d, c.says)
			}
		})
	}
}
