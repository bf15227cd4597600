package rules_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"kanshu/internal/kanshu"
	"kanshu/internal/rules"
)

func TestAdvertises(t *testing.T) {
	reachable := &kanshu.Clinic{Name: "あおば架空医院", Tel: kanshu.Tel{Shown: "03-0000-0001"}}
	named := &kanshu.Clinic{Name: "あおば架空医院"}
	body := func(s string) kanshu.Text {
		return kanshu.Text{Size: len(s), Read: func(*[]byte) ([]byte, error) { return []byte(s), nil }}
	}
	for _, c := range []struct {
		name string
		col  kanshu.Column
		want bool
	}{
		{"a clinic that can be called", kanshu.Column{Clinics: []*kanshu.Clinic{reachable}}, true},
		{"a clinic that is only named", kanshu.Column{Clinics: []*kanshu.Clinic{named}, Body: body("高血圧の話です。")}, false},
		{"the supervisor's clinic", kanshu.Column{Supervisors: []kanshu.Supervisor{{Doctor: &kanshu.Doctor{}, Clinic: reachable}}}, true},
		{"a text that invites", kanshu.Column{Body: body("当院へお気軽にご相談ください。")}, true},
		{"a text that names nobody", kanshu.Column{Body: body("主治医にお気軽にご相談ください。")}, false},
		{"a statement with its reason", kanshu.Column{Clinics: []*kanshu.Clinic{reachable}, Ad: &kanshu.AdStatement{Reason: "学会の解説の転載"}}, false},
		{"a statement without a reason", kanshu.Column{Clinics: []*kanshu.Clinic{reachable}, Ad: &kanshu.AdStatement{Reason: " "}}, true},
		{"a statement that it is one", kanshu.Column{Ad: &kanshu.AdStatement{Is: true, Reason: "費用の負担を受けた"}}, true},
		{"a body that cannot be read", kanshu.Column{Body: kanshu.Text{Size: 1, Read: func(*[]byte) ([]byte, error) { return nil, kanshu.ErrChanged }}}, true},
	} {
		if got := rules.Advertises(&c.col); got != c.want {
			t.Errorf("with %s: Advertises = %t, want %t", c.name, got, c.want)
		}
	}
}

// siteRule is a rule that a publication might add.
const siteRule = `- id: house-style
  severity: warn
  ad: false
  title: {ja: 社内の言い方に合わせる, en: House style}
  basis: {kind: policy, ja: 編集方針, en: house style}
  explain: {ja: 「患者様」ではなく「患者さん」と書きます。, en: Write 患者さん.}
  message: {ja: '「{match}」は、この媒体では使いません', en: '"{match}" is not used here'}
  hint: {ja: 「患者さん」に替えてください, en: write 患者さん}
  patterns: ['患者様']
  catch: ['患者様にお渡しします。']
  pass: ['患者さんにお渡しします。']
`

func TestWithRulesOfASite(t *testing.T) {
	all, err := rules.With(fstest.MapFS{})
	if err != nil || len(all) != len(rules.All) {
		t.Fatalf("without a folder: %d rules, %v; want the program's", len(all), err)
	}
	all, err = rules.With(fstest.MapFS{"data/words/house.yaml": {Data: []byte(siteRule)}})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != len(rules.All)+1 || all[len(all)-1].ID != "house-style" {
		t.Errorf("%d rules, the last is %s; want one more, house-style", len(all), all[len(all)-1].ID)
	}
	found := 0
	for _, r := range all {
		if r.Suspects != nil && r.Suspects(prose("患者様へのお願いです。")) {
			found++
		}
	}
	if found != 1 {
		t.Errorf("%d rules suspect the words of the site's rule, want one", found)
	}
}

func TestRulesOfASiteAreReadStrictly(t *testing.T) {
	for _, c := range []struct{ name, from, to string }{
		{"an unknown key", "  ad: false\n", "  advert: false\n"},
		{"a name that is taken", "house-style", "superlative"},
		{"a severity that is none", "severity: warn", "severity: block"},
		{"a basis that is none", "kind: policy", "kind: rumour"},
		{"a wording in one language", ", en: House style}", "}"},
		{"an expression that is none", "['患者様']", "['患者様(']"},
		{"an expression that could match anywhere", "['患者様']", "['.+']"},
		{"a term that is none", "['患者様']", "['{{noterm}}患者様']"},
		{"a sentence that is not caught", "catch: ['患者様", "catch: ['患者"},
		{"a sentence that does not pass", "pass: ['患者さん", "pass: ['患者様"},
	} {
		text := replace(siteRule, c.from, c.to)
		if text == siteRule {
			t.Fatalf("%s: nothing changed", c.name)
		}
		if _, err := rules.With(fstest.MapFS{"data/words/house.yaml": {Data: []byte(text)}}); err == nil {
			t.Errorf("%s is let pass", c.name)
		}
	}
}

func replace(s, from, to string) string { return strings.Replace(s, from, to, 1) }
