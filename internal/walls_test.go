package internal_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Floors, from the ground up. A package imports only from floors below its own.
var floors = [][]string{
	{"kanshu"},
	{"flat", "fold"},
	{
		"source", "markdown", "signoff", "schemaorg", "layout", "picture", "publish", "report", "wordpress",
		"deploy", "scaffold", "status", "revise", "mend",
	},
	{"gate", "schema"},
	{"rules", "output"},
	{"build"},
	{"serve", "lsp", "outside"},
}

// Denied holds the imports that the floors would allow and the promise does not.
var denied = map[string][]string{
	"output": {"source", "publish", "report"},
	"rules":  {"source", "publish", "report"},
	"serve":  {"source", "gate", "rules"},
}

// Homes: each third-party module is imported by one room alone. "cmd" is cmd/kanshu; tests are free.
var homes = map[string][]string{
	"github.com/yuin/goldmark":     {"markdown"},
	"github.com/adrg/frontmatter":  {"source"},
	"go.yaml.in/yaml/v3":           {"source", "rules"},
	"github.com/gorilla/feeds":     {"output"},
	"github.com/tdewolff/minify":   {"build"},
	"github.com/fsnotify/fsnotify": {"serve"},
	"github.com/spf13/cobra":       {"cmd"},
	"github.com/spf13/pflag":       {"cmd"},
	"golang.org/x/image":           {"picture"},
	"golang.org/x/crypto":          {"signoff"},
	"golang.org/x/sys":             {"publish", "source", "cmd"},
	"golang.org/x/text":            {"source", "markdown", "report", "picture", "gate", "rules", "output", "fold"},
	"golang.org/x/net":             {"build", "markdown", "output"},
}

// Starters may start goroutines; everyone else is handed a kanshu.Each. Package outside waits for hosts,
// not for processors, and so has a number of its own.
var starters = []string{"build", "serve", "outside"}

// Clocks may ask what time it is; for everyone else a day is a value.
var clocks = []string{"cmd", "serve"}

// outside are rooms of the repository that are no floor: the defaults that are compiled in.
var outside = []string{"assets", "layouts"}

// A source is one Go file of the program, tests left out.
type source struct {
	file string // "internal/gate/gate.go"
	room string // "gate", "cmd", "assets"
	*ast.File
}

// sources returns the program's files. It fails when it finds none: a walls test that reads nothing
// would hold every house upright.
func sources(t *testing.T) []source {
	t.Helper()
	root := os.DirFS("..")
	var all []source
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if base := d.Name(); name != "." && (strings.HasPrefix(base, ".") || base == "testdata" || base == "node_modules" || name == "tools" || name == "public") {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		b, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, b, parser.SkipObjectResolution)
		all = append(all, source{name, room(name), f})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Fatal("no Go file found; the test looks in the wrong place")
	}
	return all
}

// room returns the part of the house in which a file lies. A package below another belongs to its room.
func room(file string) string {
	parts := strings.Split(path.Dir(file), "/")
	if parts[0] == "internal" && len(parts) > 1 {
		return parts[1]
	}
	return parts[0]
}

// imports returns the paths that a file imports.
func (s source) imports() []string {
	var paths []string
	for _, spec := range s.Imports {
		p, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			panic(err) // the parser has read it
		}
		paths = append(paths, p)
	}
	return paths
}

// floor returns the floor of a room, from 0, and -1 for a room that is on none.
func floor(room string) int {
	return slices.IndexFunc(floors, func(rooms []string) bool { return slices.Contains(rooms, room) })
}

// wrongImport says why the room may not import the path, "" if it may.
func wrongImport(room, imported string) string {
	first, _, _ := strings.Cut(imported, "/")
	switch {
	case strings.HasPrefix(imported, "kanshu/"):
		return wrongRoom(room, strings.TrimPrefix(imported, "kanshu/"))
	case strings.Contains(first, "."):
		return wrongModule(room, imported)
	default:
		return ""
	}
}

// wrongRoom judges an import of one of our own packages.
func wrongRoom(from, imported string) string {
	to := room(imported + "/x.go")
	switch {
	case to == "testsite":
		return "only tests import testsite"
	case from == to, from == "cmd":
		return ""
	case slices.Contains(outside, from):
		return "the defaults import nothing of ours"
	case slices.Contains(outside, to):
		return "the defaults are handed in by cmd as an fs.FS"
	case slices.Contains(denied[from], to):
		return "denied: see the list"
	case floor(to) < 0:
		return to + " is on no floor"
	case from != "testsite" && floor(from) <= floor(to):
		return fmt.Sprintf("%s is on floor %d, %s on floor %d; imports run downwards", from, floor(from)+1, to, floor(to)+1)
	default:
		return ""
	}
}

