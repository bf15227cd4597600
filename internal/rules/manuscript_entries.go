package rules

import (
	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
)

// Reported by Manuscript, from pasted text.
var (
	repeatedBody = marked("repeated-body", kanshu.Refuse,
		say("同じ本文が二度現れない", "No text stands twice"),
		say("同じ順の3段落以上・400字以上が二度あるコラムは公開しません。二度貼り付けられたものです。短い重複は警告にとどめます。片方を消してください。",
			"A column in which three or more paragraphs of 400 letters or more stand twice in the same order was pasted twice and is not published; less only warns. Take one away."))
	faqOtherSubject = marked("faq-other-subject", kanshu.Warn,
		say("よくある質問が、このコラムの主題について尋ねている", "The questions are about the subject of the column"),
		say("質問の半数を超えて現れる言葉が、題名・要約・見出しになく、本文にもほとんどありません。別のコラムから貼り付けたものでないか確かめてください。",
			"A word that more than half of the questions share stands in no title, description or heading and hardly in the text. See whether they were pasted from another column."))
	flattenedTable = marked("flattened-table", kanshu.Warn,
		say("表が行に崩れていない", "No table has become lines"),
		say("表を貼り付けると、升目が1行ずつになることがあります（WCAG 1.3.1）。| で区切った表として書き直してください。",
			"The cells of a pasted table become lines (WCAG 1.3.1). Write it as a table with | between cells."))
	pastedBullet = marked("pasted-bullet", kanshu.Warn,
		say("箇条書きの記号が文字のまま残っていない", "No bullet stays as text"),
		say("行頭の •・● などは箇条書きにならず、項目が一つの段落につながります。「- 」で始めてください。kanshu fmt が直します。",
			"•, ・ and ● at the start of a line make no list: the items run into one paragraph. Begin with \"- \"; kanshu fmt mends it."))
	pastedRule = marked("pasted-rule", kanshu.Warn,
		say("区切り線が文字のまま残っていない", "No rule stays as text"),
		say("⸻ や ―――― や ＊＊＊ は区切り線になりません。前後に空行を置いて --- と書いてください。kanshu fmt が直します。",
			"⸻, ―――― and ＊＊＊ make no rule. Write --- between blank lines; kanshu fmt mends it."))
	fullwidthMarkup = marked("fullwidth-markup", kanshu.Warn,
		say("記号が全角で書かれていない", "No mark is written full-width"),
		say("全角の ＃・＊＊・１．・｜ や、あとに空白のない # は、見出しや箇条として読まれません。半角で書いてください。表の ｜ だけは kanshu fmt が直します。",
			"Full-width ＃, ＊＊, １． and ｜, and a # without a blank, are not read as Markdown. Write them in ASCII; kanshu fmt mends tables."))
	hardWrapped = marked("hard-wrapped", kanshu.Warn,
		say("文の途中で段落が切れていない", "No paragraph ends inside a sentence"),
		say("PDFから写した文章では、紙の行の終わりごとに段落が切れます。切れた行をつないでください。", "Text copied from a PDF is cut at the end of each line of the page. Join the lines."))
	navigationResidue = marked("navigation-residue", kanshu.Warn,
		say("サイトのメニューが本文に混ざっていない", "No menu stands in the text"),
		say("MENU、↑、ページトップ、JP / EN / CN などは、貼り付け元のページの枠です。消してください。", "MENU, ↑, ページトップ, JP / EN / CN are the frame of the page that was copied. Take them away."))
	lostLink = marked("lost-link", kanshu.Warn,
		say("「こちら」にリンクがあり、行き先が文字で分かる", "What points to something is a link, and its words name it"),
		say("「詳細はこちら」にリンクがないか、リンクの文字が「こちら」だけです（WCAG 2.4.4）。行き先を文字で書いたリンクにしてください。",
			"「詳細はこちら」 is no link, or a link's words are 「こちら」 alone (WCAG 2.4.4). Make a link whose words name what it leads to."))
	ideographicIndent = marked("ideographic-space-indent", kanshu.Note,
		say("全角の空白で字下げしていない", "No line is indented with an ideographic space"),
		say("字下げの空白は読み上げや検索のじゃまになります。段落は空行で分けてください。kanshu fmt が直します。", "The space gets in the way of search and of reading aloud. Part paragraphs with blank lines; kanshu fmt mends it."))
	halfwidthKana = marked("halfwidth-kana", kanshu.Warn,
		say("半角カナがない", "There is no half-width kana"),
		say("半角カナは濁点が別の文字になり、検索で見つかりません。全角で書いてください。", "In half-width kana a voicing mark is a character of its own, and search misses the word. Write it full-width."))
	replacementCharacter = marked("replacement-character", kanshu.Warn,
		say("失われた文字がない", "No character was lost"),
		say("U+FFFD（�）は、文字コードの変換で失われた文字の跡です。元の原稿を見て直してください。", "U+FFFD stands where a conversion lost a character. Look into the original."))
	decomposedKana = marked("decomposed-kana", kanshu.Note,
		say("濁点が別の文字になっていない", "No voicing mark is a character of its own"),
		say("macOS のファイル名や PDF から写した文字では、「が」が「か」と濁点に分かれることがあります。表示ではまとめますが、原稿の中では検索できません。", "In text from macOS file names or PDF, が may be か and a mark. The page shows one character, but the manuscript cannot be searched for it."))
	compatibilityIdeograph = marked("compatibility-ideograph", kanshu.Note,
		say("互換用の漢字を知らせる", "Compatibility characters are told of"),
		say("人名の字体（神など）では正しいこともあるため、知らせるだけで、字を変えることはありません。PDFから写した部首の文字（⼀など）は打ち直してください。", "They may be right in a person's name, so they are told of and never changed. Radicals from a PDF should be typed again."))
	insecureLink = marked("insecure-link", kanshu.Warn,
		say("リンクが暗号化されている", "A link is encrypted"),
		say("http:// のアドレスは、途中で書き替えられることがあります。https:// で開けるか確かめてください。", "What stands at an http:// address can be changed on its way. See whether https:// opens it."))
)

