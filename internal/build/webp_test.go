package build_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"kanshu/assets"
	"kanshu/internal/build"
	"kanshu/internal/kanshu"
	"kanshu/internal/publish"
	"kanshu/internal/testsite"
	"kanshu/layouts"
)

// encoder is a program that takes the arguments of cwebp and makes nothing of value.
const encoder = `#!/bin/sh
case "$1" in -version) echo 1.0; exit;; esac
cat > /dev/null
printf 'RIFF....WEBP %s' "$*"
`

// TestWebP holds that a named encoder of the search path is run, and nothing else: no program that a path leads to,
// which may have come with the columns, and none that is no encoder.
func TestWebP(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the encoder of this test is a shell script")
	}
	bin := t.TempDir()
	half := strings.Replace(encoder, "cat > /dev/null", "echo 途中 >&2; exit 3", 1)
	for name, text := range map[string]string{"cwebp-9": encoder, "encoder": encoder, "cwebp-half": half} {
		if err := os.WriteFile(filepath.Join(bin, name), []byte(text), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", bin+string(filepath.ListSeparator)+os.Getenv("PATH"))
	for name, ok := range map[string]bool{
		"cwebp-9": true, "encoder": false, "./cwebp-9": false, "bin/cwebp-9": false, filepath.Join(bin, "cwebp-9"): false, "cwebp-no-such": false, "cwebp-half": false, "sh": false, "../cwebp-9": false,
	} {
		site := testsite.New(t)
		testsite.Put(site, "kanshu.yaml", string(site["kanshu.yaml"].Data)+"images: {webp: "+name+"}\n")
		dir := filepath.Join(t.TempDir(), "public")
		pub, err := publish.Open(dir, publish.Options{})
		if err != nil {
			t.Fatal(err)
		}
		r, err := build.Run(t.Context(), site, pub, build.Options{Today: testsite.Today, Forced: true, Layouts: layouts.FS, Assets: assets.FS, Version: "test"})
		if cerr := pub.Close(); cerr != nil {
			t.Fatal(cerr)
		}
		if (err == nil) != ok {
			t.Errorf("%s: %v", name, err)
		}
		if !ok {
			if w := kanshu.WordsOf(err); err != nil && (!strings.Contains(err.Error(), "images.webp") || !strings.Contains(w.JA, "images.webp") || !strings.Contains(w.EN, "images.webp")) {
				t.Errorf("%s: the error does not say what it is about: %v, %+v", name, err, w)
			}
			continue
		}
		made := 0
		for _, e := range r.Manifest.Entries {
			if strings.HasSuffix(e.Path, ".webp") {
				made++
				b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(e.Path)))
				if err != nil || !strings.Contains(string(b), "-q 78") {
					t.Errorf("%s: %q, %v", e.Path, b, err)
				}
			}
		}
		if made == 0 {
			t.Error("no WebP was made")
		}
	}
}
