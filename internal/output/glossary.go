package output

import (
	"cmp"
	"encoding/json"
	"fmt"
	"html/template"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
	"kanshu/internal/markdown"
	"kanshu/internal/schemaorg"
)

// A GlossaryPage is what glossary.html receives.
type GlossaryPage struct {
	Frame
	Rows []GlossaryRow
}

// A GlossaryRow is the terms whose reading begins in one row of the kana table.
type GlossaryRow struct {
	ID, Name string // Name: あ行
	Terms    []GlossaryTerm
}

// A GlossaryTerm is one entry. ID is its anchor.
type GlossaryTerm struct {
	ID, Term, Reading, Text string
	Aliases                 []string
}

// toGlossary is the address of the glossary.
const toGlossary = "/glossary/"

// glossary plans the page of all terms, in the site's own language, where data/glossary.yaml has any.
func glossary(p *Press) ([]kanshu.Artifact, error) {
	if len(p.Edition.Glossary()) == 0 {
		return nil, nil
	}
	return []kanshu.Artifact{p.Layouts.Lazy(file(toGlossary), "glossary.html", kanshu.Lists, func() any {
		s := p.own()
		title := s.labels.Glossary
		d := &GlossaryPage{
			Frame: p.frame(s, nowhere, toGlossary, title, s.labels.GlossaryLead, Step{Name: title}),
			Rows:  glossaryRows(s.labels, p.Edition.Glossary()),
		}
		d.Records = append(d.Records, layout.Digest(p.Edition.Glossary()))
		d.LD = p.glossaryLD(d)
		return d
	})}, nil
}

// glossaryRows returns the terms in the order of their readings, parted by the rows of the kana table.
func glossaryRows(l *layout.Labels, terms []kanshu.Term) []GlossaryRow {
	type entry struct {
		GlossaryTerm
		key, row string
	}
	all := make([]entry, len(terms))
	ids := map[string]bool{}
	for i, t := range terms {
		all[i].GlossaryTerm = GlossaryTerm{Term: t.Term, Reading: t.Reading, Text: t.Explanation, Aliases: t.Aliases}
		if folded(t.Reading) == folded(t.Term) {
			all[i].Reading = "" // written in kana already
		}
		all[i].key = kanaOrder(label(t.Reading, t.Term))
		all[i].row = kanaRow(l, all[i].key)
		if id := termID(t.Term); !ids[id] {
			ids[id], all[i].ID = true, id
		}
	}
	slices.SortStableFunc(all, func(a, b entry) int {
		return cmp.Or(strings.Compare(rowOrder(a.row), rowOrder(b.row)), strings.Compare(a.key, b.key), strings.Compare(a.Reading, b.Reading))
	})
	var rows []GlossaryRow
	for _, e := range all {
		if n := len(rows); n == 0 || rows[n-1].Name != e.row {
			rows = append(rows, GlossaryRow{ID: "row-" + number(n+1), Name: e.row})
		}
		r := &rows[len(rows)-1]
		r.Terms = append(r.Terms, e.GlossaryTerm)
	}
	return rows
}

// termID returns the anchor of a term: the term itself, without what an id may not hold.
func termID(term string) string { return strings.Join(strings.Fields(term), "-") }

// spelled returns an id as an address names it: as people write it, where it is of letters and digits,
// which some programs that follow links ask for.
func spelled(id string) string {
	if strings.ContainsFunc(id, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '-' }) {
		return escape(id)
	}
	return id
}

// kanaOrder returns a reading as dictionaries order it: without voicing marks, small kana as large ones,
// long vowels as they sound.
func kanaOrder(reading string) string {
	var out []rune
	for _, r := range norm.NFD.String(folded(reading)) {
		switch {
		case r == 0x3099 || r == 0x309a:
			continue
		case r == 'ー' && len(out) > 0:
			r = vowel(out[len(out)-1])
		case strings.ContainsRune("ぁぃぅぇぉっゃゅょゎ", r):
			r++
		}
		out = append(out, r)
	}
	return string(out)
}

