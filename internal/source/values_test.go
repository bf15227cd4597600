package source_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"kanshu/internal/kanshu"
	"kanshu/internal/source"
)

func TestParseDay(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"2026-11-22": "2026-11-22", "2026/11/22": "2026-11-22", "2026.11.22": "2026-11-22", "2026年11月22日": "2026-11-22",
		"２０２６-１１-２２": "2026-11-22", "２０２６年１１月２２日": "2026-11-22", "令和8年11月22日": "2026-11-22", "令和８年４月１日": "2026-04-01",
		"令和元年5月1日": "2019-05-01", "令和1年5月1日": "2019-05-01", "平成31年4月30日": "2019-04-30", "平成元年1月8日": "1989-01-08", "昭和64年1月7日": "1989-01-07",
		"昭和元年12月25日": "1926-12-25", "大正15年12月24日": "1926-12-24", "大正元年7月30日": "1912-07-30", "明治45年7月29日": "1912-07-29", "2024-02-29": "2024-02-29",
		// What does not exist.
		"2026-02-30": "", "2026-02-29": "", "2026-13-01": "", "2026-00-10": "", "0000-01-01": "", "令和1年4月30日": "", "平成31年5月1日": "", "昭和64年1月8日": "", "令和8年2月30日": "", "令和0年1月1日": "",
		// What is no form of ours.
		"2026-5-1": "", "26-05-01": "", "20261122": "", "2026-11/22": "", "2026-11-22T10:00": "", "2026-11-22 10:00": "", "2026-11-22Z": "", "R8.11.22": "", "令和8年": "",
		"2026年11月": "", "2026-W47-7": "", "2026‐11‐22": "", "２０２６／１１／２２": "", "٢٠٢٦-١١-٢٢": "", " 2026-11-22": "", "26年1月1日": "", "12026年1月1日": "", "2026年011月1日": "", "令和8年 11月22日": "", "未定": "", "": "",
	} {
		d, err := source.ParseDay(text)
		if d.String() != want || (err == nil) != (want != "") {
			t.Errorf("ParseDay(%q) = %q, %v, want %q", text, d, err, want)
		}
	}
}

func FuzzDate(f *testing.F) {
	for _, s := range []string{"2026-11-22", "令和元年5月1日", "２０２６年１１月２２日", "年月日"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := source.ParseDay(s)
		if err != nil {
			return
		}
		if again, err := source.ParseDay(d.String()); err != nil || again != d {
			t.Errorf("ParseDay(%q) = %v, which reads as %v, %v", s, d, again, err)
		}
	})
}

func TestParsePeriod(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]kanshu.Period{
		"12か月": {Months: 12}, "36ヶ月": {Months: 36}, "１２カ月": {Months: 12}, "1年": {Months: 12}, "2y": {Months: 24}, "12 months": {Months: 12}, "12m": {Months: 12},
		"365日": {Days: 365}, "365d": {Days: 365}, "2週間": {Days: 14}, "": {}, "12": {}, "か月": {}, "0年": {}, "-1年": {}, "1.5年": {}, "12h": {}, "9999年": {},
	} {
		if got, ok := source.ParsePeriod(text); got != want && ok || ok != !want.IsZero() {
			t.Errorf("ParsePeriod(%q) = %v, %v, want %v", text, got, ok, want)
		}
	}
}

// week writes hours as "月9:00-12:30 祝10:00-13:00".
func week(h kanshu.Hours) string {
	var out []string
	day := func(name string, in []kanshu.Interval) {
		for _, i := range in {
			out = append(out, fmt.Sprintf("%s%d:%02d-%d:%02d", name, i.Open/60, i.Open%60, i.Close/60, i.Close%60))
		}
	}
	for i, name := range []string{"月", "火", "水", "木", "金", "土", "日"} {
		day(name, h.Week[(i+1)%7])
	}
	day("祝", h.Holiday)
	return strings.Join(out, " ")
}

