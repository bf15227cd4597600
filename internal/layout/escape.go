package layout

import "strings"

// An escaper appends what one of html/template's escapers makes of s.
type escaper func(dst []byte, s string) []byte

// escaperOf returns the equal of an escaper that html/template put into a pipeline; html says that it is
// handed HTML, which some let pass. nil: there is none here.
func escaperOf(name string, html bool) escaper {
	switch {
	case name == "_html_template_htmlescaper" && html:
		return func(dst []byte, s string) []byte { return append(dst, s...) }
	case html:
		return nil
	case name == "_html_template_htmlescaper", name == "_html_template_attrescaper", name == "_html_template_rcdataescaper":
		return escapeText
	case name == "_html_template_urlfilter":
		return filterURL
	case name == "_html_template_urlnormalizer":
		return normalizeURL
	default:
		return nil
	}
}

// escapeText escapes for text, for an attribute in quotes and for <title>.
func escapeText(dst []byte, s string) []byte {
	from := 0
	for i := range len(s) {
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

// filterURL lets an address pass whose scheme is http, https or mailto, or that has none.
func filterURL(dst []byte, s string) []byte {
	if scheme, _, ok := strings.Cut(s, ":"); ok && !strings.Contains(scheme, "/") &&
		!strings.EqualFold(scheme, "http") && !strings.EqualFold(scheme, "https") && !strings.EqualFold(scheme, "mailto") {
		return append(dst, "#ZgotmplZ"...)
	}
	return append(dst, s...)
}

// normalizeURL percent-encodes what an address cannot hold.
func normalizeURL(dst []byte, s string) []byte {
	const digits = "0123456789abcdef"
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', strings.IndexByte("!#$&*+,/:;=?@[]-._~", c) >= 0,
			c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			dst = append(dst, c)
		default:
			dst = append(dst, '%', digits[c>>4], digits[c&15])
		}
	}
	return dst
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f'
}
