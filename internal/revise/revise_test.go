package revise_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"kanshu/internal/kanshu"
	"kanshu/internal/revise"
	"kanshu/internal/source"
)

var (
	on  = kanshu.Date{Year: 2026, Month: 11, Day: 20}
	due = kanshu.Date{Year: 2027, Month: 11, Day: 19}
)

func load(t *testing.T, text string) *kanshu.Column {
	t.Helper()
	site, err := source.Load(fstest.MapFS{
		"kanshu.yaml":            {Data: []byte("title: 見本\nbase_url: https://column.example.jp\n")},
		"data/doctors/aoki.yaml": {Data: []byte("name: 青木 架子\n")},
		"data/doctors/kita.yaml": {Data: []byte("name: 北 架夫\n")},
		"columns/a.md":           {Data: []byte(text)},
	}, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return site.Columns[0]
}

// TestApply holds that only the lines of the review change.
func TestApply(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{
			"values are replaced, comments and order stay",
			"---\n# 覚え書き\nreview_due: 2026-10-31   # 期限\ntitle: 題\nsupervisor: aoki\nreviewed: \"2025-11-01\"\n---\n本文\n",
			"---\n# 覚え書き\nreview_due: 2027-11-19   # 期限\ntitle: 題\nsupervisor: aoki\nreviewed: 2026-11-20\n---\n本文\n",
		},
		{
			"Japanese keys and days keep their names",
			"---\n題名: 題\n監修: aoki\n監修日: 令和7年11月1日\n監修期限: 2026年10月31日\n---\n本文",
			"---\n題名: 題\n監修: aoki\n監修日: 2026-11-20\n監修期限: 2027-11-19\n---\n本文",
		},
		{
			"line ends stay, what is missing is added",
			"---\r\ntitle: 題\r\nsupervisor:\r\n---\r\n本文\r\n",
			"---\r\ntitle: 題\r\nsupervisor: aoki\r\nreviewed: 2026-11-20\r\nreview_due: 2027-11-19\r\n---\r\n本文\r\n",
		},
		{
			"another doctor takes over",
			"---\ntitle: 題\nsupervisor: kita # 前任\nreviewed: 2025-11-01\nreview_due: 2026-10-31\n---\n本文",
			"---\ntitle: 題\nsupervisor: aoki # 前任\nreviewed: 2026-11-20\nreview_due: 2027-11-19\n---\n本文",
		},
		{
			"one of several stays one of several",
			"---\ntitle: 題\nsupervisor: [kita, aoki]\nreviewed: 2025-11-01\nreview_due: 2026-10-31\n---\n本文",
			"---\ntitle: 題\nsupervisor: [kita, aoki]\nreviewed: 2026-11-20\nreview_due: 2027-11-19\n---\n本文",
		},
		{
			"on one line with full-width text",
			"---\n{題名: 長い題名です, 監修: aoki, 監修日: 2025-11-01, 監修期限: 2026-10-31}\n---\n本文",
			"---\n{題名: 長い題名です, 監修: aoki, 監修日: 2026-11-20, 監修期限: 2027-11-19}\n---\n本文",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := revise.Apply([]byte(c.in), load(t, c.in), revise.Review{By: "aoki", On: on, Due: due})
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
			if col := load(t, string(got)); col.Review.On != on || col.Review.Due != due {
				t.Errorf("read again: %+v", col.Review)
			}
		})
	}
}

// TestApplyLeavesSeveralSupervisorsToThePerson holds that no supervisor is taken away unseen.
func TestApplyLeavesSeveralSupervisorsToThePerson(t *testing.T) {
	for _, s := range []string{"supervisor: [kita, kita]", "supervisor: {name: 南 架代}"} {
		text := "---\ntitle: 題\n" + s + "\nreviewed: 2025-11-01\n---\n本文"
		_, err := revise.Apply([]byte(text), load(t, text), revise.Review{By: "aoki", On: on})
		if !errors.Is(err, revise.ErrSupervisor) {
			t.Errorf("%s: %v, want ErrSupervisor", s, err)
		}
	}
}

// TestNextDue holds how long a new review holds where nobody says.
func TestNextDue(t *testing.T) {
	text := "---\ntitle: 題\nsupervisor: aoki\nreviewed: 2025-11-01\nreview_due: 2025-11-30\n---\n本文"
	c := load(t, text)
	if got := revise.NextDue(c, kanshu.Period{Months: 12}, on); got != due {
		t.Errorf("by the interval: %s, want %s", got, due)
	}
	if got := revise.NextDue(c, kanshu.Period{}, on).String(); got != "2026-12-19" {
		t.Errorf("as long as before: %s", got)
	}
	if got := revise.NextDue(load(t, strings.ReplaceAll(text, "review_due: 2025-11-30\n", "")), kanshu.Period{}, on); !got.IsZero() {
		t.Errorf("nothing known: %s", got)
	}
}