func TestParseHours(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text, closed, want string
		exact              bool
		unclear            int
	}{
		{"月火水 10:00-18:30", "", "月10:00-18:30 火10:00-18:30 水10:00-18:30", true, 0},
		{"月・水 9:00-12:30/15:00-18:30; 土 9:00-13:00", "日曜日", "月9:00-12:30 月15:00-18:30 水9:00-12:30 水15:00-18:30 土9:00-13:00", true, 0},
		{"月～水 ９：００～１２：００", "", "月9:00-12:00 火9:00-12:00 水9:00-12:00", true, 0},
		{"土から月 9時から12時半まで", "", "月9:00-12:30 土9:00-12:30 日9:00-12:30", true, 0},
		{"土日祝 10:00-13:00", "", "土10:00-13:00 日10:00-13:00 祝10:00-13:00", true, 0},
		{"月曜日、水曜日 午前9:00-12:00、午後3:00-6:30", "", "月9:00-12:00 月15:00-18:30 水9:00-12:00 水15:00-18:30", true, 0},
		{"Monday, Tue 9:00-12:00", "", "月9:00-12:00 火9:00-12:00", true, 0},
		{"金 20:00-翌2:00", "", "金20:00-26:00", true, 0},
		{"月: 9:00-12:00\n休診: 日曜・祝日", "", "月9:00-12:00", true, 0},
		{"祝日 9:00-12:00", "年末年始", "祝9:00-12:00", true, 0},
		{"第2・第4土 9:00-12:00", "", "", false, 0},
		{"月 9:00-12:00; 第2・4土曜 9:00-12:00", "", "月9:00-12:00", false, 0},
		{"水 9:00-12:00", "第3水曜", "水9:00-12:00", false, 0},
		{"月 9:00-12:00(最終受付 11:30)", "", "月9:00-12:00", false, 0},
		{"10:00~18:30", "日曜日", "", false, 1},
		{"対応時間:10:00-19:00", "", "", false, 1},
		{"月 9:00-12:00", "月曜", "月9:00-12:00", false, 1},
		{"月 9:00-12:00; 月 11:00-13:00", "", "月9:00-12:00 月11:00-13:00", false, 1},
		{"月 18:00-9:00", "", "", false, 1},
		{"月 9-12", "", "", false, 1},
		{"月 25:61-26:00", "", "", false, 1},
		{"", "日曜", "", false, 0},
	} {
		var closed []string
		if tt.closed != "" {
			closed = []string{tt.closed}
		}
		h, unclear := source.ParseHours([]string{tt.text}, closed)
		if got := week(h); got != tt.want || h.Exact != tt.exact || len(unclear) != tt.unclear {
			t.Errorf("ParseHours(%q, %q) = %q, exact %v, unclear %q; want %q, %v, %d", tt.text, tt.closed, got, h.Exact, unclear, tt.want, tt.exact, tt.unclear)
		}
	}
	if h, _ := source.ParseHours([]string{"平日 9:00-12:00"}, nil); len(h.Week[6])+len(h.Week[0]) > 0 || len(h.Week[5]) != 1 {
		t.Errorf("平日 is %s", week(h))
	}
}

func FuzzHours(f *testing.F) {
	f.Add("平日 9:00-12:30/15:00-18:30; 土 9:00-12:30", "日曜日")
	f.Add("第2・第4土 午後3時半から翌2:00まで(受付)", "第3水曜")
	f.Add("月~金 ９：００〜", "休診:木")
	f.Fuzz(func(t *testing.T, text, closed string) {
		h, _ := source.ParseHours([]string{text}, []string{closed})
		for _, day := range append(h.Week[:], h.Holiday) {
			for i, in := range day {
				if in.Open < 0 || in.Open >= in.Close || in.Open >= 1440 || h.Exact && i > 0 && in.Open <= day[i-1].Close {
					t.Errorf("ParseHours(%q) holds %v", text, day)
				}
			}
		}
	})
}

