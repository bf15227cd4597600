package schemaorg_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"kanshu/internal/kanshu"
	"kanshu/internal/schemaorg"
)

// nodes reads a script element back as JSON.
func nodes(t *testing.T, script []byte) []map[string]any {
	t.Helper()
	s, ok := strings.CutPrefix(string(script), `<script type="application/ld+json">`)
	s, end := strings.CutSuffix(s, `</script>`)
	if !ok || !end {
		t.Fatalf("script = %s, want one script element", script)
	}
	if i := strings.IndexAny(s, "<>&\u2028\u2029"); i >= 0 {
		t.Errorf("the script holds %q, which may end it", s[i:])
	}
	var doc struct {
		Context string           `json:"@context"`
		Graph   []map[string]any `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(s), &doc); err != nil {
		t.Fatalf("%v in %s", err, s)
	}
	if doc.Context != "https://schema.org" {
		t.Errorf("@context = %q, want https://schema.org", doc.Context)
	}
	return doc.Graph
}

func TestEscaping(t *testing.T) {
	t.Parallel()
	for _, s := range []string{
		"</script><script>alert(1)</script>", "<!--", "a & b", "\u2028\u2029", "\"\\\n\t\r\x00\x1f\x7f",
		"髙橋 𠮷野 葛\U000E0100", "]]>", "{{.}}", "${x}",
	} {
		g := schemaorg.NewGraph(nil)
		g.Page(&schemaorg.WebPage{Type: schemaorg.Page, Name: s, ID: schemaorg.ID{URL: "https://a.example/", Fragment: s}})
		got := nodes(t, g.Script())
		if got[0]["name"] != s {
			t.Errorf("name = %q, want %q", got[0]["name"], s)
		}
		if got[0]["@id"] != "https://a.example/#"+s {
			t.Errorf("@id = %q, want the fragment %q", got[0]["@id"], s)
		}
	}
}

func FuzzEscaping(f *testing.F) {
	f.Add("</script>")
	f.Add("\xff\u2028&")
	f.Fuzz(func(t *testing.T, s string) {
		g := schemaorg.NewGraph(nil)
		g.Page(&schemaorg.WebPage{Type: schemaorg.Page, Name: "x" + s})
		want := strings.ToValidUTF8("x"+s, "\ufffd")
		if utf8.ValidString(s) {
			if got := nodes(t, g.Script())[0]["name"]; got != want {
				t.Errorf("name = %q, want %q", got, want)
			}
			return
		}
		nodes(t, g.Script())
	})
}

// What could end a script element is escaped wherever it stands among eight bytes, and nothing is lost.
func TestEverythingIsEscapedAtEveryPlace(t *testing.T) {
	t.Parallel()
	for c := range rune(256) {
		for _, around := range []string{"x", "/-", "花", "é"} {
			for n := range 18 {
				s := "x" + strings.Repeat(around, n) + string(c) + strings.Repeat(around, n%9)
				g := schemaorg.NewGraph(nil)
				g.Page(&schemaorg.WebPage{Type: schemaorg.Page, Name: s})
				b := g.Script()
				if got := nodes(t, b)[0]["name"]; got != s {
					t.Fatalf("name = %q, want %q", got, s)
				}
				if bytes.Count(b, []byte("<")) != 2 || bytes.Count(b, []byte(">")) != 2 || bytes.ContainsAny(b, "&\x00\x1f\x7f\n") {
					t.Fatalf("%q is written %s", s, b)
				}
			}
		}
	}
}

func TestGraphLeavesOutWhatLeadsNowhere(t *testing.T) {
	t.Parallel()
	g := schemaorg.NewGraph(nil)
	g.Breadcrumb(&schemaorg.BreadcrumbList{Items: []schemaorg.Crumb{{Name: "ホーム", URL: "https://a.example/"}}})
	g.FAQ(&schemaorg.FAQPage{})
	g.Raw(nil)
	if got := nodes(t, g.Script()); len(got) != 0 {
		t.Errorf("graph = %v, want none", got)
	}
}

func TestColumnPage(t *testing.T) {
	t.Parallel()
	tokyo := time.FixedZone("JST", 9*3600)
	due := kanshu.Date{Year: 2027, Month: 12, Day: 31}
	page := schemaorg.ID{URL: "https://a.example/columns/x/", Fragment: "webpage"}
	g := schemaorg.NewGraph([]byte(nil))
	g.Page(&schemaorg.WebPage{
		Type: schemaorg.MedicalWebPage, ID: page, URL: page.URL, LastReviewed: kanshu.Date{Year: 2026, Month: 1, Day: 2},
		ReviewedBy: []schemaorg.ID{{URL: "https://a.example/doctors/a/", Fragment: "person"}, {URL: "https://a.example/doctors/b/", Fragment: "person"}},
		Expires:    due.AddDays(1).In(tokyo),
		References: []kanshu.Reference{
			{Title: "論文", DOI: "10.1000/x<y>", PMID: "12345678", Authors: "甲野 太郎 ほか", Year: 2024},
			{Title: "本", ISBN: "978-4-00-000000-0", Publisher: "架空書房"},
			{Text: "頁", URL: "https://b.example/"},
			{Text: "手元の資料"},
		},
	})
	g.Article(&schemaorg.Article{
		PageID: page, PageURL: page.URL, References: 4, Location: tokyo,
		Authors:     []schemaorg.Author{{Name: "編集部", Desk: true}},
		Corrections: []kanshu.Correction{{On: due, Text: "用量を改めました"}},
	})
	got := nodes(t, g.Script())
	p, a := got[0], got[1]
	if p["expires"] != "2028-01-01T00:00:00+09:00" || p["lastReviewed"] != "2026-01-02" {
		t.Errorf("expires, lastReviewed = %v, %v", p["expires"], p["lastReviewed"])
	}
	if n := len(p["reviewedBy"].([]any)); n != 2 {
		t.Errorf("reviewedBy has %d, want 2", n)
	}
	if a["reviewedBy"] != nil || a["lastReviewed"] != nil {
		t.Errorf("the article carries the supervision: %v", a)
	}
	wantTypes := []string{"ScholarlyArticle", "Book", "WebPage", "CreativeWork"}
	for i, c := range p["citation"].([]any) {
		m := c.(map[string]any)
		if m["@type"] != wantTypes[i] {
			t.Errorf("citation %d is a %v, want %s", i+1, m["@type"], wantTypes[i])
		}
		if back := a["citation"].([]any)[i].(map[string]any)["@id"]; back != m["@id"] {
			t.Errorf("the article points to %v, want %v", back, m["@id"])
		}
	}
	first := p["citation"].([]any)[0].(map[string]any)
	if first["url"] != "https://doi.org/10.1000/x%3Cy%3E" || first["sameAs"] != "https://pubmed.ncbi.nlm.nih.gov/12345678/" {
		t.Errorf("url, sameAs = %v, %v", first["url"], first["sameAs"])
	}
	if first["author"] != nil || first["creditText"] != "甲野 太郎 ほか" {
		t.Errorf("author, creditText = %v, %v; want the text as creditText", first["author"], first["creditText"])
	}
}

func TestTelephone(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		tel  kanshu.Tel
		want string
	}{
		{"a number of Tokyo", kanshu.Tel{National: "03-0000-0000", E164: "+81300000000"}, "+81-3-0000-0000"},
		{"a free number cannot be dialled from abroad", kanshu.Tel{National: "0120-000-000"}, ""},
		{"a foreign number", kanshu.Tel{National: "+82-2-000-0000", E164: "+8220000000"}, "+8220000000"},
		{"none", kanshu.Tel{}, ""},
	} {
		if got := schemaorg.Telephone(c.tel); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestSpecialty(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"皮膚科": "https://schema.org/Dermatology", " 小児科 ": "https://schema.org/Pediatric", "内科": "", "眼科": "", "美容": "", "": "",
	} {
		if got := schemaorg.Specialty(name); got != want {
			t.Errorf("Specialty(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestPersonIsNoBusiness(t *testing.T) {
	t.Parallel()
	p := schemaorg.Person{
		Name: "森下 葉子", Affiliation: "架空病院",
		Credentials: []kanshu.Credential{{Name: "総合内科専門医", Issuer: "架空内科学会"}, {Name: "医師免許"}},
	}
	var got map[string]any
	if err := json.Unmarshal(p.Append(nil), &got); err != nil {
		t.Fatal(err)
	}
	if got["@type"] != "Person" || got["medicalSpecialty"] != nil {
		t.Errorf("person = %v, want a Person without medicalSpecialty", got)
	}
	credentials := got["hasCredential"].([]any)
	by := credentials[0].(map[string]any)["recognizedBy"].(map[string]any)
	if by["name"] != "架空内科学会" {
		t.Errorf("recognizedBy = %v", by)
	}
	if credentials[1].(map[string]any)["recognizedBy"] != nil {
		t.Error("a credential without an issuer names one")
	}
	if got["worksFor"].(map[string]any)["name"] != "架空病院" {
		t.Errorf("worksFor = %v", got["worksFor"])
	}
}