// wrongModule judges an import of a third-party package.
func wrongModule(from, imported string) string {
	for module, rooms := range homes {
		if imported == module || strings.HasPrefix(imported, module+"/") {
			if slices.Contains(rooms, from) {
				return ""
			}
			return fmt.Sprintf("%s lives in %s", module, strings.Join(rooms, ", "))
		}
	}
	return "a module without a home; it needs one here, and a line in doc/adr/0012-modules.md"
}

func TestEveryPackageHasAFloor(t *testing.T) {
	for _, s := range sources(t) {
		if strings.HasPrefix(s.file, "internal/") && s.room != "testsite" && floor(s.room) < 0 {
			t.Errorf("%s: %s is on no floor", s.file, s.room)
		}
		if strings.HasPrefix(s.file, "cmd/") && !strings.HasPrefix(s.file, "cmd/kanshu/") {
			t.Errorf("%s: there is one command, cmd/kanshu", s.file)
		}
	}
}

func TestImportsRunDownwards(t *testing.T) {
	for _, s := range sources(t) {
		for _, imported := range s.imports() {
			if why := wrongImport(s.room, imported); why != "" {
				t.Errorf("%s imports %s: %s", s.file, imported, why)
			}
		}
	}
}

func TestGoroutinesStartInBuildAndServe(t *testing.T) {
	for _, s := range sources(t) {
		ast.Inspect(s.File, func(n ast.Node) bool {
			if _, ok := n.(*ast.GoStmt); ok && !slices.Contains(starters, s.room) {
				t.Errorf("%s starts a goroutine; take a kanshu.Each", s.file)
			}
			return true
		})
	}
}

func TestTheClockIsReadInCmdAndServe(t *testing.T) {
	for _, s := range sources(t) {
		if slices.Contains(clocks, s.room) {
			continue
		}
		ast.Inspect(s.File, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok && isClock(sel) {
				t.Errorf("%s asks time.%s; today is a value", s.file, sel.Sel.Name)
			}
			return true
		})
	}
}

// isClock reports whether an expression is time.Now, time.Since or time.Until.
func isClock(sel *ast.SelectorExpr) bool {
	pkg, ok := sel.X.(*ast.Ident)
	return ok && pkg.Name == "time" && slices.Contains([]string{"Now", "Since", "Until"}, sel.Sel.Name)
}

func TestNothingRunsBeforeMain(t *testing.T) {
	for _, s := range sources(t) {
		for _, d := range s.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
				t.Errorf("%s has an init; a list that you can read beats one that registers itself", s.file)
			}
		}
	}
}

// TestTheWallsStand holds the judge itself: what must be refused is refused.
func TestTheWallsStand(t *testing.T) {
	for _, c := range []struct {
		room, imported string
		ok             bool
	}{
		{"gate", "kanshu/internal/kanshu", true},
		{"gate", "fmt", true},
		{"kanshu", "kanshu/internal/gate", false},
		{"output", "kanshu/internal/gate", true},
		{"output", "kanshu/internal/source", false},
		{"output", "kanshu/internal/rules", false},
		{"report", "kanshu/internal/source", false},
		{"serve", "kanshu/internal/build", true},
		{"serve", "kanshu/internal/gate", false},
		{"cmd", "kanshu/internal/serve", true},
		{"build", "kanshu/assets", false},
		{"cmd", "kanshu/assets", true},
		{"build", "kanshu/internal/testsite", false},
		{"gate", "kanshu/internal/unheard", false},
		{"markdown", "github.com/yuin/goldmark/ast", true},
		{"output", "github.com/yuin/goldmark", false},
		{"cmd", "github.com/yuin/goldmark", false},
		{"build", "github.com/tdewolff/minify/v2/html", true},
		{"build", "example.com/unheard", false},
	} {
		if why := wrongImport(c.room, c.imported); (why == "") != c.ok {
			t.Errorf("wrongImport(%s, %s) = %q", c.room, c.imported, why)
		}
	}
}
