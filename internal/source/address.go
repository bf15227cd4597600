package source

import (
	"strings"
	"unicode/utf8"

	"kanshu/internal/kanshu"
)

// address returns the web address of a key: with https or http and a host, or, where own is set, a path of
// this site. Anything else is told of and left out, for pages, feeds and structured data lead to it.
func (f *fields) address(name string, own bool) string {
	text := f.text(name)
	if text == "" || isAddress(text) || own && isOwnPath(text) {
		return text
	}
	f.d.noAddress(f.get(name).value, text)
	return ""
}

// addresses returns the web addresses of a key that takes several.
func (f *fields) addresses(name string) []string {
	var out []string
	for _, text := range f.texts(name) {
		if isAddress(text) {
			out = append(out, text)
			continue
		}
		f.d.noAddress(f.get(name).value, text)
	}
	return out
}

func (d *decoder) noAddress(at *node, text string) {
	d.report("link-scheme", kanshu.Warn, d.at(at), say("「%s」はアドレスとして読めないため、リンクにしません。", "%q is no web address and was left out", show(text)),
		say("https:// で始まるアドレスを書いてください。", "write an address that begins with https://"))
}

// isAddress reports whether s is an address of the web: http or https, a host, and nothing that a browser
// would read otherwise than it looks.
func isAddress(s string) bool {
	scheme, rest, ok := strings.Cut(s, "://")
	if !ok || !strings.EqualFold(scheme, "https") && !strings.EqualFold(scheme, "http") {
		return false
	}
	return rest != "" && strings.IndexByte("/?#:@.", rest[0]) < 0 && clear(s)
}

// isOwnPath reports whether s is a path of this site, with query and fragment.
func isOwnPath(s string) bool {
	return s[0] == '/' && !strings.HasPrefix(s, "//") && clear(s)
}

// clear reports whether an address holds no white space, control or unseen characters, quotes, angle
// brackets or backslashes.
func clear(s string) bool { return strings.IndexFunc(s, unclear) < 0 }

func unclear(r rune) bool {
	switch r {
	case '\\', '"', '<', '>', '`', '^', '{', '}', '|', 0x7f, '\u3000':
		return true
	}
	return r <= ' ' || r >= utf8.RuneSelf && unseen(r)
}
