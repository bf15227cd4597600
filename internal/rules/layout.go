package rules

import (
	"slices"
	"strings"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
)

// LayoutUnknown warns of a column that asks for a template which the site does not have.
var LayoutUnknown = &gate.Rule{
	Live: true,
	ID:   "layout-unknown", Severity: kanshu.Warn,
	Title:   say("layout に書いたテンプレートがある", "The template that layout names is there"),
	Basis:   say("編集方針", "editorial policy"),
	Explain: say("layout には、サイトの layouts/ に置いたコラム用のテンプレートの名前を書きます(layouts/long.html なら long)。ないときは、いつもの column.html で表示します。ほかの種類のページのテンプレート(home、list など)は選べません。", "layout names a template for columns in the site's own layouts/ (long for layouts/long.html). Where there is none the usual column.html is used. Templates of other kinds of pages (home, list) cannot be chosen."),
	Check: func(c *gate.Case) {
		name := strings.TrimSuffix(c.Column.Layout, ".html")
		if name == "" || name == "column" {
			return
		}
		own := slices.DeleteFunc(slices.Clone(c.Templates()), func(n string) bool { return slices.Contains(layout.Kinds, n) })
		if slices.Contains(own, name) {
			return
		}
		hint := say("layouts/ に置いたファイルの名前を書くか、この行を消してください", "write the name of a file in layouts/, or take the line away")
		switch near := near(append(own, "column"), name); {
		case near != "":
			hint = say("「"+near+"」のことでしょうか。layout: "+near+" と書くと、そのテンプレートになります", "perhaps "+near+" is meant: layout: "+near)
		case len(own) > 0:
			hint = say("使えるのは "+strings.Join(own, "、")+" です", "there are "+strings.Join(own, ", "))
		}
		c.Report(c.Column.At("layout"), say("テンプレート layouts/"+name+".html がないため、いつもの形で表示します", "there is no template layouts/"+name+".html for columns; the usual one is used"), hint)
	},
}

// near returns the first of the names that lies at most two slips from one, "" if there is none.
func near(names []string, name string) string {
	best, least := "", 3
	for _, n := range names {
		if k := kanshu.Slips(strings.ToLower(name), strings.ToLower(n), 2); k < least && 2*k <= len(n) {
			best, least = n, k
		}
	}
	return best
}
