package serve

import (
	"fmt"
	"net/http"
	"sync"
	"time"
)

// streamsMost is how many event streams are open at once, at most. A browser opens one for each tab that
// is in sight.
const streamsMost = 64

// heartbeat is how often a silent stream is tried, so that one whose browser has gone is closed.
const heartbeat = 20 * time.Second

// A news is what happened to the site: "change", or "style" where nothing but style sheets did.
type news struct{ kind, version string }

// A hub tells every open stream of every news. A stream that is slow to listen misses what lies between
// two looks; the last word reaches it.
type hub struct {
	mu      sync.Mutex
	streams map[chan news]bool
}

// join opens a stream, and reports false if there are too many.
func (h *hub) join() (chan news, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.streams) >= streamsMost {
		return nil, false
	}
	if h.streams == nil {
		h.streams = map[chan news]bool{}
	}
	c := make(chan news, 1)
	h.streams[c] = true
	return c, true
}

func (h *hub) leave(c chan news) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.streams, c)
}

func (h *hub) tell(n news) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for c := range h.streams {
		select {
		case old := <-c: // not yet heard
			if old.kind == "change" {
				n := n
				n.kind = "change"
				c <- n
				continue
			}
		default:
		}
		c <- n
	}
}

// events is the event stream (HTML Standard, server-sent events). It begins with the version that is
// served now: a page made from another one reloads, however long it slept.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" {
		http.Error(w, "403 asked by another site", http.StatusForbidden)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	if r.Method == http.MethodHead {
		return
	}
	c, ok := s.hub.join()
	if !ok {
		w.Header().Set("Retry-After", "5")
		http.Error(w, "503 too many open pages", http.StatusServiceUnavailable)
		return
	}
	defer s.hub.leave(c)
	out := http.NewResponseController(w)
	send := func(format string, args ...any) bool {
		_ = out.SetWriteDeadline(time.Now().Add(writeWait))
		_, err := fmt.Fprintf(w, format, args...)
		return err == nil && out.Flush() == nil
	}
	if !send("retry: 500\nevent: hello\ndata: %s\n\n", s.version()) {
		return
	}
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		ok := true
		select {
		case <-r.Context().Done():
			return
		case <-s.ending:
			return
		case n := <-c:
			ok = send("event: %s\ndata: %s\n\n", n.kind, n.version)
		case <-beat.C:
			ok = send(": \n\n")
		}
		if !ok {
			return
		}
	}
}
