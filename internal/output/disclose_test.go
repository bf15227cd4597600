package output_test

import (
	"strings"
	"testing"

	"kanshu/internal/testsite"
)

// offered is a column that names one of its treatments in its text, in ruby and over a line break, and
// another one nowhere.
const offered = `---
title: 点滴の話
supervisor: hinata
reviewed: 2026-11-01
review_due: 2027-10-31
date: 2026-11-02
references: ["https://example.jp/a"]
sponsor: {name: 架空製薬, label: "提供 <PR>"}
treatments:
  - name: 架空点滴(成人)
    funding: self_pay
    content: 週に一度の点滴です
    price: {min: 33000, max: 55000, tax: included, per: 1回}
    duration: 3か月
    visits: 3〜6回
    risks: [発熱, だるさ]
    approval: unapproved
    unapproved: {statement: 承認されていません <b>, route: 院内で調製, domestic_alternative: なし, overseas_safety: 不明です, relief_system: 対象外です}
    regenerative: {class: 第二種, number: PB0000000, committee: 架空委員会}
  - {name: 名前の出ない療法, funding: self_pay, content: 塗布, price: {min: 1100, tax: included}, duration: 1日, visits: 1回, risks: [かゆみ]}
evidence: [{claim: 架空点滴は痛みを減らす, certainty: C, graded_by: 架空指針 2025}]
coi: [監修者は架空製薬から謝金を受けています]
corrections: [{on: 2026-11-03, text: 量を改めました, approved_by: 日向 葵}]
---
はじめに、架空点滴のことを話します。

## 受ける前に

{架空|かくう}**点
滴**は、だれにでも要るものではありません。

## おわりに

おしまいです。
`

// boxItems are what the box of the first treatment says.
var boxItems = []string{
	"架空点滴(成人)", "週に一度の点滴です", "33,000円から55,000円 (税込・1回)", "3か月", "3〜6回", "発熱", "だるさ",
	"国内で承認されていません", "承認されていません &lt;b&gt;", "院内で調製", "不明です", "対象外です", "第二種 PB0000000", "架空委員会",
	"国が効果や安全性を認めたことを意味しません",
}

// TestDisclosuresStandAtTheTreatment holds that page and feeds carry the whole box where the text speaks of
// a treatment, and what else the law wants said.
func TestDisclosuresStandAtTheTreatment(t *testing.T) {
	t.Parallel()
	site := folio(t)
	testsite.Put(site, "columns/offered.md", offered)
	m := render(t, site)
	for _, name := range []string{"columns/offered/index.html", "feed.xml", "atom.xml", "feed.json"} {
		var text string
		switch name {
		case "feed.xml":
			for _, item := range readRSS(t, m.pages[name]).Channel.Items {
				if strings.Contains(item.Link, "/offered/") {
					text = item.Content
					if !strings.HasPrefix(item.Description, "[提供 &lt;PR&gt;] 提供: 架空製薬 / ") {
						t.Errorf("%s: description = %q lacks who paid", name, item.Description)
					}
				}
			}
		case "atom.xml":
			for _, e := range readAtom(t, m.pages[name]).Entries {
				if strings.Contains(e.ID, "/offered/") {
					text = e.Content.Text
				}
			}
		case "feed.json":
			for _, item := range readJSON(t, m.pages[name]).Items {
				if strings.Contains(item.ID, "/offered/") {
					text = item.HTML
				}
			}
		default:
			text = m.pages[name]
		}
		named := strings.Index(text, "だれにでも要る")
		after := strings.Index(text, "おしまいです")
		if named < 0 || after < named {
			t.Fatalf("%s: the text is not there: %s", name, text)
		}
		for _, want := range boxItems {
			if !strings.Contains(text[named:after], want) {
				t.Errorf("%s: between the treatment and the next section, %q is missing", name, want)
			}
		}
		for _, want := range []string{
			"名前の出ない療法", "1,100円", "かゆみ", "提供 &lt;PR&gt;", "架空点滴は痛みを減らす", "確実性 C", "架空指針 2025",
			"監修者は架空製薬から謝金を受けています", "量を改めました", "確認 日向 葵",
		} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is missing", name, want)
			}
		}
		if strings.Count(text, "架空点滴(成人)") != 1 {
			t.Errorf("%s: the box stands there %d times, want once", name, strings.Count(text, "架空点滴(成人)"))
		}
	}
	if home := m.pages["index.html"]; !strings.Contains(home, `<span class="pr">提供 &lt;PR&gt;</span>`) {
		t.Error("the card of the column does not say that it was paid for")
	}
}

// TestInsuredTreatmentIsNotCalledSelfPay holds that the heading of the boxes says what they hold.
func TestInsuredTreatmentIsNotCalledSelfPay(t *testing.T) {
	t.Parallel()
	site := folio(t)
	testsite.Put(site, "columns/offered.md", strings.ReplaceAll(offered, "self_pay", "insured"))
	m := render(t, site)
	for _, name := range []string{"columns/offered/index.html", "feed.json"} {
		if text := m.pages[name]; !strings.Contains(text, "治療についてのお知らせ") || name == "columns/offered/index.html" && strings.Contains(text, "自由診療についてのお知らせ") {
			t.Errorf("%s: the boxes of insured treatments are called self-pay, or nothing", name)
		}
	}
}
