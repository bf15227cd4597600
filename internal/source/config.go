package source

import (
	"net/url"
	"strings"
	"time"

	"kanshu/internal/kanshu"
)

// config reads kanshu.yaml and fills in the defaults.
func (d *decoder) config(n *node) *kanshu.Config {
	f := d.record(n, ConfigKeys, "")
	c := &kanshu.Config{
		Title: f.text("title"), Description: f.text("description"), Language: f.text("language"), Timezone: f.text("timezone"),
		Search: f.flag("search"), SocialCards: f.flag("social_cards"), Notice: f.text("notice"), About: f.text("about"),
		Review: kanshu.ReviewPolicy{Max: kanshu.Period{Months: 36}, WarnBefore: 30},
		Policy: kanshu.Policy{MaxWithheld: 20},
		Feeds:  kanshu.FeedsConfig{Items: 20, Content: "full"},
		Images: kanshu.ImagesConfig{Widths: []int{480, 960, 1600}, Quality: 78},
		Output: kanshu.OutputConfig{Host: "generic", PageSize: 20},
	}
	d.required(&f, "title", c.Title)
	d.baseURL(&f, c)
	d.locale(&f, c)
	d.policies(&f, c)
	f.one("feeds", func(r *fields) {
		c.Feeds.Items = r.count("items", 1, 1000, c.Feeds.Items)
		if v := r.choice("content"); v != "" {
			c.Feeds.Content = v
		}
	})
	d.images(&f, c)
	f.one("output", func(r *fields) {
		if v := r.choice("host"); v != "" {
			c.Output.Host = v
		}
		c.Output.PageSize = r.count("page_size", 1, 1000, c.Output.PageSize)
	})
	f.each("publisher", func(r *fields, _ *node) {
		c.Publisher = kanshu.Publisher{Name: r.text("name"), URL: r.address("url", false), Logo: r.image("logo", kanshu.Logo), Email: r.text("email")}
		if e := r.get("clinic"); e != nil && !e.value.blank() {
			c.Publisher.Clinic = &kanshu.Clinic{ID: r.text("clinic")}
		}
	}, func(text string, _ *node) { c.Publisher = kanshu.Publisher{Name: text} })
	f.each("menu", func(r *fields, _ *node) {
		c.Menu = append(c.Menu, kanshu.MenuItem{Name: r.text("name"), URL: r.address("url", true)})
	}, nil)
	f.one("theme", func(r *fields) {
		c.Theme = kanshu.Theme{
			Accent: d.colour(r, "accent"), AccentDark: d.colour(r, "accent_dark"), Logo: r.image("logo", kanshu.Logo), Mark: r.text("mark"),
			Lead: r.text("lead"), LeadText: r.text("lead_text"), Footer: r.text("footer"), Copyright: r.text("copyright"),
		}
	})
	return c
}

// required reports a key without which a file is not complete.
func (d *decoder) required(f *fields, name, value string) {
	if !invisible(value) {
		return
	}
	at := kanshuPos(d.file, 1, 1, 0)
	if e := f.entry(name); e != nil {
		at = d.at(e.key)
	}
	spec := find(f.table, name)
	d.refuse(at, say("「%s」(%s)がありません。", "%q (%s) is not given", name, spec.What.JA), say("%s: %s のように書いてください。", "write it as in %s: %s", name, spec.Example))
	last := &d.found[len(d.found)-1].Message
	last.EN = strings.Replace(last.EN, spec.What.JA, spec.What.EN, 1)
}

func (d *decoder) baseURL(f *fields, c *kanshu.Config) {
	text := f.text("base_url")
	d.required(f, "base_url", text)
	if text == "" {
		return
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || strings.ContainsAny(text, " \"'<>\\") {
		d.refuseKind(f.entry("base_url"), "https:// か http:// で始まるアドレス", "an address that begins with https:// or http://")
		return
	}
	c.BasePath = strings.TrimRight(u.EscapedPath(), "/")
	c.BaseURL = u.Scheme + "://" + u.Host + c.BasePath
}

func (d *decoder) locale(f *fields, c *kanshu.Config) {
	if c.Language == "" {
		c.Language = "ja"
	}
	if !isLang(c.Language) {
		d.refuseKind(f.entry("language"), "言語の記号(ja、en、zh など)", "a language code (ja, en, zh)")
	}
	if c.Timezone == "" {
		c.Timezone = "Asia/Tokyo"
	}
	loc, err := time.LoadLocation(c.Timezone)
	switch {
	case err == nil && c.Timezone != "Local":
		c.Location = loc
	case c.Timezone == "Asia/Tokyo":
		c.Location = time.FixedZone("JST", 9*60*60)
	default:
		d.refuseKind(f.entry("timezone"), "時間帯の名前(Asia/Tokyo など)", "the name of a time zone (Asia/Tokyo)")
	}
}

func (d *decoder) policies(f *fields, c *kanshu.Config) {
	f.one("review", func(r *fields) {
		c.Review.Interval = r.span("interval")
		if p := r.span("max"); !p.IsZero() {
			c.Review.Max = p
		}
		switch e := r.get("warn_before"); {
		case e == nil:
		case digits(foldDigits(e.value.text)) >= 0 && e.value.shape == scalar:
			c.Review.WarnBefore = r.count("warn_before", 0, 3650, 30)
		default:
			p := r.span("warn_before")
			c.Review.WarnBefore = p.Days + 30*p.Months
		}
		if day := (kanshu.Date{Year: 2001, Month: 1, Day: 1}); c.Review.Interval.From(day).After(c.Review.Max.From(day)) {
			d.refuse(d.at(r.entry("interval").value), say("review.interval が review.max より長くなっています。", "review.interval is longer than review.max"), noHint)
		}
	})
	f.one("policy", func(r *fields) {
		c.Policy.MaxWithheld = r.count("max_withheld", 0, 100, 20)
		c.Policy.Refuse, c.Policy.Warn = r.texts("refuse"), r.texts("warn")
		if e := r.get("refuse"); e != nil {
			c.Policy.RefuseAt = d.at(e.value)
		}
		if e := r.get("warn"); e != nil {
			c.Policy.WarnAt = d.at(e.value)
		}
	})
}

func (d *decoder) images(f *fields, c *kanshu.Config) {
	f.one("images", func(r *fields) {
		c.Images.Quality = r.count("quality", 1, 100, c.Images.Quality)
		c.Images.WebP = r.text("webp")
		e := r.get("widths")
		if e == nil {
			return
		}
		if e.value.shape == scalar && !r.flag("widths") {
			c.Images.Widths = nil
			return
		}
		c.Images.Widths = nil
		items := e.items()
		for i := range items {
			w, ok := wholeNumber(&items[i])
			if !ok || w < 16 || w > 8192 {
				d.refuseKind(&entry{e.spec, e.key, &items[i]}, "16から8192までの幅", "a width between 16 and 8192")
				continue
			}
			c.Images.Widths = append(c.Images.Widths, w)
		}
	})
}

// colour reads #rrggbb or #rgb.
func (d *decoder) colour(r *fields, name string) string {
	s := r.text(name)
	if s == "" {
		return ""
	}
	if hex := strings.ToLower(s[1:]); s[0] == '#' && (len(hex) == 6 || len(hex) == 3) && strings.Trim(hex, "0123456789abcdef") == "" {
		return s
	}
	d.refuseKind(r.entry(name), "#rrggbb の形の色(引用符で囲みます)", "a colour of the form #rrggbb, in quotes")
	return ""
}
