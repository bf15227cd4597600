package source

import (
	"math"
	"strconv"
	"strings"

	"kanshu/internal/kanshu"
)

// clinics reads the key clinic.
func (d *decoder) clinics(f *fields) []*kanshu.Clinic {
	e := f.get("clinic")
	if e == nil {
		return nil
	}
	items := e.items()
	out := make([]*kanshu.Clinic, 0, len(items))
	for i := range items {
		n := &items[i]
		switch {
		case n.shape == record:
			out = append(out, d.clinic(n, e.path(f, i)))
		case n.shape == list:
			d.refuseKind(&entry{e.spec, e.key, n}, "医院の id か、その記録", "an id or a record")
		case n.blank():
		default:
			if c := d.clinicByID(n); c != nil {
				out = append(out, c)
			}
		}
	}
	return out
}

// clinicByID returns the clinic on record, or reports that there is none.
func (d *decoder) clinicByID(n *node) *kanshu.Clinic {
	if c := d.names.clinics[n.text]; c != nil {
		return c
	}
	hint := say("data/clinics/ に記録を置くか、医院の名称や住所をこの場所に書いてください。", "add its record to data/clinics/, or write name and address out here")
	if near := d.names.nearClinic(n.text); near != "" {
		hint = say("「%s」と書いてください。", "write %s", near)
	}
	d.report("clinic-unknown", kanshu.Warn, d.at(n), say("医院「%s」の記録がありません。", "there is no record of the clinic %q", show(n.text)), hint)
	return nil
}

// clinic reads a clinic's record.
func (d *decoder) clinic(n *node, path string) *kanshu.Clinic {
	f := d.record(n, clinicKeys, path)
	c := &kanshu.Clinic{
		File: d.file, Line: n.line + d.before,
		Name: f.text("name"), Group: f.text("group"), Email: f.text("email"), Closed: f.texts("closed"),
		URL: f.address("url", false), BookingURL: f.address("booking_url", false), Languages: f.texts("languages"),
		Image: f.image("image", kanshu.ClinicSeen), Until: f.day("until"),
		Tel: d.tel(&f, "tel"), Fax: d.tel(&f, "fax"), Address: d.address(&f), Access: f.access(),
	}
	c.Hours = d.hours(&f, c.Closed)
	if e := f.get("geo"); e != nil {
		c.Geo = d.geo(e, f.name("geo"))
	}
	return c
}

func (d *decoder) tel(f *fields, name string) kanshu.Tel {
	text := f.text(name)
	if invisible(text) {
		return kanshu.Tel{}
	}
	tel, ok := ParseTel(text)
	if !ok {
		d.report("telephone-unclear", kanshu.Warn, d.at(f.entry(name).value),
			say("「%s」は電話番号として読めません。書いたとおりに表示し、発信のリンクは付けません。", "%q cannot be read as a telephone number; it is shown as written, without a link", show(text)),
			say("市外局番から、10桁か11桁で書いてください。例 03-0000-1000", "write ten or eleven digits with the area code, as in 03-0000-1000"))
	}
	return tel
}

// address reads an address: one text, a record, or the parts among the clinic's own keys.
func (d *decoder) address(f *fields) kanshu.Address {
	a := kanshu.Address{}
	places := []*fields{f}
	if e := f.get("address"); e != nil {
		switch e.value.shape {
		case scalar:
			a = ParseAddress(e.value.text)
		case record:
			r := d.record(e.value, addressKeys, f.name("address"))
			places = append(places, &r)
		default:
			d.refuseKind(e, "一つの文か、都道府県などの項目", "one text, or region, locality and street")
		}
	}
	for _, p := range [...]struct {
		name string
		to   *string
	}{{"region", &a.Region}, {"locality", &a.Locality}, {"street", &a.Street}, {"building", &a.Building}, {"floor", &a.Floor}} {
		for _, from := range places {
			if t := from.text(p.name); t != "" {
				*p.to = t
			}
		}
	}
	for _, from := range places {
		if text := from.text("postal_code"); text != "" {
			code, ok := ParsePostalCode(text)
			if !ok {
				d.report("postal-code-unclear", kanshu.Warn, d.at(from.entry("postal_code").value),
					say("「%s」は郵便番号として読めないため、表示しません。", "%q cannot be read as a postal code and is not shown", show(text)),
					say("7桁の数字で書いてください。例 000-0101", "write seven digits, as in 000-0101"))
				continue
			}
			a.PostalCode = code
		}
	}
	return a
}

