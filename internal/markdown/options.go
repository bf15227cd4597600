package markdown

// Options say how a text is rendered. The zero Options, and nil, render it alone: addresses on the
// site as written, pictures as their alt text, citations as written, labels in Japanese.
type Options struct {
	// Link returns where an address on this site leads, and false for a page that is not published:
	// then the words are shown without a link. It is asked for every address without a scheme that
	// is no mere fragment, as a browser reads it: "../x/", "x.md#cost", "/columns/x/". Nil: all pass.
	Link func(dest string) (href string, ok bool)
	// Home returns the part of a whole address below the site's root, and whether the address is one of
	// this site: then Link is asked for that part. Nil: none is.
	Home func(address string) (dest string, ok bool)
	// Picture returns a picture as it is published, false if there is none: then its alt text is
	// shown. It is asked for the address as a browser reads it. Nil: there is none.
	Picture func(src string) (Picture, bool)
	// Cite returns the number of a reference and the address of its entry, false if there is none:
	// then the mark stays as written. Nil: there is none.
	Cite   func(id string) (number int, href string, ok bool)
	Labels Labels
	Terms  *Terms // words that are explained where the text first uses them; nil: none
	Prefix string // goes before every id, and before every link to one
	Base   string // goes before every site path: "https://column.example.jp"; "" on pages
	Feed   bool   // the plain form for feeds: no ids, no regions, nothing that needs a style sheet
}

// A Picture is a picture as it is published.
type Picture struct {
	Src, Srcset, Sizes string
	Width, Height      int    // pixels; 0 if unknown
	Color              string // #rrggbb, its mean colour, shown until it is loaded; "" for none
	WebP               string // a srcset of WebP variants; "" for none
}

// Labels are the words that the rendering itself adds. A field that is "" has its Japanese default.
type Labels struct {
	Notes     string // names the list of footnotes: 脚注
	Note      string // before a footnote's number: 脚注
	Back      string // the link from a footnote to its mark; %s is its number: 本文の脚注%sへ戻る
	Reference string // before a reference's number: 参考文献
	Table     string // before the number of a table without caption: 表
	Notice    string // names a notice without title: お知らせ
	Warning   string // 注意
	Emergency string // 緊急
	Point     string // 要点
	FAQ       string // よくある質問
}

// LabelsIn returns the labels in a language: "ja", "en", "zh" or "ko". Other languages get English.
func LabelsIn(lang string) Labels {
	switch lang {
	case "", "ja":
		return Labels{"脚注", "脚注", "本文の脚注%sへ戻る", "参考文献", "表", "お知らせ", "注意", "緊急", "要点", "よくある質問"}
	case "zh":
		return Labels{"脚注", "脚注", "返回正文脚注%s", "参考文献", "表", "提示", "注意", "紧急", "要点", "常见问题"}
	case "ko":
		return Labels{"각주", "각주", "본문의 각주 %s(으)로 돌아가기", "참고문헌", "표", "알림", "주의", "긴급", "요점", "자주 묻는 질문"}
	default:
		return Labels{"Notes", "Note", "Back to note %s in the text", "Reference", "Table", "Notice", "Warning", "Emergency", "Key points", "Questions"}
	}
}

// or returns the labels with defaults for those that are "".
func (l Labels) or(d Labels) Labels {
	for _, p := range [][2]*string{
		{&l.Notes, &d.Notes},
		{&l.Note, &d.Note},
		{&l.Back, &d.Back},
		{&l.Reference, &d.Reference},
		{&l.Table, &d.Table},
		{&l.Notice, &d.Notice},
		{&l.Warning, &d.Warning},
		{&l.Emergency, &d.Emergency},
		{&l.Point, &d.Point},
		{&l.FAQ, &d.FAQ},
	} {
		if *p[0] == "" {
			*p[0] = *p[1]
		}
	}
	return l
}

// notice returns the name of a kind of notice.
func (l *Labels) notice(kind string) string {
	switch kind {
	case "warning":
		return l.Warning
	case "emergency":
		return l.Emergency
	case "point":
		return l.Point
	case "faq":
		return l.FAQ
	default:
		return l.Notice
	}
}
