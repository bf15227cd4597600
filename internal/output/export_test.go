package output

import "kanshu/internal/kanshu"

// What tests of this package see beside its exported names: the structured data of each kind of page.

func (p *Press) ColumnLD(c *kanshu.Column, q []kanshu.Question, image string) string {
	return string(p.appendColumnLD(nil, c, q, image))
}

func (p *Press) AppendColumnLD(b []byte, c *kanshu.Column, q []kanshu.Question, image string) []byte {
	return p.appendColumnLD(b, c, q, image)
}

func (p *Press) HomeLD() string                        { return string(p.homeLD()) }
func (p *Press) DoctorLD(d *kanshu.Doctor) string      { return string(p.doctorLD(d)) }
func (p *Press) ClinicLD(c *kanshu.Clinic) string      { return string(p.clinicLD(c)) }
func (p *Press) ListLD(t, at string, c []Crumb) string { return string(p.listLD(t, at, c)) }

// Absolute is absolute.
func Absolute(base, path string) string { return absolute(base, path) }

// EscapeXML is escapeXML.
func EscapeXML(s string) string { return string(escapeXML(nil, s)) }

// Sitemaps returns the files of a sitemap of so many pages, with at most so many in one.
func Sitemaps(pages, most int) []kanshu.Artifact {
	list := make([]mapped, pages)
	for i := range list {
		list[i].path = "/columns/x/"
	}
	return sitemaps(func(s string) string { return "https://column.example.jp" + s }, list, most)
}

// Ready fills what all kinds share, as Plan does.
func (p *Press) Ready() error { return p.prepare() }

// Fold is fold.
func Fold(text string) string { return folded(text) }

// FoldWhole folds without the short way that most Japanese text takes.
func FoldWhole(text string) string { return string(foldWhole(nil, []byte(text))) }

// IndexTexts indexes texts as if each were the body of a column, and returns the shards.
func IndexTexts(texts []string, shards int, each kanshu.Each) ([][]byte, error) {
	x, err := indexColumns(len(texts), shards, each, func(n int, b *bag) error {
		b.text(fold(nil, []byte(texts[n])), inBody)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return x.shards, nil
}

// ShardsFor is shardsFor.
func ShardsFor(size int) int { return shardsFor(size) }
