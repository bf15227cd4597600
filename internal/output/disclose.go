package output

import (
	"html/template"
	"slices"
	"strings"
	"unicode"

	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
)

// The disclosure of a treatment stands where the text speaks of the treatment, not behind it: at the end
// of the section whose heading names it, else of the first section that does. A treatment that the text
// never names by its name has its box after the text.
//
// Source: 医療広告ガイドライン 限定解除の要件: what is to be said of costs and risks may not stand where
// readers do not see it, nor on another page.

// treatmentData is what pieces/treatment.html receives for a box within the text.
type treatmentData struct {
	L          *layout.Labels
	Treatments []TreatmentBox
}

// disclose moves the boxes of the treatments that the text names into the text.
func (p *Press) disclose(d *ColumnPage, c *kanshu.Column) error {
	if len(d.Treatments) == 0 {
		return nil
	}
	var rest, moved []TreatmentBox
	places := placesOf(string(d.Body), c.Treatments)
	cuts := make([]cut, 0, len(places))
	for i, at := range places {
		if at < 0 {
			rest = append(rest, d.Treatments[i])
			continue
		}
		box, err := p.Layouts.HTML("pieces/treatment.html", &treatmentData{d.L, d.Treatments[i : i+1]})
		if err != nil {
			return err
		}
		moved = append(moved, d.Treatments[i])
		cuts = append(cuts, cut{at, string(box)})
	}
	if len(moved) == 0 {
		return nil
	}
	if d.Treatments = rest; len(rest) == 0 {
		cuts[0].html = `<div id="treatments">` + cuts[0].html + "</div>" // where links to the boxes lead
	}
	d.Body = template.HTML(spliced(string(d.Body), cuts)) //nolint:gosec // both parts are rendered
	return nil
}

// A cut is HTML that is set into a text at a byte.
type cut struct {
	at   int
	html string
}

// spliced returns a text with the cuts set in, in the order of their places.
func spliced(s string, cuts []cut) string {
	slices.SortStableFunc(cuts, func(a, b cut) int { return a.at - b.at })
	var b strings.Builder
	from := 0
	for _, c := range cuts {
		b.WriteString(s[from:c.at])
		b.WriteString(c.html)
		from = c.at
	}
	b.WriteString(s[from:])
	return b.String()
}

// placesOf returns, for each treatment, the byte of a rendered text at which its box belongs, -1 where
// the text does not name it.
func placesOf(html string, list []kanshu.Treatment) []int {
	sections := sectionsOf(html)
	places := make([]int, len(list))
	for i := range list {
		places[i] = -1
		for _, name := range namesOf(list[i].Name) {
			if k := whereNamed(sections, name); k >= 0 {
				places[i] = sections[k].end
				break
			}
		}
	}
	return places
}

// namesOf returns how a text may call a treatment: by its name, or by what stands before a bracket in it.
func namesOf(name string) []string {
	whole := squeeze(name)
	if i := strings.IndexAny(whole, "(（"); i > 0 && len([]rune(whole[:i])) > 2 {
		return []string{whole, whole[:i]}
	}
	if whole == "" {
		return nil
	}
	return []string{whole}
}

// whereNamed returns the section that a name belongs to, -1 if there is none: what stands before the
// first heading comes last.
func whereNamed(sections []section, name string) int {
	for _, in := range []func(s *section) string{
		func(s *section) string { return s.heading },
		func(s *section) string { return s.text },
	} {
		for k := range sections {
			if k > 0 && strings.Contains(in(&sections[k]), name) {
				return k
			}
		}
	}
	if len(sections) > 0 && strings.Contains(sections[0].text, name) {
		return 0
	}
	return -1
}

// A section is what stands from one heading of the second or third level to the next, with the words of
// its heading and of its text, blanks left out. The first one stands before any heading.
type section struct {
	end           int
	heading, text string
}

// sectionsOf parts a rendered text. What is no word of the text is left out: readings, marks of
// citations, explanations of terms, the notes at its foot.
func sectionsOf(s string) []section {
	w := &sectioner{}
	for i := 0; i < len(s); {
		if s[i] != '<' {
			end := i + max(strings.IndexByte(s[i:]+"<", '<'), 1)
			w.words(s[i:end])
			i = end
			continue
		}
		t := tagAt(s[i:])
		if t.closes {
			w.close()
		} else if !t.void && w.open(t, s[i:i+t.size], i) {
			return w.list
		}
		i += t.size
	}
	w.flush(len(s))
	return w.list
}

// A sectioner parts a text while its tags are read. Hidden and head are the depth within which words are
// no words of the text, or a heading's; 0: none.
type sectioner struct {
	list                []section
	text, heading       strings.Builder
	depth, hidden, head int
}

func (w *sectioner) flush(at int) {
	w.list = append(w.list, section{at, squeeze(unescape(w.heading.String())), squeeze(unescape(w.text.String()))})
	w.text.Reset()
	w.heading.Reset()
}

func (w *sectioner) words(s string) {
	if w.hidden > 0 {
		return
	}
	w.text.WriteString(s)
	if w.head > 0 {
		w.heading.WriteString(s)
	}
}

func (w *sectioner) close() {
	if w.depth--; w.hidden > w.depth {
		w.hidden = 0
	}
	if w.head > w.depth {
		w.head = 0
	}
}

// open takes in a start tag, which stands at a byte, and reports whether the text ends before it.
func (w *sectioner) open(t tag, raw string, at int) (ends bool) {
	titles := t.name == "h2" || t.name == "h3"
	notes := t.name == "section" && strings.Contains(raw, "footnotes")
	if w.depth == 0 && (titles || notes) {
		w.flush(at)
		if notes {
			return true
		}
	}
	w.depth++
	if w.hidden == 0 && (t.name == "rt" || t.name == "rp" || t.name == "sup" || strings.Contains(raw, `role="tooltip"`)) {
		w.hidden = w.depth
	}
	if w.head == 0 && titles {
		w.head = w.depth
	}
	return false
}

// A tag is one tag of rendered HTML.
type tag struct {
	name         string
	closes, void bool
	size         int // bytes
}

// tagAt reads the tag at the start of s. Attributes stand in double quotes, as the rendering writes them.
func tagAt(s string) tag {
	t := tag{size: len(s)}
	quoted := false
	for i := 1; i < len(s); i++ {
		if s[i] == '"' {
			quoted = !quoted
		} else if s[i] == '>' && !quoted {
			t.size = i + 1
			break
		}
	}
	rest := s[1:t.size]
	rest, t.closes = strings.CutPrefix(rest, "/")
	if i := strings.IndexAny(rest, " />\n\t"); i >= 0 {
		rest = rest[:i]
	}
	t.name = rest
	switch rest {
	case "br", "hr", "img", "wbr", "source", "input", "col":
		t.void = true
	}
	return t
}

// squeeze leaves blanks out.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// unescape undoes the escaping that the rendering does.
var unescape = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">", "&#34;", `"`, "&#39;", "'", "&quot;", `"`).Replace
