package serve_test

import (
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"kanshu/internal/testsite"
)

// FuzzRequest sends bytes to the server. Nothing of the file system comes back, nothing allows another site to
// read, and the server goes on.
func FuzzRequest(f *testing.F) {
	f.Add("GET /../../etc/passwd HTTP/1.1\r\nHost: HOST\r\n\r\n")
	r := start(f, testsite.New(f), nil)
	f.Fuzz(func(t *testing.T, request string) {
		host := strings.TrimPrefix(r.url, "http://")
		c, err := net.DialTimeout("tcp", host, time.Second)
		if err != nil {
			t.Fatalf("the server is gone: %v", err)
		}
		defer func() { _ = c.Close() }()
		_ = c.SetDeadline(time.Now().Add(300 * time.Millisecond))
		_, _ = fmt.Fprint(c, strings.ReplaceAll(request, "HOST", host)) // it may hang up on us
		_ = c.(*net.TCPConn).CloseWrite()
		b, _ := io.ReadAll(c) // likewise
		answer := string(b)
		for _, never := range []string{"root:", "Access-Control-Allow-Origin", "Index of", "panic"} {
			if strings.Contains(answer, never) && !strings.Contains(request, never) {
				t.Errorf("%q is answered with %.500q", request, answer)
			}
		}
	})
}
