package rules

import (
	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
)

// FrontMatterUnreadable refuses what cannot be read without doubt. Package source reports it.
var FrontMatterUnreadable = &gate.Rule{
	ID:    gate.Unreadable,
	Title: say("front matter を疑いなく読める", "The front matter can be read without doubt"),
	Short: say("読み取れない", "unreadable"),
	Basis: say("編集方針。読めないコラムは、監修されていないコラムと区別できない", "editorial policy: a column that cannot be read cannot be told from one that nobody supervised"),
	Explain: say(
		"front matter がない・閉じていない、同じ項目が二度ある、見えない文字や別名（&・*・<<）がある、日付が存在しない、値の形が違う、UTF-8 でない、監修にかかわる項目名が一字違い、のどれかです。示された行を直してください。",
		"There is no block or it is not closed, a key stands twice, there are unseen characters, anchors, aliases, merge keys or tags, a day does not exist, a value has the wrong type, the file is not UTF-8, or a key is one slip away from one of the gate's. Mend the line that is shown."),
	Gate: true,
}

// SlugUnusable refuses columns whose address cannot be used. Package source reports it.
var SlugUnusable = &gate.Rule{
	ID:    gate.SlugUnusable,
	Title: say("アドレスとして使える名前が、ほかと重ならない", "A column has a portable name of its own"),
	Short: say("アドレスの重なり", "address not usable"),
	Basis: say("編集方針。名前は [a-z0-9][a-z0-9-]{0,79}", "editorial policy; names are [a-z0-9][a-z0-9-]{0,79}"),
	Explain: say(
		"二つのコラムが同じアドレスになる、または名前に使えない文字や予約語があるとき、どちらを出すか選べないため、どれも公開しません。ファイル名か slug を変えてください。",
		"Where two columns meet in one address, or a name cannot be used everywhere, none of them is published, for nobody could say which. Change the file's name or slug."),
	Gate: true,
}

// FileNotRegular refuses what is no plain file: links, pipes, devices. Package source reports it.
var FileNotRegular = &gate.Rule{
	ID:      gate.NotRegular,
	Title:   say("ふつうのファイルである", "A column is a plain file"),
	Basis:   say("安全のための方針。リンクやパイプはたどらない", "policy for safety: links and pipes are not followed"),
	Explain: say("シンボリックリンク・名前付きパイプ・装置・大きすぎるファイルは読みません。ふつうのファイルとして置いてください。", "Symbolic links, pipes, devices and files beyond the limit are not read. Put a plain file there."),
	Gate:    true,
}

// LinkWithheld warns of a link to a column that is kept out. The gate reports it.
var LinkWithheld = &gate.Rule{
	ID: "link-withheld", Severity: kanshu.Warn, Firm: true,
	Title:   say("リンク先のコラムが公開されている", "A link leads to a published column"),
	Basis:   say("編集方針", "editorial policy"),
	Explain: say("公開されていないコラムへのリンクは外され、文字だけが残ります。リンク先が公開されると、自動で戻ります。", "A link to a column that is kept out becomes plain text; it returns by itself."),
}

// LinkBroken warns of a link to nothing. The gate reports it.
var LinkBroken = &gate.Rule{
	ID: "link-broken", Severity: kanshu.Warn, Firm: true,
	Title:   say("サイト内のリンク先がある", "A link within the site leads somewhere"),
	Basis:   say("編集方針、WCAG 2.4.4", "editorial policy; WCAG 2.4.4"),
	Explain: say("サイト内にないアドレスへのリンクは外され、文字だけが残ります。アドレスを直してください。", "A link to an address that this site does not have becomes plain text. Mend the address."),
}

// KeyUnknown warns of a key that kanshu does not know. Package source reports it.
var KeyUnknown = &gate.Rule{
	ID: "key-unknown", Severity: kanshu.Warn, Firm: true,
	Title:   say("項目名が知られている", "Every key is one that kanshu knows"),
	Basis:   say("編集方針", "editorial policy"),
	Explain: say("知らない項目は読み飛ばされます。似た名前があれば示します。使わない項目なら消してください。", "An unknown key is passed over. The nearest name is shown; take the key away if it is not needed."),
}

// HoursUnclear warns of opening hours that cannot be told to machines. Package source reports it.
var HoursUnclear = &gate.Rule{
	ID: "hours-unclear", Severity: kanshu.Warn, Firm: true,
	Title:   say("診療時間を表に読み取れる", "Opening hours can be read as a table"),
	Basis:   say("schema.org/OpeningHoursSpecification", "schema.org/OpeningHoursSpecification"),
	Explain: say("読み取れない診療時間は書いたとおりに表示し、構造化データには出しません。「月火水 9:00-12:30/15:00-18:30; 土 9:00-12:00」の形で書いてください。", "Hours that cannot be read are shown as written and told to no machine. Write them as 月火水 9:00-12:30/15:00-18:30; 土 9:00-12:00."),
}

