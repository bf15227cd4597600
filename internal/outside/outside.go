// Package outside asks whether the addresses that columns lead to can still be opened. It is the only
// package that goes out to the network, runs for kanshu check --external alone, and never in a build.
//
//	collect   addresses of references and of the prose, each with its places    collect.go
//	recall    what was asked in the last days is not asked again                cache.go
//	ask       HEAD, then GET; politely, host by host                            ask.go, robots.go
//	tell      what is gone, and what moved for good                             findings.go
//
// It is polite: one request at a time to a host, a pause after each, four hosts at once, robots.txt
// obeyed, and a name that says who asks. A host that is busy (429, 503) is asked once more after the time
// it names, and else left alone. What refuses machines or is busy is not called dead. Nothing is asked in
// a private network; see guard.go.
package outside

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"kanshu/internal/kanshu"
)

// Options say how to ask.
type Options struct {
	Today   kanshu.Date
	Refresh bool          // ask again what was asked lately
	Agent   string        // the User-Agent
	Pause   time.Duration // after each request to a host
	Private bool          // ask hosts of private networks, and this machine, as well
}

// The manners of asking.
const (
	DefaultPause = time.Second      // after each request to a host
	Timeout      = 15 * time.Second // of one request
	hostsAtOnce  = 4
	keepDays     = 30               // how long an answer holds
	longestWait  = 30 * time.Second // that a host may ask for with Retry-After before it is asked once more
	redirects    = 10               // that are followed
)

// An asker is one run.
type asker struct {
	o      Options
	client http.Client
	may    func(*url.URL) bool // whether an address may be asked at all
	mu     sync.Mutex
	hosts  map[string]*host
}

// A host is asked by one at a time. Whoever holds its turn may ask.
type host struct {
	turn   chan struct{}
	busy   bool // it asked to be left alone; what is left of it is asked another day
	read   bool // robots is known
	robots robots
}

// Ask asks the addresses that the cache cannot answer and returns the cache with the answers. What was
// asked before ctx ended is in it. The cache that is handed in is not changed.
func Ask(ctx context.Context, addresses []string, known Cache, o Options) Cache {
	a := &asker{o: o, hosts: map[string]*host{}, client: http.Client{Timeout: Timeout}, may: func(*url.URL) bool { return true }}
	if !o.Private {
		a.client.Transport, a.may = transport(), func(u *url.URL) bool { return outward(u.Hostname()) }
	}
	a.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	fresh := make(Cache, len(addresses))
	var ask []string
	for _, address := range addresses {
		e, ok := known[address]
		if ok {
			fresh[address] = e
		}
		if !ok || o.Refresh || !e.holds(o.Today) || o.Private && e.State == Private {
			ask = append(ask, address)
		}
	}
	groups := byHost(ask)
	answers := make([][]Entry, len(groups))
	atOnce(len(groups), func(i int) {
		for _, address := range groups[i] {
			if ctx.Err() != nil {
				return
			}
			answers[i] = append(answers[i], a.ask(ctx, address))
		}
	})
	for i := range answers {
		for k, e := range answers[i] {
			if ctx.Err() == nil || e.State != Unsure {
				fresh[groups[i][k]] = e
			}
		}
	}
	return fresh
}

// byHost groups addresses by their host, in order of the host.
func byHost(addresses []string) [][]string {
	groups := map[string][]string{}
	var names []string
	for _, address := range addresses {
		name := hostOf(address)
		if _, ok := groups[name]; !ok {
			names = append(names, name)
		}
		groups[name] = append(groups[name], address)
	}
	slices.Sort(names)
	list := make([][]string, len(names))
	for i, name := range names {
		list[i] = groups[name]
	}
	return list
}

// hostOf returns the host of an address, in lower case.
func hostOf(address string) string {
	_, rest, _ := strings.Cut(address, "://")
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i]
	}
	return strings.ToLower(rest)
}

// atOnce runs do for each index, a few at once. What waits here waits for the network, so the number
// of processors does not matter.
func atOnce(n int, do func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(hostsAtOnce, n) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wg.Wait()
}
