package build_test

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"kanshu/assets"
	"kanshu/internal/build"
	"kanshu/internal/kanshu"
	"kanshu/layouts"
)

const packetColumn = `---
title: 花粉と<b>暮らす
supervisor: aoki
reviewed: 2026-04-01
review_due: 2027-03-31
coi: なし
references: [{id: g, title: みほん指針, url: "https://example.jp/kafun", accessed: 2026-03-01}]
faq: [{q: 治りますか。, a: "**個人差**があります。"}]
treatments: [{name: みほん点滴, funding: 自費, price: {min: 33000, tax: 税込}}]
---
スギの季節の過ごし方です[@g]。

洗濯物は室内に干します。

薬は医師と相談して選びます。
`

// packet makes the page of a column whose reviewed file is given; nil is unknown.
func packet(t *testing.T, before []byte, lang string) string {
	t.Helper()
	site := fstest.MapFS{
		"kanshu.yaml":            {Data: []byte("title: 架空だより\nbase_url: https://column.example.jp\n")},
		"data/clinics/aoba.yaml": {Data: []byte("name: あおば架空医院\naddress: 東京都架空区あおば1-2-3\ntel: 03-0000-0001\n")},
		"data/doctors/aoki.yaml": {Data: []byte("name: 青木 架子\ntitle: 院長\nclinic: aoba\n")},
		"columns/hay-fever.md":   {Data: []byte(packetColumn)},
	}
	today := kanshu.Date{Year: 2026, Month: 11, Day: 22}
	r, err := build.Check(context.Background(), site, build.Options{Today: today, Version: "test", Layouts: layouts.FS, Assets: assets.FS})
	if err != nil {
		t.Fatal(err)
	}
	p := &build.Packet{
		Config: r.Site.Config, Column: r.Site.Columns[0], Findings: r.Verdicts[0].Findings, Day: today, Lang: lang, Files: site,
		Now: []byte(packetColumn), Before: before, Since: "2026-04-01 の記録", Unknown: kanshu.Wording{JA: "git がありません。", EN: "No git."},
	}
	var b bytes.Buffer
	if n, err := p.WriteTo(&b); err != nil || n != int64(b.Len()) {
		t.Fatalf("WriteTo = %d, %v; %d bytes were written", n, err, b.Len())
	}
	if _, err := html.Parse(bytes.NewReader(b.Bytes())); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPacketHoldsWhatADoctorNeeds(t *testing.T) {
	page := packet(t, []byte(packetColumn), "ja")
	for _, want := range []string{
		"花粉と&lt;b&gt;暮らす", "青木 架子 / 院長 / あおば架空医院", "2027-03-31", "スギの季節の過ごし方です",
		"<strong>個人差</strong>", "みほん点滴", "33000円 / 税込", "https://example.jp/kafun", "未確認", "2026-03-01",
		"承認された治療と、未承認・適応外の治療", "お名前", "日付", "変わったところはありません", "kanshu review hay-fever",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the packet does not hold %q", want)
		}
	}
	for _, alien := range []string{"<script", "<link", "src=\"http", "@import"} {
		if strings.Contains(page, alien) {
			t.Errorf("the packet is not by itself: it holds %q", alien)
		}
	}
	if boxes := strings.Count(page, `class="box"`); boxes < 23 {
		t.Errorf("%d boxes to mark", boxes)
	}
}

func TestPacketTellsWhatChanged(t *testing.T) {
	before := strings.Replace(packetColumn, "洗濯物は室内に干します。\n\n", "", 1)
	before = strings.Replace(before, "薬は医師と相談して選びます。", "薬は薬局で相談して選びます。", 1)
	before = strings.Replace(before, "coi: なし\n", "", 1) + "\n古い段落です。\n"
	page := packet(t, []byte(before), "ja")
	for _, want := range []string{
		"<b>追加</b><ins>coi: なし</ins>", "<b>追加</b><ins>洗濯物は室内に干します。</ins>",
		"薬は<b>前</b><del>薬局で</del> <b>今</b><ins>医師と</ins>相談して選びます。", "<b>削除</b><del>古い段落です。</del>",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the packet does not tell %q", want)
		}
	}
	if strings.Contains(page, "変わったところはありません") || strings.Contains(page, "<ins>title") {
		t.Error("the packet tells of changes that are none")
	}
}

func TestPacketSaysWhenChangesAreUnknown(t *testing.T) {
	if page := packet(t, nil, "en"); !strings.Contains(page, "No git.") || strings.Contains(page, "Nothing has changed") || !strings.Contains(page, "Are comparisons fair?") {
		t.Error("an unknown past is not told")
	}
}
