//go:build unix

package publish_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"kanshu/internal/kanshu"
	"kanshu/internal/publish"
)

// together is a kanshu.Each with a worker a processor.
func together(n int, do func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wg.Wait()
}

// A load is a site of about the size of ten thousand columns, of which some pages change by edition.
type load struct {
	paths []string
	page  []byte
}

func newLoad(columns int) *load {
	l := &load{page: bytes.Repeat([]byte("a page of a column. "), 1200)}
	for i := range columns / 5 * 2 {
		l.paths = append(l.paths, fmt.Sprintf("assets/pictures/%05d.webp", i))
	}
	for i := range columns {
		l.paths = append(l.paths, fmt.Sprintf("columns/column-%05d/index.html", i))
	}
	return l
}

// publish publishes the load, in which every 500th file bears the edition.
func (l *load) publish(tb testing.TB, dir string, edition int) kanshu.Changes {
	p, err := publish.Open(dir, publish.Options{Each: together})
	if err != nil {
		tb.Fatal(err)
	}
	m := &kanshu.Manifest{Day: today, Entries: make([]kanshu.Entry, len(l.paths))}
	together(len(l.paths), func(i int) {
		e := &m.Entries[i]
		e.Path = l.paths[i]
		text := fmt.Appendf(nil, "%d", i)
		if i%500 == 0 {
			text = fmt.Appendf(text, " edition %d", edition)
		}
		e.Key = kanshu.DigestOf(text)
		if known, ok := p.Known(e.Path, e.Key); ok {
			*e = known
			return
		}
		if err := p.Stage(e, append(text, l.page...)); err != nil {
			tb.Error(err)
		}
	})
	c, err := p.Commit(m)
	if err != nil {
		tb.Fatal(err)
	}
	if err := p.Close(); err != nil {
		tb.Fatal(err)
	}
	return c
}

// place returns an empty directory: below $KANSHU_BENCH_DIR, where a RAM disk may be.
func place(tb testing.TB) string {
	if dir := os.Getenv("KANSHU_BENCH_DIR"); dir != "" {
		d, err := os.MkdirTemp(dir, "kanshu")
		if err != nil {
			tb.Fatal(err)
		}
		tb.Cleanup(func() { _ = os.RemoveAll(d) })
		return d
	}
	return tb.TempDir()
}

// spent reports the processor time that went by between its call and that of what it returns: it says
// more than the wall on a machine that others use too.
func spent(b *testing.B) func() {
	used := func() int64 {
		var u syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
			b.Fatal(err)
		}
		return u.Utime.Nano() + u.Stime.Nano()
	}
	from := used()
	return func() { b.ReportMetric(float64(used()-from)/1e6/float64(b.N), "cpu-ms/op") }
}

func BenchmarkCold(b *testing.B) {
	l, parent := newLoad(10_000), place(b)
	for i := 0; b.Loop(); i++ {
		l.publish(b, filepath.Join(parent, fmt.Sprint(i)), 0)
		b.StopTimer()
		_ = os.RemoveAll(filepath.Join(parent, fmt.Sprint(i)))
		b.StartTimer()
	}
}

// BenchmarkFloor is what a cold publication cannot be cheaper than: folders and files, nothing else.
func BenchmarkFloor(b *testing.B) {
	l, parent := newLoad(10_000), place(b)
	for i := 0; b.Loop(); i++ {
		dir := filepath.Join(parent, fmt.Sprint(i))
		_ = os.MkdirAll(filepath.Join(dir, "assets/pictures"), 0o755)
		_ = os.MkdirAll(filepath.Join(dir, "columns"), 0o755)
		together(len(l.paths), func(i int) {
			text := append(fmt.Appendf(nil, "%d", i), l.page...)
			name := dir + "/" + l.paths[i]
			_ = os.Mkdir(filepath.Dir(name), 0o755)
			e := kanshu.Entry{Digest: kanshu.DigestOf(text)}
			if err := os.WriteFile(name, text, 0o644); err != nil || e.Digest.IsZero() {
				b.Error(err)
			}
		})
		b.StopTimer()
		_ = os.RemoveAll(dir)
		b.StartTimer()
	}
}

func BenchmarkFirstEdit(b *testing.B) {
	l, parent := newLoad(10_000), place(b)
	for i := 0; b.Loop(); i++ {
		b.StopTimer()
		dir := filepath.Join(parent, fmt.Sprint(i))
		l.publish(b, dir, 0)
		b.StartTimer()
		l.publish(b, dir, 1)
		b.StopTimer()
		_ = os.RemoveAll(dir)
		_ = os.RemoveAll(filepath.Join(parent, "."+fmt.Sprint(i)+".kanshu"))
		b.StartTimer()
	}
}

func BenchmarkEdit(b *testing.B) {
	l, dir := newLoad(10_000), filepath.Join(place(b), "public")
	l.publish(b, dir, 0)
	l.publish(b, dir, 1)
	defer spent(b)()
	for i := 2; b.Loop(); i++ {
		if c := l.publish(b, dir, i); len(c.Changed) != 28 {
			b.Fatalf("%d files changed, want 28", len(c.Changed))
		}
	}
}

func BenchmarkNothing(b *testing.B) {
	l, dir := newLoad(10_000), filepath.Join(place(b), "public")
	l.publish(b, dir, 0)
	defer spent(b)()
	for b.Loop() {
		if c := l.publish(b, dir, 0); !c.IsZero() {
			b.Fatalf("changes %v, want none", c)
		}
	}
}
