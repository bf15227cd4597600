package build_test

import (
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"kanshu/internal/build"
	"kanshu/internal/publish"
	"kanshu/internal/testsite"
)

// What one more column of 15 KB costs a cold build, in allocations and in bytes. The limits stand a third above
// what was measured when they were written; who comes near them has made every build slower. They are no
// seconds: equal on every machine, and however busy it is.
const (
	allocationsPerColumn = 1420
	kilobytesPerColumn   = 290
)

func TestAColumnCostsFewAllocations(t *testing.T) { // not parallel: it counts what the whole process allocates
	few, many := 20, 60
	cost := func(n int) (allocations, bytes uint64) {
		site := testsite.New(t)
		testsite.Put(site, "kanshu.yaml", string(site["kanshu.yaml"].Data)+"social_cards: false\n") // a card is a picture, not text
		text := string(site["columns/sleep.md"].Data)
		head, body, _ := strings.Cut(text, "\n---\n")
		for i := range n {
			var long strings.Builder
			fmt.Fprintf(&long, "%s\n---\n", strings.Replace(head, "title: ", fmt.Sprintf("title: %d番目の", i), 1))
			for part := 0; long.Len() < 15_000; part++ {
				fmt.Fprintf(&long, "\n## %d章の%d\n%s\n", i, part, body)
			}
			testsite.Put(site, fmt.Sprintf("columns/long-%d.md", i), long.String())
		}
		pub, err := publish.Open(filepath.Join(quickDir(t), "public"), publish.Options{Generator: "kanshu 0"})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = pub.Close() }()
		o := on(testsite.Today.String())
		o.Workers = 1
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		r, err := build.Run(t.Context(), site, pub, o)
		runtime.ReadMemStats(&after)
		if err != nil || r.Refused() > 0 || r.Read != n+3 {
			t.Fatalf("%v; %d columns read, %d refused", err, r.Read, r.Refused())
		}
		return after.Mallocs - before.Mallocs, after.TotalAlloc - before.TotalAlloc
	}
	cost(few) // what is made once and kept is not a column's
	a, aBytes := cost(few)
	z, zBytes := cost(many)
	allocations, kilobytes := (z-a)/uint64(many-few), (zBytes-aBytes)/uint64(many-few)/1000
	t.Logf("one more column: %d allocations, %d kB", allocations, kilobytes)
	if allocations > allocationsPerColumn || kilobytes > kilobytesPerColumn {
		t.Errorf("one more column costs %d allocations and %d kB; at most %d and %d", allocations, kilobytes, allocationsPerColumn, kilobytesPerColumn)
	}
}

// TestAColumnIsReadForItsPageAndFeedsAtOnce: a build from nothing opens the file of a column as it loads it, again where
// the rules about words want to see the text, as they do here, and then once for its page and all feeds that carry it,
// in whatever order their paths come.
func TestAColumnIsReadForItsPageAndFeedsAtOnce(t *testing.T) {
	t.Parallel()
	site := testsite.New(t)
	testsite.Put(site, "kanshu.yaml", string(site["kanshu.yaml"].Data)+"search: false\nsocial_cards: false\n") // they read it too
	counted := &opens{FS: site}
	o := on(testsite.Today.String())
	o.Workers = 1
	if r, _ := fresh(t, counted, o); r.Read < 3 || r.Refused() > 0 {
		t.Fatalf("%+v", r)
	}
	times := map[string]int{}
	for _, name := range counted.names {
		if strings.HasSuffix(name, ".md") {
			times[name]++
		}
	}
	for name, n := range times {
		if n > 3 {
			t.Errorf("%s is opened %d times, want 3", name, n)
		}
	}
	if len(times) != 3 {
		t.Errorf("%d columns were opened", len(times))
	}
}
