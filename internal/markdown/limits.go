package markdown

import "kanshu/internal/kanshu"

// The limits of one text. They keep a hostile file from costing minutes or gigabytes; no column that
// people write comes near them.
const (
	maxBytes   = 1 << 20 // of a body
	maxDepth   = 64      // nodes above a container; a list counts as two
	maxColumns = 64      // of a table
	maxCells   = 20_000  // of a table
	maxNotes   = 2_000   // footnotes of a text
	maxRuby    = 200     // bytes from { to }
	maxMark    = 400     // bytes of one [@…] or [^…]
	maxSearch  = 4 << 20 // bytes that all searches for the end of a link's address may read
	maxRuns    = 1_000   // runs of *, _ and ~~ in a block: matching them takes time by the square
	maxOpen    = 1_000   // brackets that stand open at once
	maxLines   = 2_000   // lines of a paragraph that may hold addresses of links
)

// A limit is one of the limits as findings name it.
type limit int

const (
	tooNested limit = iota
	tooWide
	tooManyNotes
	tooManyLinks
	tooManyMarks
	tooLong
)

// finding says which limit was met.
func (l limit) finding(pos kanshu.Pos) kanshu.Finding {
	f := kanshu.Finding{Severity: kanshu.Warn, Pos: pos}
	switch l {
	case tooNested:
		f.Rule = "nesting-too-deep"
		f.Message = kanshu.Wording{
			JA: "箇条書きや引用の入れ子が32段を超えています。ここから先は入れ子にせず、文字のまま表示します。",
			EN: "lists or quotations are nested more than 32 deep; from here on they are shown as text",
		}
		f.Hint = kanshu.Wording{JA: "見出しで区切るなどして、入れ子を浅くしてください。", EN: "split the text with headings so that it nests less"}
	case tooWide:
		f.Rule = "table-too-large"
		f.Message = kanshu.Wording{
			JA: "表が64列または20,000マスを超えています。表にせず、文字のまま表示します。",
			EN: "the table has more than 64 columns or 20,000 cells; it is shown as text",
		}
		f.Hint = kanshu.Wording{JA: "表を分けてください。", EN: "split the table"}
	case tooManyNotes:
		f.Rule = "notes-too-many"
		f.Message = kanshu.Wording{
			JA: "脚注が2,000個を超えています。ここから先の脚注は文字のまま表示します。",
			EN: "there are more than 2,000 footnotes; the rest are shown as text",
		}
		f.Hint = kanshu.Wording{JA: "コラムを分けてください。", EN: "split the column"}
	case tooManyLinks:
		f.Rule = "links-too-many"
		f.Message = kanshu.Wording{
			JA: "閉じられていないリンク、またはリンク先の定義が多すぎます。ここから先のリンクは文字のまま表示します。",
			EN: "there are too many unfinished links or definitions of links; the rest are shown as text",
		}
		f.Hint = kanshu.Wording{JA: "「](」の後ろに「)」があるか確かめ、段落を空行で分けてください。", EN: "see that every ]( has its ), and part the paragraphs with blank lines"}
	case tooManyMarks:
		f.Rule = "marks-too-many"
		f.Message = kanshu.Wording{
			JA: "ひとつの段落に強調の記号（* _ ~~）が1,000個を超えています。この段落のここから先の記号は文字のまま表示します。",
			EN: "one paragraph has more than 1,000 marks of emphasis (* _ ~~); the rest of them are shown as text",
		}
		f.Hint = kanshu.Wording{JA: "段落を空行で分けてください。", EN: "part the paragraph with blank lines"}
	default:
		f.Rule, f.Severity = "body-too-large", kanshu.Refuse
		f.Message = kanshu.Wording{
			JA: "本文が1 MiBを超えています。全文を表示できないため、公開しません。",
			EN: "the body is larger than 1 MiB; it cannot be shown whole and is not published",
		}
		f.Hint = kanshu.Wording{JA: "コラムを分けてください。", EN: "split the column"}
	}
	return f
}