// Reported by Manuscript, from what the text says.
var (
	clinicDiffers = marked("clinic-differs", kanshu.Warn,
		say("本文の電話・所在地が、医院の記録と同じである", "Telephone and address in the text are those on the clinic's record"),
		say("医院について述べた文の電話番号や所在地が、data/clinics/ の記録と違います。119・#7119・188 などや、ほかの機関の番号は比べません。", "A number or an address in a sentence about the clinic differs from its record. Emergency numbers and those of other institutions are not compared."))
	mixedPoliteness = marked("mixed-politeness", kanshu.Warn,
		say("です・ます体と、である体が混ざっていない", "The text keeps to one style"),
		say("少ないほうの文が2つ以上、全体の1割以上あるときに知らせます。見出し・箇条・引用は数えません。", "Reported where the rarer style has two sentences or more and a tenth of all. Headings, lists and quotations do not count."))
	relativeDate = marked("relative-date", kanshu.Note,
		say("時期を年や月で書いている", "Times are named by year or month"),
		say("監修の期限まで長く読まれるため、「昨年」「近年」は読む時期で意味が変わります。年や月で書いてください。", "A column is read for years: 「昨年」 means another year to each reader. Name the year or the month."))
	statisticUndated = marked("statistic-undated", kanshu.Note,
		say("患者や病気の数字に、年と出典がある", "Figures on patients and diseases have year and source"),
		say("割合や人数は年とともに変わります。調査の年を書き、[@id] で文献を示してください。", "Shares and counts change over the years. Name the year of the survey and cite it with [@id]."))
	researchUncited = marked("research-uncited", kanshu.Warn,
		say("研究を根拠とする文に、文献がある", "Claims of research cite it"),
		say("「報告されています」「研究では…低下しました」などの文に、[@id]・脚注・年・DOI のどれもありません（HONcode 5、JAMA benchmarks）。", "A sentence rests on research and bears no [@id], footnote, year or DOI (HONcode 5, JAMA benchmarks)."))
)

// manuscriptEntries documents what Manuscript reports.
var manuscriptEntries = []*gate.Rule{
	repeatedBody, faqOtherSubject, flattenedTable, pastedBullet, pastedRule, fullwidthMarkup, hardWrapped,
	navigationResidue, lostLink, ideographicIndent, halfwidthKana, replacementCharacter, decomposedKana,
	compatibilityIdeograph, insecureLink,
	clinicDiffers, mixedPoliteness, relativeDate, statisticUndated, researchUncited,
}
