package kanshu

import "strings"

// Slips returns how many slips (a letter more, less, other, or two neighbours swapped) lie between
// a and b; a number above most if there are more than that.
func Slips(a, b string, most int) int {
	if a == b {
		return 0
	}
	if strings.Count(a, "")-strings.Count(b, "") > most || strings.Count(b, "")-strings.Count(a, "") > most {
		return most + 1
	}
	x, y := []rune(a), []rune(b)
	var before []int
	last, now := make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := range x {
		now[0] = i + 1
		for j := range y {
			cost := 1
			if x[i] == y[j] {
				cost = 0
			}
			now[j+1] = min(last[j]+cost, last[j+1]+1, now[j]+1)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				now[j+1] = min(now[j+1], before[j-1]+1)
			}
		}
		before, last, now = last, now, make([]int, len(y)+1)
	}
	return last[len(y)]
}