func TestParseTel(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]kanshu.Tel{
		"03-0000-1000":      {National: "03-0000-1000", E164: "+81300001000"},
		"00-0000-1000":      {National: "00-0000-1000"},
		"TEL.06-0000-0001":  {National: "06-0000-0001", E164: "+81600000001"},
		"０３－００００－１０００":      {National: "03-0000-1000", E164: "+81300001000"},
		"03(0000)1000":      {National: "03-0000-1000", E164: "+81300001000"},
		"(03)0000-1000":     {National: "03-0000-1000", E164: "+81300001000"},
		"+81-3-0000-1000":   {National: "03-0000-1000", E164: "+81300001000"},
		"03ー0000ー1000":      {National: "03-0000-1000", E164: "+81300001000"},
		"03 0000 1000(代表)":  {National: "03-0000-1000", E164: "+81300001000"},
		"0300001000":        {National: "0300001000", E164: "+81300001000"},
		"0120-000-000":      {National: "0120-000-000"},
		"0800-000-0000":     {National: "0800-000-0000"},
		"090-0000-0000":     {National: "090-0000-0000", E164: "+819000000000"},
		"03-0000-1000 内線12": {National: "03-0000-1000", E164: "+81300001000"},
		"03-0000-100":       {},
		"090-0000-000":      {},
		"104-0045":          {},
		"なし":                {},
		"+":                 {},
		"----------":        {},
		"3-0000-10000":      {},
	} {
		got, ok := source.ParseTel(text)
		want.Shown = text
		if got != want || ok != (want.National != "") {
			t.Errorf("ParseTel(%q) = %+v, %v, want %+v", text, got, ok, want)
		}
	}
}

func FuzzTel(f *testing.F) {
	for _, s := range []string{"03-0000-1000", "TEL.06(0000)0001", "+81-3-0000-1000", "0120-000-000 内線1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		tel, ok := source.ParseTel(s)
		if ok != (tel.National != "") || tel.E164 != "" && (len(tel.E164) < 12 || !strings.HasPrefix(tel.E164, "+81")) {
			t.Errorf("ParseTel(%q) = %+v, %v", s, tel, ok)
		}
		if ok && strings.Trim(tel.National, "0123456789-") != "" {
			t.Errorf("ParseTel(%q) dials %q", s, tel.National)
		}
	})
}

func TestParseAddress(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]kanshu.Address{
		"〒000-0101 東京都架空区みどり坂1丁目2番3号": {PostalCode: "000-0101", Text: "東京都架空区みどり坂1丁目2番3号", Region: "東京都", Locality: "架空区", Street: "みどり坂1丁目2番3号"},
		"神奈川県架空市見本区青葉1-2":             {Text: "神奈川県架空市見本区青葉1-2", Region: "神奈川県", Locality: "架空市見本区", Street: "青葉1-2"},
		"千葉県市川市市川南1-2":                {Text: "千葉県市川市市川南1-2", Region: "千葉県", Street: "市川市市川南1-2"},
		"架空市1-2":                      {Text: "架空市1-2"},
	} {
		if got := source.ParseAddress(text); got != want {
			t.Errorf("ParseAddress(%q) = %+v, want %+v", text, got, want)
		}
	}
	for text, want := range map[string]string{"〒000-0101": "000-0101", "0000101": "000-0101", "０００－０１０１": "000-0101", "000-010": "", "abc-defg": ""} {
		if got, ok := source.ParsePostalCode(text); got != want || ok != (want != "") {
			t.Errorf("ParsePostalCode(%q) = %q, %v", text, got, ok)
		}
	}
}

