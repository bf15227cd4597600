package serve_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"kanshu/internal/serve"
	"kanshu/internal/testsite"
)

const (
	draft     = "---\ntitle: 雨の日の頭痛\nsupervisor: kurose\nreviewed: 2026-11-01\nreview_due: 2027-10-31\nreferences: [\"https://example.jp/a\"]\ndraft: true\n---\n\n雨の前の日に痛みます。\n"
	nobody    = "---\ntitle: 冬の乾燥\nreviewed: 2026-11-01\nreview_due: 2027-10-31\nreferences: [\"https://example.jp/b\"]\n---\n\n加湿の話です。\n"
	doctor    = "data/doctors/kurose.yaml"
	brokenYML = "name: 黒瀬\nclinic: [\n"
)

func served(t *testing.T) (*running, *lockedFS) {
	t.Helper()
	site := &lockedFS{site: testsite.New(t)}
	site.put("columns/rain.md", draft)
	site.put("columns/dry.md", nobody)
	return start(t, site, nil), site
}

// TestWhatIsNotPublishedIsShownUnderItsReasons also holds that approved columns bear no ribbon.
func TestWhatIsNotPublishedIsShownUnderItsReasons(t *testing.T) {
	r, _ := served(t)
	_, body := r.get(t, "/columns/dry/")
	wants(t, "a refused column", body, "加湿の話です", "このままでは公開されません", "supervisor-missing", "columns/dry.md:1:1", "→ ", `href="vscode://file/`)
	_, body = r.get(t, "/columns/rain/")
	wants(t, "a draft", body, "雨の前の日に痛みます", "まだ公開されません", "columns/rain.md:7:8", "<code>draft</code>")
	a, body := r.get(t, "/columns/sleep/")
	lacks(t, "an approved column", body, "kanshu-ribbon", " data-expires=", "<script>", "style=")
	if a.StatusCode != http.StatusOK || !regexp.MustCompile(`<body[^>]*><aside class="kanshu-bar"`).MatchString(body) {
		t.Errorf("%s without a bar", a.Status)
	}
	_, body = r.get(t, "/")
	wants(t, "home", body, "雨の日の頭痛", "冬の乾燥", "眠れない夜が続くとき")
	_, feed := r.get(t, "/feed.xml")
	wants(t, "the feed", feed, "眠れない夜が続くとき")
	lacks(t, "the feed", feed, "雨の日の頭痛", "冬の乾燥", "kanshu-bar")
}

// TestAnotherDay: the lists are those of readers on that day; what would not be published then is still to be
// seen at its address.
func TestAnotherDay(t *testing.T) {
	r, _ := served(t)
	_, home := r.get(t, "/?at=2026-12-15")
	wants(t, "home on the last day of a review", home, "家庭で血圧を測る", `value="2026-12-15"`, "今日に戻す")
	lacks(t, "home as readers see it", home, "雨の日の頭痛", "冬の乾燥")
	_, home = r.get(t, "/?at=2026-12-16")
	lacks(t, "home on the day after", home, "家庭で血圧を測る")
	_, column := r.get(t, "/columns/blood-pressure/?at=2026-12-16")
	wants(t, "the column on the day after", column, "朝は起きて一時間以内", "このままでは公開されません", "review-expired")
	_, column = r.get(t, "/columns/blood-pressure/")
	lacks(t, "the column today", column, "kanshu-ribbon")
	for _, at := range []string{"2026-2-1", "2026-02-30", "tomorrow", "2026-12-16%0d%0aX: y", "%3Cscript%3E"} {
		a, body := r.get(t, "/?at="+at)
		if a.StatusCode != http.StatusBadRequest {
			t.Errorf("?at=%s: %s", at, a.Status)
		}
		lacks(t, at, body, "<script>")
	}
}

func TestTheListNamesEveryColumn(t *testing.T) {
	r, _ := served(t)
	_, body := r.get(t, "/_kanshu/")
	wants(t, "the list", body, "冬の乾燥", "supervisor-missing", "雨の日の頭痛", "家庭で血圧を測る", "2026-12-15", "あと 23 日", "公開できない 1", "保留 1", "期限が近い 1")
	if i, j := strings.Index(body, "冬の乾燥"), strings.Index(body, "眠れない夜"); i < 0 || j < i {
		t.Errorf("the refused column stands behind the published ones: %d, %d", i, j)
	}
	_, body = r.get(t, "/_kanshu/?state=held")
	wants(t, "the held ones", body, "雨の日の頭痛")
	lacks(t, "the held ones", body, "冬の乾燥")
	_, body = r.get(t, "/_kanshu/?q=%E4%B9%BE%E7%87%A5&at=2028-01-01")
	wants(t, "a search on another day", body, "冬の乾燥", "日超過", "/columns/dry/?at=2028-01-01")
	lacks(t, "a search", body, "眠れない夜")
	_, body = r.get(t, "/_kanshu/?q=%3Cscript%3Ealert(1)%3C/script%3E&page=-9&state=%22")
	lacks(t, "a search for a script", body, "<script>alert")
}

