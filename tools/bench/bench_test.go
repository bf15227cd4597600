package main_test

import (
	"encoding/json"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// program builds the bench.
func program(t *testing.T) string {
	t.Helper()
	bench := filepath.Join(t.TempDir(), "bench")
	if out, err := exec.Command("go", "build", "-o", bench, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return bench
}

func TestOneProcessIsMeasured(t *testing.T) {
	told, err := exec.Command(program(t), "measure-one-process", "go", "env", "GOOS").Output()
	if err != nil {
		t.Fatal(err)
	}
	var cost struct {
		Wall, CPU time.Duration
		Peak      int64
	}
	if err := json.Unmarshal(told, &cost); err != nil {
		t.Fatalf("%v: %s", err, told)
	}
	if cost.Wall <= 0 || cost.CPU <= 0 || cost.Peak < 1<<20 || cost.Peak > 1<<30 {
		t.Errorf("go env took %+v", cost)
	}
}

func TestWhatAProcessSaidIsToldWhereItFails(t *testing.T) {
	out, err := exec.Command(program(t), "measure-one-process", "go", "no-such-thing").CombinedOutput()
	if err == nil || !strings.Contains(string(out), "no-such-thing") {
		t.Errorf("%v: %s", err, out)
	}
}

func TestSizesAreToldApart(t *testing.T) {
	bench := program(t)
	for _, sizes := range []string{"", "many", "1", "100,100", "200,100"} {
		if out, err := exec.Command(bench, "-sizes", sizes).CombinedOutput(); err == nil || !strings.Contains(string(out), "-sizes") {
			t.Errorf("-sizes %q: %v: %s", sizes, err, out)
		}
	}
}
