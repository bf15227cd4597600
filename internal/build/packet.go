package build

import (
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"

	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
)

// A Packet is what a doctor is handed to read a column by: one printable page that needs nothing else.
type Packet struct {
	Config   *kanshu.Config
	Column   *kanshu.Column
	Findings []kanshu.Finding
	Day      kanshu.Date
	Lang     string // of the page around the column: "ja", "en"
	Files    fs.FS  // the site's folder, for pictures
	Now      []byte // the column's file

	// Links says what is known of addresses, from the last time somebody asked them; nil: nothing.
	Links map[string]kanshu.Wording

	// Before is the file as it was when the present review was recorded, and Since names that state.
	// A nil Before is unknown, and Unknown says why.
	Before  []byte
	Since   string
	Unknown kanshu.Wording
}

// maxPacketPicture is how large a picture is put into a packet, in bytes.
const maxPacketPicture = 8 << 20

// WriteTo writes the page. It returns an error if the column's text cannot be read or w fails.
func (p *Packet) WriteTo(w io.Writer) (int64, error) {
	body, err := p.body()
	if err != nil {
		return 0, fmt.Errorf("packet: %w", err)
	}
	page := packetPage{
		Packet: p, C: p.Column, Body: body, W: packetWords(p.Lang),
		Facts: p.facts(), References: p.references(), Treatments: p.treatments(), Questions: packetQuestions(p.Lang),
	}
	if p.Before != nil {
		page.Changes = changes(p.Before, p.Now)
	} else {
		page.NoChanges = p.Unknown.In(p.Lang)
	}
	for _, f := range p.Findings {
		page.Findings = append(page.Findings, packetFinding{page.W.Severity(f.Severity), f.Pos.Line, f.Message.In(p.Lang), f.Hint.In(p.Lang), f.Rule})
	}
	for _, q := range p.Column.FAQ {
		page.FAQ = append(page.FAQ, packetQuestion{q.Q, p.html(p.Column.At("faq").Line, []byte(q.A))})
	}
	t, err := template.New("packet").Funcs(template.FuncMap{"inc": func(i int) int { return i + 1 }}).Parse(packetTemplate)
	if err != nil {
		panic("build: the template of the packet: " + err.Error())
	}
	counted := &counter{w: w}
	if err := t.Execute(counted, page); err != nil {
		return counted.n, fmt.Errorf("packet: %w", err)
	}
	return counted.n, nil
}

// A counter counts what is written through it.
type counter struct {
	w io.Writer
	n int64
}

// Write writes to the writer below.
func (c *counter) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	c.n += int64(n)
	return n, err
}

// packetPage is what the template of the packet receives.
type packetPage struct {
	*Packet
	C          *kanshu.Column
	Body       template.HTML
	W          words
	Facts      []fact
	References []packetReference
	Treatments [][]fact
	FAQ        []packetQuestion
	Changes    []change
	NoChanges  string
	Findings   []packetFinding
	Questions  []string
}

type (
	fact           struct{ Name, Text string }
	packetQuestion struct {
		Q string
		A template.HTML
	}
	packetReference struct {
		N                     int
		Text, URL, Key, State string
		Accessed              kanshu.Date
	}
	packetFinding struct {
		Severity            string
		Line                int
		Message, Hint, Rule string
	}
)

// body renders the column's text as readers see it, its pictures within the page.
func (p *Packet) body() (template.HTML, error) {
	b, err := p.Column.Body.Bytes()
	if err != nil {
		return "", err
	}
	return p.html(p.Column.Body.Line, b), nil
}

func (p *Packet) html(line int, text []byte) template.HTML {
	numbers := map[string]int{}
	for i, r := range p.Column.References() {
		if id := r.ID; id != "" {
			numbers[id] = i + 1
		}
	}
	o := &markdown.Options{
		Base: p.Config.BaseURL, Labels: markdown.LabelsIn(p.Column.Lang), Picture: p.picture, Prefix: "text" + strconv.Itoa(line) + "-",
		Cite: func(id string) (int, string, bool) {
			n, ok := numbers[id]
			return n, "#ref-" + strconv.Itoa(n), ok
		},
	}
	return template.HTML(markdown.Open(p.Column.File, line, text).Render(nil, o)) //nolint:gosec // markdown lets no raw HTML pass
}

// picture puts a picture into the page as data. What cannot be read, or is larger than maxPacketPicture,
// is shown by its alternative text.
func (p *Packet) picture(src string) (markdown.Picture, bool) {
	name := strings.TrimPrefix(src, "/")
	if !strings.HasPrefix(src, "/") {
		if p.Column.Dir == "" {
			return markdown.Picture{}, false
		}
		name = path.Join(p.Column.Dir, src)
	}
	if !strings.HasPrefix(name, "assets/") && (p.Column.Dir == "" || !strings.HasPrefix(name, p.Column.Dir+"/")) {
		return markdown.Picture{}, false
	}
	st, err := fs.Stat(p.Files, name)
	if err != nil || st.Size() > maxPacketPicture {
		return markdown.Picture{}, false
	}
	b, err := fs.ReadFile(p.Files, name)
	if err != nil {
		return markdown.Picture{}, false
	}
	media := http.DetectContentType(b)
	if strings.HasSuffix(strings.ToLower(name), ".svg") {
		media = "image/svg+xml"
	}
	if !strings.HasPrefix(media, "image/") {
		return markdown.Picture{}, false
	}
	return markdown.Picture{Src: "data:" + media + ";base64," + base64.StdEncoding.EncodeToString(b)}, true
}
