package output

import (
	"strings"

	"kanshu/internal/kanshu"
)

// abs returns the absolute address of a site path, "/columns/x/" or "/assets/a.png?v=1#b", percent
// encoded where RFC 3986 asks for it; what is encoded already stays as it is. An address with a scheme
// is returned as it is.
func (p *Press) abs(path string) string { return absolute(p.Edition.Config().BaseURL, path) }

// absIn is abs in the memory of a forme.
func (p *Press) absIn(m *forme, path string) string {
	if strings.HasPrefix(path, "/") && plain(path) {
		return m.join(p.Edition.Config().BaseURL, path)
	}
	return p.abs(path)
}

// hrefIn is href of the site path that the parts make, in the memory of a forme.
func (p *Press) hrefIn(m *forme, parts ...string) string {
	path := m.join(parts...)
	if base := p.Edition.Config().BasePath; base != "" {
		return p.href(path)
	}
	return escape(path)
}

// absolute joins a base without a slash at its end and a site path.
func absolute(base, path string) string {
	if strings.HasPrefix(path, "https://") || strings.HasPrefix(path, "http://") {
		return path
	}
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	if plain(path) {
		return base + path
	}
	return base + encodePath(path)
}

// plain reports whether an address may stand as it is.
func plain(path string) bool {
	for i := range len(path) {
		if !addressBytes[path[i]] {
			return false
		}
	}
	return true
}

// addressBytes are the bytes that may stand in the path, query or fragment of an address without being percent
// encoded. The percent sign itself is looked at by encodePath.
var addressBytes = func() (stands [256]bool) {
	for c := range stands {
		b := byte(c)
		stands[c] = b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || strings.IndexByte("/-._~!$&'()*+,;=:@?#", b) >= 0
	}
	return stands
}()

// encodePath percent-encodes the bytes of a path that may not stand in an address.
func encodePath(path string) string {
	const upper = "0123456789ABCDEF"
	var room [256]byte
	b := room[:0]
	for i := range len(path) {
		c := path[i]
		if addressBytes[c] || c == '%' && i+2 < len(path) && hexDigit(path[i+1]) && hexDigit(path[i+2]) {
			b = append(b, c)
			continue
		}
		b = append(b, '%', upper[c>>4], upper[c&15])
	}
	return string(b)
}

func hexDigit(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

// The addresses of pages below the site's root.
func doctorPath(d *kanshu.Doctor) string  { return "/doctors/" + d.ID + "/" }
func clinicPath(c *kanshu.Clinic) string  { return "/clinics/" + c.ID + "/" }
func categoryPath(t *kanshu.Topic) string { return "/category/" + t.ID + "/" }
func tagPath(t *kanshu.Topic) string      { return "/tags/" + t.ID + "/" }

// origin returns the scheme and host of the site: its address without the path below which it lies.
func origin(cfg *kanshu.Config) string { return strings.TrimSuffix(cfg.BaseURL, cfg.BasePath) }
