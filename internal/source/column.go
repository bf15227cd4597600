package source

import (
	"slices"
	"strings"
	"unicode/utf8"

	"kanshu/internal/kanshu"
)

// column fills c from its front matter.
func (d *decoder) column(n *node, c *kanshu.Column) {
	if n.shape != record {
		d.refuse(d.at(n), say("「項目: 値」の形になっていません。", "it is not of the form key: value"),
			say("1行に一つずつ「title: 題名」のように書いてください。", "write one key: value on each line"))
		return
	}
	f := d.record(n, Keys, "")
	d.hidden(&f)
	c.Title, c.Subtitle, c.Description, c.Reading = f.text("title"), f.text("subtitle"), f.text("description"), f.text("reading")
	c.Image, c.Layout = f.text("image"), f.text("layout")
	c.Date, c.Updated = f.day("date"), f.day("updated")
	c.Review = kanshu.Review{On: f.day("reviewed"), Due: f.day("review_due")}
	c.Points, c.Aliases = f.texts("points"), f.texts("aliases")
	c.Draft = d.draft(&f)
	d.supervisors(&f, c)
	c.Authors, c.Clinics = d.authors(&f), d.clinics(&f)
	c.Category, c.Tags = d.topics(&f)
	c.Listed, c.FAQ = d.references(&f, c.Listed), d.questions(&f)
	d.disclosures(&f, c)
	d.place(&f, c)
	settle(c, d.names.config)
	d.elsewhere(&f, c)
}

// place reads slug and language, which make the column's address, and its aliases.
func (d *decoder) place(f *fields, c *kanshu.Column) {
	if e := f.entry("slug"); e != nil && !e.value.blank() {
		if e.value.shape == scalar {
			c.Slug = kanshu.Slug(e.value.text)
		} else {
			d.refuseKind(e, "一つの文", "one text")
		}
	}
	if e := f.get("lang"); e != nil && !e.value.blank() {
		lang := f.text("lang")
		if !isLang(lang) {
			d.refuseKind(e, "言語の記号(ja、en、zh など)", "a language code (ja, en, zh)")
			return
		}
		c.Lang = lang
	}
}

// hidden refuses keys of the gate whose value holds what no reviewer can see.
func (d *decoder) hidden(f *fields) {
	for i := range f.entries {
		e := &f.entries[i]
		if !e.spec.Gate || e.value.shape != scalar || e.value.blank() || plain(e.value.text) {
			continue
		}
		if strings.IndexFunc(e.value.text, unseen) >= 0 {
			d.refuse(d.at(e.value), say("「%s」の値に、目に見えない文字があります: %s", "the value of %q holds characters that cannot be seen: %s", e.key.text, show(e.value.text)),
				say("値を打ち直してください。", "type the value again"))
		}
	}
}

// draft reports whether the column is a draft: everything but a plain false is.
func (d *decoder) draft(f *fields) bool {
	e := f.entry("draft")
	if e == nil {
		return false
	}
	n := e.value
	if n.shape != scalar {
		d.refuseKind(e, "true か false", "true or false")
		return true
	}
	if n.text == "false" && !n.quoted {
		return false
	}
	if n.text != "true" && n.text != "はい" {
		d.report("draft-unclear", kanshu.Warn, d.at(n), say("draft が「%s」なので、下書きとして扱いました。", "draft is %q, so the column was taken for a draft", show(n.text)),
			say("公開するときは false と書くか、行を消してください。", "to publish it, write false or remove the line"))
	}
	return true
}

// settle fills in what follows from the rest: the clinics, and the day on which the review ends.
func settle(c *kanshu.Column, config *kanshu.Config) {
	for i := range c.Supervisors {
		s := &c.Supervisors[i]
		if len(c.Clinics) > 0 && (s.Clinic == nil || !slices.Contains(c.Clinics, s.Clinic)) {
			s.Clinic = c.Clinics[0]
		}
	}
	if len(c.Clinics) == 0 {
		for _, s := range c.Supervisors {
			if s.Clinic != nil && !slices.Contains(c.Clinics, s.Clinic) {
				c.Clinics = append(c.Clinics, s.Clinic)
			}
		}
	}
	if c.Review.Due.IsZero() && !c.Review.On.IsZero() && !config.Review.Interval.IsZero() {
		c.Review.Due, c.Review.Computed = config.Review.Interval.From(c.Review.On), true
	}
}

