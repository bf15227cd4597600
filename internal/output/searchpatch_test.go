package output_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"kanshu/internal/kanshu"
	"kanshu/internal/output"
)

// Whatever happens to a publication, patching the shards that stand gives those that a fresh index has, to
// the byte, and a patch concerns few of them where one text changed a little.
func TestPatchedIndexEqualsAFreshOne(t *testing.T) {
	t.Parallel()
	const shards = 40
	r := rand.New(rand.NewPCG(8, 1))
	texts := madeUp(60, 21)
	more := madeUp(400, 22)
	for turn := range 20 {
		next := slices.Clone(texts)
		for k := range 1 + r.IntN(3) {
			i := r.IntN(len(next))
			switch r.IntN(4) {
			case 0:
				next = slices.Delete(next, i, i+1)
			case 1:
				next = slices.Insert(next, i, fmt.Sprint(turn, k)+more[r.IntN(len(more))])
			default:
				next[i] += "。加えた文" + fmt.Sprint(turn)
			}
		}
		got, _, err := output.PatchTexts(texts, next, shards)
		if err != nil {
			t.Fatal(err)
		}
		want, err := output.IndexTexts(next, shards, kanshu.InOrder)
		if err != nil {
			t.Fatal(err)
		}
		for i := range want {
			if !bytes.Equal(got[i], want[i]) {
				t.Fatalf("turn %d, shard %d\n got %s\nwant %s", turn, i, got[i], want[i])
			}
		}
		texts = next
	}
}

// A sentence more in one of a hundred columns concerns few of a thousand shards.
func TestASentenceConcernsFewShards(t *testing.T) {
	t.Parallel()
	texts := madeUp(100, 5)
	next := slices.Clone(texts)
	next[7] += "。水分をこまめにとることも勧められます。"
	if _, concerned, err := output.PatchTexts(texts, next, 1000); err != nil || concerned > 150 || concerned == 0 {
		t.Errorf("%d of 1,000 shards are concerned, %v", concerned, err)
	}
}

// What stands and is no shard is not patched.
func TestPatchRefusesWhatIsNoShard(t *testing.T) {
	t.Parallel()
	for _, shard := range []string{"", "[]", `{"a"`, `{"a":1}`, `{a:"#"}`, `{"あ":"#"`, `{"あ";"#"}`} {
		if b, err := output.PatchShard([]byte(shard)); err == nil && string(b) != shard {
			t.Errorf("%s became %s", shard, b)
		}
	}
	if b, err := output.PatchShard([]byte(`{"c":"#","ct":"#cf>"}`)); err != nil || string(b) != `{"c":"#","ct":"#cf>"}` {
		t.Errorf("a shard became %s, %v", b, err)
	}
}

// What is remembered of an index is read back as it was, and never read wrongly where it was cut short.
func TestSearchStateSurvives(t *testing.T) {
	t.Parallel()
	data := output.StateOf("0123456789", 3, 2, "すいぞう", "膵臓")
	again, ok := output.StateAgain(data)
	if !ok || !bytes.Equal(again, data) {
		t.Errorf("read again: %v, %d bytes of %d", ok, len(again), len(data))
	}
	for n := range data {
		if again, ok := output.StateAgain(data[:n]); ok && !bytes.Equal(again, data[:n]) {
			t.Errorf("cut after %d bytes it says something else", n)
		}
	}
}
