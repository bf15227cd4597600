//go:build unix

package publish_test

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"kanshu/internal/kanshu"
	"kanshu/internal/publish"
)

// TestWhatIsReadAheadIsWhatIsKept: what lay there, also where it is spoilt or is nothing, until it is kept anew; and
// read it is before it is asked for.
func TestWhatIsReadAheadIsWhatIsKept(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "public")
	p, err := publish.Open(dir, publish.Options{})
	must(t, err)
	must(t, p.Keep("sound", []byte("as it was")))
	must(t, p.Keep("spoilt", []byte("as it was")))
	must(t, p.Close())
	keep := filepath.Join(filepath.Dir(dir), ".public.kanshu/keep")
	must(t, os.WriteFile(filepath.Join(keep, "spoilt"), []byte("written by another hand"), 0o644))
	p, err = publish.Open(dir, publish.Options{Ahead: []string{"sound", "spoilt", "nothing", "../lock"}, Each: together})
	must(t, err)
	defer func() { must(t, p.Close()) }()
	must(t, os.RemoveAll(keep))
	for name, want := range map[string]string{"sound": "as it was", "spoilt": "", "nothing": "", "../lock": ""} {
		if got, ok := p.Kept(name); ok != (want != "") || ok && string(got) != want {
			t.Errorf("Kept(%q) = %q, %v; want %q", name, got, ok, want)
		}
	}
	must(t, p.Keep("sound", []byte("as it is")))
	if got, ok := p.Kept("sound"); !ok || string(got) != "as it is" {
		t.Errorf("Kept = %q, %v after Keep; want what was kept last", got, ok)
	}
}

func TestKeep(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "public")
	key := kanshu.DigestOf([]byte("picture"))
	open := func(o publish.Options) *publish.Publisher {
		p, err := publish.Open(dir, o)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	p := open(publish.Options{})
	if _, ok := p.Cache().Load(key); ok {
		t.Error("something is kept before anything was stored")
	}
	p.Cache().Store(key, []byte("small"))
	if err := p.Keep("findings", nil); err != nil {
		t.Error(err)
	}
	for _, name := range []string{"", ".", "..", "a/b", "new", `a\b`} {
		if err := p.Keep(name, nil); !errors.Is(err, publish.ErrMisuse) {
			t.Errorf("Keep(%q) = %v, want ErrMisuse", name, err)
		}
		if _, ok := p.Kept(name); ok {
			t.Errorf("Kept(%q) found something", name)
		}
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	p = open(publish.Options{})
	if b, ok := p.Cache().Load(key); !ok || string(b) != "small" {
		t.Errorf("Load = %q, %v; want what was stored", b, ok)
	}
	if b, ok := p.Kept("findings"); !ok || len(b) != 0 {
		t.Errorf("Kept = %q, %v; want what was kept", b, ok)
	}
	if b, ok := publish.Peek(dir, key.String()); !ok || string(b) != "small" {
		t.Errorf("Peek = %q, %v beside an open Publisher; want what was stored", b, ok)
	}
	for _, name := range []string{"", ".", "..", "../lock", "nothing"} {
		if _, ok := publish.Peek(dir, name); ok {
			t.Errorf("Peek(%q) found something", name)
		}
	}
	if _, ok := publish.Peek(filepath.Join(dir, "no", "such"), "findings"); ok {
		t.Error("Peek found something where nothing was published")
	}
	name := filepath.Join(filepath.Dir(dir), ".public.kanshu/keep", key.String())
	if err := os.WriteFile(name, []byte("spoilt, and long enough to hold a digest of 32 bytes"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, ok := p.Cache().Load(key); ok {
		t.Error("what was spoilt was believed")
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	p = open(publish.Options{Clean: true})
	defer func() { _ = p.Close() }()
	if _, ok := p.Kept("findings"); ok {
		t.Error("a clean build found what was kept")
	}
	var none publish.Cache
	none.Store(key, nil)
	if _, ok := none.Load(key); ok {
		t.Error("the zero Cache keeps something")
	}
}

// TestKeptBytes: what is kept stands before its CRC-32C (RFC 3720, appendix B.4), and what is not whole, or
// lies deeper, is not found.
func TestKeptBytes(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "public")
	p := mustOpen(t, dir, publish.Options{})
	must(t, p.Keep("n", []byte("123456789")), p.Keep("m", nil))
	b, err := os.ReadFile(den(dir, "keep/n"))
	must(t, err)
	if text, sum := string(b[:9]), binary.LittleEndian.Uint32(b[9:]); text != "123456789" || sum != 0xE3069283 {
		t.Errorf("kept are %q and %x", text, sum)
	}
	put(t, den(dir, "keep"), map[string]string{"sub/n": string(b), "short": string(b[:2]), "torn": string(b[:8])})
	for name, want := range map[string]bool{"n": true, "m": true, "sub/n": false, "short": false, "torn": false, "../keep/n": false, "none": false} {
		if _, ok := p.Kept(name); ok != want {
			t.Errorf("Kept(%q) found %v, want %v", name, ok, want)
		}
		if _, ok := publish.Peek(dir, name); ok != want {
			t.Errorf("Peek(%q) found %v, want %v", name, ok, want)
		}
	}
	must(t, p.Keep("n", []byte("more")))
	if b, ok := p.Kept("n"); !ok || string(b) != "more" {
		t.Errorf("kept is %q, %v; want what was kept last", b, ok)
	}
}

// TestKeepTellsOfFaults: every call that fails is told, and nothing half lies there afterwards.
func TestKeepTellsOfFaults(t *testing.T) {
	for n := range 5 {
		dir := filepath.Join(t.TempDir(), "public")
		calls := -1000 // Open has its own
		p := mustOpen(t, dir, watch(publish.Options{}, func(string, string) error {
			if calls++; calls == n+1 {
				return syscall.ENOSPC
			}
			return nil
		}))
		calls = 0
		want := fmt.Sprint("publish: keep ", []string{"dear", ".public.kanshu/keep", ".public.kanshu/keep/new", "dear", "dear"}[n], ": no room is left: no space left on device")
		if err := p.Keep("dear", []byte("x")); err == nil || err.Error() != want {
			t.Errorf("call %d: Keep = %v, want %s", n+1, err, want)
		}
		if _, ok := p.Kept("dear"); ok {
			t.Errorf("call %d: something is kept", n+1)
		}
		must(t, p.Keep("dear", []byte("x")))
		if _, ok := p.Kept("dear"); !ok {
			t.Errorf("call %d: nothing is kept the second time", n+1)
		}
	}
}
