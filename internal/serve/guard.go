package serve

import (
	"net"
	"net/http"
	"strconv"
	"strings"
)

// policy is the policy of the published pages: nothing inline runs, nothing foreign loads. The server's own
// script and style come from the server.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"manifest-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// guard lets through what a browser of this machine's user asks of a page of this server, and nothing
// else: a page somewhere on the web must not read a draft, whatever name it gives to our address (DNS
// rebinding) and however it embeds it.
//
// Sources: RFC 9110, 7.4 (Host as a check against misdirected requests); Fetch Metadata Request Headers.
func (s *Server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("Cache-Control", "no-store")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("X-Robots-Tag", "noindex, nofollow")
		switch {
		case !s.ours(r):
			http.Error(w, "403 this server answers to its own address only", http.StatusForbidden)
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			h.Set("Allow", "GET, HEAD")
			http.Error(w, "405 GET and HEAD only", http.StatusMethodNotAllowed)
		case foreign(r):
			http.Error(w, "403 asked by another site", http.StatusForbidden)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// ours reports whether the request names this server by one of its own names, with its port. Beside the
// loopback names that is the address at which the connection came in: a number cannot be rebound. A whole address
// in the request line, which only proxies are asked by, would hide what Host says.
func (s *Server) ours(r *http.Request) bool {
	if r.URL.IsAbs() || r.URL.Host != "" {
		return false
	}
	if s.hosts[r.Host] {
		return true
	}
	local, ok := r.Context().Value(http.LocalAddrContextKey).(*net.TCPAddr)
	return ok && !s.loopback && r.Host == hostPort(local.IP, local.Port)
}

// hostPort writes an address as browsers write it in Host. They leave out port 80.
func hostPort(ip net.IP, port int) string {
	host := ip.String()
	if ip.To4() == nil {
		host = "[" + host + "]"
	}
	if port == 80 {
		return host
	}
	return host + ":" + strconv.Itoa(port)
}

// hostNames returns every Host that means this server when it listens on the loopback, or on all of the
// machine's addresses.
func hostNames(port int) map[string]bool {
	names := map[string]bool{}
	for _, host := range []string{"localhost", "127.0.0.1", "[::1]"} {
		names[host+":"+strconv.Itoa(port)] = true
		if port == 80 {
			names[host] = true
		}
	}
	return names
}

// foreign reports whether a browser says that another site asks. Following a link to a page from anywhere
// is no harm; fetching or embedding it is.
func foreign(r *http.Request) bool {
	if origin, ok := r.Header["Origin"]; ok && (len(origin) != 1 || origin[0] != "http://"+r.Host) {
		return true
	}
	switch site := r.Header.Get("Sec-Fetch-Site"); site {
	case "", "same-origin", "none":
		return false
	default:
		link := r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document"
		return !link || strings.HasPrefix(r.URL.Path, own)
	}
}