// TelephoneUnclear warns of a number that cannot be dialled. Package source reports it.
var TelephoneUnclear = &gate.Rule{
	ID: "telephone-unclear", Severity: kanshu.Warn, Firm: true,
	Title:   say("電話番号を読み取れる", "A telephone number can be read"),
	Basis:   say("総務省の電話番号計画、RFC 3966", "the Japanese numbering plan; RFC 3966"),
	Explain: say("読み取れない番号は書いたとおりに表示し、押して掛けるリンクは付きません。03-0000-0000 の形で書いてください。", "A number that cannot be read is shown as written, without a link to dial it. Write it as 03-0000-0000."),
}

// FileStray notes a file that belongs to no column. Package source reports it.
var FileStray = &gate.Rule{
	ID: "file-stray", Severity: kanshu.Note, Firm: true,
	Title:   say("columns/ にはコラムと図だけがある", "Only columns and pictures stand in columns/"),
	Basis:   say("編集方針", "editorial policy"),
	Explain: say("コラムでも図でもないファイルは、そのまま残し、公開しません。", "What is neither column nor picture is left alone and not published."),
}

// reported is a rule whose findings the reading of files, or what runs after the gate, reports: it is asked
// nowhere and documented here, and no waiver reaches it.
func reported(id string, severity kanshu.Severity, title, explain kanshu.Wording) *gate.Rule {
	r := marked(id, severity, title, explain)
	r.Firm = true
	return r
}

// marked is a rule whose findings package markdown reports, through StrayMarkup.
func marked(id string, severity kanshu.Severity, title, explain kanshu.Wording) *gate.Rule {
	return &gate.Rule{ID: id, Severity: severity, Title: title, Explain: explain, Basis: say("編集方針", "editorial policy")}
}

// Reported by package source.
var (
	fileTooLarge = reported("file-too-large", kanshu.Refuse,
		say("ファイルが大きすぎない", "A file is not too large"),
		say("本文は 1 MiB、front matter は 64 KiB までです。コラムを分けるか、貼り付けた余分を除いてください。", "A body holds up to 1 MiB, a front matter up to 64 KiB. Part the column, or take out what was pasted by mistake."))
	fileUnreadable = reported("file-unreadable", kanshu.Refuse,
		say("ファイルを開ける", "A file can be opened"),
		say("ファイルを開けませんでした。読み取りの許可と、ディスクを確かめてください。", "The file could not be opened. Check its permissions and the disk."))
	clinicUnknown = reported("clinic-unknown", kanshu.Warn,
		say("医院の記録がある", "A clinic is on record"),
		say("clinic の id にあたる data/clinics/ID.yaml がありません。id を確かめるか、kanshu new clinic で作ってください。", "There is no data/clinics/ID.yaml for the id. Check it, or make one with kanshu new clinic."))
	topicUnknown = reported("topic-unknown", kanshu.Warn,
		say("分類とタグが data/topics.yaml にある", "Categories and tags stand in data/topics.yaml"),
		say("data/topics.yaml にない名前です。書き間違いでなければ、id・名前・説明を足してください。", "The name is not in data/topics.yaml. If it is no slip, add it there with id, name and description."))
	draftUnclear = reported("draft-unclear", kanshu.Warn,
		say("draft が true か false である", "draft is true or false"),
		say("draft に true・false のほかの値があるときは、下書きとして扱います。", "Any value of draft but true and false makes a draft."))
	textCut = reported("text-cut", kanshu.Warn,
		say("値の途中で切れていない", "A value is not cut short"),
		say("空白のあとの # から先は、YAML の注釈として読み飛ばされています。文字として書くときは、値全体を \"…\" で囲んでください。", "What follows a # after a blank is a remark in YAML and was passed over. Put the whole value in quotes if it belongs to the text."))
	aliasUnusable = reported("alias-unusable", kanshu.Warn,
		say("以前のアドレスを転送に使える", "An earlier address can redirect"),
		say("aliases は /columns/old/ の形で書き、公開中のアドレスやほかの aliases と重ならないようにしてください。", "Write aliases as /columns/old/; they must meet no published address and no other alias."))
	postalCodeUnclear = reported("postal-code-unclear", kanshu.Warn,
		say("郵便番号を読み取れる", "A postal code can be read"),
		say("000-0000 の形で書いてください。読み取れないものは、構造化データに出しません。", "Write it as 000-0000. What cannot be read is told to no machine."))
)

