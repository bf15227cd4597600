package source

// The records that stand within a column's front matter.

var referenceKeys = []Key{
	{Name: "title", Aliases: []string{"題名", "タイトル"}, What: word("題名", "the title"), Example: "みほん診療ガイドライン"},
	{Name: "url", Aliases: []string{"アドレス"}, What: word("アドレス", "the address"), Example: "https://example.jp/guideline"},
	{Name: "publisher", Aliases: []string{"発行元", "発行", "出版社"}, What: word("発行元", "the publisher"), Example: "みほん学会"},
	{Name: "year", Aliases: []string{"発行年", "年"}, Kind: Count, What: word("発行年", "the year"), Example: "2025"},
	{Name: "authors", Aliases: []string{"著者", "author"}, Kind: Texts, What: word("著者", "the authors"), Example: "例川 三奈ほか"},
	{Name: "doi", Aliases: []string{"DOI"}, What: word("DOI", "the DOI"), Example: "10.0000/mihon.2025.1"},
	{Name: "pmid", Aliases: []string{"PMID"}, What: word("PubMed の番号", "the PubMed id"), Example: "00000000"},
	{Name: "isbn", Aliases: []string{"ISBN"}, What: word("ISBN", "the ISBN"), Example: "978-4-00-000000-0"},
	{Name: "accessed", Aliases: []string{"閲覧日", "参照日"}, Kind: Day, What: word("閲覧した日", "the day it was looked at"), Example: "2026-11-01"},
	{Name: "id", What: word("本文で [@id] と書いて引く名前", "the name by which the body cites it, [@id]"), Example: "g2025"},
	{Name: "text", Aliases: []string{"文献"}, What: word("文献の全文", "the whole reference as one text"), Example: "みほん学会編. みほん診療ガイドライン. 2025."},
}

var questionKeys = []Key{
	{Name: "q", Aliases: []string{"問", "質問", "question"}, Required: true, What: word("問い", "the question"), Example: "痛みはありますか。"},
	{Name: "a", Aliases: []string{"答", "答え", "回答", "answer"}, Required: true, What: word("答え", "the answer"), Example: "個人差があります。"},
}

var treatmentKeys = []Key{
	{Name: "name", Aliases: []string{"名称", "治療名"}, Required: true, What: word("治療の名称", "the name of the treatment"), Example: "みほん点滴"},
	{Name: "funding", Aliases: []string{"区分", "保険適用"}, Kind: Choice, Values: []Word{{"self_pay", []string{"自費", "自由診療"}}, {"insured", []string{"保険", "保険診療"}}, {"mixed", []string{"混在"}}}, What: word("自費か保険か", "who pays"), Example: "自費"},
	{Name: "content", Aliases: []string{"内容", "治療内容"}, What: word("治療の内容", "what is done"), Example: "点滴を月に1回行います。"},
	{Name: "price", Aliases: []string{"費用", "価格", "料金"}, Kind: Records, Of: priceKeys, What: word("費用", "the price"), Example: "{min: 33000, max: 55000, tax: 税込, per: 1回}"},
	{Name: "duration", Aliases: []string{"期間", "治療期間"}, What: word("治療の期間", "how long it takes"), Example: "3か月"},
	{Name: "visits", Aliases: []string{"回数", "治療回数"}, What: word("治療の回数", "how many visits"), Example: "3〜6回"},
	{Name: "risks", Aliases: []string{"リスク", "副作用", "リスク・副作用"}, Kind: Texts, What: word("主なリスクと副作用", "risks and side effects"), Example: "[発熱, 倦怠感]"},
	{Name: "approval", Aliases: []string{"承認", "承認状況"}, Kind: Choice, Values: []Word{{"approved", []string{"承認", "承認済み"}}, {"off_label", []string{"適応外"}}, {"unapproved", []string{"未承認"}}}, What: word("承認の状況", "whether it is approved"), Example: "未承認"},
	{Name: "unapproved", Aliases: []string{"未承認"}, Kind: Record, Of: unapprovedKeys, What: word("未承認・適応外の場合の5項目", "the five items for unapproved or off-label use"), Example: "{statement: 国内では承認されていません}"},
	{Name: "regenerative", Aliases: []string{"再生医療"}, Kind: Record, Of: regenerativeKeys, What: word("再生医療等提供計画", "the plan for regenerative medicine"), Example: "{class: 第二種, number: PB0000000}"},
}

var priceKeys = []Key{
	{Name: "min", Aliases: []string{"下限", "amount", "金額"}, Kind: Count, What: word("費用、または費用の下限(円)", "the price, or the lowest, in yen"), Example: "33000"},
	{Name: "max", Aliases: []string{"上限"}, Kind: Count, What: word("費用の上限(円)", "the highest price in yen"), Example: "55000"},
	{Name: "unit", Aliases: []string{"単位"}, Kind: Choice, Values: []Word{{"円", []string{"JPY", "yen"}}}, What: word("単位。円だけです", "the unit: yen only"), Example: "円"},
	{Name: "tax", Aliases: []string{"税", "税区分"}, Kind: Choice, Values: []Word{{"included", []string{"税込", "税込み"}}, {"excluded", []string{"税別", "税抜", "税抜き"}}, {"exempt", []string{"非課税"}}}, What: word("消費税", "whether tax is included"), Example: "税込"},
	{Name: "per", Aliases: []string{"あたり"}, What: word("何に対する費用か", "what it is for"), Example: "1回"},
	{Name: "extra", Aliases: []string{"別途"}, What: word("別にかかる費用", "what comes on top"), Example: "初診料3,300円"},
	{Name: "text", Aliases: []string{"説明"}, What: word("文で書いた費用", "the price as a text"), Example: "1回33,000円(税込)"},
}

