package serve_test

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"kanshu/internal/serve"
)

func TestBurstsBecomeOneChange(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		names := make(chan string)
		type seen struct {
			after time.Duration
			names []string
		}
		var all []seen
		start := time.Now()
		go serve.Coalesce(ctx, names, func(burst []string) { all = append(all, seen{time.Since(start), burst}) })

		names <- "columns/b.md"
		names <- "columns/a.md"
		names <- "columns/b.md"
		time.Sleep(time.Second)
		for range 60 { // a stream without a pause
			names <- "columns/c.md"
			time.Sleep(time.Millisecond)
		}
		time.Sleep(time.Second)
		synctest.Wait()
		if len(all) < 3 || !slices.Equal(all[0].names, []string{"columns/a.md", "columns/b.md"}) {
			t.Fatalf("seen %v", all)
		}
		if all[0].after > 10*time.Millisecond {
			t.Errorf("a save is handed on after %v", all[0].after)
		}
		if wait := all[1].after - time.Second; wait > 20*time.Millisecond {
			t.Errorf("the first of many is handed on after %v", wait)
		}
	})
}

func TestLeftoversOfEditorsAreNoChange(t *testing.T) {
	for name, want := range map[string]bool{
		"columns/a.md": true, "columns/a/photo.png": true, "kanshu.yaml": true, "data/doctors/x.yaml": true, "layouts/pieces/a.html": true,
		"columns/.a.md.swp": false, "columns/4913": false, "columns/a.md~": false, "columns/#a.md#": false, "columns/.#a.md": false,
		"columns/~$a.md": false, "public/index.html": false, "README.md": false, ".git/index": false, "columns/.DS_Store": false,
		"columns/a.tmp": false, "kanshu.yaml.bak": false,
	} {
		if got := serve.Watched(name); got != want {
			t.Errorf("Watched(%q) = %v", name, got)
		}
	}
}
