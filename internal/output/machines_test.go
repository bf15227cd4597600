package output_test

import (
	"bytes"
	"fmt"
	"testing"
	"testing/fstest"
	"time"

	"kanshu/assets"
	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
	"kanshu/internal/output"
	"kanshu/layouts"
)

func day(s string) kanshu.Date {
	d, err := kanshu.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// records is a small publication: one group of two clinics, two doctors on record, and columns that
// use what columns may have.
type records struct {
	site  *kanshu.Site
	today kanshu.Date
	gone  []kanshu.Tombstone
}

func newRecords() *records {
	ginza := &kanshu.Clinic{
		ID: "ginza", Name: "架空銀座クリニック", Group: "医療法人架空会",
		Address: kanshu.Address{PostalCode: "100-0000", Region: "東京都", Locality: "架空区", Street: "架空1-2-3", Building: "架空ビル", Floor: "3F"},
		Tel:     kanshu.Tel{Shown: "03-0000-0000", National: "03-0000-0000", E164: "+81300000000"},
		Hours: kanshu.Hours{Exact: true, Text: []string{"平日 10:00-18:30"}, Week: [7][]kanshu.Interval{
			1: {{Open: 600, Close: 1110}}, 2: {{Open: 600, Close: 1110}}, 3: {{Open: 600, Close: 1110}}, 4: {{Open: 600, Close: 1110}}, 5: {{Open: 600, Close: 1110}},
		}},
		Closed: []string{"土曜日", "日・祝"}, Geo: &kanshu.Geo{Lat: 35.12345, Lng: 139.12345}, URL: "https://ginza.example.jp/", Languages: []string{"日本語", "英語"},
	}
	shut := &kanshu.Clinic{ID: "shut", Name: "閉じた医院", Until: day("2020-01-01")}
	yoko := &kanshu.Doctor{
		ID: "morishita", Name: "森下 葉子", Title: "院長", Clinic: ginza, Specialties: []string{"皮膚科", "アレルギー科"},
		Credentials: []kanshu.Credential{{Name: "皮膚科専門医", Issuer: "架空皮膚科学会"}}, Societies: []string{"架空アレルギー学会"},
		Bio: "皮膚の診療を続けています。", SameAs: []string{"https://profile.example.jp/m"},
	}
	left := &kanshu.Doctor{ID: "left", Name: "山川 去", Until: day("2020-01-01")}
	guest := &kanshu.Doctor{Name: "客員 医師", Affiliation: "架空大学病院", Title: "講師"}
	skin := &kanshu.Topic{ID: "skin", Name: "皮膚科", Description: "肌の話"}
	moved := &kanshu.Topic{ID: "花粉症", Name: "花粉症"}
	body := []byte("最初の段落です。[もう一つ](/columns/second/)と[無い記事](/columns/none/)。\n\n## 章\n\n文の中の <script>alert(1)</script> と ]]> と \x07 鐘。[@a]\n")
	text := kanshu.Text{File: "columns/first.md", Line: 9, Digest: kanshu.DigestOf(body), Read: func(*[]byte) ([]byte, error) { return body, nil }}
	review := kanshu.Review{On: day("2026-10-01"), Due: day("2027-09-30")}
	column := func(slug, title, date string) *kanshu.Column {
		c := &kanshu.Column{
			Slug: kanshu.Slug(slug), Lang: "ja", File: "columns/" + slug + ".md", Title: title, Review: review, Body: text,
			Supervisors: []kanshu.Supervisor{{Doctor: yoko, Clinic: ginza}}, Clinics: []*kanshu.Clinic{ginza},
			Head: kanshu.DigestOf([]byte(slug)), Survey: kanshu.Survey{Lead: title + "の要約です。", Links: []kanshu.Ref{{Dest: "/columns/second/"}}},
		}
		if date != "" {
			c.Date = day(date)
		}
		return c
	}
	first := column("first", `<肌> & "保湿"`+"\u0008\uFFFE", "2026-05-01")
	first.Category, first.Tags = skin, []*kanshu.Topic{moved}
	first.Listed = []kanshu.Reference{{ID: "a", Title: "保湿の研究", DOI: "10.0000/abc", Year: 2024}, {Text: "手引き", URL: "https://ref.example.jp/?a=1&b=2"}}
	first.FAQ = []kanshu.Question{{Q: "毎日塗りますか。", A: "**はい**。"}}
	first.Corrections = []kanshu.Correction{{On: day("2026-06-01"), Text: "量を改めました。"}}
	first.Sponsor = &kanshu.Sponsor{Name: "架空製薬", Label: "広告"}
	first.Aliases = []string{"/old", "/columns/second/", "/old/", "//evil.example/", "/a b", "/x/../y", "/feed.xml", "/old.html"}
	second := column("second", "二つ目", "2026-06-01")
	second.Authors = []kanshu.Author{{Name: "編集部"}, {Name: "甲野 書子"}, {Doctor: left, Name: "山川 去"}, {Doctor: yoko, Name: "森下 葉子"}}
	third := column("third", "客員の監修", "")
	third.Supervisors = []kanshu.Supervisor{{Doctor: guest}, {Doctor: yoko, Clinic: ginza}, {Doctor: yoko, Clinic: ginza}}
	third.Clinics = []*kanshu.Clinic{shut}
	english := column("first", "Moisturisers", "2026-05-02")
	english.Lang, english.File = "en", "columns/first.en.md"
	return &records{
		today: day("2026-11-22"),
		gone:  []kanshu.Tombstone{{Path: "/columns/gone/", Since: day("2026-11-20")}},
		site: &kanshu.Site{
			Columns: []*kanshu.Column{first, english, second, third}, Doctors: []*kanshu.Doctor{left, yoko},
			Clinics: []*kanshu.Clinic{ginza, shut}, Categories: []*kanshu.Topic{skin},
			Config: &kanshu.Config{
				Title: "架空のコラム", BaseURL: "https://column.example.jp", Description: "試しの発行物", Language: "ja",
				Timezone: "Asia/Tokyo", Location: time.FixedZone("JST", 9*3600), Publisher: kanshu.Publisher{Name: "架空出版", Email: "desk@example.jp"},
				Feeds: kanshu.FeedsConfig{Items: 20, Content: "full"}, Output: kanshu.OutputConfig{Host: "generic", PageSize: 20},
				Notice: "診断に代わるものではありません。",
			},
		},
	}
}

// many adds n plain columns, one a day from 2025-01-01 on.
func (r *records) many(n int) {
	first := r.site.Columns[0]
	for i := range n {
		c := *first
		c.Slug, c.Date, c.Aliases = kanshu.Slug(fmt.Sprintf("many-%03d", i)), day("2025-01-01").AddDays(i), nil
		r.site.Columns = append(r.site.Columns, &c)
	}
}

// press judges the records by no rule but one that says nothing.
func (r *records) press(t testing.TB) *output.Press {
	t.Helper()
	silent := &gate.Rule{ID: "silent", Check: func(*gate.Case) {}}
	e, _, err := gate.Judge(r.site, fstest.MapFS{}, gate.Options{Rules: []*gate.Rule{silent}, Today: r.today})
	if err != nil {
		t.Fatal(err)
	}
	set, err := layout.Load(fstest.MapFS{}, layouts.FS, layout.Options{Generator: "kanshu test"})
	if err != nil {
		t.Fatal(err)
	}
	p := &output.Press{Edition: e, Layouts: set, Assets: assets.FS, Withdrawn: r.gone, Generator: "kanshu test", Each: kanshu.InOrder}
	if err := p.Ready(); err != nil {
		t.Fatal(err)
	}
	return p
}

// files makes every artifact of some kinds.
func files(t testing.TB, p *output.Press, kinds ...output.Kind) map[string]string {
	t.Helper()
	as, err := output.Plan(p, kinds)
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[string]string, len(as))
	for _, a := range as {
		var b bytes.Buffer
		if err := a.Make(&b); err != nil {
			t.Fatalf("make %s: %v", a.Path, err)
		}
		all[a.Path] = b.String()
	}
	return all
}