// topics reads category and tags by id or name.
func (d *decoder) topics(f *fields) (*kanshu.Topic, []*kanshu.Topic) {
	var category *kanshu.Topic
	if e := f.get("category"); e != nil && !e.value.blank() {
		if text := f.text("category"); text != "" {
			category = d.topic(text, 0, e.value)
		}
	}
	e := f.get("tags")
	if e == nil {
		return category, nil
	}
	names := f.texts("tags")
	tags := make([]*kanshu.Topic, 0, len(names))
	for _, name := range names {
		if t := d.topic(name, 1, e.value); t != nil && !slices.ContainsFunc(tags, func(o *kanshu.Topic) bool { return o.ID == t.ID }) {
			tags = append(tags, t)
		}
	}
	return category, tags
}

// topic returns the category (which 0) or tag (1) of that id or name, or makes one of the name.
func (d *decoder) topic(name string, which int, at *node) *kanshu.Topic {
	for _, t := range d.names.topics[which] {
		if t.ID == name || t.Name == name {
			return t
		}
	}
	made := d.names.make(which, name)
	if made.near != "" {
		d.report("topic-unknown", kanshu.Warn, d.at(at), say("「%s」は data/topics.yaml にありません。そのまま使いました。", "%q does not stand in data/topics.yaml; it was used as written", show(name)),
			say("「%s」のことでしたら、そう書いてください。", "if %q was meant, write that", made.near))
	}
	return made.topic
}

// make returns the topic of a name that has no record, one for all columns that name it. Which is 0 for
// categories and 1 for tags.
func (r *registry) make(which int, name string) madeTopic {
	m, ok := r.made[which].Load(name)
	if !ok {
		m, _ = r.made[which].LoadOrStore(name, makeTopic(name, r.topics[which]))
	}
	return m.(madeTopic)
}

// A madeTopic is a topic that only columns name, and the name on record that was most likely meant.
type madeTopic struct {
	topic *kanshu.Topic
	near  string
}

func makeTopic(name string, record []*kanshu.Topic) madeTopic {
	known := make([]string, 0, 2*len(record))
	for _, t := range record {
		known = append(known, t.ID, t.Name)
	}
	near := nearest(known, name)
	if utf8.RuneCountInString(name) < 4 && fold(near) != fold(name) {
		near = "" // 検査 and 検診 are two things
	}
	return madeTopic{&kanshu.Topic{ID: topicID(name), Name: name}, near}
}

// topicID makes an id of a name that has no record: lower case, what may not stand in an address turned
// to dashes. A long name is cut, and one that file systems keep for themselves lengthened, by its digest.
func topicID(name string) string {
	var b strings.Builder
	dash := false
	for _, r := range fold(name) {
		if r <= ' ' || r == 0x7F || r == '\u3000' || strings.ContainsRune(`/\?#%&=+"'<>:;,.*|[]{}()^~@!$-`+"`", r) || unseen(r) {
			dash = true
			continue
		}
		if dash && b.Len() > 0 {
			b.WriteByte('-')
		}
		dash = false
		b.WriteRune(r)
	}
	id := b.String()
	switch {
	case id == "":
		return "-"
	case len(id) > topicMost:
		return strings.ToValidUTF8(id[:topicMost], "") + "-" + kanshu.DigestOf([]byte(name)).Short()
	case reserved(id):
		return id + "-" + kanshu.DigestOf([]byte(name)).Short()
	}
	return id
}

// topicMost is how many bytes of a name go into an address: a file system takes 255.
const topicMost = 120
