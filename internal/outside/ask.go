package outside

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// ask follows an address to its end and says what stands there.
func (a *asker) ask(ctx context.Context, address string) Entry {
	e := Entry{State: Unsure, Day: a.o.Today}
	at, forGood := address, true
	for range redirects {
		status, to, err := a.visit(ctx, at)
		if err != nil {
			var dns *net.DNSError
			if errors.Is(err, errPrivate) {
				e.State, e.Status = Private, 0
				return e
			}
			if errors.As(err, &dns) && dns.IsNotFound && ctx.Err() == nil {
				e.State = Dead
			}
			return e
		}
		e.Status = status
		switch {
		case status == http.StatusNotFound, status == http.StatusGone:
			e.State = Dead
			return e
		case to != "":
			forGood = forGood && (status == http.StatusMovedPermanently || status == http.StatusPermanentRedirect)
			at = to
		case status >= 200 && status < 300:
			e.State = Open
			if at != address && forGood {
				e.State, e.Moved = Moved, at
			}
			return e
		default:
			return e
		}
	}
	return e
}

// visit asks one address once: with HEAD, and with GET where the answer to HEAD need not be that to
// GET. It returns where a redirect leads, "" without one.
func (a *asker) visit(ctx context.Context, address string) (status int, to string, err error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return 0, "", errors.Join(errAddress, err)
	}
	if !a.may(u) {
		return 0, "", errPrivate
	}
	u.Fragment = ""
	if a.left(u.Host) {
		return 0, "", errBusy
	}
	if !a.mayVisit(ctx, u) {
		return 0, "", errRobots
	}
	status, to, err = a.request(ctx, http.MethodHead, u)
	if err == nil && (status < 400 || busy(status)) {
		return status, to, nil
	}
	var dns *net.DNSError
	if errors.As(err, &dns) || errors.Is(err, errPrivate) || errors.Is(err, errBusy) || ctx.Err() != nil {
		return 0, "", err
	}
	return a.request(ctx, http.MethodGet, u)
}

var (
	errAddress = errors.New("no address of the web")
	errRobots  = errors.New("robots.txt asks machines to stay away")
	errBusy    = errors.New("the host asked to be left alone")
)

// request sends one request when it is the host's turn. To a host that is busy it sends it once more, after
// the time that the host names.
func (a *asker) request(ctx context.Context, method string, u *url.URL) (status int, to string, err error) {
	err = a.polite(ctx, u, func() error {
		resp, err := a.send(ctx, method, u)
		if err == nil && busy(resp.StatusCode) {
			_ = resp.Body.Close()
			if wait := retryAfter(resp); wait >= 0 && wait <= longestWait && sleep(ctx, wait) == nil {
				resp, err = a.send(ctx, method, u)
			}
		}
		if err != nil {
			return err
		}
		defer func() { _ = resp.Body.Close() }()
		if status = resp.StatusCode; busy(status) {
			a.leave(u.Host)
		}
		if status >= 300 && status < 400 && status != http.StatusNotModified {
			if next, err := resp.Location(); err == nil {
				to = next.String()
			}
		}
		return nil
	})
	return status, to, err
}

// busy reports whether a status asks for patience.
func busy(status int) bool {
	return status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable
}

// retryAfter returns how long a busy host asks to wait, -1 if it does not say. A day is reckoned from the
// host's own clock.
//
// Source: RFC 9110, section 10.2.3.
func retryAfter(resp *http.Response) time.Duration {
	s := strings.TrimSpace(resp.Header.Get("Retry-After"))
	if n, err := strconv.Atoi(s); err == nil && n >= 0 && n < 1<<20 {
		return time.Duration(n) * time.Second
	}
	at, err := http.ParseTime(s)
	now, wrong := http.ParseTime(resp.Header.Get("Date"))
	if err != nil || wrong != nil {
		return -1
	}
	return max(at.Sub(now), 0)
}

// sleep waits, unless ctx ends before.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// leave notes that a host is to be left alone for the rest of the run.
func (a *asker) leave(name string) {
	h := a.host(name)
	a.mu.Lock()
	defer a.mu.Unlock()
	h.busy = true
}

// left reports whether a host is to be left alone.
func (a *asker) left(name string) bool {
	h := a.host(name)
	a.mu.Lock()
	defer a.mu.Unlock()
	return h.busy
}

// send sends one request as kanshu.
func (a *asker) send(ctx context.Context, method string, u *url.URL) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, u.String(), nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", a.o.Agent)
	req.Header.Set("Accept", "text/html,application/pdf;q=0.9,*/*;q=0.5")
	return a.client.Do(req)
}

// polite waits for the host's turn, lets do ask, and gives the turn back after the pause.
func (a *asker) polite(ctx context.Context, u *url.URL, do func() error) error {
	h := a.host(u.Host)
	select {
	case h.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer time.AfterFunc(a.o.Pause, func() { <-h.turn })
	return do()
}

// host returns what is known of a host.
func (a *asker) host(name string) *host {
	a.mu.Lock()
	defer a.mu.Unlock()
	h := a.hosts[name]
	if h == nil {
		h = &host{turn: make(chan struct{}, 1)}
		a.hosts[name] = h
	}
	return h
}

// mayVisit reports whether the host's robots.txt lets kanshu ask for an address. A host without one
// lets everybody.
//
// Source: RFC 9309.
func (a *asker) mayVisit(ctx context.Context, u *url.URL) bool {
	h := a.host(u.Host)
	path := u.EscapedPath()
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	a.mu.Lock()
	read, rules := h.read, h.robots
	a.mu.Unlock()
	if !read {
		rules = a.readRobots(ctx, u)
		a.mu.Lock()
		h.read, h.robots = true, rules
		a.mu.Unlock()
	}
	return rules.allow(path)
}

// readRobots reads the robots.txt of an address's host.
func (a *asker) readRobots(ctx context.Context, u *url.URL) (rules robots) {
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	_ = a.polite(ctx, at, func() error { // a host that does not answer here is asked for its page next
		resp, err := a.send(ctx, http.MethodGet, at)
		if err != nil {
			return err
		}
		defer func() { _ = resp.Body.Close() }()
		if resp.StatusCode != http.StatusOK {
			return nil
		}
		text, err := io.ReadAll(io.LimitReader(resp.Body, robotsMost))
		rules = parseRobots(string(text))
		return err
	})
	return rules
}
