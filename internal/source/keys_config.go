package source

// TopicKeys is data/topics.yaml.
var TopicKeys = []Key{
	{Name: "categories", Aliases: []string{"分類", "カテゴリ"}, Kind: Named, Of: topicKeys, What: word("分類", "the categories"), Example: "{cancer: {name: がん}}"},
	{Name: "tags", Aliases: []string{"タグ"}, Kind: Named, Of: topicKeys, What: word("タグ", "the tags"), Example: "{sleep: {name: 睡眠}}"},
}

var topicKeys = []Key{
	{Name: "name", Aliases: []string{"名称", "名前"}, Required: true, What: word("名称", "the name"), Example: "睡眠"},
	{Name: "description", Aliases: []string{"説明"}, What: word("説明", "the description"), Example: "睡眠に関する話題です。"},
}

// GlossaryKeys is one entry of data/glossary.yaml, a list under terms.
var GlossaryKeys = []Key{
	{Name: "terms", Aliases: []string{"用語"}, Kind: Records, Of: termKeys, What: word("用語", "the terms"), Example: "[{term: 寛解, explanation: 症状が落ち着いた状態。}]"},
}

var termKeys = []Key{
	{Name: "term", Aliases: []string{"用語", "語"}, Required: true, What: word("用語", "the term"), Example: "寛解"},
	{Name: "reading", Aliases: []string{"よみ", "読み", "ふりがな"}, What: word("読み", "the reading"), Example: "かんかい"},
	{Name: "explanation", Aliases: []string{"説明", "意味"}, Required: true, What: word("説明", "the explanation"), Example: "症状が落ち着いた状態。"},
	{Name: "aliases", Aliases: []string{"別名"}, Kind: Texts, What: word("別の言い方", "other words for it"), Example: "[緩解]"},
}

// WithdrawnKeys is data/withdrawn.yaml.
var WithdrawnKeys = []Key{
	{Name: "withdrawn", Aliases: []string{"取り下げ"}, Kind: Records, Of: tombstoneKeys, What: word("取り下げたアドレス", "the addresses withdrawn"), Example: "[{path: /columns/old/, since: 2026-11-01}]"},
}

var tombstoneKeys = []Key{
	{Name: "path", Aliases: []string{"アドレス"}, Required: true, What: word("アドレス", "the address"), Example: "/columns/old/"},
	{Name: "since", Aliases: []string{"取り下げ日"}, Kind: Day, Required: true, What: word("取り下げた日", "the first day of absence"), Example: "2026-11-01"},
}

// ConfigKeys is kanshu.yaml.
var ConfigKeys = []Key{
	{Name: "title", Required: true, What: word("サイトの名前", "the name of the site"), Example: "みほん医療コラム"},
	{Name: "base_url", Required: true, What: word("公開するアドレス", "the address it is published at"), Example: "https://column.example.jp/"},
	{Name: "description", What: word("サイトの説明", "what the site is"), Example: "医師が監修する医療コラムです。"},
	{Name: "language", What: word("言語", "the language"), Example: "ja"},
	{Name: "timezone", What: word("時間帯", "the time zone"), Example: "Asia/Tokyo"},
	{Name: "publisher", Kind: Records, Of: publisherKeys, What: word("運営者", "who answers for the site"), Example: "{name: 医療法人みほん会}"},
	{Name: "review", Kind: Record, Of: reviewKeys, What: word("監修の期限", "how long a review may hold"), Example: "{interval: 12か月, max: 36か月}"},
	{Name: "policy", Kind: Record, Of: policyKeys, What: word("公開の方針", "what is stricter here"), Example: "{refuse: [clinic-missing]}"},
	{Name: "feeds", Kind: Record, Of: feedsKeys, What: word("フィード", "the feeds"), Example: "{items: 20, content: full}"},
	{Name: "search", Kind: Flag, What: word("検索", "the search"), Example: "true"},
	{Name: "social_cards", Kind: Flag, What: word("SNS 用の画像", "pictures for social cards"), Example: "true"},
	{Name: "images", Kind: Record, Of: imagesKeys, What: word("画像の変換", "what is made of pictures"), Example: "{widths: [480, 960, 1600]}"},
	{Name: "output", Kind: Record, Of: outputKeys, What: word("出力", "the output"), Example: "{host: netlify}"},
	{Name: "menu", Kind: Records, Of: menuKeys, What: word("メニュー", "the menu"), Example: "[{name: 医院, url: /clinics/}]"},
	{Name: "theme", Kind: Record, Of: themeKeys, What: word("見た目", "the look"), Example: "{accent: \"#0b6b5d\"}"},
	{Name: "notice", What: word("各コラムの末尾に出る注意書き", "the notice at the foot of every column"), Example: "診断に代わるものではありません。"},
	{Name: "about", What: word("監修の方針を説明するページ", "the page on how this site supervises"), Example: "/about/"},
}

