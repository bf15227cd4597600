package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"kanshu": func() { os.Exit(command()) },
	})
}

// TestScripts tells how the command behaves, one story a file.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":   exits,
			"nowhere": nowhere,

			"background": background, "fetch": fetch, "terminate": terminate,

			"faulty": faulty, "occupied": occupied,
		},
		Condition: conditions,
		Setup: func(env *testscript.Env) error {
			env.Values[servedKey{}] = &served{}
			return nil
		},
	})
}

// exits runs kanshu and wants the exit code: exits CODE ARG…
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: exits CODE ARG…")
	}
	err := ts.Exec("kanshu", args[1:]...)
	code := "0"
	if err != nil {
		code = exitCode(err)
	}
	if code != args[0] {
		ts.Fatalf("kanshu %v: exit code %s, want %s", args[1:], code, args[0])
	}
}

// nowhere wants that no file below a folder holds the words: nowhere DIR WORDS
func nowhere(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: nowhere DIR WORDS")
	}
	ts.Check(filepath.WalkDir(ts.MkAbs(args[0]), func(p string, d os.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		if contains(ts.ReadFile(p), args[1]) {
			ts.Fatalf("%s holds %q", p, args[1])
		}
		return nil
	}))
}