// access reads the ways to a clinic: texts, or records with station and minutes.
func (f *fields) access() []string {
	var out []string
	f.each("access", func(r *fields, _ *node) {
		out = append(out, way(r.text("line"), r.text("station"), r.text("exit"), r.count("walk", 0, 999, -1)))
	}, func(text string, _ *node) {
		for line := range strings.SplitSeq(text, "\n") {
			if line = strings.TrimSpace(line); line != "" {
				out = append(out, line)
			}
		}
	})
	return out
}

// way puts a line, a station, an exit and minutes on foot into one line.
func way(line, station, exit string, walk int) string {
	s := line + station
	if station != "" && !strings.HasSuffix(station, "駅") && !strings.HasSuffix(station, "停") {
		s += "駅"
	}
	if exit != "" {
		s += " " + exit
		if !strings.HasSuffix(exit, "口") {
			s += "出口"
		}
	}
	if walk >= 0 {
		s += "より徒歩" + strconv.Itoa(walk) + "分"
	}
	return s
}

// hours reads opening hours: texts, or records of days, open and close.
func (d *decoder) hours(f *fields, closed []string) kanshu.Hours {
	e := f.get("hours")
	if e == nil {
		return kanshu.Hours{}
	}
	var texts []string
	f.each("hours", func(r *fields, _ *node) {
		days := strings.Join(r.texts("days"), "・")
		s := scanner{rest: foldHours(days)}
		if set, ordinal, ok := s.days(); ok && !ordinal && s.rest == "" {
			days = set.String()
		}
		texts = append(texts, strings.TrimSpace(days+" "+r.text("open")+"-"+r.text("close")))
	}, func(text string, _ *node) { texts = append(texts, text) })
	h, unclear := ParseHours(texts, closed)
	for _, text := range unclear {
		d.report("hours-unclear", kanshu.Warn, d.at(e.value),
			say("診療時間の「%s」を表に直せません。書いたとおりに表示し、検索エンジンには伝えません。", "the hours %q do not fit a table; they are shown as written and not told to search engines", show(text)),
			say("曜日と時刻を「平日 9:00-12:30/15:00-18:30; 土 9:00-12:30」のように書き、休診日と重ならないようにしてください。", "write days and times as 平日 9:00-12:30/15:00-18:30; 土 9:00-12:30, apart from the closed days"))
	}
	return h
}

func (d *decoder) geo(e *entry, path string) *kanshu.Geo {
	if e.value.shape != record {
		d.refuseKind(e, "lat と lng の組", "lat and lng")
		return nil
	}
	r := d.record(e.value, geoKeys, path)
	var at [2]float64
	for i, name := range [...]string{"lat", "lng"} {
		p := r.get(name)
		if p == nil {
			d.refuseKind(e, "lat と lng の組", "lat and lng")
			return nil
		}
		v, err := strconv.ParseFloat(p.value.text, 64)
		if most := float64(90 * (i + 1)); p.value.shape != scalar || err != nil || !(math.Abs(v) <= most) {
			d.refuseKind(p, "度を単位とする数", "a number of degrees")
			return nil
		}
		at[i] = v
	}
	return &kanshu.Geo{Lat: at[0], Lng: at[1]}
}

// nearClinic is nearDoctor for clinics.
func (r *registry) nearClinic(written string) string {
	name := squeeze(written)
	for _, id := range r.clinicIDs {
		if n := r.clinics[id].Name; n != "" && squeeze(n) == name {
			return id
		}
	}
	return nearest(r.clinicIDs, written)
}
