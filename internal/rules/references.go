package rules

import (
	"fmt"
	"strings"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
)

// ReferenceUnclear warns of a reference whose identifiers cannot be right, and of one given twice. It asks
// no network: check --external does.
//
// Source: ISO 26324 (DOI), NLM (PMID), ISO 2108 (ISBN).
var ReferenceUnclear = &gate.Rule{
	ID: "reference-unclear", Severity: kanshu.Warn,
	Title:   say("参考文献の番号と年が正しい形をしている", "The identifiers and years of references have their right form"),
	Basis:   say("ISO 26324（DOI）、NLM（PMID）、ISO 2108（ISBN）", "ISO 26324 (DOI), NLM (PMID), ISO 2108 (ISBN)"),
	Explain: say("DOI は 10. で始まり「/」を含む形、PMID は8桁までの数字、ISBN は10桁か、978・979で始まる13桁で、検査数字が合うものを書いてください。先の年、同じ文献の重複も知らせます。", "A DOI begins with 10. and has a slash, a PMID has up to 8 digits, an ISBN 10 digits, or 13 that begin with 978 or 979, whose check digit fits. Years ahead and references given twice are told as well."),
	Daily: func(c *gate.Case) {
		if !c.Column.Newest().After(c.Today) {
			return
		}
		refs := c.References()
		for i := range refs {
			checkAhead(c, &refs[i])
		}
	},
	Check: func(c *gate.Case) {
		refs := c.References()
		for i := range refs {
			checkReference(c, &refs[i])
			for k := range refs[:min(i, maxCompared)] {
				if what := sameReference(&refs[k], &refs[i]); what != "" {
					warnReference(c, &refs[i], say(fmt.Sprintf("%d番の文献と同じ %s です", k+1, what), fmt.Sprintf("the same %s as reference %d", what, k+1)),
						say("重複した行を消してください", "take one of the two away"))
					break
				}
			}
		}
	},
}

// maxCompared bounds the comparing of each reference with those before it: lists are short, and a
// hostile one must not cost the square of its length.
const maxCompared = 200

// sameReference says which identifier two references share, "" if none.
func sameReference(a, b *kanshu.Reference) string {
	switch {
	case doiOf(b) != "" && strings.EqualFold(doiOf(a), doiOf(b)):
		return "DOI"
	case isISBN(b.ISBN) && isbn13(a.ISBN) == isbn13(b.ISBN):
		return "ISBN"
	case b.PMID != "" && a.PMID == b.PMID:
		return "PMID"
	case b.URL != "" && a.URL == b.URL:
		return "URL"
	case b.ID != "" && a.ID == b.ID:
		return "id"
	default:
		return ""
	}
}

// doiOf returns the DOI of a reference, also where it stands in the address of doi.org.
func doiOf(r *kanshu.Reference) string {
	if r.DOI != "" {
		return r.DOI
	}
	_, rest, ok := strings.Cut(r.URL, "://")
	host, doi, found := strings.Cut(rest, "/")
	if ok && found && (host == "doi.org" || host == "dx.doi.org") {
		return doi
	}
	return ""
}

// isbn13 returns an ISBN as thirteen digits without its check digit, by which an edition is the same in both
// forms; "" where there is none.
func isbn13(s string) string {
	s = bareISBN(s)
	switch len(s) {
	case 10:
		return "978" + s[:9]
	case 13:
		return s[:12]
	}
	return ""
}

func checkReference(c *gate.Case, r *kanshu.Reference) {
	if r.DOI != "" && !isDOI(r.DOI) {
		warnReference(c, r, say(fmt.Sprintf("DOI「%s」の形が違います", r.DOI), fmt.Sprintf("%q is not of the form of a DOI", r.DOI)),
			say("10.1000/xyz のように書いてください", "write it as 10.1000/xyz"))
	}
	if r.PMID != "" && !isPMID(r.PMID) {
		warnReference(c, r, say(fmt.Sprintf("PMID「%s」は8桁までの数字ではありません", r.PMID), fmt.Sprintf("%q is no PMID of up to 8 digits", r.PMID)),
			say("PubMed の番号だけを書いてください", "write the number of PubMed alone"))
	}
	if r.ISBN != "" && !isISBN(r.ISBN) {
		warnReference(c, r, say(fmt.Sprintf("ISBN「%s」の桁数か検査数字が合いません", r.ISBN), fmt.Sprintf("the length or the check digit of ISBN %q does not fit", r.ISBN)),
			say("本の奥付の番号と見比べてください", "compare it with the number in the book"))
	}
}

