package layout

import (
	"html/template"
	"reflect"
	"strings"
)

// An escaper appends what one of html/template's escapers makes of s.
type escaper func(dst []byte, s string) []byte

// escaperOf returns the equal of an escaper that html/template put into a pipeline, for values of the type
// that it is handed: HTML and addresses that the program vouches for pass more freely. nil: there is none
// here.
func escaperOf(name string, t reflect.Type) escaper {
	verbatim := func(dst []byte, s string) []byte { return append(dst, s...) }
	html, url := t == reflect.TypeFor[template.HTML](), t == reflect.TypeFor[template.URL]()
	switch name {
	case "_html_template_htmlescaper":
		if html {
			return verbatim
		}
		return escapeText
	case "_html_template_attrescaper", "_html_template_rcdataescaper":
		if html {
			return nil
		}
		return escapeText
	case "_html_template_htmlnamefilter":
		if t == reflect.TypeFor[template.HTMLAttr]() {
			return verbatim
		}
		return nil
	case "_html_template_urlfilter":
		if url {
			return verbatim
		}
		return filterURL
	case "_html_template_urlnormalizer":
		return normalizeURL
	case "_html_template_urlescaper":
		if url {
			return normalizeURL
		}
		return escapeURL
	case "_html_template_srcsetescaper":
		if url {
			return nil
		}
		return filterSrcset
	default:
		return nil
	}
}

// linkEscapers is what html/template puts behind the address of a link.
var linkEscapers = [3]string{"_html_template_urlfilter", "_html_template_urlnormalizer", "_html_template_attrescaper"}

// plainLink reports whether linkEscapers leave an address as it is: one of this site, or with https, of
// letters that mean nothing to any of them. Nearly all are.
func plainLink(s string) bool {
	for _, c := range []byte(strings.TrimPrefix(s, "https://")) {
		if c >= 0x80 || !linkBytes[c] {
			return false
		}
	}
	return true
}

// linkBytes are the bytes that plainLink knows: all that normalizeURL leaves, without those that escapeText escapes
// and those that ask for a second look.
var linkBytes = func() (plain [0x80]bool) {
	for c := range byte(0x80) {
		plain[c] = isUnreserved(c) || strings.IndexByte("!#$*,/;=?@[]", c) >= 0
	}
	return plain
}()

// escapeText escapes for text, for an attribute in quotes and for <title>.
func escapeText(dst []byte, s string) []byte {
	from := 0
	for i := 0; i < len(s); i++ {
		for i+8 <= len(s) {
			if x := eight(s[i:]); !high(x) && !calm(x) {
				break
			}
			i += 8
		}
		if i == len(s) || i+8 > len(s) && len(s) >= 8 && calm(eight(s[len(s)-8:])) {
			break
		}
		c := s[i]
		if c > '>' {
			continue
		}
		var entity string
		switch c {
		case 0:
			entity = "\uFFFD"
		case '"':
			entity = "&#34;"
		case '&':
			entity = "&amp;"
		case '\'':
			entity = "&#39;"
		case '+':
			entity = "&#43;"
		case '<':
			entity = "&lt;"
		case '>':
			entity = "&gt;"
		default:
			continue
		}
		dst = append(dst, s[from:i]...)
		dst = append(dst, entity...)
		from = i + 1
	}
	return append(dst, s[from:]...)
}

const ones, tops = 0x0101010101010101, 0x8080808080808080

// eight returns the first eight bytes of s.
func eight(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// high reports whether none of eight bytes stands before '?', as all do that are escaped, and few in Japanese text.
func high(x uint64) bool { return (x-'?'*ones)&^x&tops == 0 }

// calm reports whether none of eight bytes is escaped. It says no to a # as well, which is " & or ' but for a bit or two.
func calm(x uint64) bool {
	quote, plus, angle := x&^(5*ones)^'"'*ones, x^'+'*ones, x&^(2*ones)^'<'*ones // a byte of zero where one stands
	return ((x-ones)&^x|(quote-ones)&^quote|(plus-ones)&^plus|(angle-ones)&^angle)&tops == 0
}

// filterURL lets an address pass whose scheme is http, https or mailto, or that has none.
func filterURL(dst []byte, s string) []byte {
	if isSafeURL(s) {
		return append(dst, s...)
	}
	return append(dst, "#ZgotmplZ"...)
}

func isSafeURL(s string) bool {
	scheme, _, ok := strings.Cut(s, ":")
	return !ok || strings.Contains(scheme, "/") || strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https") ||
		strings.EqualFold(scheme, "mailto")
}

// normalizeURL percent-encodes what an address cannot hold.
func normalizeURL(dst []byte, s string) []byte {
	for i := range len(s) {
		c := s[i]
		if isUnreserved(c) || strings.IndexByte("!#$&*+,/:;=?@[]", c) >= 0 || c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			dst = append(dst, c)
		} else {
			dst = appendPercent(dst, c)
		}
	}
	return dst
}

// escapeURL percent-encodes all that has a meaning in an address, for a part of its query or fragment.
func escapeURL(dst []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; isUnreserved(c) {
			dst = append(dst, c)
		} else {
			dst = appendPercent(dst, c)
		}
	}
	return dst
}

// isUnreserved reports whether c stands for itself anywhere in an address. Source: RFC 3986, section 2.3.
func isUnreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_' || c == '~'
}

func appendPercent(dst []byte, c byte) []byte {
	const digits = "0123456789abcdef"
	return append(dst, '%', digits[c>>4], digits[c&15])
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f'
}

// filterSrcset lets those pictures of a srcset pass whose address filterURL lets pass and whose size is of
// letters and digits.
func filterSrcset(dst []byte, s string) []byte {
	for more := true; more; {
		var part string
		part, s, more = strings.Cut(s, ",")
		url := strings.TrimLeft(part, htmlBlanks)
		before := part[:len(part)-len(url)]
		after := ""
		if i := strings.IndexAny(url, htmlBlanks); i >= 0 {
			url, after = url[:i], url[i:]
		}
		if isSafeURL(url) && isSizes(after) {
			dst = append(normalizeURL(append(dst, before...), url), after...)
		} else {
			dst = append(dst, "#ZgotmplZ"...)
		}
		if more {
			dst = append(dst, ',')
		}
	}
	return dst
}

// htmlBlanks is what HTML takes for white space in a list.
const htmlBlanks = " \t\n\f\r"

// isSizes reports whether s holds nothing but letters, digits and blanks.
func isSizes(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c|0x20 < 'a' || c|0x20 > 'z') && (c < '0' || c > '9') && strings.IndexByte(htmlBlanks, c) < 0 {
			return false
		}
	}
	return true
}