func TestRecordsWrittenOut(t *testing.T) {
	t.Parallel()
	c := column(t, `---
題名: 免疫療法を選ぶ前に
副題: "知っておきたい: こと"
監修:
  - morishita
  - name: 例川 三奈
    affiliation: みほん大学病院
    資格: [総合内科専門医, {name: みほん医, issuer: みほん学会}]
執筆: [編集部, morishita]
医院:
  name: みほん坂クリニック
  address: {region: 東京都, locality: 架空区, street: みどり坂1-2, postal_code: 〒000-0101}
  電話: ０３-００００-１０００
  診療時間:
    - {days: [Monday, Tuesday], open: "9:00", close: "12:30"}
    - 土 9:00-12:00
  休診: 日曜日
  access: [{line: 各線, station: 銀座, exit: B5, walk: 4}, 駐車場あり]
  geo: {lat: 35.5, lng: 139.5}
監修日: 令和8年11月8日
監修期限: 2027年11月7日
参考文献:
  - https://example.jp/guideline
  - みほん学会編. 2025.
  - {id: g1, title: 手引き, authors: [例川, 森下], year: 2025年, doi: https://doi.org/10.0000/a, accessed: 2026-11-01}
分類: がん
タグ: [sleep, 免疫 療法]
よくある質問: [{問: 痛い？, 答: はい}]
要点: 早めに相談する
治療:
  - {name: 点滴, 区分: 自費, 費用: {min: "33,000", max: 55000円, 税: 税込}, リスク: [発熱], 承認: 未承認, unapproved: {入手経路: 院内調製}}
利益相反: {morishita: なし}
訂正履歴: [{日付: 2026-11-10, 内容: 改めた, 承認者: 森下}]
提供: {name: みほん製薬, 表示: 広告}
根拠: [{claim: 減らす, certainty: 中, recommendation: なし, refs: [g1]}]
広告: {該当: いいえ, 理由: 解説}
例外: [{rule: superlative, reason: 引用, by: 森下}]
---
本文
`)
	if len(c.Findings) != 0 {
		t.Fatalf("found %+v", c.Findings)
	}
	clinic := c.Clinics[0]
	for what, pair := range map[string][2]any{
		"supervisors": {len(c.Supervisors), 2}, "credentials": {c.Supervisors[1].Doctor.Credentials[1].Issuer, "みほん学会"},
		"supervisor's clinic": {c.Supervisors[1].Clinic, clinic}, "authors": {c.Authors[0].Name + c.Authors[1].Name, "編集部森下 葉子"},
		"tel": {clinic.Tel.E164, "+81300001000"}, "hours": {week(clinic.Hours), "月9:00-12:30 火9:00-12:30 土9:00-12:00"},
		"hours as text": {clinic.Hours.Text[0], "月・火 9:00-12:30"}, "address": {clinic.Address.Line(), "東京都架空区みどり坂1-2"},
		"postal code": {clinic.Address.PostalCode, "000-0101"}, "access": {strings.Join(clinic.Access, "|"), "各線銀座駅 B5出口より徒歩4分|駐車場あり"},
		"geo": {*clinic.Geo, kanshu.Geo{Lat: 35.5, Lng: 139.5}}, "reference address": {c.References()[0].URL, "https://example.jp/guideline"},
		"reference text": {c.References()[1].Text, "みほん学会編. 2025."}, "doi": {c.References()[2].DOI, "10.0000/a"}, "authors of a reference": {c.References()[2].Authors, "例川, 森下"},
		"category": {c.Category.ID, "cancer"}, "tag on record": {c.Tags[0].Name, "睡眠"}, "tag": {*c.Tags[1], kanshu.Topic{ID: "免疫-療法", Name: "免疫 療法"}},
		"price": {c.Treatments[0].Price, kanshu.Price{Min: 33000, Max: 55000, Tax: "included"}}, "approval": {c.Treatments[0].Approval + c.Treatments[0].Funding, "unapprovedself_pay"},
		"route": {c.Treatments[0].Unapproved.Route, "院内調製"}, "coi": {c.COI[0], "森下 葉子: なし"}, "sponsor": {*c.Sponsor, kanshu.Sponsor{Name: "みほん製薬", Label: "広告"}},
		"evidence": {c.Evidence[0].Certainty + c.Evidence[0].Recommendation, "Bnone"}, "ad": {*c.Ad, kanshu.AdStatement{Reason: "解説"}}, "question": {c.FAQ[0], kanshu.Question{Q: "痛い？", A: "はい"}},
		"due": {c.Review.Due.String(), "2027-11-07"}, "correction": {c.Corrections[0].ApprovedBy, "森下"}, "points": {c.Points[0], "早めに相談する"}, "waiver": {c.Waivers[0].By, "森下"},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s = %v, want %v", what, pair[0], pair[1])
		}
	}
	if at := c.At("clinic.tel"); at.Line != 13 || at.Char != 7 {
		t.Errorf("clinic.tel stands at %+v", at)
	}
}

