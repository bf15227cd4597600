package outside_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"kanshu/internal/outside"
)

// FuzzRobots reads what other hosts say. A file without a rule against anything lets everything pass.
func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /a*b$\nAllow: /\n", "/ab")
	f.Fuzz(func(t *testing.T, text, path string) {
		if len(text)+len(path) > 10_000 {
			t.Skip()
		}
		begin := time.Now()
		allowed := outside.RobotsAllow(text, path)
		if !allowed && !strings.Contains(strings.ToLower(text), "disallow") {
			t.Errorf("%q forbids %q", text, path)
		}
		if spent := time.Since(begin); spent > 5*time.Second {
			t.Errorf("%v", spent)
		}
	})
}

// FuzzReadCache: what is read can be written, and is read again as the same.
func FuzzReadCache(f *testing.F) {
	f.Add([]byte(`{"https://x.example/":{"state":"open","status":200,"day":"2026-11-22"}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := outside.ReadCache(data)
		if err != nil {
			return
		}
		once, err := c.Bytes()
		if err != nil {
			return // a day that no calendar has
		}
		again, err := outside.ReadCache(once)
		if err != nil {
			t.Fatalf("%v: %s", err, once)
		}
		if twice, err := again.Bytes(); err != nil || !bytes.Equal(once, twice) {
			t.Errorf("%v\n%s\n%s", err, once, twice)
		}
	})
}
