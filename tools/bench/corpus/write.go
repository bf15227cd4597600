// Package corpus writes a publication that nobody wrote: invented Japanese health columns of about 15 KB,
// 30 doctors, 10 clinics and 20 pictures, as kanshu keeps them and as a Hugo project keeps them.
//
// The same number gives the same bytes, and a bigger corpus only adds columns to a smaller one.
package corpus

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Everything says whether what Hugo's site has no counterpart for (search index, picture widths, social cards, feeds
// of whole columns) is switched on in a kanshu tree.
type Everything bool

// hugo holds the settings, layouts and the style sheet of the Hugo project.
//
//go:embed all:hugo
var hugo embed.FS

// Kanshu writes n columns below dir as kanshu keeps them.
func Kanshu(dir string, n int, on Everything) error {
	settings := "title: みほん健康だより\nbase_url: https://tayori.example.jp/\ndescription: 計測のための見本です。\n" +
		"language: ja\n"
	if on {
		settings += "feeds: {items: 20, content: full}\n"
	} else {
		settings += "feeds: {items: 20, content: summary}\nsearch: false\nsocial_cards: false\nimages: {widths: none}\n"
	}
	t := tree{dir: dir}
	t.put("kanshu.yaml", settings)
	t.put("data/topics.yaml", "categories:\n"+topics(categories, "  ")+"tags:\n"+topics(tags, "  "))
	for i := range clinicCount {
		t.put("data/clinics/"+clinicID(i)+".yaml", clinicAt(i).kanshu())
	}
	for i := range doctorCount {
		t.put("data/doctors/"+doctorID(i)+".yaml", doctorAt(i).kanshu())
	}
	t.pictures("")
	for i := range n {
		c := At(i)
		t.put("columns/"+c.Slug+".md", c.frontMatter("")+c.Body)
	}
	return t.err
}

// Hugo writes the same n columns below dir as a Hugo project.
func Hugo(dir string, n int) error {
	t := tree{dir: dir}
	project, err := fs.Sub(hugo, "hugo")
	if err != nil {
		return err
	}
	if err := os.CopyFS(dir, project); err != nil {
		return err
	}
	t.put("data/categories.yaml", topics(categories, ""))
	t.put("data/labels.yaml", topics(tags, ""))
	for i := range clinicCount {
		t.put("data/clinics/"+clinicID(i)+".yaml", clinicAt(i).hugo())
	}
	for i := range doctorCount {
		t.put("data/doctors/"+doctorID(i)+".yaml", doctorAt(i).hugo())
	}
	t.pictures("static/")
	for i := range n {
		c := At(i)
		t.put("content/columns/"+c.Slug+".md", c.frontMatter("year: \""+c.Date[:4]+"\"\n")+c.Body)
	}
	return t.err
}

// A tree is written file by file; the first error stays and stops the rest.
type tree struct {
	dir string
	err error
}

func (t *tree) put(name, text string) {
	if t.err != nil {
		return
	}
	file := filepath.Join(t.dir, filepath.FromSlash(name))
	if t.err = os.MkdirAll(filepath.Dir(file), 0o755); t.err == nil {
		t.err = os.WriteFile(file, []byte(text), 0o644)
	}
}

func (t *tree) pictures(below string) {
	for i := range pictureCount {
		t.put(below+strings.TrimPrefix(pictureAddress(i), "/"), picture(i))
	}
}

// frontMatter returns the head of a column, with more lines at its end.
func (c *Column) frontMatter(more string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: %s\ndescription: %s\ndate: %s\nupdated: %s\ncategory: %s\ntags: [%s]\n",
		c.Title, c.Description, c.Date, c.Updated, c.Category, strings.Join(c.Tags, ", "))
	fmt.Fprintf(&b, "supervisor: %s\nclinic: %s\nreviewed: %s\nreview_due: %s\n%sreferences:\n", c.Doctor, c.Clinic, c.Reviewed, c.ReviewDue, more)
	for _, r := range c.References {
		fmt.Fprintf(&b, "  - title: %s\n    url: %s\n    publisher: %s\n    year: %d\n", r.Title, r.URL, r.Publisher, r.Year)
	}
	b.WriteString("---\n\n")
	return b.String()
}

// topics returns a list of topics as YAML.
func topics(list []topic, indent string) string {
	var b strings.Builder
	for _, t := range list {
		fmt.Fprintf(&b, "%s%s:\n%s  name: %s\n%s  description: %sについてのコラムです。\n", indent, t.id, indent, t.name, indent, t.name)
	}
	return b.String()
}

func (d doctor) kanshu() string {
	return fmt.Sprintf("name: %s\nkana: %s\ntitle: %s\nclinic: %s\nspecialties: [%s]\nsocieties: [見本%s学会, 架空総合医学会]\nbio: %s\nimage: %s\n",
		d.name, d.kana, d.post, d.clinic, d.specialty, d.specialty, d.bio(), d.image)
}

func (d doctor) hugo() string { return d.kanshu() }

func (c clinic) kanshu() string {
	return c.head() + "hours: 月・火・木・金 9:00-12:30/15:00-18:00; 土 9:00-12:00\nclosed: [水曜日, 日曜日, 祝日]\n"
}

func (c clinic) hugo() string {
	const weekdays = "  - {days: [Monday, Tuesday, Thursday, Friday], open: \"%s\", close: \"%s\"}\n"
	return c.head() + "hours:\n" + fmt.Sprintf(weekdays, "09:00", "12:30") + fmt.Sprintf(weekdays, "15:00", "18:00") +
		"  - {days: [Saturday], open: \"09:00\", close: \"12:00\"}\nclosed: [水曜日, 日曜日, 祝日]\n"
}

func (c clinic) head() string {
	return fmt.Sprintf("name: %s\npostal_code: %s\nregion: %s\nlocality: %s\nstreet: %s\ntel: %s\nurl: %s\n",
		c.name, c.postal, c.region, c.locality, c.street, c.tel, c.url)
}