// TestTable holds every key of the table: its names are told apart, it bears words, its example reads
// without a refusal, and a value of another shape refuses.
func TestTable(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, k := range source.Keys {
		for _, name := range append([]string{k.Name}, k.Aliases...) {
			if seen[name] {
				t.Errorf("two keys bear the name %q", name)
			}
			seen[name] = true
			c := column(t, "---\n"+name+": "+k.Example+"\n---\n")
			if refused(c) || !c.Has(k.Name) {
				t.Errorf("%s: %s gives %+v", name, k.Example, c.Findings)
			}
		}
		if k.What.JA == "" || k.What.EN == "" || k.Example == "" {
			t.Errorf("the key %s is not described", k.Name)
		}
		if k.Kind == source.Text || k.Kind == source.Day || k.Kind == source.Flag {
			for _, value := range []string{"[a]", "{a: b}"} {
				if c := column(t, "---\n"+k.Name+": "+value+"\n---\n"); !refused(c) {
					t.Errorf("%s: %s is not refused", k.Name, value)
				}
			}
		}
		if c := column(t, "---\n"+k.Name+": [[a]]\n---\n"); !refused(c) {
			t.Errorf("%s: [[a]] is not refused: is the key decoded?", k.Name)
		}
		for _, sub := range k.Of {
			if c := column(t, "---\n"+k.Name+": {"+sub.Name+": [[a]]}\n---\n"); !refused(c) {
				t.Errorf("%s.%s: [[a]] is not refused: is the key decoded?", k.Name, sub.Name)
			}
			if c := column(t, "---\n"+k.Name+": {"+sub.Name+": "+sub.Example+"}\n---\n"); refused(c) {
				t.Errorf("%s.%s: %s gives %+v", k.Name, sub.Name, sub.Example, c.Findings)
			}
		}
	}
}

func TestSupervisors(t *testing.T) {
	t.Parallel()
	blank := []string{"", "~", "null", "\"\"", "\" \"", "\"null\"", "　", "\u00a0", "\u200b", "\u00ad", "\u3164", "TBD", "tbd.", "未定", "（未定）", "調整中", "N/A", "\"-\"", "\"?\"", "???", "\"???\"", "〇〇", "xxx", "…", "なし", "TODO", "[]", "{}", "{name: 未定}", "{name: }", "{kana: a}"}
	for _, value := range blank {
		c := column(t, "---\nsupervisor: "+value+"\n---\n")
		if len(c.Supervisors) != 0 || slices.ContainsFunc(c.Named, func(n kanshu.Named) bool { return !n.Blank || n.Known }) {
			t.Errorf("supervisor: %s gives %+v", value, c.Named)
		}
	}
	for _, value := range []string{"Morishita", "morishita.yaml", "../morishita", "\"morishita \"", "mоrishita", "ｍorishita", "moris", "${SUP}", "*", "森下 葉子", "empty", "later", "true", "1"} {
		c := column(t, "---\nsupervisor: '"+strings.Trim(value, "\"")+"'\n---\n", "data/doctors/empty.yaml", "", "data/doctors/later.yaml", "name: 調整中\n")
		if len(c.Supervisors) != 0 || len(c.Named) != 1 || c.Named[0].Known {
			t.Errorf("supervisor: %s gives %+v", value, c.Named)
		}
	}
	c := column(t, "---\nsupervisor: 森下葉子\n---\n")
	if c.Named[0].Near != "morishita" || utf8.RuneCountInString(c.Named[0].Text) != 4 {
		t.Errorf("the name of a doctor on record gives %+v", c.Named[0])
	}
}
