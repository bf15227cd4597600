package source

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"kanshu/internal/kanshu"
)

const (
	ruleSlug  = "slug-unusable"
	ruleAlias = "alias-unusable"
)

// languages are the codes of ISO 639-1. A code of any two letters will not do: sleep.old.md and x.md.md
// would be published as translations.
const languages = " aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy " +
	"ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my " +
	"na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty " +
	"ug uk ur uz ve vi vo wa wo xh yi yo za zh zu fil "

// isLang reports whether s is a language code as kanshu writes it: one of the languages, and a region or
// script behind a hyphen if any: ja, en, zh-Hant.
func isLang(s string) bool {
	base, tail, more := strings.Cut(s, "-")
	if base == "" || !strings.Contains(languages, " "+base+" ") {
		return false
	}
	return !more || len(tail) >= 2 && len(tail) <= 4 && strings.IndexFunc(tail, func(r rune) bool { return r > 'z' || !isLetter(byte(r)) }) < 0
}

// nameParts takes the language from the stem of a file's name: "hay-fever.en" is "hay-fever" in "en".
func nameParts(stem string) (slug, lang string) {
	if i := strings.LastIndexByte(stem, '.'); i > 0 && isLang(stem[i+1:]) {
		return stem[:i], stem[i+1:]
	}
	return stem, ""
}

// reserved reports whether a slug would meet a page of the site or a device of Windows.
func reserved(s string) bool {
	switch s {
	case "page", "index", "con", "prn", "aux", "nul", "conin", "conout", "clock":
		return true
	}
	return len(s) == 4 && (s[:3] == "com" || s[:3] == "lpt") && s[3] >= '0' && s[3] <= '9'
}

// checkSlug reports a slug that cannot be an address.
func checkSlug(c *kanshu.Column) {
	s := string(c.Slug)
	if isID(s) && !reserved(s) {
		return
	}
	message := say("「%s」はアドレスの名前になりません。", "%q cannot be part of an address", show(s))
	if reserved(s) {
		message = say("「%s」という名前は予約されています。", "the name %q is reserved", show(s))
	}
	c.Findings = append(c.Findings, kanshu.Finding{
		Rule: ruleSlug, Pos: slugPos(c), Message: message,
		Hint: say("半角の小文字、数字、ハイフンで80字まで、先頭は文字か数字で付けてください。ファイル名を変えるか、slug: で指定します。",
			"use a-z, 0-9 and hyphens, at most 80, first a letter or digit; rename the file or write slug:"),
	})
}

func slugPos(c *kanshu.Column) kanshu.Pos {
	if c.Has("slug") {
		return c.At("slug")
	}
	return kanshuPos(c.File, 1, 1, 0)
}

// collide refuses every column whose address another column claims: the same slug in the same language,
// also where only case, width or composition differ. Aliases that meet something are only told of: a
// column must not be able to take down another by claiming its address. The sums of their claims, taken while each
// was at hand, tell whether any two meet: they are sorted.
func collide(columns []*kanshu.Column, claims []uint64, siteLang string) {
	if slices.Sort(claims); len(slices.Compact(claims)) < len(columns) {
		refuseMeetings(columns, siteLang)
	}
	aliases := make(map[string][]*kanshu.Column)
	for _, c := range columns {
		for i, a := range c.Aliases {
			if !isSitePath(a) {
				c.Findings = append(c.Findings, kanshu.Finding{
					Rule: ruleAlias, Severity: kanshu.Warn, Pos: c.At("aliases"),
					Message: say("転送元「%s」はこのサイトのアドレスではないため、使いません。", "the alias %q is no address of this site and was left out", show(a)),
					Hint:    say("/columns/old/ のように「/」で始めてください。", "begin it with a slash, as in /columns/old/"),
				})
				c.Aliases[i] = ""
				continue
			}
			aliases[aliasKey(a)] = append(aliases[aliasKey(a)], c)
		}
		c.Aliases = slices.DeleteFunc(c.Aliases, func(a string) bool { return a == "" })
	}
	if len(aliases) > 0 {
		meetAliases(columns, aliases, siteLang)
	}
}

// meetAliases tells of aliases that are a column's address or another column's alias. Which of them lead
// somewhere is settled when the edition is planned, among published columns alone.
func meetAliases(columns []*kanshu.Column, aliases map[string][]*kanshu.Column, siteLang string) {
	for _, c := range columns {
		for _, a := range c.Aliases {
			for _, other := range aliases[aliasKey(a)] {
				if other != c {
					warnMeeting(c, a, other.File)
					break
				}
			}
		}
	}
	for _, c := range columns {
		for _, other := range aliases[aliasKey(c.Path(siteLang))] {
			warnMeeting(other, c.Path(siteLang), c.File)
		}
	}
}

func aliasKey(a string) string { return foldName(strings.TrimSuffix(a, "/")) }

func warnMeeting(c *kanshu.Column, address, other string) {
	c.Findings = append(c.Findings, kanshu.Finding{
		Rule: ruleAlias, Severity: kanshu.Warn, Pos: c.At("aliases"),
		Message: say("転送元「%s」は %s と重なっているため、転送しません。", "the alias %q meets %s and leads nowhere", show(address), other),
		Hint:    say("aliases から消すか、ほかのアドレスにしてください。", "remove it from aliases, or write another"),
	})
}

func refuseMeeting(c *kanshu.Column, at kanshu.Pos, address, other string) {
	c.Findings = append(c.Findings, kanshu.Finding{
		Rule: ruleSlug, Pos: at,
		Message: say("アドレス「%s」が %s と重なっています。どちらも公開しません。", "the address %q meets that of %s; neither is published", show(address), other),
		Hint:    say("どちらかのファイル名か slug: を変えてください。", "rename one of the files, or change its slug:"),
	})
}

// foldName reduces a name to what file systems and servers may take for the same.
func foldName(s string) string {
	if plain(s) {
		return strings.ToLower(s)
	}
	return strings.ToLower(norm.NFKC.String(s))
}

// A claim is what address a column claims: what file systems and servers may take for the same is equal.
type claim struct{ lang, slug string }

func claimOf(c *kanshu.Column) claim { return claim{foldName(c.Lang), foldName(string(c.Slug))} }

// refuseMeetings refuses columns that meet in one address.
func refuseMeetings(columns []*kanshu.Column, siteLang string) {
	met := make(map[claim][]*kanshu.Column, len(columns))
	for _, c := range columns {
		met[claimOf(c)] = append(met[claimOf(c)], c)
	}
	for _, c := range columns {
		for _, other := range met[claimOf(c)] {
			if other != c {
				refuseMeeting(c, slugPos(c), c.Path(siteLang), other.File)
			}
		}
	}
}
