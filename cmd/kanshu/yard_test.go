//go:build unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// sources are the editions that a yard holds, by number.
var sources = [2]string{"old", "new"}

// A yard is a folder with a source, an output and a neighbour that is nobody's business.
type yard struct {
	dir, program string
	editions     [2]map[string]string // what stands after a build of either source
}

// newYard sets up two sources, old and new, and builds both elsewhere to know their trees.
func newYard(t *testing.T) *yard {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	y := &yard{dir: t.TempDir()}
	y.program = filepath.Join(y.dir, "bin", "kanshu") // the test program answers to this name
	y.write(t, "bin/.keep", "")
	if err := os.Symlink(self, y.program); err != nil {
		t.Fatal(err)
	}
	y.write(t, "at/thesis.docx", "mine")
	for i, name := range []string{"old", "new"} {
		for file, text := range yardSource(i) {
			y.write(t, name+"/"+file, text)
		}
		if code, told := y.build(name, "apart/"+name+"/public"); code != 0 {
			t.Fatalf("the %s source does not build: %d\n%s", name, code, told)
		}
		y.editions[i] = snapshot(t, filepath.Join(y.dir, "apart", name, "public"))
	}
	return y
}

func yardSource(which int) map[string]string {
	files := map[string]string{
		"kanshu.yaml":            "title: 試しの健康コラム\nbase_url: https://column.example.jp\nsocial_cards: false\npolicy: {max_withheld: 100}\n",
		"data/clinics/aoba.yaml": "name: あおば架空医院\naddress: 東京都架空区あおば1-2-3\ntel: 03-0000-0001\nhours: 月火水木金 9:00-12:00\n",
		"data/doctors/aoki.yaml": "name: 青木 架子\nclinic: aoba\n",
	}
	for i := range 12 {
		body := fmt.Sprintf("本文 %d です。\n\n## 見出し\n\n%s\n", i, strings.Repeat("同じ文が続きます。", 40))
		if which == 1 && i%3 == 0 {
			body = fmt.Sprintf("新しい本文 %d です。\n", i)
		}
		if which == 1 && i%5 == 4 {
			continue
		}
		files[fmt.Sprintf("columns/c%02d-%d.md", i, which*(i%2))] = fmt.Sprintf("---\ntitle: 題 %d\nsupervisor: aoki\nreviewed: 2026-10-01\nreview_due: 2027-09-30\ncategory: 分類%d\ntags: [札%d, 共通]\nreferences: [\"https://guideline.example.jp/%d\"]\n---\n\n%s", i, i%3, i%4, i, body)
	}
	return files
}

func (y *yard) write(t *testing.T, name, text string) {
	t.Helper()
	file := filepath.Join(y.dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// command is a build of a source into an output, both below the yard.
func (y *yard) command(source, output string, more ...string) *exec.Cmd {
	if !filepath.IsAbs(output) {
		output = filepath.Join(y.dir, output)
	}
	c := exec.Command(y.program, append([]string{"build", "--source", filepath.Join(y.dir, source), "--output", output, "--today", "2026-11-22", "--quiet"}, more...)...)
	c.Env = append(os.Environ(), "GITHUB_STEP_SUMMARY=")
	return c
}

// build runs a build to its end and returns the exit code and what was told.
func (y *yard) build(source, output string, more ...string) (int, string) {
	return run2(y.command(source, output, more...))
}

func run2(c *exec.Cmd) (int, string) {
	var told bytes.Buffer
	if c.Stdout == nil {
		c.Stdout = &told
	}
	c.Stderr = &told
	err := c.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode(), told.String()
	}
	if err != nil {
		return -2, err.Error()
	}
	return 0, told.String()
}

// snapshot reads everything below dir: mode and bytes of files, targets of links.
func snapshot(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			if errors.Is(err, fs.ErrNotExist) && name == dir {
				return nil
			}
			return err
		}
		rel, _ := filepath.Rel(dir, name)
		info, err := d.Info()
		if err != nil {
			return err
		}
		text := ""
		switch {
		case info.Mode().IsRegular():
			b, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			text = string(b)
		case info.Mode()&fs.ModeSymlink != 0:
			text, _ = os.Readlink(name)
		}
		all[rel] = info.Mode().String() + " " + text
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func differing(a, b map[string]string) []string {
	var names []string
	all := maps.Clone(a)
	maps.Copy(all, b)
	for name := range all {
		if a[name] != b[name] {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// standing tells which edition stands: 0, 1, or -1 for nothing; a mixture fails the test.
func (y *yard) standing(t *testing.T, what string) int {
	t.Helper()
	tree := snapshot(t, filepath.Join(y.dir, "at/public"))
	if len(tree) == 0 {
		return -1
	}
	for i := range y.editions {
		if len(differing(tree, y.editions[i])) == 0 {
			return i
		}
	}
	t.Fatalf("%s: public/ is neither edition: from the old it differs in %v, from the new in %v", what, differing(tree, y.editions[0]), differing(tree, y.editions[1]))
	return -1
}

// tidy wants nothing beside the output but what belongs there, and the neighbour as it was.
func (y *yard) tidy(t *testing.T, what string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(y.dir, "at"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if name := e.Name(); name != "public" && name != ".public.kanshu" && name != "thesis.docx" {
			t.Errorf("%s: %s is left lying about", what, name)
		}
	}
	if b, err := os.ReadFile(filepath.Join(y.dir, "at/thesis.docx")); err != nil || string(b) != "mine" {
		t.Errorf("%s: the neighbour is %q, %v", what, b, err)
	}
	hidden, err := os.ReadDir(filepath.Join(y.dir, "at/.public.kanshu"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range hidden {
		if slices.Contains([]string{"new", "journal", "old"}, e.Name()) {
			t.Errorf("%s: .public.kanshu/%s is left lying about", what, e.Name())
		}
	}
}
