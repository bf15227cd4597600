package kanshu_test

import (
	"strings"
	"testing"

	"kanshu/internal/kanshu"
)

// TestARollKeepsItsTexts: whatever comes after them, and whatever becomes of the bytes they were laid from.
func TestARollKeepsItsTexts(t *testing.T) {
	t.Parallel()
	var roll kanshu.Roll
	var got, want []string
	room := make([]byte, 0, 200<<10)
	for i := range 300 {
		text := strings.Repeat(string(rune('a'+i%26)), i*i%1000)
		if i == 150 {
			text = strings.Repeat("長", 40<<10) // larger than a piece
		}
		room = append(room[:0], text...)
		got, want = append(got, roll.Lay(room)), append(want, text)
	}
	for i := range got {
		if got[i] != want[i] {
			t.Fatalf("text %d is another: %.20q, want %.20q", i, got[i], want[i])
		}
	}
}
