package main

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
)

// machine describes this computer in words, without a name by which it could be found.
func machine() string {
	s := fmt.Sprintf("Machine: %d cores", runtime.NumCPU())
	if model := fieldOf("/proc/cpuinfo", "model name"); model != "" {
		s += " (" + model + ")"
	}
	if kib, err := strconv.Atoi(strings.TrimSuffix(fieldOf("/proc/meminfo", "MemTotal"), " kB")); err == nil {
		s += fmt.Sprintf(", %d GiB of memory", (kib+1<<19)>>20)
	}
	return s + fmt.Sprintf(", %s/%s, %s.", runtime.GOOS, runtime.GOARCH, runtime.Version())
}

// fieldOf returns the first value of that name in a file of "name : value" lines, "" if there is none.
func fieldOf(file, name string) string {
	b, err := os.ReadFile(file)
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(b)) {
		if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return ""
}
