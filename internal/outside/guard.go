package outside

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"syscall"
)

// A column may name any address, and whoever checks it may sit in a hospital's network. So no address is
// asked that is not of the open internet: not by its name, not by what its name resolves to, and not
// where a redirect leads there. Names are looked at before anything is sent, numbers when a connection
// is made, so that a name which resolves differently the second time gains nothing.

// errPrivate says that an address is of a private network, or of this machine.
var errPrivate = errors.New("an address of a private network")

// reserved are ranges that are no hosts of the open internet, beyond those that netip knows by name.
//
// Source: the IANA registries of special-purpose addresses (RFC 6890).
var reserved = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("192.0.2.0/24"), netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("198.51.100.0/24"),
	netip.MustParsePrefix("203.0.113.0/24"), netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("::/96"), netip.MustParsePrefix("64:ff9b:1::/48"), netip.MustParsePrefix("100::/64"),
	netip.MustParsePrefix("2001::/23"), netip.MustParsePrefix("2001:db8::/32"), netip.MustParsePrefix("fec0::/10"),
}

// Within these ranges a number holds an IPv4 address, from the byte that stands beside it.
var (
	nat64   = netip.MustParsePrefix("64:ff9b::/96") // from byte 12; RFC 6052
	sixToFo = netip.MustParsePrefix("2002::/16")    // from byte 2; RFC 3056
)

// public reports whether a number is of the open internet.
func public(ip netip.Addr) bool {
	ip = ip.Unmap().WithZone("")
	if !ip.IsValid() || !ip.IsGlobalUnicast() || ip.IsPrivate() {
		return false
	}
	for _, p := range reserved {
		if p.Contains(ip) {
			return false
		}
	}
	b := ip.As16()
	switch {
	case nat64.Contains(ip):
		return public(netip.AddrFrom4([4]byte(b[12:16])))
	case sixToFo.Contains(ip):
		return public(netip.AddrFrom4([4]byte(b[2:6])))
	}
	return true
}

// local are the ends of names that are of no use beyond one network.
var local = []string{"localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "home.arpa"}

// outward reports whether a host, by its name alone, may be one of the open internet.
func outward(host string) bool {
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	if ip, err := netip.ParseAddr(host); err == nil {
		return public(ip)
	}
	for _, end := range local {
		if host == end || strings.HasSuffix(host, "."+end) {
			return false
		}
	}
	dot := strings.LastIndexByte(host, '.')
	if dot < 0 { // a name of this network, or a number in disguise
		return false
	}
	return !strings.ContainsAny(host[dot+1:dot+2], "0123456789") // 127.1, 0x7f.0.0.1: no name ends in a number
}

// transport returns what connects to the open internet alone, and to the proxies that the machine names.
func transport() *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone()
	var proxies sync.Map // of the host:port of each proxy
	plain, guarded := &net.Dialer{Timeout: Timeout}, &net.Dialer{Timeout: Timeout, Control: guard}
	t.Proxy = func(r *http.Request) (*url.URL, error) {
		u, err := http.ProxyFromEnvironment(r)
		if err == nil && u != nil {
			port := u.Port()
			if port == "" {
				port = map[string]string{"https": "443", "socks5": "1080", "socks5h": "1080"}[u.Scheme]
			}
			if port == "" {
				port = "80"
			}
			proxies.Store(net.JoinHostPort(u.Hostname(), port), true)
		}
		return u, err
	}
	t.DialContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
		if _, ok := proxies.Load(addr); ok {
			return plain.DialContext(ctx, network, addr)
		}
		return guarded.DialContext(ctx, network, addr)
	}
	return t
}

// guard lets a connection be made to a number of the open internet alone.
func guard(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return err
	}
	if !public(at.Addr()) {
		return errPrivate
	}
	return nil
}
