package rules

import (
	"fmt"
	"strings"

	"golang.org/x/text/width"

	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
)

// others are words of sentences that tell of someone else's number.
var others = []string{"窓口", "相談センター", "相談ダイヤル", "保健所", "ホットライン", "消防", "警察", "大学病院", "協会", "学会", "コールセンター", "市役所", "区役所", "消費", "支援センター", "医師会", "薬局", "救急", "PMDA"}

// Words of sentences that speak of the clinic itself, and of those that give an address.
var (
	ownClinic = []string{"当院", "当クリニック", "当医院", "当センター"}
	addressed = []string{"〒", "住所", "所在地"}
)

// readClinic reports telephone numbers and addresses that differ from the clinic's record.
func (m *manuscript) readClinic() {
	clinics := clinicsOf(m.c.Column)
	if len(clinics) == 0 {
		return
	}
	for i := range m.spans {
		s := &m.spans[i]
		alone := m.standsAlone(i)
		for p := range sentencesOf(s.Text) {
			own := alone || speaksOfClinic(p.text, clinics)
			for _, n := range numbers(p.text) {
				m.readNumber(s, p, n, own, clinics)
			}
			if own || containsAny(p.text, addressed) != "" {
				m.readAddress(s, p, clinics)
			}
		}
	}
}

// institutions are words of names that a number may belong to.
var institutions = []string{"センター", "病院", "クリニック", "医院", "診療所", "局", "室", "課", "協会", "学会", "会社", "省", "庁", "研究", "大学", "保健", "窓口", "会", "施設", "ダイヤル", "事務"}

// numberLabels are what a line begins with that is a pasted telephone number.
var numberLabels = []string{"TEL", "Tel", "tel", "ＴＥＬ", "電話", "お電話", "☎", "℡"}

// standsAlone reports whether a span is a number under a label, as it stands at the head or the foot of a
// page that was pasted whole: nobody is named there whose number it could be, nor right before it.
func (m *manuscript) standsAlone(i int) bool {
	s := &m.spans[i]
	if s.Kind != markdown.Paragraph || i > 2 && i < len(m.spans)-4 || containsAny(s.Text, institutions) != "" || containsAny(s.Text, others) != "" {
		return false
	}
	if i > 0 && (containsAny(m.spans[i-1].Text, institutions) != "" || containsAny(m.spans[i-1].Text, others) != "") {
		return false
	}
	for _, label := range numberLabels {
		if strings.HasPrefix(strings.TrimSpace(s.Text), label) {
			return true
		}
	}
	return false
}

// speaksOfClinic reports whether a sentence names the clinic and no other institution.
func speaksOfClinic(s string, clinics []*kanshu.Clinic) bool {
	if containsAny(s, others) != "" {
		return false
	}
	if containsAny(s, ownClinic) != "" {
		return true
	}
	for _, c := range clinics {
		if c.Name != "" && strings.Contains(s, c.Name) {
			return true
		}
	}
	return false
}

// readNumber compares one number with those on record.
func (m *manuscript) readNumber(s *markdown.Span, p sentence, n number, own bool, clinics []*kanshu.Clinic) {
	var near, shown string
	for _, c := range clinics {
		for _, tel := range []kanshu.Tel{c.Tel, c.Fax} {
			record := digitsOf(tel.National)
			if record == "" {
				record = digitsOf(tel.Shown)
			}
			switch {
			case record == "":
			case record == n.digits:
				return
			case oneSlip(record, n.digits):
				near = tel.Shown
			case shown == "" && tel == c.Tel:
				shown = tel.Shown
			}
		}
	}
	if near == "" && own {
		near = shown
	}
	if near == "" {
		return
	}
	words := p.text[n.from:n.to]
	m.tell(clinicDiffers, place(s, p.from+n.from, p.from+n.to),
		say(fmt.Sprintf("電話番号「%s」が、医院の記録「%s」と違います。", words, near), fmt.Sprintf("the number %s differs from %s on the clinic's record", words, near)),
		say("どちらが正しいか確かめてください。医院の電話は記録から表示されるので、本文からは消せます。", "see which is right; the clinic's box shows the number on record, so the text need not"))
}

// digitsOf returns the digits of a number as ASCII.
func digitsOf(s string) string {
	var b []byte
	for _, r := range s {
		if d := telDigit(r); d != 0 {
			b = append(b, d)
		}
	}
	return string(b)
}

// oneSlip reports whether two numbers of equal length differ in one digit, or in two neighbours that
// changed places.
func oneSlip(a, b string) bool {
	if len(a) != len(b) || a == "" {
		return false
	}
	var at []int
	for i := range a {
		if a[i] != b[i] {
			at = append(at, i)
		}
	}
	return len(at) == 1 || len(at) == 2 && at[1] == at[0]+1 && a[at[0]] == b[at[1]] && a[at[1]] == b[at[0]]
}

// readAddress reports an address in the clinic's own town with another number.
func (m *manuscript) readAddress(s *markdown.Span, p sentence, clinics []*kanshu.Clinic) {
	text := foldAddress(p.text)
	for _, c := range clinics {
		town, record := splitAddress(foldAddress(c.Address.Line()))
		if town == "" || record == "" {
			continue
		}
		at := strings.Index(text, town)
		if at < 0 {
			continue
		}
		written := houseNumber(text[at+len(town):])
		if written == "" || written == record || strings.HasPrefix(record, written+"-") || strings.HasPrefix(written, record+"-") || sharesHouse(written, c, clinics) {
			continue
		}
		m.tell(clinicDiffers, place(s, p.from, p.to),
			say(fmt.Sprintf("所在地の番地「%s%s」が、医院の記録「%s」と違います。", town, written, c.Address.Line()), fmt.Sprintf("the address %s%s differs from %s on the clinic's record", town, written, c.Address.Line())),
			say("どちらが正しいか確かめてください。医院の所在地は記録から表示されるので、本文からは消せます。", "see which is right; the clinic's box shows the address on record, so the text need not"))
		return
	}
}

// sharesHouse reports whether another of the clinics stands at the number.
func sharesHouse(written string, not *kanshu.Clinic, clinics []*kanshu.Clinic) bool {
	for _, c := range clinics {
		if _, record := splitAddress(foldAddress(c.Address.Line())); c != not && record == written {
			return true
		}
	}
	return false
}

// foldAddress returns an address in one width, without blanks, 丁目 and its like as hyphens.
func foldAddress(s string) string {
	s = width.Fold.String(s)
	return strings.NewReplacer(" ", "", "　", "", "丁目", "-", "番地の", "-", "番地", "-", "番", "-", "号", "", "‐", "-", "–", "-", "−", "-", "ー", "-", "の", "").Replace(s)
}

// splitAddress parts a folded address into the town and the number of the house.
func splitAddress(s string) (town, house string) {
	at := strings.IndexAny(s, "0123456789")
	if at <= 0 {
		return "", ""
	}
	return s[:at], houseNumber(s[at:])
}

// houseNumber returns the number at the start of s: 1-2-3.
func houseNumber(s string) string {
	end := 0
	for end < len(s) && (s[end] >= '0' && s[end] <= '9' || s[end] == '-') {
		end++
	}
	return strings.Trim(s[:end], "-")
}
