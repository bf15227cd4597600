//go:build unix

package publish_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kanshu/internal/kanshu"
	"kanshu/internal/publish"
)

// scouted is a whole run in which Scout has come to its end before anything is staged; then happens behind its back.
func (s site) scouted(t *testing.T, dir string, calls *[]string, then func()) {
	t.Helper()
	p, err := publish.Open(dir, watch(publish.Options{}, func(op, name string) error {
		*calls = append(*calls, op+" "+name)
		return nil
	}))
	must(t, err)
	defer func() { must(t, p.Close()) }()
	p.Scout(t.Context())
	if then != nil {
		then()
	}
	*calls = nil
	m, _, err := s.stage(p)
	must(t, err)
	_, err = p.Commit(m)
	must(t, err)
}

// changing returns editions with which a scout finds a clean spare: pages of columns, and one that changes.
func changing(edition, pages int) site {
	s := site{"index.html": fmt.Sprint("home ", edition)}
	for i := range pages {
		s[fmt.Sprintf("columns/c%03d/index.html", i)] = fmt.Sprint("column ", i)
	}
	return s
}

// prepared publishes two editions, so that the next has a spare, with foreign things among them.
func prepared(t *testing.T, pages int) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "public")
	for i := range 2 {
		changing(i, pages).mustPublish(t, dir)
		put(t, dir, map[string]string{"CNAME": "column.example.jp", ".well-known/acme-challenge/": ""})
		age(t, dir)
	}
	changing(2, pages).mustPublish(t, dir)
	age(t, dir)
	return dir
}

// foreignIn is what tree says of the foreign things of prepared, and of more.
func foreignIn(t *testing.T, dir string, more ...string) map[string]string {
	t.Helper()
	all := tree(t, dir)
	maps.DeleteFunc(all, func(name, _ string) bool {
		return name != "CNAME" && !strings.HasPrefix(name, ".well-known") && !slices.Contains(more, name)
	})
	return all
}

// TestScoutLooksOnce counts: what Scout saw is not looked at again, and what is published is the same.
func TestScoutLooksOnce(t *testing.T) {
	t.Parallel()
	dir := prepared(t, 20)
	want := foreignIn(t, dir)
	var calls []string
	changing(3, 20).scouted(t, dir, &calls, nil)
	holds(t, dir, changing(3, 20), want)
	for _, c := range calls {
		if strings.HasPrefix(c, "stat public/columns/") || strings.HasPrefix(c, "stat .public.kanshu/spare/columns/") {
			t.Errorf("after Scout: %s", c)
		}
	}
	if !slices.Contains(calls, "stat public/.well-known/acme-challenge") {
		t.Errorf("the foreign folders were not looked at again: %q", calls)
	}
}

// TestScoutHasNothingToLookAt where nothing stands, or where nothing that stands is to be believed.
func TestScoutHasNothingToLookAt(t *testing.T) {
	t.Parallel()
	bare := filepath.Join(t.TempDir(), "public")
	for dir, clean := range map[string]bool{bare: false, prepared(t, 3): true} {
		var calls []string
		p, err := publish.Open(dir, watch(publish.Options{Clean: clean}, func(op, name string) error {
			calls = append(calls, op+" "+name)
			return nil
		}))
		must(t, err)
		opened := len(calls)
		p.Scout(t.Context())
		if len(calls) != opened {
			t.Errorf("clean %v: Scout asked the disk: %q", clean, calls[opened:])
		}
		m, _, err := changing(3, 3).stage(p)
		must(t, err)
		_, err = p.Commit(m)
		must(t, err, p.Close())
		if got := tree(t, dir)["index.html"]; !strings.Contains(got, "home 3") {
			t.Errorf("clean %v: published %q", clean, got)
		}
	}
}

// TestWhatComesBehindTheScout lets foreign things come, change and go after Scout looked.
func TestWhatComesBehindTheScout(t *testing.T) {
	t.Parallel()
	for name, comes := range map[string]string{
		"beside the pages": "robots-of-others.txt", "a challenge": ".well-known/acme-challenge/token", "in a folder of ours": "columns/note.txt",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := prepared(t, 5)
			var calls []string
			var want map[string]string
			changing(3, 5).scouted(t, dir, &calls, func() {
				put(t, dir, map[string]string{comes: "mine"})
				want = foreignIn(t, dir, comes)
			})
			holds(t, dir, changing(3, 5), want)
		})
	}
}

