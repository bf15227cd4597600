package lsp

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"strings"
)

// The largest message and the longest header line that are read, in bytes.
const (
	maxFrame  = 64 << 20
	maxHeader = 8 << 10
)

// readFrame reads the body of the next message. Header lines other than Content-Length are left alone, and
// a head without a length is passed over, so a client that stutters is heard again at its next message.
// The error is io.EOF where the input ends.
func readFrame(r *bufio.Reader) ([]byte, error) {
	length := -1
	for {
		line, err := r.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			continue // far too long for a header
		}
		if err != nil {
			return nil, io.EOF
		}
		text := strings.TrimSpace(string(line))
		if text == "" {
			if length < 0 {
				continue
			}
			break
		}
		if name, value, ok := strings.Cut(text, ":"); ok && strings.EqualFold(strings.TrimSpace(name), "Content-Length") && len(line) < maxHeader {
			n, err := strconv.Atoi(strings.TrimSpace(value))
			if err != nil || n < 0 || n > maxFrame {
				return nil, fmt.Errorf("lsp: a message of %.40q bytes", value)
			}
			length = n
		}
	}
	body := make([]byte, length)
	if _, err := io.ReadFull(r, body); err != nil {
		return nil, io.EOF
	}
	return body, nil
}

// send writes one message.
func (s *server) send(message any) error {
	body, err := json.Marshal(message)
	if err != nil {
		return fmt.Errorf("lsp: %w", err)
	}
	if _, err := fmt.Fprintf(s.out, "Content-Length: %d\r\n\r\n", len(body)); err != nil {
		return fmt.Errorf("lsp: %w", err)
	}
	if _, err := s.out.Write(body); err != nil {
		return fmt.Errorf("lsp: %w", err)
	}
	return nil
}

// fail answers a request with an error.
func (s *server) fail(id json.RawMessage, code int, message string) error {
	type rpcError struct {
		Code    int    `json:"code"`
		Message string `json:"message"`
	}
	return s.send(struct {
		Version string          `json:"jsonrpc"`
		ID      json.RawMessage `json:"id"`
		Error   rpcError        `json:"error"`
	}{"2.0", id, rpcError{code, message}})
}

// file returns the name of a document below the site's folder, "" for one that is not in it.
func (s *server) file(uri string) string {
	u, err := url.Parse(uri)
	if err != nil || u.Scheme != "file" {
		return ""
	}
	for _, dir := range s.Dirs {
		dir = strings.ReplaceAll(dir, `\`, "/")
		for _, base := range []string{dir, "/" + dir} {
			if rest, ok := strings.CutPrefix(u.Path, strings.TrimSuffix(base, "/")+"/"); ok {
				return rest
			}
		}
	}
	return ""
}

// The parameters of messages, as far as they are used.
type (
	textDocument struct {
		URI  string `json:"uri"`
		Text string `json:"text"`
	}
	place struct {
		Line      int `json:"line"`
		Character int `json:"character"` // in UTF-16 code units
	}
	span struct {
		Start place `json:"start"`
		End   place `json:"end"`
	}
	placeParams struct {
		TextDocument textDocument `json:"textDocument"`
		Position     place        `json:"position"`
	}
	changeParams struct {
		TextDocument   textDocument `json:"textDocument"`
		ContentChanges []struct {
			Range *span  `json:"range"`
			Text  string `json:"text"`
		} `json:"contentChanges"`
	}
)
