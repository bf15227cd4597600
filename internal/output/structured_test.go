package output_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"kanshu/internal/kanshu"
	"kanshu/internal/output"
)

// A node is one thing of a graph, as machines read it.
type node map[string]any

// graph reads a script element and returns its nodes by @id. It fails where one id stands twice, or
// where a node points to one that is not there.
func graph(t *testing.T, script string) map[string]node {
	t.Helper()
	s, ok := strings.CutPrefix(script, `<script type="application/ld+json">`)
	s, end := strings.CutSuffix(s, `</script>`)
	if !ok || !end || strings.ContainsAny(s, "<>&\u2028\u2029") {
		t.Fatalf("script = %s", script)
	}
	var doc struct {
		Graph []node `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(s), &doc); err != nil {
		t.Fatalf("%v in %s", err, s)
	}
	byID := map[string]node{}
	for _, n := range doc.Graph {
		id, _ := n["@id"].(string)
		if id == "" || byID[id] != nil {
			t.Errorf("@id %q is empty or stands twice", id)
		}
		byID[id] = n
	}
	defined := map[string]bool{}
	walk(doc.Graph, func(m map[string]any) {
		if id, ok := m["@id"].(string); ok && len(m) > 1 {
			defined[id] = true
		}
	})
	walk(doc.Graph, func(m map[string]any) {
		if id, ok := m["@id"].(string); ok && !defined[id] {
			t.Errorf("the graph points to %s, which is not in it", id)
		}
	})
	return byID
}

func walk(v any, see func(map[string]any)) {
	switch v := v.(type) {
	case []node:
		for _, n := range v {
			walk(map[string]any(n), see)
		}
	case []any:
		for _, e := range v {
			walk(e, see)
		}
	case map[string]any:
		see(v)
		for _, e := range v {
			walk(e, see)
		}
	}
}

// at follows a path of members and indexes.
func at(v any, path ...any) any {
	for _, p := range path {
		switch p := p.(type) {
		case string:
			if n, ok := v.(node); ok {
				v = n[p]
			} else if m, ok := v.(map[string]any); ok {
				v = m[p]
			} else {
				return nil
			}
		case int:
			l, ok := v.([]any)
			if !ok || p >= len(l) {
				return nil
			}
			v = l[p]
		}
	}
	return v
}

const base = "https://column.example.jp"

func TestColumnStructuredData(t *testing.T) {
	t.Parallel()
	r := newRecords()
	p := r.press(t)
	first := r.site.Columns[0]
	url := base + "/columns/first/"
	g := graph(t, p.ColumnLD(first, []kanshu.Question{{Q: "毎日塗りますか。", A: "<p><strong>はい</strong>。</p>"}}, "/assets/a.png"))
	for _, c := range []struct {
		id   string
		path []any
		want any
	}{
		{url + "#webpage", []any{"@type"}, "MedicalWebPage"},
		{url + "#webpage", []any{"lastReviewed"}, "2026-10-01"},
		{url + "#webpage", []any{"reviewedBy", "@id"}, base + "/doctors/morishita/#person"},
		{url + "#webpage", []any{"expires"}, "2027-10-01T00:00:00+09:00"},
		{url + "#webpage", []any{"datePublished"}, "2026-05-01T00:00:00+09:00"},
		{url + "#webpage", []any{"dateModified"}, "2026-10-01T00:00:00+09:00"},
		{url + "#webpage", []any{"publisher", "@id"}, base + "/#publisher"},
		{url + "#webpage", []any{"specialty"}, "https://schema.org/Dermatology"},
		{url + "#webpage", []any{"citation", 0, "url"}, "https://doi.org/10.0000/abc"},
		{url + "#article", []any{"@type"}, "Article"},
		{url + "#article", []any{"author", "@id"}, base + "/#publisher"},
		{url + "#article", []any{"reviewedBy"}, nil},
		{url + "#article", []any{"lastReviewed"}, nil},
		{url + "#article", []any{"image"}, base + "/assets/a.png"},
		{url + "#article", []any{"citation", 1, "@id"}, url + "#ref-2"},
		{url + "#article", []any{"correction", "text"}, "量を改めました。"},
		{url + "#article", []any{"sponsor", "name"}, "架空製薬"},
		{url + "#breadcrumb", []any{"itemListElement", 1, "item"}, base + "/category/skin/"},
		{url + "#breadcrumb", []any{"itemListElement", 2, "position"}, 3.0},
		{url + "#faq", []any{"mainEntity", 0, "acceptedAnswer", "text"}, "<p><strong>はい</strong>。</p>"},
		{base + "/doctors/morishita/#person", []any{"@type"}, "Person"},
		{base + "/doctors/morishita/#person", []any{"hasCredential", "recognizedBy", "name"}, "架空皮膚科学会"},
		{base + "/doctors/morishita/#person", []any{"worksFor", "@id"}, base + "/clinics/ginza/#clinic"},
		{base + "/doctors/morishita/#person", []any{"memberOf"}, nil}, // shown on the doctor's page alone
		{base + "/clinics/ginza/#clinic", []any{"@type"}, "MedicalClinic"},
		{base + "/clinics/ginza/#clinic", []any{"telephone"}, "+81-3-0000-0000"},
		{base + "/clinics/ginza/#clinic", []any{"address", "streetAddress"}, "架空1-2-3 架空ビル 3F"},
		{base + "/clinics/ginza/#clinic", []any{"openingHoursSpecification", 0, "closes"}, "18:30"},
		{base + "/clinics/ginza/#clinic", []any{"openingHoursSpecification", 1, "dayOfWeek"}, "https://schema.org/PublicHolidays"},
		{base + "/#website", []any{"@type"}, "WebSite"},
		{base + "/#website", []any{"potentialAction"}, nil},
		{base + "/#publisher", []any{"name"}, "架空出版"},
	} {
		if got := at(g[c.id], c.path...); got != c.want {
			t.Errorf("%s %v = %v, want %v", c.id, c.path, got, c.want)
		}
	}
	if g := graph(t, p.ColumnLD(first, nil, "")); g[url+"#faq"] != nil {
		t.Error("a page without questions is a FAQPage")
	}
}

func TestAuthorsAreNotReviewers(t *testing.T) {
	t.Parallel()
	r := newRecords()
	g := graph(t, r.press(t).ColumnLD(r.site.Columns[2], nil, ""))
	authors := at(g[base+"/columns/second/#article"], "author")
	for i, want := range []string{"Organization 編集部", "Person 甲野 書子", "Person 山川 去"} {
		if got := fmt.Sprint(at(authors, i, "@type"), " ", at(authors, i, "name")); got != want {
			t.Errorf("author %d = %s, want %s", i, got, want)
		}
	}
	if got := at(authors, 3, "@id"); got != base+"/doctors/morishita/#person" {
		t.Errorf("the supervisor who also wrote = %v, want a pointer", got)
	}
}

func TestPeopleWithoutPagesAreNamedByTheColumn(t *testing.T) {
	t.Parallel()
	r := newRecords()
	url := base + "/columns/third/"
	g := graph(t, r.press(t).ColumnLD(r.site.Columns[3], nil, ""))
	if got := at(g[url+"#person"], "worksFor", "name"); got != "架空大学病院" {
		t.Errorf("worksFor = %v", got)
	}
	if got := at(g[url+"#webpage"], "reviewedBy", 1, "@id"); got != base+"/doctors/morishita/#person" {
		t.Errorf("reviewedBy = %v", at(g[url+"#webpage"], "reviewedBy"))
	}
	if n := len(at(g[url+"#webpage"], "reviewedBy").([]any)); n != 2 {
		t.Errorf("%d reviewers, want each once: 2", n)
	}
	if at(g[url+"#clinic"], "url") != nil {
		t.Error("a clinic that has closed has the address of a page")
	}
	if at(g[base+"/doctors/morishita/#person"], "worksFor") != nil {
		t.Error("the doctor points to a clinic that the column does not show")
	}
	if at(g[url+"#webpage"], "datePublished") != nil {
		t.Error("a column without a date was published on one")
	}
}

func TestAClinicMayPublish(t *testing.T) {
	t.Parallel()
	r := newRecords()
	r.site.Config.Publisher.Clinic = r.site.Clinics[0]
	p := r.press(t)
	clinic := base + "/clinics/ginza/#clinic"
	for name, script := range map[string]string{
		"column": p.ColumnLD(r.site.Columns[0], nil, ""), "home": p.HomeLD(), "doctor": p.DoctorLD(r.site.Doctors[1]),
	} {
		g := graph(t, script)
		if got := at(g[base+"/#website"], "publisher", "@id"); got != clinic {
			t.Errorf("%s: publisher = %v, want the clinic", name, got)
		}
		if g[base+"/#publisher"] != nil {
			t.Errorf("%s: two publishers", name)
		}
	}
}

func TestOtherPagesStructuredData(t *testing.T) {
	t.Parallel()
	r := newRecords()
	p := r.press(t)
	doctor := graph(t, p.DoctorLD(r.site.Doctors[1]))
	person := base + "/doctors/morishita/#person"
	if got := at(doctor[base+"/doctors/morishita/#webpage"], "mainEntity", "@id"); got != person {
		t.Errorf("mainEntity = %v", got)
	}
	if at(doctor[person], "memberOf", "name") != "架空アレルギー学会" || at(doctor[person], "sameAs") != "https://profile.example.jp/m" {
		t.Errorf("person = %v", doctor[person])
	}
	clinic := graph(t, p.ClinicLD(r.site.Clinics[0]))
	if got := at(clinic[base+"/clinics/ginza/#clinic"], "medicalSpecialty"); got != "https://schema.org/Dermatology" {
		t.Errorf("medicalSpecialty = %v, want members of the enumeration alone", got)
	}
	home := graph(t, p.HomeLD())
	if at(home[base+"/#webpage"], "isPartOf", "@id") != base+"/#website" {
		t.Errorf("home = %v", home)
	}
	list := graph(t, p.ListLD("皮膚科", "/category/skin/", []output.Crumb{{Name: "ホーム", Path: "/"}}))
	page := list[base+"/category/skin/#webpage"]
	if page["@type"] != "CollectionPage" || page["breadcrumb"] != nil {
		t.Errorf("a trail of one place is told: %v", page)
	}
	list = graph(t, p.ListLD("花粉症", "/tags/花粉症/", []output.Crumb{{Name: "ホーム", Path: "/"}, {Name: "花粉症", Path: "/tags/花粉症/"}}))
	if got := at(list[base+"/tags/%E8%8A%B1%E7%B2%89%E7%97%87/#breadcrumb"], "itemListElement", 1, "item"); got != base+"/tags/%E8%8A%B1%E7%B2%89%E7%97%87/" {
		t.Errorf("item = %v, want it percent encoded", got)
	}
}

// TestOneThingSaysTheSameEverywhere compares every node of every page with the longest of its id.
func TestOneThingSaysTheSameEverywhere(t *testing.T) {
	t.Parallel()
	r := newRecords()
	p := r.press(t)
	scripts := []string{p.HomeLD(), p.DoctorLD(r.site.Doctors[1]), p.ClinicLD(r.site.Clinics[0])}
	for _, c := range r.site.Columns {
		scripts = append(scripts, p.ColumnLD(c, nil, ""))
	}
	said := map[string]string{}
	for _, s := range scripts {
		for id, n := range graph(t, s) {
			for member, value := range n {
				b, err := json.Marshal(value)
				if err != nil {
					t.Fatal(err)
				}
				if before, ok := said[id+" "+member]; ok && before != string(b) {
					t.Errorf("%s says %s = %s and %s", id, member, before, b)
				}
				said[id+" "+member] = string(b)
			}
		}
	}
}

func BenchmarkColumnLD(b *testing.B) {
	r := newRecords()
	p, c := r.press(b), r.site.Columns[0]
	questions := []kanshu.Question{{Q: "毎日塗りますか。", A: "<p>はい。</p>"}}
	buf := p.AppendColumnLD(nil, c, questions, "")
	if len(buf) < 2000 {
		b.Fatalf("%d bytes, want a whole graph", len(buf))
	}
	b.SetBytes(int64(len(buf)))
	b.ReportAllocs()
	for b.Loop() {
		buf = p.AppendColumnLD(buf[:0], c, questions, "")
	}
}
