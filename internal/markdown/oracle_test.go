package markdown_test

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"kanshu/internal/markdown"
)

// emphasisCases are texts of our own that walk through the public CJK-friendly rules: every kind of
// Japanese bracket and mark on either side of a run, Latin brackets beside kanji, Korean, characters
// beyond the basic plane, variation selectors, pictures that are text, underscores, strikethrough.
var emphasisCases = strings.Split(strings.TrimSpace(`
検査は**「必要な人だけ」**が受けます。
検査は**『必要な人だけ』**が受けます。
検査は**（必要な人だけ）**が受けます。
検査は**【必要な人だけ】**が受けます。
検査は**〈必要な人だけ〉**が受けます。
検査は**《必要な人だけ》**が受けます。
検査は**〔必要な人だけ〕**が受けます。
検査は**［必要な人だけ］**が受けます。
検査は**｛必要な人だけ｝**が受けます。
検査は**(必要な人だけ)**が受けます。
検査は**[必要な人だけ]**が受けます。
検査は**"必要な人だけ"**が受けます。
検査は**“必要な人だけ”**が受けます。
検査は**‘必要な人だけ’**が受けます。
検査は**'必要な人だけ'**が受けます。
検査は**<必要な人だけ>**が受けます。
**痛みは続きます。**すぐ受診を。
**痛みは続きます！**すぐ受診を。
**痛みは続きます？**すぐ受診を。
**痛みは続きます、**すぐ受診を。
**痛みは続きます…**すぐ受診を。
**痛みは続きます——**すぐ受診を。
**痛みは続きます・**すぐ受診を。
**痛みは続きます：**すぐ受診を。
**痛みは続きます；**すぐ受診を。
**痛みは続きます～**すぐ受診を。
**痛みは続きます〜**すぐ受診を。
**痛みは続きます.**すぐ受診を。
**痛みは続きます!**すぐ受診を。
**痛みは続きます?**すぐ受診を。
**痛みは続きます:**すぐ受診を。
**痛みは続きます)**すぐ受診を。
**痛みは続きます%**すぐ受診を。
すぐ受診を**。痛みは続きます**から
すぐ受診を**、痛みは続きます**から
すぐ受診を**「痛み**」から
すぐ受診を**(痛み**)から
すぐ受診を**.痛み**から
すぐ受診を**!痛み**から
*「注」*は小さく
注は*「小さく」*書く
注は*（小さく）*書く
注は*(小さく)*書く
***「とても」***大切
とても***(大切)***です
**Q1.**答えはこちら
**A.**いいえ
血圧は**130/80 mmHg**未満
血圧は**130/80 mmHg(家庭)**未満
費用は**￥3,300**です
費用は**¥3,300**です
費用は**3,300円(税込)**です
**①**最初に
最初に**①**を選ぶ
**1.**最初に
**(1)**最初に
最初に**(1)**を選ぶ
肝臓の**(左葉)**と**(右葉)**を
**太字**と**太字**
**太字** と **太字**
**太字**、**太字**。
「**太字**」と『**太字**』
「**太字」**と**『太字**』
「**戦力**」+「**最適**」**の
** 空白**の後
**空白 **の前
**全角　**の後
**　全角**の前
*一つ*と**二つ**と***三つ***
*一つ**と二つ*
**二つ*と一つ**
**入れ*子に*する**
**入れ*「子」*にする**
*入れ**「子」**にする*
**「入れ*子*に」**する
**\\*星**印
\\**星\\**印
**[窓口](/x/)**へ
**[窓口](/x/)**と**[別の窓口](/y/)**へ
窓口は**[こちら](/x/)**です
**窓口は[こちら](/x/)**です
**窓口は「[こちら](/x/)」**です
**`+"`code`"+`**を入力
入力は**`+"`code`"+`**です
**コード`+"`a`"+`**です
`+"`**`"+`は星
a**(b)**c
a**「b」**c
a **(b)** c
a**b**c
a*b*c
a*(b)*c
foo**bar.**baz
foo**.bar**baz
Go**「入門」**book
**C#**と**F#**の比較
**.NET**という
は**.NET**という
HbA1c**(糖化ヘモグロビン)**を
HbA1c**（糖化ヘモグロビン）**を
PET**-CT**検査
PET**－CT**検査
**α-遮断薬**と
**β(ベータ)**と
_強調_です
日本_語_です
__強調__です
日本__語__です
_「強調」_です
日本_「語」_です
日本__「語」__です
日本、_語_です
日本。__語__です
日本「_語_」です
(_語_)です
（_語_）です
_語_、日本
__語__。日本
_語_：日本
snake_case_name
__init__
日本。_English_
日本_English_語
**약(藥)**이라고
**약**이라고
약은 **(약)**입니다
약은**(약)**입니다
이것은 **「인용」**입니다
**중요(important)**하다
**[링크](/kr/)**만
ᄒ**(a)**ᅡ
**한국어。**다음
**𠮷野(よしの)**さん
𠮷野**(よしの)**さん
𠮷**「野」**さん
**𩸽(ほっけ)**の
𩸽**(ほっけ)**の
a**𠮷**a
葛󠄀**(かつ)**の
葛󠄀**「かつ」**の
葛󠄀城**(かつらぎ)**の
辻󠄀**(つじ)**さん
**辻󠄀**さん
塚︀**(つか)**の
塚︀**「つか」**の
。︀**(語)**の
。︁_English._
、︁__English.__
「︁**a**」
**“︁引用”︁**です
“︁**引用**”︁です
a**“︁b”︁**c
**〽**です
a**〰**a
a**㊗**a
a**㊙️**a
㊗**(祝)**の
㊗️**(祝)**の
〰️**(波)**の
😀**(顔)**の
**😀**です
a**😀**a
a**(😀)**a
。**😀**。
漢**😀(顔)**字
☎**(電話)**は
☎️**(電話)**は
☷**(坤)**は
䷀**(乾)**は
~~消す。~~次へ
~~「消す」~~次へ
次は~~「消す」~~へ
次は~~(消す)~~へ
~~消す~~と~~消す~~
a~~(b)~~c
a~~「b」~~c
約5~10年、3~6か月
10時~18時~20時
~一つ~だけ
前~~~三つ~~~だけ
~~ 空白~~の後
~~空白 ~~の前
**~~消す。~~**次へ
~~**消す。**~~次へ
~~*「消す」*~~次へ
𩸽~~(消す)~~へ
葛󠄀~~(消す)~~へ
塚︀~~(消す)~~へ
약~~(약)~~입니다
a~~b~~c~~d
~~a~~：~~b~~
ｶﾞﾝ**(がん)**の
ﾊﾟ**「パ」**の
**ｶﾞﾝ｡**次
Ａ**（Ｂ）**Ｃ
Ａ**(B)**Ｃ
１**(2)**３
**１～２**回
*1~2*回
**10~20mg/日**を
**5×3**と**5*3**
々**(同)**の
〆**(しめ)**切
ヶ**(か)**月
ー**(のばし)**は
゛**(濁点)**は
゜**「半濁点」**は
㌔**(キロ)**は
㎎**(ミリ)**は
**≧60歳**は
**60歳≦**は
**→次へ**進む
次へ**→**進む
**※注意**です
です**※**と
**※1**と**※2**は
※**(注)**は
★**(印)**は
●**「印」**は
■**見出し**■
`), "\n")

