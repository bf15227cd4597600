package internal_test

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
)

// documents returns the Markdown files that speak of the project, by path.
func documents(t *testing.T) map[string]string {
	t.Helper()
	root := os.DirFS("..")
	docs := map[string]string{}
	names, err := fs.Glob(root, "*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, pattern := range []string{"doc/*.md", "doc/adr/*.md"} {
		more, err := fs.Glob(root, pattern)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, more...)
	}
	for _, name := range names {
		b, err := fs.ReadFile(root, name)
		if err != nil {
			t.Fatal(err)
		}
		docs[name] = string(b)
	}
	return docs
}

func TestLinksOfTheDocumentsLeadSomewhere(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#]+)(?:#[^)]*)?\)`)
	n := 0
	for name, body := range documents(t) {
		for _, m := range link.FindAllStringSubmatch(body, -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			n++
			if _, err := os.Stat(path.Join("..", path.Dir(name), m[1])); err != nil {
				t.Errorf("%s links to %s: %v", name, m[1], err)
			}
		}
	}
	if n < 10 {
		t.Errorf("only %d links seen", n)
	}
}

func TestArchitectureNamesEveryRoom(t *testing.T) {
	house := documents(t)["ARCHITECTURE.md"]
	seen := map[string]bool{}
	for _, s := range sources(t) {
		if strings.HasPrefix(s.file, "internal/") && !seen[s.room] {
			seen[s.room] = true
			if !strings.Contains(house, "`internal/"+s.room+"`") {
				t.Errorf("ARCHITECTURE.md does not say what internal/%s is for", s.room)
			}
		}
	}
}

func TestEveryModuleHasItsReasonAndLicence(t *testing.T) {
	b, err := os.ReadFile("../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	docs := documents(t)
	modules := regexp.MustCompile(`(?m)^\t([a-z][^ ]+) v`).FindAllStringSubmatch(string(b), -1)
	if len(modules) < 5 {
		t.Fatalf("only %d modules seen in go.mod", len(modules))
	}
	for _, m := range modules {
		if !strings.Contains(docs["doc/adr/0012-modules.md"], m[1]) {
			t.Errorf("doc/adr/0012-modules.md does not say why %s is here", m[1])
		}
		onlyTests := strings.Contains(m[1], "rogpeppe") || strings.Contains(m[1], "santhosh-tekuri")
		name := strings.TrimPrefix(m[1], "golang.org/x/")
		if !onlyTests && !strings.Contains(docs["doc/licences.md"], name) {
			t.Errorf("doc/licences.md does not show the licence of %s", m[1])
		}
	}
}

// TestMakeKnowsItsTargets holds the Makefile to the workflow that the documents promise.
func TestMakeKnowsItsTargets(t *testing.T) {
	b, err := os.ReadFile("../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	for _, target := range strings.Fields("setup build site check test race cover lint fmt golden fuzz bench profile vuln") {
		if !regexp.MustCompile(`(?m)^` + target + `:.* ## \S`).Match(b) {
			t.Errorf("make %s is missing, or says not what it does", target)
		}
	}
}
