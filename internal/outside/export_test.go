package outside

import (
	"context"
	"net/http"
	"net/url"

	"kanshu/internal/kanshu"
)

// Outward reports whether the host of an address may be one of the open internet.
func Outward(address string) bool {
	u, err := url.Parse(address)
	return err == nil && outward(u.Hostname())
}

// AskFrom asks an address as if its host were one of the open internet, and every other with the guard.
func AskFrom(ctx context.Context, address string, today kanshu.Date) Entry {
	door, _ := url.Parse(address)
	a := &asker{o: Options{Today: today}, hosts: map[string]*host{}, client: http.Client{Timeout: Timeout}}
	a.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	a.may = func(u *url.URL) bool { return u.Host == door.Host || outward(u.Hostname()) }
	return a.ask(ctx, address)
}

// Connect makes one request to an address by way of the guarded connection alone.
func Connect(r *http.Request) error {
	resp, err := transport().RoundTrip(r)
	if err == nil {
		_ = resp.Body.Close()
	}
	return err
}

// ErrPrivate is what the guard answers.
var ErrPrivate = errPrivate

// RobotsAllow reports whether a robots.txt lets kanshu ask for a path.
func RobotsAllow(text, path string) bool { return parseRobots(text).allow(path) }
