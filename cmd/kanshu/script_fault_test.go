package main

import (
	"net"
	"os"
	"os/exec"

	"github.com/rogpeppe/go-internal/testscript"

	"kanshu/internal/testsite"
)

// conditions are what scripts may ask for: [strace] is that strace is here and may trace.
func conditions(cond string) (bool, error) {
	if cond != "strace" {
		return false, nil
	}
	_, err := testsite.FindStrace()
	if os.Getenv("CI") == "true" {
		return err == nil, err
	}
	return err == nil, nil
}

// faulty runs kanshu while one kind of call of the system fails for a file or folder, and for what is opened in
// that folder, and wants the exit code: faulty CALL HOW PATH CODE ARG…
func faulty(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 5 {
		ts.Fatalf("usage: faulty CALL HOW PATH CODE ARG…")
	}
	program, err := exec.LookPath("kanshu")
	ts.Check(err)
	call, how, place, want := args[0], args[1], args[2], args[3]
	err = ts.Exec("strace", append([]string{"-f", "-qq", "-o", os.DevNull, "-P", place, "-e", "trace=" + call, "-e", "inject=" + call + ":" + how, program}, args[4:]...)...)
	code := "0"
	if err != nil {
		code = exitCode(err)
	}
	if code != want {
		ts.Fatalf("kanshu %v: exit code %s, want %s", args[4:], code, want)
	}
}

// occupied listens on an address until the script ends and puts it into a variable: occupied NAME
func occupied(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: occupied NAME")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Defer(func() { _ = l.Close() })
	ts.Setenv(args[0], l.Addr().String())
}
