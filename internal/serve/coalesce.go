package serve

import (
	"context"
	"slices"
	"time"
)

// Editors save in several steps (truncate and write; write beside and rename), git and find-and-replace in
// many files. What follows within quiet of the last step is one change, but nobody waits longer than most.
const (
	quiet = 4 * time.Millisecond
	most  = 20 * time.Millisecond
)

// coalesce hands on names in bursts, each name once, sorted, until ctx ends or names is closed.
func coalesce(ctx context.Context, names <-chan string, do func([]string)) {
	for {
		var burst []string
		select {
		case <-ctx.Done():
			return
		case name, ok := <-names:
			if !ok {
				return
			}
			burst = append(burst, name)
		}
		latest := time.NewTimer(most)
		pause := time.NewTimer(quiet)
		for open := true; open; {
			select {
			case name, ok := <-names:
				if open = ok; ok {
					burst = append(burst, name)
					pause.Reset(quiet)
				}
			case <-pause.C:
				open = false
			case <-latest.C:
				open = false
			case <-ctx.Done():
				return
			}
		}
		latest.Stop()
		pause.Stop()
		slices.Sort(burst)
		do(slices.Compact(burst))
	}
}
