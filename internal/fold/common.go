package fold

import (
	"math"
	"sync"
)

// A commonness tells by hash2 how often two letters stand beside each other in Japanese prose, by a measure
// that compares: about how often in 70,000 letters; 0 where that is not known.
type commonness [1 << pairBits]uint16

// common is read from the table below when it is first asked for.
var common = sync.OnceValue(func() *commonness {
	c := &commonness{}
	pairs := Word(commonPairs)
	for i := 0; i < len(pairs); i += 2 {
		c[hash2(uint32(pairs[i])<<16|uint32(pairs[i+1]))] = uint16(6000/(i/2+15) + 10)
	}
	return c
})

// Commonness guesses how often a folded word of two letters or more stands in Japanese prose: as often as its
// rarest two letters at most, and the less often the more of its letters seldom follow each other. It is a
// measure for comparing alone.
func Commonness(word string) float64 {
	w := Word(word)
	least, all := math.MaxInt, 1.0
	for i := range w[1:] {
		n := common().of(w[i], w[i+1])
		least = min(least, n)
		all *= min(1, float64(n)/follows)
	}
	return float64(least) * all / min(1, float64(least)/follows)
}

// hash2 hashes two letters, the first of them above.
func hash2(two uint32) uint32 { return two * 0x9e3779b1 >> (32 - pairBits) }

// follows is how often a letter must follow another for the two to be taken for one.
const follows = 300

// of returns how common two letters are. What is not in the table is rare: two kana less so than two kanji.
func (c *commonness) of(a, b uint16) int {
	n := rarity(a) * rarity(b)
	if often := int(c[hash2(uint32(a)<<16|uint32(b))]); often > 0 {
		n = often
	}
	return n
}

// rarity returns 3 for hiragana, 1 for kanji and 2 for what stands below, without a branch, which nothing could foretell.
func rarity(l uint16) int {
	hiragana, below := (uint32(l-0x3041)-(0x3096-0x3041+1))>>31, (uint32(l)-0x4e00)>>31
	return int(1 + hiragana + below)
}

// rarest returns where in a word the rarest two letters stand that a third follows, 0 in a word of two.
// What follows counts for little: it is looked at only where the two are found.
func (c *commonness) rarest(w []uint16) int {
	best, least := 0, math.MaxInt
	if len(w) < 3 {
		return best
	}
	two := c.of(w[0], w[1])
	for at := range w[2:] {
		next := c.of(w[at+1], w[at+2])
		if n := two * (40 + next); n < least {
			best, least = at, n
		}
		two = next
	}
	return best
}

// commonPairs are the 800 pairs of letters that stand most often in the columns that ship with the program,
// the most common first: half of all pairs of a text are among them. A text of which that does not hold is
// looked through more slowly, and with the same answer.
const commonPairs = "" +
	"す。ますは、りまことていありないませですせんいまん。があではしたるこ治療ってられしてくださいださ受けするれてったい。され細胞ものがんとがしまときからも、いる」と" +
	"はあれたてくれるるとといましが、とはた。できには試験いて確かに、になあるれまいうきまなりかめを受医療00と、ので効果検査めらなど20くなすかでもで、いた診療たと" +
	"病気いとこのても療法だけえるけるの治免疫か。ためなるなくるかその療のめるよう相談により、ればわれいこけてんの保険場合多く痛み説明費用02承認めてきはけたけで対象" +
	"療を研究えまどのともかっく、はなを、人のたいとしまでらなる方えてて、のは医師を使かを次の考え薬をいなどうにつ決め症状、そいで同じ幹細果がら、使う調べついもあんで" +
	"前に皮膚負担、どい方とを自由うか必要由診病院療でのがの方の薬めまるも安全うにきるし、なっ主治手術治医作用接種起こかりておとに患者い」かかよっ以上副作参加胞をうち" +
	"たら変わのうの病よいわり結果きたほど方はきにのあれな臨床10でしのものよめ、を確クチチンワク比べ薬のすがべるめたるの合わ認さ,0、がかのがなけらしいば、べてイン" +
	"人が取り多い広告、効い、かれを見使い健康培養査で0円、こいかくのつのにくるた疫療的な、治あといのいもた方ほかわせ時間、次くととのにもの医まりやすょうより分か条件" +
	"査の薬で診察19、「か、しょのかは「への別の名前家族必ず方に療に窓口胞の行わうなかどが起それでのとでど、の対みがもとる人る場んが方が続け言葉診断話し違いあれが出" +
	"が多き、ず、つけでくの検やめター伝え受診日本果を用が電話験で11、医かなさんたりの記りに感染用は自己薬は院で、同。こずにせるただでになかの細まれる前れ、制度方法" +
	"期間機関状が組み院の、一。「くはけまこりにしる、る薬わけカーセン使え使っ尋ね小さ方の薬が5年、1、ま、薬か月きのくいてはどこならの場みをめのわか一部人に出し報告" +
	"療は療機種類連絡難病、病けれせてつかで受の中の手の数またよくンタ委員床試持ち施設者さ製品記録、何ころしなのとのなわるを調ライ働き再生員会場所専門当院後の治る炎症" +
	"調査、2、自がいがでが必くてたかた場ち、のたの効まっよるる」イドスク中の大き意味方で生医番号症の療と腫瘍象に0,0人12、あ、とが確けなのこの試みまるよックリス" +
	"ーカ三つ予防体の処方塗る年に病の起き、受」のいっうこうとえなか」しくたこたもた人でいにあに書に電の名の多の痛の種は1れがを示上限判断外来大切学会師に引き血液週間" +
	"、体、検、診。そ」「えらかはげるで行どもに対もらる病人で公的分け勧め審査尿病己負年の強い成分手帳提供書か異な糖尿絶対脂肪行っ見つ計画記事診し験に高額30、い、血" +
	"」をいつう。うのえたかにかるが続これた、てのであと言の日の目の結の診の費びまみ、る治わなンのント中で付け使わ全に出る効く医に始め対に後に情報数字方、標準気で気を" +
	"法は注射療養目的紹介胞が認め部の関節険で飲み験の259番、か、保、細うもかけが大さなすこちらとめに見のほの予の人はでべたまとめにや、をおを選んにット上清全性契約" +
	"度の抑え投与書き最も本人果は気が点滴用の登録知ら答え続く能性読み談し質問通院間の険の、主、国あっいがい薬がりごとすいとこととどちの働の前の後らいらしりやをしを目" +
	"マーープーム中に入院可能合は変化完全年齢支援救急方を日の書い月の比較気に気の法を生活的に聞い膚の血圧重い間に養上)。0%、使、多、必、手、症、試「免いくい人うが" +
	"けをさくす」すべだかで確にかに出の一の間り方をすを取オンソーペールー上の会の先に入れ内容分の反応回数地域子ど少な師の感じ方も日に査を求め治す治験法律注意減ら異常" +
	"療が療費直し自分軽く食べ飲ん1年24t細、生、通が変くこすぐた」た治た細た薬てきてよとさに使に治の上の窓の血べまほうみ方を書を聞を飲ギードラルギレー一つ何を同意"