// TestScoutOfManyFiles lets the spare be disturbed after Scout looked. Where many files are made since, it is looked at
// again, so that nothing strange is published.
func TestScoutOfManyFiles(t *testing.T) {
	t.Parallel()
	dir := prepared(t, 100)
	want := foreignIn(t, dir)
	next := changing(3, 100)
	for name := range next {
		next[name] += " anew"
	}
	var calls []string
	next.scouted(t, dir, &calls, func() { put(t, den(dir, "spare/columns/c001"), map[string]string{"stray": "stray"}) })
	holds(t, dir, next, want)
}

// TestScoutFindsADisturbedSpare and does not believe it.
func TestScoutFindsADisturbedSpare(t *testing.T) {
	t.Parallel()
	dir := prepared(t, 5)
	want := foreignIn(t, dir)
	put(t, den(dir, "spare/columns/c001"), map[string]string{"stray": "stray"})
	var calls []string
	changing(3, 5).scouted(t, dir, &calls, nil)
	holds(t, dir, changing(3, 5), want)
}

// TestScoutIsCalledBack while it is on its way, or has not set out: everything is looked at then where it is needed.
func TestScoutIsCalledBack(t *testing.T) {
	t.Parallel()
	for after := range 60 {
		dir := prepared(t, 5)
		want := foreignIn(t, dir)
		ctx, stop := context.WithCancel(t.Context())
		n := 0
		p, err := publish.Open(dir, watch(publish.Options{}, func(string, string) error {
			if n++; n > after {
				stop()
			}
			return nil
		}))
		must(t, err)
		p.Scout(ctx)
		m, _, err := changing(3, 5).stage(p)
		must(t, err)
		_, err = p.Commit(m)
		must(t, err, p.Close())
		holds(t, dir, changing(3, 5), want)
		stop()
	}
}

// TestScoutIsCalledBackAmongFolders of the spare, in one of which something strange stands that it has not come to: what
// is half looked at is not believed.
func TestScoutIsCalledBackAmongFolders(t *testing.T) {
	t.Parallel()
	dir := prepared(t, 600)
	want := foreignIn(t, dir)
	put(t, den(dir, "spare/columns/c590"), map[string]string{"stray": "stray"})
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	p, err := publish.Open(dir, watch(publish.Options{}, func(op, name string) error {
		if op == "stat" && strings.HasPrefix(name, ".public.kanshu/spare/columns/") {
			stop()
		}
		return nil
	}))
	must(t, err)
	p.Scout(ctx)
	if ctx.Err() == nil {
		t.Fatal("Scout did not look at the folders of the spare")
	}
	m, _, err := changing(3, 600).stage(p)
	must(t, err)
	_, err = p.Commit(m)
	must(t, err, p.Close())
	holds(t, dir, changing(3, 600), want)
}

// TestScoutBesideOthers is for the race detector: Known, Stage and Keep go on while Scout looks.
func TestScoutBesideOthers(t *testing.T) {
	t.Parallel()
	dir := prepared(t, 300)
	want := foreignIn(t, dir)
	p, err := publish.Open(dir, publish.Options{Each: together})
	must(t, err)
	done := make(chan struct{})
	go func() {
		defer close(done)
		p.Scout(t.Context())
	}()
	m, _, err := changing(3, 300).stage(p)
	must(t, err, p.Keep("a", []byte("kept")))
	<-done
	var c kanshu.Changes
	errs := make([]error, 2)
	together(2, func(i int) {
		if i == 0 {
			c, errs[0] = p.Commit(m)
		} else {
			errs[1] = p.Keep("b", []byte("kept too"))
		}
	})
	must(t, append(errs, p.Close())...)
	if len(c.Changed) != 1 {
		t.Errorf("changed %q, want the home page alone", c.Changed)
	}
	holds(t, dir, changing(3, 300), want)
	if b, err := os.ReadFile(den(dir, "keep/b")); err != nil || !strings.HasPrefix(string(b), "kept too") {
		t.Errorf("kept beside Commit: %q, %v", b, err)
	}
}