// oracle returns what the public implementation makes of the texts.
func oracle(t *testing.T, texts []string) []string {
	t.Helper()
	needOracle(t, "micromark-extension-cjk-friendly")
	in, err := json.Marshal(texts)
	if err != nil {
		t.Fatal(err)
	}
	script, err := filepath.Abs("../../tools/npm/cjk-oracle.mjs")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "node", script)
	cmd.Stdin, cmd.Stderr = strings.NewReader(string(in)), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("node: %v", err)
	}
	var want []string
	if err := json.Unmarshal(out, &want); err != nil {
		t.Fatal(err)
	}
	return want
}

// plainHTML returns HTML as it is parsed, so that only what it means is compared.
func plainHTML(t *testing.T, s string) string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(s))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := html.Render(&b, doc); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(strings.ReplaceAll(b.String(), "\n", ""))
}

// TestEmphasis holds our emphasis against the public CJK-friendly implementation.
func TestEmphasis(t *testing.T) {
	if len(emphasisCases) < 150 {
		t.Fatalf("%d cases, want 150", len(emphasisCases))
	}
	compare(t, emphasisCases)
}

// TestEmphasisAtRandom does so with texts put together by chance, the same ones in every run. Each
// text has runs of one kind, and no two touch: where kinds overlap, the oracle departs from the
// specification, which counts the whole length of a run in its rule of three.
func TestEmphasisAtRandom(t *testing.T) {
	marks := []string{"**", "*", "_", "__", "~~"}
	pieces := []string{
		"「", "」", "（", "）", "(", ")", "。", "、", ".", ",", "!",
		" ", "\u3000", "a", "B", "7", "漢", "かな", "ア", "ー", "가", "𠮷", "葛󠄀", "塚︀", "“", "”", "“︁", "㊗", "㊗️", "😀",
		"…", "—", "\"", "+", "\u200b",
	}
	r := rand.New(rand.NewPCG(8, 31))
	texts := make([]string, 4000)
	for i := range texts {
		var b strings.Builder
		mark := marks[r.IntN(len(marks))]
		b.WriteString([]string{"a", "漢", "「"}[r.IntN(3)])
		for range 3 + r.IntN(10) {
			b.WriteString(pieces[r.IntN(len(pieces))])
			if r.IntN(2) == 0 {
				b.WriteString(mark)
			}
		}
		texts[i] = strings.TrimRight(b.String(), " \u3000")
	}
	compare(t, texts)
}

// compare reports every text that we render otherwise than the oracle.
func compare(t *testing.T, texts []string) {
	t.Helper()
	for i, want := range oracle(t, texts) {
		got := string(markdown.Parse("x.md", 1, []byte(texts[i])).Render(nil, nil))
		if got, want := plainHTML(t, got), plainHTML(t, want); got != want {
			t.Errorf("%q\n got %s\nwant %s", texts[i], got, want)
		}
	}
}
