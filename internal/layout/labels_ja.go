package layout

// japanese is the language that the program was made for.
var japanese = &Labels{
	Lang: "ja",
	Skip: "本文へ移動", Menu: "主なメニュー", Home: "ホーム", Crumbs: "現在の場所", Columns: "コラム",
	Doctors: "監修医", Clinics: "医院案内", Categories: "分野", Tags: "話題", Search: "検索", Feeds: "購読(フィード)",
	About: "監修の方針", Footer: "このサイトについて", Language: "日本語", Languages: "ほかの言語",
	Sponsored: "広告",

	Published: "公開", Updated: "更新", ReadingFormat: "読むのに約{0}分", Supervised: "監修", Supervision: "監修情報",
	SupervisedOn: "監修日", ReviewDue: "次回監修期限", How: "このサイトの監修のしくみ", Doctor: "医師", WrittenBy: "執筆",
	Points: "この記事の要点", Contents: "目次",

	Treatments: "自由診療についてのお知らせ", TreatmentsInsured: "治療についてのお知らせ", TreatmentNote: "公的医療保険の対象とならない治療を含みます。受けるかどうかは、医師の説明を聞いたうえでお決めください。",
	Funding: "費用の区分", Treatment: "治療の内容", Price: "標準的な費用", Duration: "治療期間", Visits: "通院回数",
	Risks: "主なリスク・副作用", Approval: "国内での承認", SelfPay: "自由診療(全額自己負担)", Insured: "保険診療",
	Mixed: "一部が自由診療", Approved: "承認された使い方です", OffLabel: "承認された効能・用法とは異なる使い方です",
	Unapproved: "国内で承認されていません", TaxIncluded: "税込", TaxExcluded: "税別", TaxExempt: "非課税",
	UnapprovedStatement: "未承認であること", Route: "入手経路", Alternative: "国内で承認された代わりの薬など",
	Overseas: "諸外国での安全性の情報", Relief: "公的な救済制度", RegenerativePlan: "再生医療等提供計画",
	RegenerativeNote: "計画の届出・受理は、国が効果や安全性を認めたことを意味しません。",
	References:       "参考文献", AccessedFormat: "{0}閲覧", BackFormat: "文献{0}の引用箇所{1}へ戻る",
	Corrections: "訂正の記録", ApprovedByFormat: "確認 {0}", COI: "利益相反について", Evidence: "根拠の確かさ",
	Graded: "評価した団体", SupervisorCard: "この記事を監修した医師", SupervisorProfile: "経歴と監修した記事を見る",
	ClinicCard: "監修クリニック", Questions: "よくある質問", Related: "あわせて読みたい", Neighbours: "同じ分野の前後の記事",
	Previous: "前の記事", Next: "次の記事", SameDoctor: "同じ監修医", SameCategory: "同じ分野", SharedTagFormat: "共通の話題「{0}」",
	LastReviewed: "このページの監修日", NextReview: "次回の監修期限",
	Disclaimer: "この記事は一般的な医療情報です。診断や治療に代わるものではありません。気になる症状があるときは、医療機関にご相談ください。",
	Subscribe:  "新しい記事を受け取る", Recommendation: "推奨の強さ", Certainty: "確実性", Sponsor: "提供",

	Affiliation: "所属", Specialties: "専門", Credentials: "資格", Societies: "所属学会", Profile: "経歴",
	SupervisedColumns: "監修した記事", Website: "公式サイト",
	Address: "所在地", Access: "アクセス", Telephone: "電話", Fax: "ファクス", Email: "メール", Map: "地図を開く",
	Booking: "予約ページへ", CallFormat: "{0} に電話する", Dial: "電話する", Spoken: "対応言語", ClosedDays: "休診日", Hours: "診療時間", Weekdays: "曜日",
	HoursText: "受付・診療の時間", Day: "曜日", Closed: "休診", Holiday: "祝日", OpenNow: "診療時間内(要確認)",
	ClosedNow: "診療時間外(要確認)", HoursNote: "臨時の休診があります。おいでになる前にお確かめください。",
	ClinicDoctors: "この医院の監修医", NoColumns: "公開中の記事はまだありません。",
	ClinicPage: "医院の詳しい案内を見る", And: "・", To: "から", NextDay: "翌", YearEnd: "年末年始",
	DoctorsLead: "記事を監修している医師です。専門と経歴、監修した記事をご覧いただけます。",
	ClinicsLead: "監修医が診療している医院です。所在地、診療時間、連絡先をご案内します。",

	NewColumns: "新しい記事", AllColumns: "すべての記事", CountFormat: "{0}本の記事", PagesLabel: "ページ送り",
	PageFormat: "{1}ページ中{0}ページ目", PreviousPage: "前のページ", NextPage: "次のページ", YearFormat: "{0}年の記事",
	ValidFormat: "{0}まで有効", More: "すべての記事を見る", Lead: "読んだあとに、自分で選べる。",
	LeadText: "すべての記事に、監修した医師の名前と、次に見直す期限を示しています。", Archive: "記事の一覧", Listing: "一覧",
	CategoriesLead: "記事を分野ごとにまとめています。", TagsLead: "分野をまたぐ話題から、記事をお探しいただけます。",

	SearchLabel: "記事を探す", SearchHint: "症状・検査・薬の名前", SearchButton: "探す",
	SearchLead:     "知りたい言葉を入れてください。ひらがなでも漢字の言葉が見つかります。",
	SearchFound:    "「{0}」が出てくる記事は{1}本です。",
	SearchAbout:    "「{0}」が出てくる記事はおよそ{1}本です。",
	SearchNone:     "「{0}」が出てくる記事は見つかりませんでした。言葉を短くするか、別の言い方でお試しください。",
	SearchFailed:   "検索に必要なデータを受け取れませんでした。通信をお確かめのうえ、このページを開きなおしてください。",
	SearchMore:     "続きを表示",
	SearchWays:     "言葉が思いつかないときは",
	SearchNoScript: "検索にはJavaScriptを使います。お使いでないときは、記事の一覧や分野からお探しください。",

	Glossary: "用語集", GlossaryLead: "記事に出てくる言葉を、読み方とともに短く説明しています。", GlossaryRowFormat: "{0}行",
	GlossaryOther: "そのほか", GlossaryAlso: "別の言い方:",

	FeedsLead:       "新しい記事と、見直しや取り下げのお知らせを、フィードリーダーで受け取れます。登録もメールアドレスもいりません。",
	FeedsSite:       "すべての記事",
	FeedsHow:        "お使いのフィードリーダーに、下のアドレスを登録してください。どれを選んでも内容は同じです。",
	FeedsByCategory: "分野ごと", FeedsByDoctor: "監修医ごと",

	NotFound: "ページが見つかりません", NotFoundText: "アドレスが変わったか、打ち間違いかもしれません。記事の一覧からお探しください。",
	Gone: "公開を休止しています", GoneText: "この記事は内容を見直しているため、公開を休止しています。", GoneSince: "休止した日",
	GoneAsk:       "お急ぎのご質問は、医院へお電話ください。",
	GoneEmergency: "急な症状で迷うときは #7119(救急安心センター)へ、命にかかわるときは119番へ。",

	AboutLead: "このサイトの記事は、医師が確かめ、期限を決めて見直しています。",
	AboutSections: []Section{
		{"医師の監修がない記事は公開しません", []string{
			"すべての記事に、内容を確かめた医師の名前と所属を示しています。監修者が決まっていない記事は、公開のしくみそのものが受けつけません。",
			"記事を書いた人と監修した医師は、分けて記しています。",
		}},
		{"監修には期限があります", []string{
			"「監修日」は、医師が記事の全文を確かめた日です。一部を直しただけのときは変えません。",
			"「次回監修期限」は、その確認が有効な最後の日です。期限を過ぎた記事は自動で公開を休止し、医師がもう一度確かめてから公開します。",
		}},
		{"根拠を示します", []string{
			"診療ガイドラインや論文、公的機関の資料など、もとにした文献を記事の終わりに挙げています。研究の途中にあることは、そのように書きます。",
		}},
		{"誤りは直し、記録を残します", []string{
			"公開したあとに誤りが分かったときは、直した日と内容を記事に残します。お気づきの点は医院までお知らせください。",
		}},
		{"広告と記事を分けます", []string{
			"自由診療を紹介するときは、費用、期間、主なリスクを同じ大きさの文字で示します。費用を受け取って作った記事には、その旨を記します。",
		}},
	},
	WeekdayNames: [7]string{"日", "月", "火", "水", "木", "金", "土"}, Tongues: [4]string{"日本語", "英語", "中国語", "韓国語"},
	dateForm: "{0}年{1}月{2}日", monthForm: "{0}年{1}月", monthDayForm: "{1}月{2}日", listComma: "・",
}
