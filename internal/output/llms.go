package output

import (
	"strings"

	"kanshu/internal/kanshu"
)

// LLMs plans llms.txt, a short guide in Markdown for programs that read for people: what the site is,
// how it supervises, and its newest columns with the supervisor and the day until which the review
// holds. It names only what is published.
//
// Source: llmstxt.org.
var LLMs = Kind{"llms", planLLMs}

// llmsMost is how many columns llms.txt names; the sitemap names all.
const llmsMost = 200

func planLLMs(p *Press) ([]kanshu.Artifact, error) {
	e, cfg := p.Edition, p.Edition.Config()
	say := func(ja, en string) string { return kanshu.Wording{JA: ja, EN: en}.In(cfg.Language) }
	columns := e.Columns()[:min(llmsMost, len(e.Columns()))]
	b := make([]byte, 0, 2<<10+400*len(columns)) // more than most need: what grows is made four times as large
	b = append(append(b, "# "...), markdownText(cfg.Title)...)
	b = append(b, "\n\n"...)
	if cfg.Description != "" {
		b = append(append(append(b, "> "...), markdownText(cfg.Description)...), "\n\n"...)
	}
	b = append(b, say("医師が監修した医療コラムを公開しています。監修者がいないもの、監修の期限が過ぎたものは載せません。",
		"Medical columns, each supervised by a doctor. A column without a supervisor, or whose review has run out, is not published.")...)
	b = append(b, "\n\n## "+say("コラム", "Columns")+"\n\n"...)
	for _, c := range columns {
		b = llmsLink(b, c.Title, p.abs(c.Path(cfg.Language)))
		b = append(b, ": "...)
		if s := summary(c); s != "" {
			b = append(append(b, markdownText(s)...), ' ')
		}
		b = append(append(b, say("監修 ", "supervised by ")...), markdownText(strings.Join(supervisors(c), say("、", ", ")))...)
		b = append(c.Review.Due.Append(append(b, say("、監修期限 ", ", review holds until ")...)), '\n')
	}
	for _, list := range []struct {
		title string
		n     int
		at    func(i int) (name, path string)
	}{
		{say("分類", "Categories"), len(e.Categories()), func(i int) (string, string) {
			return e.Categories()[i].Name, categoryPath(e.Categories()[i])
		}},
		{say("監修医", "Doctors"), len(e.Doctors()), func(i int) (string, string) {
			return e.Doctors()[i].Name, doctorPath(e.Doctors()[i])
		}},
		{say("クリニック", "Clinics"), len(e.Clinics()), func(i int) (string, string) {
			return e.Clinics()[i].Name, clinicPath(e.Clinics()[i])
		}},
	} {
		if list.n == 0 {
			continue
		}
		b = append(b, "\n## "+list.title+"\n\n"...)
		for i := range list.n {
			name, path := list.at(i)
			b = append(llmsLink(b, name, p.abs(path)), '\n')
		}
	}
	b = append(b, "\n## Optional\n\n"...)
	b = append(llmsLink(b, say("すべてのページ", "All pages"), p.abs("/sitemap.xml")), '\n')
	b = append(llmsLink(b, "JSON Feed", p.abs("/feed.json")), '\n')
	return []kanshu.Artifact{fixed("llms.txt", "text/plain; charset=utf-8", kanshu.Lists, b)}, nil
}

func llmsLink(b []byte, name, url string) []byte {
	b = append(append(b, "- ["...), markdownText(name)...)
	return append(append(append(b, "]("...), url...), ')')
}

// supervisors returns the names of a column's supervisors.
func supervisors(c *kanshu.Column) []string {
	names := make([]string, 0, len(c.Supervisors))
	for i, s := range c.Supervisors {
		if s.Doctor != nil && !earlier(c.Supervisors, i) {
			names = append(names, s.Doctor.Name)
		}
	}
	return names
}

// markdownText returns s as one line in which nothing means anything to Markdown.
func markdownText(s string) string {
	if bare(s) {
		return s
	}
	s = strings.Join(strings.Fields(readable(s)), " ")
	if !strings.ContainsAny(s, "\\`*_[]<>#&|~") {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		if strings.IndexByte("\\`*_[]<>#&|~", s[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// bare reports whether markdownText leaves a text as it is. It says no to some that it does.
func bare(s string) bool {
	for i := 0; i < len(s); {
		if n := japanese(s[i:]); n > 0 {
			i += n
			continue
		}
		switch c := s[i]; {
		case c == ' ' && i > 0 && s[i-1] != ' ' && i+1 < len(s): // by itself, between words
		case c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z':
		default:
			return false
		}
		i++
	}
	return !strings.Contains(s, "\u3000")
}
