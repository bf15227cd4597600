package markdown_test

import (
	"strings"
	"testing"

	"kanshu/internal/markdown"
)

// longColumn is a column of about 15 KB with what columns usually hold.
func longColumn() []byte {
	chapter := `## 第一章　{膵臓|すいぞう}の検査とは何か

この検査は**「症状のない人」**のためのものではありません。症状が続くときに、医師が必要と判断して
行います。費用は3,300~5,500円（税込）で、結果が出るまで5~10日かかります[@guide2024]。検査を受けるか
どうかは、かかりつけの医師と相談して決めてください。

次のような人は、早めに[内科の窓口](../kafun/)へ相談してください。

- 体重が半年で**5%以上**減った人
- 背中の痛みが続く人
  - 夜に強くなる痛み
  - 姿勢で変わる痛み
- 血糖値が急に上がった人

| 検査 | 時間 | 費用の目安 |
|---|--:|--:|
| 血液検査 | 5分 | 1,100円 |
| 超音波検査 | 15分 | 3,300円 |
| 内視鏡検査 | 30分 | 11,000円 |

:::warning 食事の注意
検査の前日は、午後9時から何も食べないでください。水は飲んでかまいません。
:::

検査のあとは30分ほど休みます。気分が悪くなったときは、すぐに看護師へ知らせてください。
検査の結果は、次の診察で説明します。結果だけで病名が決まることはありません。

`
	return []byte(strings.Repeat(chapter, 13))
}

func TestLongColumnIsLong(t *testing.T) {
	t.Parallel()
	src := longColumn()
	if len(src) < 14_000 || len(src) > 18_000 {
		t.Errorf("%d bytes, want about 15,000", len(src))
	}
	if fs := markdown.Parse("x.md", 1, src).Findings(); len(fs) > 0 {
		t.Errorf("findings %+v", fs)
	}
}

func BenchmarkParse(b *testing.B) {
	src := longColumn()
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		markdown.Parse("x.md", 1, src)
	}
}

func BenchmarkRender(b *testing.B) {
	d := markdown.Parse("x.md", 1, longColumn())
	var dst []byte
	b.ReportAllocs()
	for b.Loop() {
		dst = d.Render(dst[:0], testOptions)
	}
	b.SetBytes(int64(len(dst)))
}

func BenchmarkSurvey(b *testing.B) {
	src := longColumn()
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		markdown.Survey("x.md", 1, src)
	}
}