var publisherKeys = []Key{
	{Name: "name", Required: true, What: word("名称", "the name"), Example: "医療法人みほん会"},
	{Name: "url", What: word("アドレス", "the address"), Example: "https://clinic.example.jp/"},
	{Name: "logo", What: word("ロゴ", "the logo"), Example: "/assets/logo.png"},
	{Name: "email", What: word("メールアドレス", "the mail address"), Example: "info@clinic.example.jp"},
	{Name: "clinic", What: word("運営する医院の id", "the id of the clinic that publishes"), Example: "ginza"},
}

var reviewKeys = []Key{
	{Name: "interval", Kind: Span, What: word("期限を書かないときの有効期間", "how long a review holds where no due day is written"), Example: "12か月"},
	{Name: "max", Kind: Span, What: word("有効期間の上限", "the longest span"), Example: "36か月"},
	{Name: "warn_before", Kind: Span, What: word("期限の何日前から知らせるか", "how long before the due day to warn"), Example: "30日"},
}

var policyKeys = []Key{
	{Name: "max_withheld", Kind: Count, What: word("一度に消えてよいコラムの割合", "the share of columns that may vanish at once"), Example: "20%"},
	{Name: "refuse", Kind: Texts, What: word("ここでは公開を止める規則", "rules that refuse here"), Example: "[clinic-missing]"},
	{Name: "warn", Kind: Texts, What: word("ここでは注意する規則", "rules that warn here"), Example: "[sentence-long]"},
}

var feedsKeys = []Key{
	{Name: "items", Kind: Count, What: word("載せる本数", "how many columns"), Example: "20"},
	{Name: "content", Kind: Choice, Values: []Word{{"full", []string{"全文"}}, {"summary", []string{"要約"}}}, What: word("全文か要約か", "the whole text or the summary"), Example: "full"},
}

var imagesKeys = []Key{
	{Name: "widths", Kind: Counts, What: word("作る幅(ピクセル)。none なら作りません。32 KB までの小さな図は、撮影場所などの記録だけを除いて、そのまま公開します", "the widths in pixels; none makes none, and small pictures, up to 32 KB, are published as they came but for their metadata"), Example: "[480, 960, 1600]"},
	{Name: "quality", Kind: Count, What: word("JPEG の品質", "the JPEG quality"), Example: "78"},
	{Name: "webp", What: word("WebP に変換するプログラム", "a program that makes WebP"), Example: "cwebp"},
}

var outputKeys = []Key{
	{Name: "host", Kind: Choice, Values: []Word{{"generic", nil}, {"netlify", nil}, {"cloudflare", nil}}, What: word("公開先", "the host"), Example: "generic"},
	{Name: "page_size", Kind: Count, What: word("一覧1ページの本数", "columns on a list page"), Example: "20"},
}

var menuKeys = []Key{
	{Name: "name", Required: true, What: word("表示する名前", "the words shown"), Example: "医院"},
	{Name: "url", Required: true, What: word("アドレス", "the address"), Example: "/clinics/"},
}

var themeKeys = []Key{
	{Name: "accent", What: word("差し色", "the accent colour"), Example: "\"#0b6b5d\""},
	{Name: "accent_dark", What: word("暗い画面での差し色", "the accent colour on a dark screen"), Example: "\"#7fd1c4\""},
	{Name: "logo", What: word("ロゴ", "the logo"), Example: "/assets/logo.png"},
	{Name: "mark", What: word("名前の横の一文字", "the one character beside the name"), Example: "監"},
	{Name: "lead", What: word("トップの見出し", "the headline of the home page"), Example: "読んで、たしかめて、相談する。"},
	{Name: "lead_text", What: word("トップの説明", "the text below it"), Example: "医師が監修したコラムだけを載せています。"},
	{Name: "footer", What: word("フッターの文", "the text of the footer"), Example: "みほん会が運営しています。"},
	{Name: "copyright", What: word("著作権の表示", "the copyright line"), Example: "© みほん会"},
}
