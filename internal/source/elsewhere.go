package source

import (
	"strings"

	"kanshu/internal/kanshu"
)

// elsewhere refuses a column that another generator would keep from its readers: published: false, status:
// private, an expiryDate before the review ends. kanshu heeds none of these keys, so the column would be
// public although its own front matter says that it is not to be.
func (d *decoder) elsewhere(f *fields, c *kanshu.Column) {
	for _, e := range f.strange {
		if e.value.shape != scalar || e.value.blank() {
			continue
		}
		key := strings.NewReplacer("_", "", "-", "", " ", "").Replace(fold(e.key.text))
		value := fold(e.value.text)
		switch how := withholding[key]; how {
		case byNo, byYes, byWord, byAny:
			if keepsBack(how, value) {
				d.refuseElsewhere(e, say("公開しない場合は draft: true と書き、公開する場合はこの行を消してください。", "write draft: true to keep it back, or remove the line to publish it"))
			}
		case byEnd:
			if day := leadingDay(e.value.text); !day.IsZero() && day.Before(c.Review.Due) {
				d.refuseElsewhere(e, say("公開をこの日までとする場合は review_due に書き、そうでなければこの行を消してください。", "write the day at review_due if the column is to end then; remove the line if not"))
			}
		case byStart:
			if day := leadingDay(e.value.text); c.Date.Before(day) && c.Review.On.Before(day) {
				d.refuseElsewhere(e, say("公開をこの日からとする場合は date に書き、そうでなければこの行を消してください。", "write the day at date if the column is to begin then; remove the line if not"))
			}
		}
	}
}

// keepsBack reports whether a value says that the page is kept from readers.
func keepsBack(how int, value string) bool {
	switch how {
	case byNo:
		return isNo[value]
	case byYes:
		return isYes[value]
	case byWord:
		return isKept[value]
	default:
		return true
	}
}

func (d *decoder) refuseElsewhere(e entry, hint kanshu.Wording) {
	d.refuse(d.at(e.value), say("「%s: %s」は、ほかの道具では公開しないという意味ですが、kanshu はこの項目を読みません。", "%s: %s keeps a page back in other generators, but kanshu does not heed the key", show(e.key.text), show(e.value.text)), hint)
}

// leadingDay returns the day with which a value begins, whatever clock time follows; zero if it begins with none.
func leadingDay(s string) kanshu.Date {
	if day, why := parseDay(strings.TrimSpace(s)); why.IsZero() {
		return day
	}
	if len(s) <= 10 {
		return kanshu.Date{}
	}
	day, _ := parseDay(s[:10])
	return day
}

// How a key of another generator says that a page is kept from readers.
const (
	byNo    = iota + 1 // by no
	byYes              // by yes
	byWord             // by a word of isKept
	byAny              // by whatever is written
	byEnd              // from the day after it
	byStart            // until the day before it
)

// withholding are the keys of other generators that keep a page from readers, folded, without _ and -.
//
// Source: the front matter of Hugo, Jekyll, Eleventy, Hexo, Astro, Gatsby, Zola, WordPress exports.
var withholding = map[string]int{
	"published": byNo, "publish": byNo, "public": byNo, "ispublished": byNo, "visible": byNo, "render": byNo, "live": byNo, "掲載": byNo,
	"hidden": byYes, "hide": byYes, "private": byYes, "unlisted": byYes, "unpublished": byYes, "isdraft": byYes, "archived": byYes, "deleted": byYes,
	"trashed": byYes, "wip": byYes, "headless": byYes, "eleventyexcludefromcollections": byYes, "embargo": byYes, "非公開": byYes, "非表示": byYes, "掲載終了": byYes, "公開停止": byYes,
	"password": byAny, "postpassword": byAny, "パスワード": byAny,
	"status": byWord, "state": byWord, "poststatus": byWord, "wpstatus": byWord, "visibility": byWord, "workflowstate": byWord, "ステータス": byWord, "状態": byWord, "公開状態": byWord, "公開設定": byWord,
	"expirydate": byEnd, "expiry": byEnd, "expires": byEnd, "expireson": byEnd, "expirationdate": byEnd, "expiration": byEnd, "unpublishdate": byEnd, "unpublishon": byEnd, "validuntil": byEnd, "enddate": byEnd, "掲載終了日": byEnd, "公開終了日": byEnd, "公開期限": byEnd, "掲載期限": byEnd,
	"publishdate": byStart, "pubdate": byStart, "publishedat": byStart, "publishon": byStart, "publisheddate": byStart, "goliveon": byStart, "公開予定日": byStart, "公開開始日": byStart, "掲載開始日": byStart,
}

var (
	isNo   = map[string]bool{"false": true, "no": true, "off": true, "n": true, "0": true, "never": true, "いいえ": true, "しない": true, "非公開": true}
	isYes  = map[string]bool{"true": true, "yes": true, "on": true, "y": true, "1": true, "はい": true, "する": true}
	isKept = map[string]bool{
		"draft": true, "private": true, "pending": true, "trash": true, "future": true, "hidden": true, "archived": true, "unpublished": true, "inherit": true, "auto-draft": true,
		"review": true, "inreview": true, "in review": true, "scheduled": true, "deleted": true, "internal": true, "unlisted": true, "expired": true, "wip": true, "password": true,
		"下書き": true, "非公開": true, "公開停止": true, "停止": true, "確認待ち": true, "承認待ち": true, "レビュー中": true, "監修待ち": true, "監修中": true, "未公開": true, "限定公開": true, "予約": true, "ゴミ箱": true, "終了": true,
	}
)