// TestWhatIsBrokenStopsNothing: the last good page stays, with the place to mend on it.
func TestWhatIsBrokenStopsNothing(t *testing.T) {
	r, site := served(t)
	good := map[string]string{}
	for _, name := range []string{doctor, "kanshu.yaml", "layouts/column.html"} {
		b, _ := site.site.ReadFile(name)
		good[name] = string(b)
	}
	for _, c := range []struct{ name, text, place string }{
		{doctor, brokenYML, doctor + ":"},
		{"kanshu.yaml", "title: [\n", "kanshu.yaml:1"},
		{"kanshu.yaml", "", "kanshu.yaml"},
		{"layouts/column.html", "{{define \"main\"}}\n{{if}}{{end}}", "layouts/column.html:2"},
		{"layouts/column.html", "{{define \"main\"}}\n{{.Nonsense}}{{end}}", "column.html:2"},
		{"layouts/column.html", "{{define \"main\"}}\n<a href=\"{{if .Title}}\">{{end}}{{end}}", "column.html:2"},
	} {
		r.get(t, "/columns/sleep/")
		site.put(c.name, c.text)
		r.Changed([]string{c.name})
		a, body := r.get(t, "/columns/sleep/")
		if a.StatusCode != http.StatusOK {
			t.Errorf("%s %q: %s", c.name, c.text, a.Status)
		}
		wants(t, c.name+" broken", body, "昼寝", `role="alert"`, c.place)
		if _, list := r.get(t, "/_kanshu/"); !strings.Contains(c.text, "Nonsense") {
			wants(t, "the list meanwhile", list, "眠れない夜", c.place)
		}
		site.put(c.name, good[c.name])
		r.Changed([]string{c.name})
		_, body = r.get(t, "/columns/sleep/")
		wants(t, c.name+" mended", body, "昼寝")
		lacks(t, c.name+" mended", body, `role="alert"`)
	}
	for _, text := range []string{"", "---\n", "\xff\xfe\x00", "---\ntitle: [\n---\n本文", strings.Repeat("-", 100), "---\ntitle: a\nslug: ../../x\n---\n"} {
		site.put("columns/rain.md", text+" ")
		r.Changed([]string{"columns/rain.md"})
		for _, path := range []string{"/", "/columns/sleep/", "/_kanshu/", "/columns/rain/"} {
			if a, _ := r.get(t, path); a.StatusCode >= 500 {
				t.Errorf("with %q in a column %s answers %s", text, path, a.Status)
			}
		}
	}
}

func TestASiteThatIsBrokenFromTheStart(t *testing.T) {
	site := &lockedFS{site: testsite.New(t)}
	b, _ := site.site.ReadFile("kanshu.yaml")
	site.put("kanshu.yaml", "title: [\n")
	r := start(t, site, nil)
	a, body := r.get(t, "/columns/sleep/")
	if a.StatusCode != http.StatusInternalServerError {
		t.Errorf("it answers %s", a.Status)
	}
	wants(t, "the page", body, "kanshu.yaml:1", "client.js", "自動で読み直されます")
	site.put("kanshu.yaml", string(b))
	r.Changed([]string{"kanshu.yaml"})
	if a, _ := r.get(t, "/columns/sleep/"); a.StatusCode != http.StatusOK {
		t.Errorf("once mended it answers %s", a.Status)
	}
}

// TestOpenPagesHearOfChanges: a change is told by its kind, with the version that pages then bear.
func TestOpenPagesHearOfChanges(t *testing.T) {
	r, site := served(t)
	version := regexp.MustCompile(`data-version="([^"]+)"`)
	_, body := r.get(t, "/columns/sleep/")
	s := r.listen(t)
	if name, data := s.next(t); name != "hello" || data != version.FindStringSubmatch(body)[1] {
		t.Errorf("the stream begins with %s %s", name, data)
	}
	css := regexp.MustCompile(`/assets/main-[0-9a-f]+\.css`)
	before := css.FindString(body)
	site.put("assets/main.css", "body{color:#123}")
	r.Changed([]string{"assets/main.css"})
	name, data := s.next(t)
	_, body = r.get(t, "/columns/sleep/")
	if name != "style" || data != version.FindStringSubmatch(body)[1] || css.FindString(body) == before {
		t.Errorf("a style sheet: %s %s, the page has %s", name, data, css.FindString(body))
	}
	if a, sheet := r.get(t, css.FindString(body)); a.StatusCode != http.StatusOK || !strings.Contains(sheet, "#123") {
		t.Errorf("the style sheet: %s %q", a.Status, cut(sheet))
	}
	site.put("columns/sleep.md", strings.Replace(string(mustRead(t, site, "columns/sleep.md")), "20 分", "15 分", 1))
	r.Changed([]string{"assets/main.css", "columns/sleep.md"})
	if name, _ := s.next(t); name != "change" {
		t.Errorf("a column beside a style sheet: %s", name)
	}
	_, body = r.get(t, "/columns/sleep/")
	wants(t, "the page after", body, "15 分")
	r.Changed([]string{"columns/sleep.md"})
	r.Changed([]string{"assets/main.css", "columns/sleep.md"})
	if name, data := s.next(t); name != "style" || data == version.FindStringSubmatch(body)[1] {
		t.Errorf("a style sheet after and beside a column that stands as it stood: %s %s", name, data)
	}
}

func mustRead(t *testing.T, site *lockedFS, name string) []byte {
	t.Helper()
	b, err := site.site.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestASiteBelowAPath is served below that path, and the bare address leads there.
func TestASiteBelowAPath(t *testing.T) {
	site := testsite.New(t)
	b, _ := site.ReadFile("kanshu.yaml")
	testsite.Put(site, "kanshu.yaml", strings.Replace(string(b), "https://column.example.jp", "https://column.example.jp/blog", 1))
	r := start(t, site, func(o *serve.Options) { o.Lang = "en" })
	a, _ := r.get(t, "/")
	if a.Header.Get("Location") != "/blog/" {
		t.Errorf("/ leads to %q", a.Header.Get("Location"))
	}
	a, body := r.get(t, "/blog/columns/sleep/")
	if a.StatusCode != http.StatusOK {
		t.Errorf("the column: %s", a.Status)
	}
	wants(t, "the bar", body, "All columns", `href="/blog/`)
	if a, _ := r.get(t, "/columns/sleep/"); a.StatusCode != http.StatusNotFound {
		t.Errorf("outside the path: %s", a.Status)
	}
}