// kanaRows are the rows of the kana table, by their first kana, and in each the kana by vowel.
var kanaRows = []string{"あいうえお", "かきくけこ", "さしすせそ", "たちつてと", "なにぬねの", "はひふへほ", "まみむめも", "や ゆ よ", "らりるれろ", "わゐ ゑを", "ん"}

// vowel returns the vowel in which a kana ends, the long mark for what is none.
func vowel(kana rune) rune {
	for _, row := range kanaRows {
		for i, r := range []rune(row) {
			if r == kana && row != "ん" {
				return []rune(kanaRows[0])[i]
			}
		}
	}
	return 'ー'
}

// kanaRow returns the name of the row in which a reading stands.
func kanaRow(l *layout.Labels, key string) string {
	first := []rune(key)
	for _, row := range kanaRows {
		if len(first) > 0 && first[0] != ' ' && strings.ContainsRune(row, first[0]) {
			return l.GlossaryRow(string([]rune(row)[0]))
		}
	}
	return l.GlossaryOther
}

// rowOrder puts the kana in their order and everything else after them.
func rowOrder(row string) string {
	for i, r := range kanaRows {
		if strings.HasPrefix(row, string([]rune(r)[0])) {
			return string(rune('a' + i))
		}
	}
	return "z"
}

// terms returns the words that are explained where a column of the site's own language first uses them,
// and their digest for keys; nil where there is no glossary.
func (p *Press) terms() (*markdown.Terms, kanshu.Digest) {
	list := p.Edition.Glossary()
	if len(list) == 0 {
		return nil, kanshu.Digest{}
	}
	all := make([]markdown.Term, len(list))
	for i, t := range list {
		all[i] = markdown.Term{
			Names: append([]string{t.Term}, t.Aliases...), Href: p.href(toGlossary) + "#" + spelled(termID(t.Term)), Text: t.Explanation,
		}
	}
	return markdown.NewTerms(all), layout.Digest(list)
}

// glossaryLD returns the structured data of the glossary: a DefinedTermSet beside the page's own nodes.
func (p *Press) glossaryLD(d *GlossaryPage) template.HTML {
	type term struct {
		Type        string   `json:"@type"`
		ID          string   `json:"@id"`
		Name        string   `json:"name"`
		Alternate   []string `json:"alternateName,omitempty"`
		Description string   `json:"description,omitempty"`
		Set         any      `json:"inDefinedTermSet"`
	}
	type ref struct {
		ID string `json:"@id"`
	}
	url := p.abs(toGlossary)
	set := struct {
		Type  string `json:"@type"`
		ID    string `json:"@id"`
		URL   string `json:"url"`
		Name  string `json:"name"`
		Lang  string `json:"inLanguage"`
		Terms []term `json:"hasDefinedTerm"`
	}{"DefinedTermSet", url + "#glossary", url, d.L.Glossary, d.Lang, nil}
	for _, r := range d.Rows {
		for _, t := range r.Terms {
			if t.ID != "" {
				set.Terms = append(set.Terms, term{"DefinedTerm", url + "#" + escape(t.ID), t.Term, t.Aliases, t.Text, ref{set.ID}})
			}
		}
	}
	b, err := json.Marshal(set)
	if err != nil {
		panic(fmt.Sprintf("output: the glossary has no JSON: %v", err))
	}
	n, cfg := p.known(), p.Edition.Config()
	return p.script(func(g *schemaorg.Graph) {
		g.Page(&schemaorg.WebPage{
			Type: schemaorg.Page, ID: schemaorg.ID{URL: url, Fragment: "webpage"}, URL: url, Name: d.L.Glossary, Lang: cfg.Language,
			IsPartOf: n.siteID, Breadcrumb: schemaorg.ID{URL: url, Fragment: "breadcrumb"}, Publisher: n.publisherID,
			MainEntity: schemaorg.ID{URL: url, Fragment: "glossary"},
		})
		g.Breadcrumb(p.trail(url, p.crumbs(d.Crumbs, toGlossary)))
		g.Raw(b)
		p.addSite(g, nil)
	})
}
