package output_test

import (
	"bytes"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"kanshu/assets"
	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
	"kanshu/internal/markdown"
	"kanshu/internal/output"
	"kanshu/internal/source"
	"kanshu/internal/testsite"
	"kanshu/layouts"
)

// rich is a column with everything that a page can show.
const rich = `---
title: とても長い題名でも、まとまりのよいところで折り返されて、読む人が迷わないことを確かめるための記事です
subtitle: 副題
description: すべての部品を一度に使う記事です。
supervisor:
  - {name: 架空 太郎, kana: かくう たろう, title: 院長, affiliation: 架空医院, credentials: [{name: 架空専門医, issuer: 架空学会}]}
  - hinata
author: 編集部
reviewed: 2026-11-01
review_due: 2027-10-31
date: 2026-11-02
updated: 2026-11-03
category: アレルギー
tags: [くすり, 検査]
points: [一つめ, 二つめ]
clinic:
  name: とても名前の長い架空の医院 本院
  postal_code: 000-0000
  address: 東京都架空区とても長い名前の町一丁目2番3号 とても長い名前の建物 別館 12階
  tel: 03-0000-0009
  hours: 月火水木金 10:00-13:00/15:00-18:30
  closed: 土曜、日曜、祝日
  access: [架空線 架空駅から徒歩4分, 架空バス停から徒歩1分]
references:
  - {id: a, title: 架空の指針, publisher: 架空学会, year: 2025, url: "https://example.jp/a", accessed: 2026-11-01}
  - {id: b, title: 架空の論文, authors: 架空 花子, doi: 10.0000/kakuu.1, pmid: "1"}
  - ただの文字の文献
faq:
  - {q: 眠くなりますか, a: "**少し**眠くなることがあります。"}
treatments:
  - {name: 架空療法, funding: self_pay, content: 点滴, price: {min: 33000, tax: included, per: 1回}, duration: 3か月, visits: 3回, risks: [だるさ, 発熱]}
coi: [なし]
corrections:
  - {on: 2026-11-03, text: 用量の記載を改めました, approved_by: 架空 太郎}
---
はじめの段落です[@a]。詳しくは[花粉症](/columns/hay-fever/)と[消えた記事](/columns/none/)をご覧ください[@b][@a]。

## 一つめの見出し

| 列 | 列二 |
| --- | --- |
| あ | い |

:::warning 注意
気をつけてください。
:::

## 二つめの見出し

本文です。
`

const english = `---
title: Hay fever in short
supervisor: hinata
reviewed: 2026-11-01
review_due: 2027-10-31
date: 2026-11-02
references: ["https://example.jp/a"]
---
Text in English.
`

// made is a plan and what it made, by path.
type made struct {
	press *output.Press
	plan  []kanshu.Artifact
	pages map[string]string
}

// folio returns the test site with the columns above.
func folio(t testing.TB) fstest.MapFS {
	t.Helper()
	site := testsite.New(t)
	testsite.Put(site, "columns/rich.md", rich)
	testsite.Put(site, "columns/hay-fever.en.md", english)
	return site
}

// press opens the shop on a site: all of its columns are shown.
func press(t testing.TB, site fstest.MapFS) *output.Press {
	t.Helper()
	s, err := source.Load(site, source.Options{Survey: markdown.Survey})
	if err != nil {
		t.Fatal(err)
	}
	verdicts := make([]kanshu.Verdict, len(s.Columns))
	for i, c := range s.Columns {
		verdicts[i] = kanshu.Verdict{Column: c, Outcome: kanshu.Approved}
		for _, f := range c.Findings {
			if f.Severity == kanshu.Refuse {
				t.Errorf("%s:%d: %s", f.Pos.File, f.Pos.Line, f.Message.EN)
			}
		}
	}
	set, err := layout.Load(nil, layouts.FS, layout.Options{Generator: "test"})
	if err != nil {
		t.Fatal(err)
	}
	return &output.Press{
		Edition: gate.Preview(s, site, verdicts, testsite.Today), Layouts: set, Assets: assets.FS, Generator: "test",
		Withdrawn: []kanshu.Tombstone{{Path: "/columns/gone/", Since: testsite.Today}},
	}
}

// render plans and makes the pages of a site.
func render(t testing.TB, site fstest.MapFS) *made {
	t.Helper()
	return run(t, press(t, site))
}

// run plans and makes everything.
func run(t testing.TB, p *output.Press) *made {
	t.Helper()
	m := &made{press: p, pages: map[string]string{}}
	var err error
	if m.plan, err = output.Plan(m.press, output.All); err != nil {
		t.Fatal(err)
	}
	for _, a := range m.plan {
		var b bytes.Buffer
		if err := a.Make(&b); err != nil {
			t.Fatalf("make %s: %v", a.Path, err)
		}
		m.pages[a.Path] = b.String()
	}
	return m
}

// html returns the paths of all pages, in order.
func (m *made) html() []string {
	var all []string
	for _, a := range m.plan {
		if path.Ext(a.Path) == ".html" {
			all = append(all, a.Path)
		}
	}
	return all
}

// page returns one page, which must be there.
func (m *made) page(t testing.TB, name string) string {
	t.Helper()
	p, ok := m.pages[name]
	if !ok {
		t.Fatalf("%s is not planned; there are %s", name, strings.Join(m.html(), " "))
	}
	return p
}
