package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"kanshu/internal/testsite"
)

// TestAClockThatRunsBackwardsStopsTheBuild holds that what has expired is not woken by a wrong clock,
// and that a day given by hand neither trips the check nor poisons it.
func TestAClockThatRunsBackwardsStopsTheBuild(t *testing.T) {
	dir := t.TempDir()
	testsite.Write(t, dir, testsite.New(t))
	noon := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	for _, step := range []struct {
		name string
		now  time.Time
		args []string
		want int
	}{
		{"the first build", noon, nil, exitOK},
		{"the same day again", noon, nil, exitOK},
		{"late in the evening in UTC it is the next day in Japan", time.Date(2026, 11, 22, 15, 0, 0, 0, time.UTC), nil, exitOK},
		{"a day earlier", noon, nil, exitNothing},
		{"a day earlier, given by hand", noon, []string{"--today", "2026-11-20"}, exitOK},
		{"after a day given by hand the clock is believed", noon, nil, exitOK},
	} {
		var out, errs bytes.Buffer
		args := append([]string{"build", "--source", dir}, step.args...)
		if got := run(t.Context(), args, strings.NewReader(""), &out, &errs, step.now); got != step.want {
			t.Errorf("%s: exit code %d, want %d\n%s%s", step.name, got, step.want, out.String(), errs.String())
		}
	}
}
