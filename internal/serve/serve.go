// Package serve is the editors' server: the site as it stands in memory, drafts and refused columns under a
// ribbon that says why, reloaded in the browser when a file is saved. It writes nothing anywhere.
//
//	watch → coalesce → Preview.Update → hub → the open pages
//	GET → guard (names, methods, origins) → page from the Preview → bar → browser
package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"strings"
	"syscall"
	"time"

	"kanshu/internal/build"
	"kanshu/internal/kanshu"
)

// Options are how a site is served.
type Options struct {
	Dir    string // the source folder, as the operating system names it; its changes are watched
	Listen string // host and port; port 0 takes a free one
	Open   bool   // open the browser
	Poll   bool   // look at the files again and again instead of being told of changes
	Lang   string // of the server's own words: "en", everything else Japanese
	Today  func() kanshu.Date
	Out    io.Writer // what the editor is told: the address
	Errs   io.Writer // warnings
}

// A Server serves one site. Make it with New.
type Server struct {
	o        Options
	preview  *build.Preview
	hub      hub
	hosts    map[string]bool
	loopback bool
	started  string
	ready    chan struct{} // closed when the preview is there
	ending   chan struct{} // closed when the server ends
}

// How long a client may take. A page is rendered in milliseconds; what is slow is the reading.
const (
	headWait  = 5 * time.Second
	readWait  = 10 * time.Second
	writeWait = 30 * time.Second
	idleWait  = 60 * time.Second
	endWait   = 2 * time.Second
	headBytes = 16 << 10
)

// New returns a server of what load loads. load is called once, by Run, when the folder is being watched
// already, so that no change falls between.
func New(o Options) *Server {
	return &Server{o: o, started: fmt.Sprintf("%x", time.Now().UnixNano()), ready: make(chan struct{}), ending: make(chan struct{})}
}

// Run serves until ctx ends, then within seconds closes what is open. load makes the preview once the
// folder is watched. It returns an error when the address cannot be had.
func (s *Server) Run(ctx context.Context, load func(context.Context) *build.Preview) error {
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp", s.o.Listen)
	if err != nil {
		return kanshu.Explain(fmt.Errorf("serve: %w", err), deafWords(s.o.Listen, err))
	}
	address, ok := l.Addr().(*net.TCPAddr)
	if !ok {
		_ = l.Close()
		return fmt.Errorf("serve: %s is no TCP address", l.Addr())
	}
	s.bind(address)
	s.announce(address)
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	s.start(ctx, load)

	server := &http.Server{
		Handler: s.Handler(), ReadHeaderTimeout: headWait, ReadTimeout: readWait, WriteTimeout: writeWait, IdleTimeout: idleWait,
		MaxHeaderBytes: headBytes, DisableGeneralOptionsHandler: true, ErrorLog: log.New(io.Discard, "", 0),
		BaseContext: func(net.Listener) context.Context { return ctx },
	}
	done := make(chan error, 1)
	go func() { done <- server.Serve(l) }()
	select {
	case err := <-done:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	close(s.ending)
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), endWait)
	defer cancel()
	if err := server.Shutdown(end); err != nil {
		_ = server.Close()
	}
	if err := <-done; err != nil && !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}

// deafWords says why an address cannot be listened on, and what to do.
func deafWords(address string, err error) kanshu.Wording {
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return kanshu.Wording{
			JA: address + " は、ほかのプログラムが使っています（前に起動した kanshu serve かもしれません）。それを終えるか、--listen で別の番号を指定してください（例 --listen 127.0.0.1:8081）。",
			EN: "Another program listens on " + address + ", perhaps an earlier kanshu serve. End it, or give another port with --listen, as in --listen 127.0.0.1:8081.",
		}
	case errors.Is(err, syscall.EACCES):
		return kanshu.Wording{
			JA: address + " で待ち受ける権限がありません。--listen に 1024 以上の番号を指定してください（例 --listen 127.0.0.1:8080）。",
			EN: "Permission to listen on " + address + " is missing. Give a port from 1024 up with --listen, as in --listen 127.0.0.1:8080.",
		}
	default:
		return kanshu.Wording{
			JA: address + " では待ち受けられません。--listen には、この機械のアドレスと番号を指定してください（例 --listen 127.0.0.1:8080）。",
			EN: "It is not possible to listen on " + address + ". Give an address of this machine and a port with --listen, as in --listen 127.0.0.1:8080.",
		}
	}
}

