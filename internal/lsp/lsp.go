// Package lsp is a small language server: it tells an editor what kanshu finds in a file while it is
// written, completes keys and names, and explains them. It speaks JSON-RPC 2.0 over two streams.
//
//	read a message → change the documents, or answer
//	nothing more waits → judge the documents that changed → publish what was found
//
// It starts no goroutine and knows no clock: as long as messages wait, judging is put off, so a burst of
// keystrokes is judged once.
//
// Source: Language Server Protocol 3.17; positions count UTF-16 code units from 0.
package lsp

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"io/fs"

	"kanshu/internal/kanshu"
)

// Options are how a server works.
type Options struct {
	Files   fs.FS              // the site's folder
	Dirs    []string           // absolute names of that folder; a file outside them is left alone
	Lang    string             // of messages: "ja", "en"
	Today   func() kanshu.Date // the day to judge for
	Version string
}

// ErrExit says that the client left without asking for a shutdown.
var ErrExit = errors.New("the client left without a shutdown")

// A server is one conversation with one client.
type server struct {
	Options
	in       *bufio.Reader
	out      *bufio.Writer
	docs     *documents
	desk     desk
	stale    []string // files of open documents that are to be judged, in the order of their changes
	shutdown bool
}

// Serve answers a client until it leaves. It returns nil after shutdown and exit, or at the end of the
// input; ErrExit after an exit without shutdown; else the first error of in or out.
func Serve(in io.Reader, out io.Writer, o Options) error {
	s := &server{Options: o, in: bufio.NewReaderSize(in, 64<<10), out: bufio.NewWriter(out), docs: newDocuments(o.Files)}
	s.desk.files = s.docs
	for {
		body, err := readFrame(s.in)
		if errors.Is(err, io.EOF) {
			return s.out.Flush()
		}
		if err != nil {
			return err
		}
		if done, err := s.message(body); done || err != nil {
			return errors.Join(err, s.out.Flush())
		}
		if s.in.Buffered() == 0 {
			s.publishStale()
		}
		if err := s.out.Flush(); err != nil {
			return err
		}
	}
}

// A request is a message of the client; without an id it is a notification.
type request struct {
	ID     json.RawMessage `json:"id"`
	Method string          `json:"method"`
	Params json.RawMessage `json:"params"`
}

// The errors of JSON-RPC and of the protocol.
const (
	parseError     = -32700
	invalidRequest = -32600
	unknownMethod  = -32601
	badParams      = -32602
)

// message answers one message and reports whether the conversation is over.
func (s *server) message(body []byte) (done bool, err error) {
	var r request
	if err := json.Unmarshal(body, &r); err != nil {
		return false, s.fail(json.RawMessage("null"), parseError, "the message is not JSON")
	}
	switch {
	case r.Method == "exit":
		if !s.shutdown {
			err = ErrExit
		}
		return true, err
	case r.Method == "" && r.ID == nil:
		return false, s.fail(json.RawMessage("null"), invalidRequest, "the message names no method")
	case r.Method == "": // a response; nothing was asked
		return false, nil
	case r.ID == nil:
		s.notified(r)
		return false, nil
	case s.shutdown:
		return false, s.fail(r.ID, invalidRequest, "the server was shut down")
	}
	result, code := s.answer(r)
	if code != 0 {
		return false, s.fail(r.ID, code, r.Method)
	}
	return false, s.send(struct {
		Version string          `json:"jsonrpc"`
		ID      json.RawMessage `json:"id"`
		Result  any             `json:"result"`
	}{"2.0", r.ID, result})
}

// answer answers a request; a code other than 0 is an error.
func (s *server) answer(r request) (result any, code int) {
	switch r.Method {
	case "initialize":
		return s.abilities(), 0
	case "shutdown":
		s.shutdown = true
		return nil, 0
	case "textDocument/completion", "textDocument/hover":
		var p placeParams
		if json.Unmarshal(r.Params, &p) != nil {
			return nil, badParams
		}
		d := s.docs.open[s.file(p.TextDocument.URI)]
		if d == nil {
			return nil, 0
		}
		if r.Method == "textDocument/hover" {
			return s.hover(d, p.Position), 0
		}
		return s.complete(d, p.Position), 0
	}
	return nil, unknownMethod
}

// abilities tells the client what the server can do.
func (s *server) abilities() any {
	return map[string]any{
		"capabilities": map[string]any{
			"positionEncoding":   "utf-16",
			"textDocumentSync":   map[string]any{"openClose": true, "change": 1, "save": map[string]any{"includeText": false}},
			"completionProvider": map[string]any{"triggerCharacters": []string{":", " ", "-", "@", "[", ","}},
			"hoverProvider":      true,
		},
		"serverInfo": map[string]any{"name": "kanshu", "version": s.Version},
	}
}

// notified takes in what changed. What cannot be understood is left alone, as the protocol asks.
func (s *server) notified(r request) {
	var p changeParams
	if json.Unmarshal(r.Params, &p) != nil {
		return
	}
	file := s.file(p.TextDocument.URI)
	if file == "" {
		return
	}
	switch r.Method {
	case "textDocument/didOpen":
		s.docs.set(file, p.TextDocument.URI, p.TextDocument.Text)
	case "textDocument/didChange":
		d := s.docs.open[file]
		if d == nil || len(p.ContentChanges) == 0 || p.ContentChanges[len(p.ContentChanges)-1].Range != nil {
			return
		}
		s.docs.set(file, p.TextDocument.URI, p.ContentChanges[len(p.ContentChanges)-1].Text)
	case "textDocument/didSave":
		s.desk.forget() // other files may have changed as well
	case "textDocument/didClose":
		delete(s.docs.open, file)
		s.desk.changed(file)
		_ = s.publish(p.TextDocument.URI, nil)
		return
	default:
		return
	}
	s.desk.changed(file)
	for i, other := range s.stale {
		if other == file {
			s.stale = append(s.stale[:i], s.stale[i+1:]...)
			break
		}
	}
	s.stale = append(s.stale, file)
}