// checkAhead warns of what lies after today.
func checkAhead(c *gate.Case, r *kanshu.Reference) {
	if r.Year > int(c.Today.Year) {
		warnReference(c, r, say(fmt.Sprintf("発行年 %d は、今年（%d）より先です", r.Year, c.Today.Year), fmt.Sprintf("the year %d lies after this year, %d", r.Year, c.Today.Year)),
			say("年を確かめてください", "check the year"))
	}
	if r.Accessed.After(c.Today) {
		warnReference(c, r, say(fmt.Sprintf("閲覧日 %s は、今日より後です", r.Accessed), fmt.Sprintf("the day of access, %s, lies after today", r.Accessed)),
			say("日付を確かめてください", "check the day"))
	}
}

func warnReference(c *gate.Case, r *kanshu.Reference, message, hint kanshu.Wording) {
	c.Report(r.Pos, message, hint)
}

// isDOI reports whether s is 10.PREFIX/SUFFIX.
func isDOI(s string) bool {
	prefix, suffix, ok := strings.Cut(s, "/")
	registrant, found := strings.CutPrefix(prefix, "10.")
	if !ok || !found || suffix == "" || len(registrant) < 4 || len(registrant) > 9 || strings.ContainsAny(s, " \t　") {
		return false
	}
	return strings.Trim(registrant, "0123456789.") == ""
}

func isPMID(s string) bool { return len(s) <= 8 && strings.Trim(s, "0123456789") == "" }

// bareISBN returns an ISBN without hyphens and blanks.
func bareISBN(s string) string { return strings.ReplaceAll(strings.ReplaceAll(s, "-", ""), " ", "") }

// isISBN checks the length and the check digit of an ISBN-10 or ISBN-13; hyphens and blanks do not count.
func isISBN(s string) bool {
	if len(s) < 10 {
		return false
	}
	s = bareISBN(s)
	sum := 0
	switch len(s) {
	case 10:
		for i := range 10 {
			d := int(s[i] - '0')
			if i == 9 && (s[i] == 'X' || s[i] == 'x') {
				d = 10
			} else if s[i] < '0' || s[i] > '9' {
				return false
			}
			sum += (10 - i) * d
		}
		return sum%11 == 0
	case 13:
		for i := range 13 {
			if s[i] < '0' || s[i] > '9' {
				return false
			}
			sum += int(s[i]-'0') * (1 + i%2*2)
		}
		return sum%10 == 0 && (strings.HasPrefix(s, "978") || strings.HasPrefix(s, "979"))
	}
	return false
}

// ReferenceUncited notes a reference that the body never cites, where the body cites at all.
var ReferenceUncited = &gate.Rule{
	ID: "reference-uncited", Severity: kanshu.Note,
	Title:   say("参考文献がどれも本文で引かれている", "Every reference is cited in the body"),
	Basis:   say("編集方針", "editorial policy"),
	Explain: say("本文に [@id] の印を使うコラムで、一度も引かれない文献があります。裏づけになる箇所に印を付けるか、一覧から外してください。", "The body uses [@id] marks, but never for this reference. Cite it where it supports the text, or take it off the list."),
	Check: func(c *gate.Case) {
		cites := c.Column.Survey.Cites
		if len(cites) == 0 {
			return
		}
		cited := make(map[string]bool, len(cites))
		for _, r := range cites {
			cited[r.Dest] = true
		}
		list := c.References()
		for i := range list {
			r := &list[i]
			if r.ID != "" && !cited[r.ID] {
				c.Report(r.Pos, say(fmt.Sprintf("文献 %s は本文で引かれていません", r.ID), fmt.Sprintf("the reference %s is never cited", r.ID)),
					say("裏づけになる箇所に [@"+r.ID+"] を置いてください", "put [@"+r.ID+"] where it supports the text"))
			}
		}
	},
}
