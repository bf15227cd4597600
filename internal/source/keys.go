package source

import "kanshu/internal/kanshu"

// Kind is what the value of a key may be.
type Kind int

// The kinds of value. A key of any kind may be left blank.
const (
	Text    Kind = iota // one text
	Texts               // a text, or a list of texts
	Day                 // a day in one of the forms of ParseDay
	Span                // a period in one of the forms of ParsePeriod
	Flag                // true or false
	Count               // a whole number
	Counts              // a list of whole numbers
	Decimal             // a number
	Choice              // one of Values
	Person              // an id of data/doctors, a record, or a list of these
	Place               // an id of data/clinics, a record, or a list of these
	Record              // a record with the keys Of
	Records             // a record with the keys Of, a text in its place, or a list of these
	Named               // a record whose keys are ids or names of the editor's choice; of each, a record with the keys Of
)

// A Word is one value of a closed set, with the other words for it.
type Word struct {
	Name    string
	Aliases []string
}

// A Key is one field of a file: its names, what its value may be, and what to tell about it. The
// decoder, the JSON Schema, the form of the CMS and the documentation all go by it.
type Key struct {
	Name     string   // canonical, English
	Aliases  []string // the same key in other words
	Kind     Kind
	Gate     bool   // the gate or the clock hangs on it: a slip in its name refuses the column
	Required bool   // a record without it is not complete
	Single   bool   // of Records: one record or text, never a list
	Values   []Word // of a Choice
	Of       []Key  // keys of a Record, of Records and of Named; of a Person and a Place written out
	What     kanshu.Wording
	Example  string // a value as an editor would write it, on one line
}

// Keys is the front matter of a column.
var Keys = []Key{
	{Name: "title", Aliases: []string{"題名", "タイトル"}, Required: true, What: word("題名", "the title"), Example: "免疫療法を選ぶ前に"},
	{Name: "subtitle", Aliases: []string{"副題", "サブタイトル"}, What: word("副題", "the subtitle"), Example: "知っておきたいこと"},
	{Name: "description", Aliases: []string{"要約", "概要"}, What: word("一覧や検索結果に出る要約", "the summary shown in lists and search results"), Example: "治療を選ぶ前に確かめたいことをまとめました。"},
	{Name: "reading", Aliases: []string{"よみ", "読み", "ふりがな"}, What: word("題名の読み(検索用)", "the reading of the title, for search"), Example: "めんえきりょうほうをえらぶまえに"},
	{Name: "slug", Gate: true, What: word("アドレスになる名前。なければファイル名", "the name in the address; the file's name if absent"), Example: "immunotherapy-basics"},
	{Name: "aliases", Kind: Texts, What: word("ここへ転送する以前のアドレス", "earlier addresses that redirect here"), Example: "[/columns/old-name/]"},
	{Name: "lang", Aliases: []string{"言語"}, What: word("言語", "the language"), Example: "ja"},
	{Name: "date", Aliases: []string{"公開日"}, Kind: Day, Gate: true, What: word("公開日。先の日付なら、その日まで公開しません", "the day of publication; a day ahead holds the column until then"), Example: "2026-11-08"},
	{Name: "updated", Aliases: []string{"更新日", "最終更新日"}, Kind: Day, What: word("更新日", "the day of the last revision"), Example: "2026-11-20"},
	{Name: "supervisor", Aliases: []string{"監修", "監修者", "記事監修", "コラム監修者"}, Kind: Person, Gate: true, Required: true, Of: personKeys, What: word("監修した医師", "the doctor who vouches for the column"), Example: "morishita"},
	{Name: "author", Aliases: []string{"執筆", "執筆者", "著者"}, Kind: Person, Of: personKeys, What: word("執筆者。監修者には数えません", "who wrote it; never counts as supervisor"), Example: "編集部"},
	{Name: "clinic", Aliases: []string{"医院", "クリニック", "監修クリニック"}, Kind: Place, Of: clinicKeys, What: word("医院。なければ監修者の所属", "the clinic; the supervisor's if absent"), Example: "ginza"},
	{Name: "reviewed", Aliases: []string{"監修日", "最終監修日"}, Kind: Day, Gate: true, Required: true, What: word("監修者が読んだ日", "the day on which the supervisor read it"), Example: "2026-11-08"},
	{Name: "review_due", Aliases: []string{"監修期限", "次回監修期限", "有効期限"}, Kind: Day, Gate: true, What: word("監修の有効期限。当日まで公開します", "the last day on which the review holds"), Example: "2027-11-07"},
	{Name: "draft", Aliases: []string{"下書き"}, Kind: Flag, Gate: true, What: word("下書き。false のほかはすべて下書きです", "a draft; anything but false is one"), Example: "true"},
	{Name: "category", Aliases: []string{"分類", "カテゴリ", "カテゴリー"}, What: word("分類", "the category"), Example: "がん"},
	{Name: "tags", Aliases: []string{"タグ"}, Kind: Texts, What: word("タグ", "the tags"), Example: "[免疫療法, 副作用]"},
	{Name: "references", Aliases: []string{"参考文献", "出典"}, Kind: Records, Of: referenceKeys, What: word("参考文献", "the sources it rests on"), Example: "[https://example.jp/guideline]"},
	{Name: "faq", Aliases: []string{"よくある質問"}, Kind: Records, Of: questionKeys, What: word("よくある質問", "questions and answers"), Example: "[{q: 痛みはありますか。, a: 個人差があります。}]"},
	{Name: "points", Aliases: []string{"要点", "この記事の要点"}, Kind: Texts, What: word("要点", "the key points"), Example: "[まず主治医に相談する]"},
	{Name: "treatments", Aliases: []string{"治療", "自費診療"}, Kind: Records, Of: treatmentKeys, What: word("治療の説明と費用", "disclosures on treatments"), Example: "[{name: 点滴療法, funding: 自費}]"},
	{Name: "coi", Aliases: []string{"利益相反"}, Kind: Texts, What: word("利益相反", "conflicts of interest"), Example: "なし"},
	{Name: "corrections", Aliases: []string{"訂正履歴", "更新履歴"}, Kind: Records, Of: correctionKeys, What: word("訂正の記録", "the corrections told to readers"), Example: "[{on: 2026-11-10, text: 数値を改めました。}]"},
	{Name: "sponsor", Aliases: []string{"提供"}, Kind: Records, Of: sponsorKeys, What: word("提供元", "who paid for it"), Example: "{name: みほん製薬, label: 広告}"},
	{Name: "evidence", Aliases: []string{"科学的根拠", "根拠"}, Kind: Records, Of: evidenceKeys, What: word("主張とその確かさ", "claims and their certainty"), Example: "[{claim: 再発を減らす, certainty: B}]"},
	{Name: "ad", Aliases: []string{"広告"}, Kind: Record, Of: adKeys, What: word("広告に当たるかどうかと、その理由", "whether it is advertising, and why"), Example: "{is: false, reason: 疾患の一般的な解説}"},
	{Name: "waivers", Aliases: []string{"例外"}, Kind: Records, Of: waiverKeys, What: word("規則の例外と、その理由", "rules let pass, with reason and name"), Example: "[{rule: superlative, reason: 書名の引用, by: 森下}]"},
	{Name: "image", Aliases: []string{"画像"}, What: word("SNS などに出る画像", "the picture for social cards"), Example: "cover.jpg"},
	{Name: "layout", Aliases: []string{"レイアウト"}, What: word("使うテンプレート", "the template to use"), Example: "column"},
}

func word(ja, en string) kanshu.Wording { return kanshu.Wording{JA: ja, EN: en} }
