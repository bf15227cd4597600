package output_test

import (
	"encoding/xml"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"kanshu/internal/kanshu"
	"kanshu/internal/output"
	"kanshu/internal/testsite"
)

func TestFeedsStandWhereTheContractSays(t *testing.T) {
	t.Parallel()
	all := files(t, newRecords().press(t), output.Feeds)
	for _, dir := range []string{"", "category/skin/", "doctors/morishita/"} {
		for _, name := range []string{"feed.xml", "atom.xml", "feed.json"} {
			if all[dir+name] == "" {
				t.Errorf("no %s", dir+name)
			}
		}
	}
	if len(all) != 9 {
		t.Errorf("%d files, want 9: a doctor who left and a tag have none", len(all))
	}
}

// TestRSS holds what gorilla/feeds lacks or gets wrong.
func TestRSS(t *testing.T) {
	t.Parallel()
	s := files(t, newRecords().press(t), output.Feeds)["feed.xml"]
	c := readRSS(t, s).Channel
	want := []link{{Text: "https://column.example.jp/"}, {Href: "https://column.example.jp/feed.xml", Rel: "self", Type: "application/rss+xml"}}
	for i, l := range c.Links {
		if l.XMLName = (xml.Name{}); i >= len(want) || l != want[i] {
			t.Errorf("link %d = %+v, want %+v", i, l, want)
		}
	}
	if c.Language != "ja" || c.Editor != "" {
		t.Errorf("language, managingEditor = %q, %q; want ja and none", c.Language, c.Editor)
	}
	if c.Built != "Fri, 20 Nov 2026 00:00:00 +0900" {
		t.Errorf("lastBuildDate = %q, want the day of the withdrawal", c.Built)
	}
	var titles []string
	last := time.Date(3000, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, item := range c.Items {
		titles = append(titles, item.Title)
		if item.GUID.Perma != "true" || item.GUID.Value != item.Link {
			t.Errorf("guid = %+v, want the permalink %s", item.GUID, item.Link)
		}
		if len(item.Author) > 0 || len(item.Creator) == 0 {
			t.Errorf("author, dc:creator = %q, %q; want dc:creator alone", item.Author, item.Creator)
		}
		at, err := time.Parse("Mon, 02 Jan 2006 15:04:05 -0700", item.PubDate)
		if err != nil || at.After(last) {
			t.Errorf("pubDate = %q after %v (%v), want newest first", item.PubDate, last, err)
		}
		last = at
	}
	if got, want := strings.Join(titles, ";"), `公開を休止しています;客員の監修;二つ目;<肌> & "保湿"`; got != want {
		t.Errorf("titles = %s, want %s", got, want)
	}
	first := c.Items[3]
	if got := strings.Join(first.Category, ","); got != "皮膚科,花粉症" {
		t.Errorf("categories = %s", got)
	}
	if first.Description != "[広告] 提供: 架空製薬 / &lt;肌&gt; &amp; &#34;保湿&#34;の要約です。" {
		t.Errorf("description = %q, want who paid for it, escaped for readers that take it for HTML", first.Description)
	}
	if got := strings.Join(c.Items[2].Creator, ","); got != "編集部,甲野 書子,山川 去,森下 葉子" {
		t.Errorf("dc:creator = %s", got)
	}
	if got := strings.Join(c.Items[1].Contributor, ","); got != "客員 医師,森下 葉子" {
		t.Errorf("dc:contributor = %s", got)
	}
}

// TestAtom holds the same for Atom.
// TestNoTitleOfRSSIsMarkup: some readers take a title for HTML, which it is not.
func TestNoTitleOfRSSIsMarkup(t *testing.T) {
	t.Parallel()
	site := folio(t)
	testsite.Put(site, "kanshu.yaml", strings.Replace(string(site["kanshu.yaml"].Data), "title: ", "title: <b>", 1))
	testsite.Put(site, "columns/tags.md", "---\ntitle: \"<script>alert(1)</script> 血圧 < 130 <3 <!-- <?x\"\nsupervisor: hinata\nreviewed: 2026-10-01\nreview_due: 2027-09-30\n---\n本文\n")
	c := readRSS(t, render(t, site).page(t, "feed.xml")).Channel
	titles := []string{c.Title}
	for _, item := range c.Items {
		titles = append(titles, item.Title)
	}
	all := strings.Join(titles, ";")
	for _, tag := range []string{"<b", "<s", "</", "<!", "<?"} {
		if strings.Contains(all, tag) {
			t.Errorf("%q stands in %q", tag, all)
		}
	}
	if want := "<script>alert(1)</script> 血圧 < 130 <3 <!-- <?x"; !strings.Contains(strings.ReplaceAll(all, "\u2060", ""), want) {
		t.Errorf("%q is not told: %q", want, all)
	}
}

func TestAtom(t *testing.T) {
	t.Parallel()
	all := files(t, newRecords().press(t), output.Feeds)
	d := readAtom(t, all["atom.xml"])
	if d.Lang != "ja" || d.ID != "https://column.example.jp/atom.xml" || d.Subtitle != "試しの発行物" || d.Author[0].Name != "架空出版" {
		t.Errorf("lang, id, subtitle, author = %q, %q, %q, %v", d.Lang, d.ID, d.Subtitle, d.Author)
	}
	rels := map[string]string{}
	for _, l := range d.Links {
		rels[l.Rel] = l.Href
	}
	if len(d.Links) != 2 || rels["self"] != d.ID || rels["alternate"] != "https://column.example.jp/" {
		t.Errorf("links = %v, want self and alternate", d.Links)
	}
	if len(d.Graves) != 1 || d.Graves[0].Ref != "https://column.example.jp/columns/gone/" || d.Graves[0].When != "2026-11-20T00:00:00+09:00" {
		t.Errorf("deleted-entry = %+v", d.Graves)
	}
	e := d.Entries[2]
	if e.ID != "https://column.example.jp/columns/first/" || e.Published != "2026-05-01T00:00:00+09:00" || e.Updated != "2026-10-01T00:00:00+09:00" {
		t.Errorf("id, published, updated = %q, %q, %q", e.ID, e.Published, e.Updated)
	}
	if len(e.Category) != 2 || e.Category[0].Term != "皮膚科" || e.Category[0].Text != "" {
		t.Errorf("category = %+v, want a term attribute", e.Category)
	}
	if e.Content.Type != "html" || e.Contributor[0].URI != "https://column.example.jp/doctors/morishita/" {
		t.Errorf("content type, contributor = %q, %+v", e.Content.Type, e.Contributor)
	}
	if strings.Contains(all["category/skin/atom.xml"], "deleted-entry") {
		t.Error("a category's feed names a withdrawn column")
	}
}

// TestJSONFeed holds the same for JSON Feed.
func TestJSONFeed(t *testing.T) {
	t.Parallel()
	d := readJSON(t, files(t, newRecords().press(t), output.Feeds)["feed.json"])
	if d.Version != "https://jsonfeed.org/version/1.1" || d.Feed != "https://column.example.jp/feed.json" || d.Home != "https://column.example.jp/" || d.Language != "ja" {
		t.Errorf("version, feed_url, home_page_url, language = %q, %q, %q, %q", d.Version, d.Feed, d.Home, d.Language)
	}
	if d.Author != nil || len(d.Authors) != 1 {
		t.Errorf("author, authors = %v, %v; want authors alone", d.Author, d.Authors)
	}
	for _, item := range d.Items {
		if item.ID != item.URL || item.HTML == "" || item.Author != nil || len(item.Authors) == 0 || item.Language != "ja" {
			t.Errorf("item = %+v", item)
		}
	}
}

func TestWithdrawnColumnsKeepTheirGUIDAndLoseTheirWords(t *testing.T) {
	t.Parallel()
	all := files(t, newRecords().press(t), output.Feeds)
	const notice = "この記事は内容を見直しているため、公開を休止しています"
	rss := readRSS(t, all["feed.xml"]).Channel.Items[0]
	if rss.GUID.Value != "https://column.example.jp/columns/gone/" || rss.Content != "<p>"+notice+"</p>" || rss.Description != notice {
		t.Errorf("RSS item = %+v", rss)
	}
	item := readJSON(t, all["feed.json"]).Items[0]
	if item.ID != "https://column.example.jp/columns/gone/" || item.HTML != "<p>"+notice+"</p>" {
		t.Errorf("JSON item = %+v", item)
	}
}

func TestAReviewRenewedIsNoNewColumn(t *testing.T) {
	t.Parallel()
	r := newRecords()
	r.site.Columns[0].Review.On = day("2026-11-21")
	all := files(t, r.press(t), output.Feeds)
	e := readAtom(t, all["atom.xml"]).Entries[2]
	if e.Published != "2026-05-01T00:00:00+09:00" || e.Updated != "2026-11-21T00:00:00+09:00" {
		t.Errorf("published, updated = %s, %s", e.Published, e.Updated)
	}
	if got := readRSS(t, all["feed.xml"]).Channel; got.Items[3].PubDate != "Fri, 01 May 2026 00:00:00 +0900" || got.Built != "Sat, 21 Nov 2026 00:00:00 +0900" {
		t.Errorf("pubDate, lastBuildDate = %s, %s", got.Items[3].PubDate, got.Built)
	}
}

func TestFeedContent(t *testing.T) {
	t.Parallel()
	content := readRSS(t, files(t, newRecords().press(t), output.Feeds)["feed.xml"]).Channel.Items[3].Content
	head, _, _ := strings.Cut(content, "最初の段落")
	for _, want := range []string{
		"広告", "架空製薬", "監修", `<a href="https://column.example.jp/doctors/morishita/">森下 葉子</a>`, "架空銀座クリニック 院長",
		"2026年10月1日", "2027年9月30日", `<a href="https://column.example.jp/columns/first/">`,
	} {
		if !strings.Contains(head, want) {
			t.Errorf("the head lacks %q: %s", want, head)
		}
	}
	for _, want := range []string{
		`<a href="https://column.example.jp/columns/second/">`, "無い記事", "毎日塗りますか。", "<strong>はい</strong>",
		`<a href="https://doi.org/10.0000/abc">保湿の研究</a>`, "a=1&amp;b=2", "量を改めました。", "診断に代わるものではありません。",
		"[1]",
	} {
		if !strings.Contains(content, want) {
			t.Errorf("the content lacks %q: %s", want, content)
		}
	}
	if strings.Contains(content, "/columns/none/") || strings.Contains(content, "<script") {
		t.Errorf("the content holds a link to nothing or a script: %s", content)
	}
	for _, m := range regexp.MustCompile(`(?:href|src)="([^"]*)"`).FindAllStringSubmatch(content, -1) {
		if !strings.HasPrefix(m[1], "https://") {
			t.Errorf("address %q is not absolute", m[1])
		}
	}
	if i := strings.IndexFunc(content, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' }); i >= 0 {
		t.Errorf("the content holds the control character %q", content[i])
	}
}

// TestAllFormatsSayTheSame: what ends a CDATA section, what is no character of XML, what JSON escapes.
func TestAllFormatsSayTheSame(t *testing.T) {
	t.Parallel()
	site := folio(t)
	const body = "`a]]>b`]]>]]]>]]\n\n文 <![CDATA[ & ]]&gt; \"引用\" \\ \u2028\u2029𠮷\ufffe\u0085\n\n    ]]>\n\t]]]]>\n\n]]"
	testsite.Put(site, "columns/ends.md", "---\ntitle: \"a ]]> <![CDATA[ b\"\nsummary: \"]]>\"\nsupervisor: hinata\nreviewed: 2026-10-01\nreview_due: 2027-09-30\ntags: [\"]]>\"]\n---\n"+body+"\n")
	all := render(t, site)
	rss, atom, feed := readRSS(t, all.page(t, "feed.xml")).Channel.Items, readAtom(t, all.page(t, "atom.xml")).Entries, readJSON(t, all.page(t, "feed.json")).Items
	gone := len(rss) - len(atom) // what was withdrawn last is the newest item of formats that know no deletion
	if len(atom) < 2 || gone < 0 || len(feed) != len(rss) {
		t.Fatalf("%d items of RSS, %d of Atom, %d of JSON Feed", len(rss), len(atom), len(feed))
	}
	rss, feed = rss[gone:], feed[gone:]
	seen := false
	for i := range atom {
		if rss[i].Content != feed[i].HTML || atom[i].Content.Text != feed[i].HTML || strings.ReplaceAll(rss[i].Title, "\u2060", "") != feed[i].Title || atom[i].Title != feed[i].Title {
			t.Errorf("RSS says %q, Atom %q, JSON Feed %q", rss[i].Content, atom[i].Content.Text, feed[i].HTML)
		}
		if feed[i].Title != "a ]]> <![CDATA[ b" {
			continue
		}
		seen = true
		for _, want := range []string{"<code>a]]>b</code>]]>]]]>]]", "&lt;![CDATA[ &amp; ]]>", "𠮷", "]]]]>"} {
			if !strings.Contains(feed[i].HTML, want) {
				t.Errorf("%q lacks %q", feed[i].HTML, want)
			}
		}
		if strings.ContainsAny(feed[i].HTML, "\ufffe\u0085") {
			t.Errorf("%q holds what is no text", feed[i].HTML)
		}
	}
	if !seen {
		t.Error("the column stands in no feed")
	}
}

func TestFeedContentMayBeTheSummaryAlone(t *testing.T) {
	t.Parallel()
	r := newRecords()
	r.site.Config.Feeds.Content = "summary"
	content := readRSS(t, files(t, r.press(t), output.Feeds)["feed.xml"]).Channel.Items[2].Content
	if !strings.Contains(content, "監修") || !strings.HasSuffix(content, "<p>二つ目の要約です。</p>") {
		t.Errorf("content = %s", content)
	}
}

func TestFeedsHoldTheNewestOnly(t *testing.T) {
	t.Parallel()
	r := newRecords()
	r.many(50)
	r.site.Config.Feeds.Items = 5
	items := readRSS(t, files(t, r.press(t), output.Feeds)["category/skin/feed.xml"]).Channel.Items
	if len(items) != 5 || items[1].Link != "https://column.example.jp/columns/many-049/" {
		t.Errorf("%d items, the second %s", len(items), items[1].Link)
	}
}

func TestAnEmptySiteHasFeeds(t *testing.T) {
	t.Parallel()
	r := newRecords()
	r.site.Columns, r.gone = nil, nil
	all := files(t, r.press(t), output.Feeds)
	if got := readAtom(t, all["atom.xml"]); got.Updated != "1970-01-01T00:00:00+09:00" || len(got.Entries) != 0 {
		t.Errorf("Atom = %+v", got)
	}
	readRSS(t, all["feed.xml"])
	if !strings.Contains(all["feed.json"], `"items":[]`) {
		t.Errorf("JSON Feed without items: %s", all["feed.json"])
	}
}

func TestFeedKeysCoverWhatFeedsSay(t *testing.T) {
	t.Parallel()
	keys := func(change func(r *records)) map[string]string {
		r := newRecords()
		change(r)
		as, err := output.Plan(r.press(t), []output.Kind{output.Feeds})
		if err != nil {
			t.Fatal(err)
		}
		m := map[string]string{}
		for _, a := range as {
			m[a.Path] = a.Key.String()
		}
		return m
	}
	before := keys(func(*records) {})
	if again := keys(func(*records) {}); again["feed.xml"] != before["feed.xml"] {
		t.Error("equal records give other keys")
	}
	if before["feed.xml"] == before["atom.xml"] {
		t.Error("two formats share a key")
	}
	for name, change := range map[string]func(r *records){
		"a body":             func(r *records) { r.site.Columns[0].Body.Digest[0]++ },
		"a front matter":     func(r *records) { r.site.Columns[0].Head[0]++ },
		"a doctor's name":    func(r *records) { r.site.Doctors[1].Name = "森下 陽子" },
		"a clinic's name":    func(r *records) { r.site.Clinics[0].Name = "架空新橋クリニック" },
		"a computed due day": func(r *records) { r.site.Columns[0].Review.Due = day("2027-08-31") },
		"a category's name":  func(r *records) { r.site.Categories[0].Name = "皮ふ科" },
		"a withdrawal":       func(r *records) { r.gone = nil },
		"a withdrawal's day": func(r *records) { r.gone[0].Since = day("2026-11-19") },
		"the notice":         func(r *records) { r.site.Config.Notice = "別の注意" },
		"a link's target":    func(r *records) { r.site.Columns[2].Draft = true },
	} {
		if keys(change)["feed.xml"] == before["feed.xml"] {
			t.Errorf("%s changes and the key does not", name)
		}
	}
}

func TestFeedsRenderAColumnOnce(t *testing.T) {
	t.Parallel()
	r := newRecords()
	reads := 0
	body := r.site.Columns[0].Body
	r.site.Columns[0].Body.Read = func(room *[]byte) ([]byte, error) { reads++; return body.Read(room) }
	p := r.press(t)
	reads = 0
	files(t, p, output.Feeds)
	if reads != 1 {
		t.Errorf("nine files of three feeds read the column %d times, want once", reads)
	}
}

// TestFeedsAreMadeWithPages: where everything is made, a column is read for its page alone; and what the feeds say does
// not tell by whom it was read, nor how often a feed was made before.
func TestFeedsAreMadeWithPages(t *testing.T) {
	t.Parallel()
	plan := func(fresh bool) ([]kanshu.Artifact, *int) {
		r := newRecords()
		reads := new(int)
		for _, c := range r.site.Columns {
			body := c.Body
			c.Body.Read = func(room *[]byte) ([]byte, error) { *reads++; return body.Read(room) }
		}
		p := r.press(t)
		p.Fresh = fresh
		as, err := output.Plan(p, output.All)
		if err != nil {
			t.Fatal(err)
		}
		slices.SortStableFunc(as, func(a, b kanshu.Artifact) int { return a.Turn - b.Turn })
		*reads = 0
		return as, reads
	}
	made := func(as []kanshu.Artifact) map[string]string {
		all := map[string]string{}
		for _, a := range as {
			if !strings.HasPrefix(a.Path, "columns/") && a.Wave != kanshu.Lists {
				continue
			}
			var b strings.Builder
			if err := a.Make(&b); err != nil {
				t.Fatalf("make %s: %v", a.Path, err)
			}
			all[a.Path] = b.String()
		}
		return all
	}
	fresh, reads := plan(true)
	first := made(fresh)
	if *reads != 3 {
		t.Errorf("columns are read %d times, want each of the three once", *reads)
	}
	later, _ := plan(false)
	slices.Reverse(later)
	for name, all := range map[string]map[string]string{"again": made(fresh), "without the pages": made(later)} {
		if !maps.Equal(all, first) {
			t.Errorf("%s: the files are others", name)
		}
	}
}
