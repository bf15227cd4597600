package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"kanshu/internal/kanshu"
)

// checkPlaces looks at where a build is to write before it does anything. The site may not be published
// into the folders it is made of, where the next build would read it, and the report not into the site,
// where everybody could read it. A report that cannot be written is found out now, not after the site was
// published.
func (a *app) checkPlaces(output, report string) error {
	for _, name := range []string{"columns", "data", "layouts", "assets"} {
		if within(filepath.Join(a.dir, name), output) {
			return kanshu.Explain(fmt.Errorf("output: %s lies in %s/, from which the site is made: name another folder", output, name), kanshu.Wording{
				JA: "書き出し先の " + output + " は、原稿を置く " + name + "/ の中にあります。--output でほかのフォルダーを指定してください。",
				EN: output + " lies in " + name + "/, from which the site is made; name another folder with --output.",
			})
		}
	}
	if report == "" {
		return nil
	}
	if within(output, report) {
		return usage{fmt.Errorf("--report: %s%s", report, a.say(
			" は公開するフォルダーの中にあり、誰にでも読めてしまいます。ほかのフォルダーを指定してください", " lies in the published site, where everybody could read it: name another folder"))}
	}
	if err := os.MkdirAll(report, 0o755); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	f, err := os.CreateTemp(report, ".kanshu-*")
	if err != nil {
		return fmt.Errorf("report: %w", err)
	}
	_ = f.Close()
	if err := os.Remove(f.Name()); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	return nil
}

// within reports whether name is dir or lies below it, links followed as far as they exist.
func within(dir, name string) bool {
	rel, err := filepath.Rel(settled(dir), settled(name))
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// settled returns a name as an absolute one in which no link is left, but for parts that do not exist.
func settled(name string) string {
	abs, err := filepath.Abs(name)
	if err != nil {
		return name
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		return real
	}
	if filepath.Dir(abs) == abs {
		return abs
	}
	return filepath.Join(settled(filepath.Dir(abs)), filepath.Base(abs))
}