// start watches the folder, loads the site, and from then on brings every change to the open pages.
func (s *Server) start(ctx context.Context, load func(context.Context) *build.Preview) {
	names := s.watch(ctx)
	go func() {
		s.Use(load(ctx))
		coalesce(ctx, names, s.Changed)
	}()
}

// watch returns the names of what changes, by events, or by looking where there are none.
func (s *Server) watch(ctx context.Context) <-chan string {
	if !s.o.Poll {
		w, err := watch(s.o.Dir)
		if err == nil {
			go w.run(ctx)
			return w.names
		}
		s.warn("変更の通知を受け取れないため、定期的に調べます（--poll と同じです。理由: %v）。", "nothing tells of changes here, so they are looked for now and then, as with --poll (%v)", err)
	}
	names := make(chan string, 256)
	go poll(ctx, s.o.Dir, pollEvery, names)
	return names
}

// Use takes the preview to serve; requests wait until then. It is called once.
func (s *Server) Use(p *build.Preview) {
	s.preview = p
	close(s.ready)
}

// Changed reads again what is named and tells the open pages, if that made a difference.
func (s *Server) Changed(names []string) {
	names, version := s.preview.Update(names)
	if len(names) == 0 {
		return
	}
	n := news{kind: "style", version: s.named(version)}
	for _, name := range names {
		if !strings.HasPrefix(name, "assets/") || !strings.HasSuffix(name, ".css") {
			n.kind = "change"
		}
	}
	s.hub.tell(n)
}

// version names what is served now: it differs after every change and every start.
func (s *Server) version() string { return s.named(s.preview.Version()) }

func (s *Server) named(version int) string { return fmt.Sprintf("%s-%d", s.started, version) }

// bind notes the names by which the server may be asked for.
func (s *Server) bind(a *net.TCPAddr) {
	s.loopback = a.IP.IsLoopback()
	s.hosts = hostNames(a.Port)
	if !s.loopback && !a.IP.IsUnspecified() {
		s.hosts = map[string]bool{hostPort(a.IP, a.Port): true}
	}
	if s.loopback {
		s.hosts[hostPort(a.IP, a.Port)] = true // 127.0.0.2
	}
}

// announce says where the site is to be seen, and warns when others may see it too.
func (s *Server) announce(a *net.TCPAddr) {
	host := hostPort(a.IP, a.Port)
	if a.IP.IsUnspecified() || a.IP.IsLoopback() {
		host = strings.Replace(hostPort(net.IPv4(127, 0, 0, 1), a.Port), "127.0.0.1", "localhost", 1)
		if ip := a.IP.To4(); ip != nil && a.IP.IsLoopback() {
			host = hostPort(ip, a.Port)
		}
	}
	url := "http://" + host + "/"
	if !s.loopback {
		s.warn("--listen %s: 同じネットワークの誰でも、下書きと公開できないコラムを読めます。信頼できる場所でだけお使いください。",
			"--listen %s: anyone on the network can read drafts and refused columns; use this only where you trust everybody", s.o.Listen)
	}
	_, _ = fmt.Fprintf(s.o.Out, s.say("%s で表示しています（一覧は %s、終了は Ctrl+C）\n", "serving at %s (all columns: %s; Ctrl+C ends it)\n"), url, url+own[1:])
	if s.o.Open {
		if err := openBrowser(url); err != nil {
			s.warn("ブラウザーを開けませんでした: %v", "the browser could not be opened: %v", err)
		}
	}
}

func (s *Server) warn(ja, en string, args ...any) {
	_, _ = fmt.Fprintf(s.o.Errs, "kanshu: "+s.say("警告: "+ja, "warning: "+en)+"\n", args...)
}

// say chooses the language of the server's own words.
func (s *Server) say(ja, en string) string { return kanshu.Wording{JA: ja, EN: en}.In(s.o.Lang) }
