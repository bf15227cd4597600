package output

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"

	"kanshu/internal/kanshu"
)

// merged returns all artifacts by path, from those of each kind by path. They are set in their turns, and moved once.
func merged(runs [][]*kanshu.Artifact, each kanshu.Each) []kanshu.Artifact {
	for len(runs) > 1 { // the shorter ones first: columns are as many as all others
		slices.SortFunc(runs, func(a, b []*kanshu.Artifact) int { return len(a) - len(b) })
		runs[1] = merge(runs[0], runs[1])
		runs = runs[1:]
	}
	if len(runs) == 0 {
		return nil
	}
	sorted := make([]kanshu.Artifact, len(runs[0]))
	each(len(sorted), func(i int) { sorted[i] = *runs[0][i] })
	return sorted
}

// merge returns the artifacts of two lists by path.
func merge(a, b []*kanshu.Artifact) []*kanshu.Artifact {
	all := make([]*kanshu.Artifact, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if a[0].Path <= b[0].Path {
			all, a = append(all, a[0]), a[1:]
		} else {
			all, b = append(all, b[0]), b[1:]
		}
	}
	return append(append(all, a...), b...)
}

// byPath returns the artifacts of one kind by path. Where paths part, sixteen bytes nearly always tell them from each
// other, and two numbers are compared in a tenth of the time of two texts that lie far apart.
func byPath(plan []kanshu.Artifact) []*kanshu.Artifact {
	type placed struct {
		begins [2]uint64
		*kanshu.Artifact
	}
	from := alike(plan)
	all := make([]placed, len(plan))
	for i := range plan {
		rest := plan[i].Path[from:]
		all[i] = placed{[2]uint64{beginning(rest), beginning(rest[min(8, len(rest)):])}, &plan[i]}
	}
	slices.SortFunc(all, func(a, b placed) int {
		switch {
		case a.begins[0] != b.begins[0]:
			return cmp.Compare(a.begins[0], b.begins[0])
		case a.begins[1] != b.begins[1]:
			return cmp.Compare(a.begins[1], b.begins[1])
		}
		return strings.Compare(a.Path, b.Path)
	})
	run := make([]*kanshu.Artifact, len(all))
	for i := range all {
		run[i] = all[i].Artifact
	}
	return run
}

// alike returns how many bytes all paths of a plan begin with alike.
func alike(plan []kanshu.Artifact) int {
	if len(plan) == 0 {
		return 0
	}
	same := plan[0].Path
	for i := range plan {
		path, n := plan[i].Path, 0
		for n < min(len(same), len(path)) && same[n] == path[n] {
			n++
		}
		same = same[:n]
	}
	return len(same)
}

// beginning returns the first eight bytes of a text as a number that is the larger, the later the text comes; for what
// is shorter the others are 0.
func beginning(s string) uint64 {
	var b [8]byte
	copy(b[:], s)
	return binary.BigEndian.Uint64(b[:])
}

// takeTurns sets the place of each artifact among all, from its turn among those of its kind.
func takeTurns(plans [][]kanshu.Artifact) {
	n, at := 0, 0
	for _, plan := range plans {
		n += len(plan)
	}
	for _, plan := range plans {
		for i := range plan {
			a := &plan[i]
			a.Turn = (a.Turn<<2|int(a.Wave))*n + at
			at++
		}
	}
}