// Reported by package markdown, through StrayMarkup.
var (
	emphasisBetweenDigits = marked("emphasis-between-digits", kanshu.Warn,
		say("数字の間の * が強調になっていない", "No * between digits became emphasis"),
		say("5*3*2 のような掛け算が強調に変わり、記号が消えています。5×3×2 と書くか、\\* としてください。", "A product such as 5*3*2 became emphasis and lost its marks. Write 5×3×2, or \\*."))
	setextHeading = marked("setext-heading", kanshu.Warn,
		say("区切り線が見出しに化けていない", "No rule turned a paragraph into a heading"),
		say("文のすぐ下の --- や === は、上の文を見出しに変えます。区切り線なら空行をはさみ、見出しなら ## を使ってください。", "--- or === right below a text makes a heading of it. Put a blank line between, or use ## for headings."))
	rawHTML = marked("raw-html", kanshu.Warn,
		say("本文に HTML がない", "The body holds no HTML"),
		say("HTML のタグは通りません。タグは除かれ、中の文字だけが残ります。Markdown で書き直してください。", "HTML tags do not pass: they are dropped and their text stays. Write it in Markdown."))
	linkScheme = marked("link-scheme", kanshu.Warn,
		say("リンクの種類が許されている", "A link has a scheme that passes"),
		say("リンクは https・http・mailto・tel と、サイト内のアドレスだけが通ります。ほかは文字だけになります。", "Links pass with https, http, mailto and tel, and within the site. Others become plain text."))
	pictureAlt = marked("picture-alt", kanshu.Warn,
		say("図に代わりの文章がある", "A picture has a text alternative"),
		say("見えない人にも伝わるように、![ここに図の内容](picture.png) と書いてください（WCAG 1.1.1）。", "Write ![what the picture shows](picture.png), so that those who cannot see it are told (WCAG 1.1.1)."))
	noticeUnknown = marked("notice-unknown", kanshu.Warn,
		say("囲みの種類が知られている", "A notice block has a known kind"),
		say("::: の後には notice・warning・emergency・point・faq を書きます。知らない種類は notice として表示します。", "After ::: write notice, warning, emergency, point or faq. An unknown kind is shown as a notice."))
	noticeOpen = marked("notice-open", kanshu.Warn,
		say("囲みが閉じている", "A notice block is closed"),
		say("::: で始めた囲みが閉じていません。終わりに ::: だけの行を置いてください。", "A block begun with ::: is not closed. End it with a line of ::: alone."))
	footnoteUnused = marked("footnote-unused", kanshu.Warn,
		say("脚注が本文で使われている", "A footnote is used in the text"),
		say("本文に印のない脚注は表示されません。[^名前] を本文に置くか、脚注を消してください。", "A footnote without a mark in the text is not shown. Put [^name] into the text, or take the note away."))
	footnoteUnknown = marked("footnote-unknown", kanshu.Warn,
		say("脚注の印に注がある", "A footnote mark has its note"),
		say("[^名前] にあたる注がないため、印がそのまま表示されます。[^名前]: で始まる行に注を書いてください。", "There is no note for [^name], so the mark is shown as it is. Write the note on a line that begins with [^name]:."))
	fragmentUnknown = marked("fragment-unknown", kanshu.Warn,
		say("ページ内リンクの先がある", "A link within the page leads somewhere"),
		say("#… の先にあたる見出しがありません。見出しに {#名前} を付けると、題を変えてもリンクが切れません。", "No heading has that id. Give a heading {#name}, and the link holds even if its words change."))
)

// Reported by package outside, for check --external alone.
var (
	linkDead = reported("link-dead", kanshu.Warn,
		say("リンク先を開ける", "An address can be opened"),
		say("kanshu check --external で尋ねたところ、404・410 の応答があるか、サーバーの名前がありません。移った先を探してください。機械を断る応答や混雑は、リンク切れとは扱いません。", "kanshu check --external got the answer 404 or 410, or there is no such host. Find where it went. What refuses machines or is busy is not called dead."))
	linkPrivate = reported("link-private", kanshu.Warn,
		say("リンク先を外から開ける", "An address can be reached from outside"),
		say("組織の中のネットワーク（10.・192.168. など）や localhost のアドレスです。check --external は、そこへは尋ねません（転送の先も同じです）。読者が開けるアドレスに書き替えてください。", "An address of a private network or of the machine itself. check --external does not ask there, nor where a redirect leads there. Write one that readers can open."))
	linkMoved = reported("link-moved", kanshu.Warn,
		say("リンク先が移っていない", "An address has not moved"),
		say("kanshu check --external で尋ねたところ、別のアドレスへ恒久的に移っています（301・308）。同じ内容か確かめて、書き替えてください。DOI と PMID は移ったとは扱いません。", "kanshu check --external was sent on for good (301, 308). See that it is the same, and write the new address. A DOI or PMID never counts as moved."))
)
