package build

import "kanshu/internal/kanshu"

// words are those of a packet in one language.
type words struct {
	en                                                                                bool
	Heading, Intro, Printed, Facts, Text, Points, FAQ, Treatments, References         string
	Unchecked, Accessed, NoReferences, Changes, Since, Same, Old, New, Added, Gone    string
	Findings, NoFindings, Line, Mend, Questions, QuestionsHelp, OK, Mind, Comment     string
	Sign, Verdict, Approve, ApproveAfter, Again, Name, Date, NextDue                  string
	Supervisor, Author, Clinic, Published, Updated, Reviewed, Due, COI, Sponsor, Ad   string
	Evidence, Certainty, Recommended, Correction, Waiver, NotOnRecord, NotGiven       string
	Treatment, Funding, Content, Price, Duration, Visits, Risks, Approval, Unapproved string
	Regenerative, Yen, Yes, No, Record                                                string
}

func packetWords(lang string) words {
	say := func(ja, en string) string { return kanshu.Wording{JA: ja, EN: en}.In(lang) }
	return words{
		en:      say("ja", "en") == "en",
		Heading: say("監修のお願い", "For your review"), Printed: say("作成日", "Made on"),
		Intro: say("読者が見るとおりの本文と、確かめていただきたいことをまとめました。気になる箇所には直接書き込んでください。", "The column as readers see it, and what we ask you to look at. Please write on it freely."),
		Facts: say("監修者・日付・開示", "Supervisor, dates, disclosures"), Text: say("本文", "The column"), Points: say("要点", "Key points"), FAQ: say("よくある質問", "Questions and answers"),
		Treatments: say("治療の説明と費用", "Treatments"), References: say("参考文献", "References"),
		Unchecked: say("リンク先: 未確認", "link: not checked"), Accessed: say("編集部が閲覧した日", "seen by the editors on"), NoReferences: say("参考文献はありません。", "There are no references."),
		Changes: say("前回の監修から変わったところ", "What changed since the last review"), Since: say("比べた版", "Compared with"),
		Same: say("前回の監修の記録から、変わったところはありません。", "Nothing has changed since the last review was recorded."),
		Old:  say("前", "was"), New: say("今", "now"), Added: say("追加", "added"), Gone: say("削除", "removed"),
		Findings: say("機械による指摘", "What the machine found"), NoFindings: say("指摘はありません。", "Nothing."), Line: say("行", "line"), Mend: say("直すには", "To mend"),
		Questions: say("機械では確かめられないこと", "What a machine cannot tell"), QuestionsHelp: say("お読みになって、当てはまるほうに印を付けてください。", "Please mark one box each."),
		OK: say("よい", "fine"), Mind: say("直す", "mend"), Comment: say("ご意見", "Remarks"),
		Sign: say("ご確認の記録", "Your decision"), Verdict: say("結果", "Decision"), Approve: say("このまま公開してよい", "Publish as it is"), ApproveAfter: say("書き込みのとおり直せば公開してよい", "Publish once mended as noted"), Again: say("直したものをもう一度読みたい", "I want to read it again"),
		Name: say("お名前", "Name"), Date: say("日付", "Date"), NextDue: say("次に見直す日", "Read again by"),
		Supervisor: say("監修者", "Supervisor"), Author: say("執筆", "Author"), Clinic: say("医院", "Clinic"), Published: say("公開日", "Published"), Updated: say("更新日", "Updated"), Reviewed: say("前回の監修日", "Last reviewed"), Due: say("監修期限", "Review holds until"),
		COI: say("利益相反", "Conflicts of interest"), Sponsor: say("提供", "Sponsor"), Ad: say("広告に当たるか", "Advertising"), Evidence: say("主張と根拠", "Claim and evidence"), Certainty: say("確かさ", "certainty"), Recommended: say("推奨", "recommendation"),
		Correction: say("訂正", "Correction"), Waiver: say("規則の例外", "Waiver"), NotOnRecord: say("（登録がありません）", "(not on record)"), NotGiven: say("記載なし", "not given"),
		Treatment: say("治療", "Treatment"), Funding: say("区分", "Who pays"), Content: say("内容", "What is done"), Price: say("費用", "Price"), Duration: say("期間", "Duration"), Visits: say("回数", "Visits"), Risks: say("リスク・副作用", "Risks"), Approval: say("承認", "Approval"),
		Unapproved: say("未承認・適応外の説明", "Unapproved or off-label"), Regenerative: say("再生医療等提供計画", "Regenerative medicine"), Yen: say("円", " yen"), Yes: say("当たる", "yes"), No: say("当たらない", "no"),
		Record: say("編集部へ: ご確認のあと、次のように記録します。", "For the editors: afterwards, record it with"),
	}
}