var unapprovedKeys = []Key{
	{Name: "statement", Aliases: []string{"明示", "未承認の明示"}, What: word("未承認であることの明示", "that it is not approved"), Example: "国内で承認された医薬品ではありません"},
	{Name: "route", Aliases: []string{"入手経路"}, What: word("入手経路", "how it is obtained"), Example: "院内で調製しています"},
	{Name: "domestic_alternative", Aliases: []string{"国内の承認品", "国内承認品"}, What: word("国内の承認医薬品等の有無", "approved alternatives in Japan"), Example: "なし"},
	{Name: "overseas_safety", Aliases: []string{"諸外国の安全性情報", "海外の安全性情報"}, What: word("諸外国における安全性等の情報", "safety information from abroad"), Example: "重大なリスクは報告されていません"},
	{Name: "relief_system", Aliases: []string{"救済制度"}, What: word("医薬品副作用被害救済制度の対象か", "whether the relief system applies"), Example: "対象外です"},
}

var regenerativeKeys = []Key{
	{Name: "class", Aliases: []string{"種別"}, What: word("第一種から第三種の別", "the class"), Example: "第二種"},
	{Name: "number", Aliases: []string{"計画番号"}, What: word("提供計画の番号", "the number of the plan"), Example: "PB0000000"},
	{Name: "committee", Aliases: []string{"委員会"}, What: word("審査した委員会", "the committee"), Example: "みほん再生医療等委員会"},
	{Name: "note", Aliases: []string{"備考"}, What: word("備考", "a note"), Example: "届出であり、承認ではありません"},
}

var correctionKeys = []Key{
	{Name: "on", Aliases: []string{"日付", "訂正日"}, Kind: Day, Required: true, What: word("訂正した日", "the day"), Example: "2026-11-10"},
	{Name: "kind", Aliases: []string{"種別"}, What: word("訂正・追記などの別", "correction, addition …"), Example: "訂正"},
	{Name: "text", Aliases: []string{"内容"}, Required: true, What: word("何を改めたか", "what was mended"), Example: "数値を改めました。"},
	{Name: "approved_by", Aliases: []string{"承認者", "承認"}, What: word("認めた人", "who approved it"), Example: "森下 葉子"},
}

var sponsorKeys = []Key{
	{Name: "name", Aliases: []string{"名称", "提供元"}, Required: true, What: word("提供元の名称", "the sponsor"), Example: "みほん製薬"},
	{Name: "label", Aliases: []string{"表示", "広告表示"}, What: word("読者に見せる表示", "what readers see"), Example: "広告"},
	{Name: "url", Aliases: []string{"アドレス"}, What: word("アドレス", "the address"), Example: "https://sponsor.example.jp/"},
}

var evidenceKeys = []Key{
	{Name: "claim", Aliases: []string{"主張"}, Required: true, What: word("主張", "the claim"), Example: "再発を減らす"},
	{Name: "certainty", Aliases: []string{"確実性"}, Kind: Choice, Values: []Word{{"A", []string{"強"}}, {"B", []string{"中"}}, {"C", []string{"弱"}}, {"D", []string{"非常に弱い"}}}, What: word("根拠の確かさ", "the certainty of the evidence"), Example: "B"},
	{Name: "recommendation", Aliases: []string{"推奨"}, Kind: Choice, Values: []Word{{"1", []string{"強い"}}, {"2", []string{"弱い"}}, {"none", []string{"なし"}}}, What: word("推奨の強さ", "the strength of the recommendation"), Example: "2"},
	{Name: "graded_by", Aliases: []string{"評価元"}, What: word("評価の出どころ", "who graded it"), Example: "みほん診療ガイドライン 2025"},
	{Name: "refs", Aliases: []string{"文献"}, Kind: Texts, What: word("参考文献の id", "ids of references"), Example: "[g2025]"},
}

var adKeys = []Key{
	{Name: "is", Aliases: []string{"該当"}, Kind: Flag, Required: true, What: word("広告に当たるか", "whether it is advertising"), Example: "false"},
	{Name: "reason", Aliases: []string{"理由"}, Required: true, What: word("そう考える理由", "why"), Example: "疾患の一般的な解説"},
}

var waiverKeys = []Key{
	{Name: "rule", Aliases: []string{"規則"}, Required: true, What: word("規則の名前", "the rule"), Example: "superlative"},
	{Name: "match", Aliases: []string{"語句"}, What: word("対象の語句。なければ全体", "only where these words stand"), Example: "日本一"},
	{Name: "reason", Aliases: []string{"理由"}, Required: true, What: word("理由", "why"), Example: "書名の引用"},
	{Name: "by", Aliases: []string{"承認者"}, Required: true, What: word("認めた人", "who approved it"), Example: "森下 葉子"},
}
