package outside_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"sync/atomic"
	"testing"
	"time"

	"kanshu/internal/outside"
)

// TestNothingIsAskedInPrivateNetworks holds that addresses of private networks are told apart by name and
// by number, in every spelling, and that not a byte is sent there.
func TestNothingIsAskedInPrivateNetworks(t *testing.T) {
	t.Parallel()
	var met atomic.Int64
	host := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { met.Add(1) }))
	defer host.Close()
	port := host.Listener.Addr().(interface{ AddrPort() netip.AddrPort }).AddrPort().Port()
	var addresses []string
	for _, name := range []string{
		"127.0.0.1", "localhost", "LOCALHOST.", "x.localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "127.1", "2130706433", "0x7f.0.0.1", "0177.0.0.1",
		"10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "[fe80::1]", "[fd00::1]", "100.64.0.1", "198.18.0.1", "224.0.0.1", "255.255.255.255",
		"[64:ff9b::7f00:1]", "[2002:7f00:1::1]", "intranet", "karte.local", "nas.home.arpa", "printer.lan",
	} {
		addresses = append(addresses, fmt.Sprintf("http://%s:%d/x", name, port))
	}
	answers := outside.Ask(t.Context(), addresses, nil, outside.Options{Today: day("2026-11-22")})
	for _, a := range addresses {
		if e := answers[a]; e.State != outside.Private || e.Status != 0 {
			t.Errorf("%s: %+v, want that it is not asked", a, e)
		}
	}
	if met.Load() != 0 {
		t.Errorf("this machine was asked %d times", met.Load())
	}
	again := outside.Ask(t.Context(), addresses[:1], answers, outside.Options{Today: day("2026-11-22"), Private: true})
	if e := again[addresses[0]]; e.State != outside.Open {
		t.Errorf("with Private: %+v, want it asked in spite of the cache", e)
	}
}

// TestABusyHostIsAskedOnceMore holds what Retry-After does: a short wait is kept, a long one ends the run
// for that host, and neither calls an address dead.
func TestABusyHostIsAskedOnceMore(t *testing.T) {
	t.Parallel()
	var first atomic.Bool
	var late, long atomic.Int64
	brief := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/a" && !first.Swap(true) {
			w.Header().Set("Retry-After", time.Now().UTC().Add(500*time.Millisecond).Format(http.TimeFormat))
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		late.Add(1)
	}))
	defer brief.Close()
	weary := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			return
		}
		long.Add(1)
		w.Header().Set("Retry-After", "86400")
		w.WriteHeader(http.StatusTooManyRequests)
	}))
	defer weary.Close()
	o := outside.Options{Today: day("2026-11-22"), Private: true}
	answers := outside.Ask(t.Context(), []string{brief.URL + "/a", weary.URL + "/a", weary.URL + "/b", weary.URL + "/c"}, nil, o)
	if e := answers[brief.URL+"/a"]; e.State != outside.Open {
		t.Errorf("after a short wait: %+v, want open", e)
	}
	for _, path := range []string{"/a", "/b", "/c"} {
		if e := answers[weary.URL+path]; e.State != outside.Unsure {
			t.Errorf("%s of a weary host: %+v, want unsure", path, e)
		}
	}
	if long.Load() != 1 {
		t.Errorf("a host that asked for a day of rest was asked %d times, want once", long.Load())
	}
}

// TestRedirectsAreGuarded holds that the guard stands at every step, by means of a host that is asked
// although it is this machine and sends on to another name of it.
func TestRedirectsAreGuarded(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]bool{
		"https://example.org/x": true, "https://8.8.8.8/": true, "http://[2606:4700::1111]/": true,
		"http://192.168.0.1/": false, "http://localhost/": false, "http://[::]/": false,
	} {
		if got := outside.Outward(address); got != want {
			t.Errorf("Outward(%s) = %v, want %v", address, got, want)
		}
	}
	var inner atomic.Int64
	secret := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { inner.Add(1) }))
	defer secret.Close()
	door := httptest.NewServer(http.RedirectHandler(secret.URL+"/secret", http.StatusMovedPermanently))
	defer door.Close()
	e := outside.AskFrom(t.Context(), door.URL+"/x", day("2026-11-22"))
	if e.State != outside.Private || inner.Load() != 0 {
		t.Errorf("a redirect into this machine: %+v, asked %d times", e, inner.Load())
	}
	r := httptest.NewRequest(http.MethodGet, secret.URL, nil)
	r.RequestURI = ""
	if err := outside.Connect(r.WithContext(t.Context())); !errors.Is(err, outside.ErrPrivate) || inner.Load() != 0 {
		t.Errorf("a connection to this machine: %v, asked %d times", err, inner.Load())
	}
}