// Severity names how much a finding weighs.
func (w *words) Severity(s kanshu.Severity) string {
	return map[kanshu.Severity]kanshu.Wording{
		kanshu.Refuse: {JA: "公開できません", EN: "keeps it from being published"}, kanshu.Hold: {JA: "保留", EN: "holds"},
		kanshu.Warn: {JA: "注意", EN: "warning"}, kanshu.Note: {JA: "お知らせ", EN: "note"},
	}[s].In(w.lang())
}

// Word translates one word of a closed set; others stay as they are.
func (w *words) Word(name string) string {
	words := map[string]kanshu.Wording{
		"self_pay": {JA: "自費", EN: "self-pay"}, "insured": {JA: "保険", EN: "insured"}, "mixed": {JA: "混在", EN: "mixed"},
		"approved": {JA: "承認済み", EN: "approved"}, "off_label": {JA: "適応外", EN: "off-label"}, "unapproved": {JA: "未承認", EN: "unapproved"},
		"included": {JA: "税込", EN: "tax included"}, "excluded": {JA: "税別", EN: "plus tax"}, "exempt": {JA: "非課税", EN: "tax-exempt"},
	}
	if told, ok := words[name]; ok {
		return told.In(w.lang())
	}
	return name
}

// labelled puts a label before a text, and is "" where there is none.
func (w *words) labelled(label, text string) string {
	if text == "" {
		return ""
	}
	return label + " " + text
}

func (w *words) lang() string {
	if w.en {
		return "en"
	}
	return "ja"
}

// packetQuestions are what only a person who read the whole can answer.
func packetQuestions(lang string) []string {
	var all []string
	for _, q := range []kanshu.Wording{
		{JA: "はじめと終わりで、説明が食い違っていませんか。", EN: "Does the text agree with itself from beginning to end?"},
		{JA: "承認された治療と、未承認・適応外の治療が、区別して書かれていますか。", EN: "Are approved and unapproved or off-label treatments kept apart?"},
		{JA: "比べている相手や条件は公平ですか。", EN: "Are comparisons fair?"},
		{JA: "引いた研究が、人か動物か、何人か、どこまで言えるかが伝わりますか。", EN: "Does it tell whether studies were on people or animals, on how many, and how far they reach?"},
		{JA: "利益と害が、同じ強さで書かれていますか。", EN: "Are benefits and harms told with equal weight?"},
		{JA: "標準治療や、様子を見ることを含め、ほかの選択肢が書かれていますか。", EN: "Are the alternatives named, standard care and watchful waiting among them?"},
		{JA: "困ったとき、急ぐときの相談先が書かれていますか。", EN: "Does it say where to turn, and when it is urgent?"},
		{JA: "制度、費用、統計は、いつの時点のものかが示され、今も正しいですか。", EN: "Are rules, prices and figures dated, and still right?"},
		{JA: "図や写真は、誤解を招く加工や切り取りになっていませんか。", EN: "Are figures and photographs free from misleading edits?"},
		{JA: "ほかのサイトや論文の文章を、出典を示さずに写したところはありませんか。", EN: "Is it free from text taken from elsewhere without its source?"},
	} {
		all = append(all, q.In(lang))
	}
	return all
}
