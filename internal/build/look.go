package build

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"kanshu/internal/kanshu"
)

// wellFormed looks at what will stand before it may: a feed that does not parse would silence every
// reader that subscribed to it. Other types are not looked at.
func wellFormed(a *kanshu.Artifact, data []byte) error {
	if !strings.HasPrefix(a.Type, "application/rss+xml") && !strings.HasPrefix(a.Type, "application/atom+xml") &&
		!strings.HasPrefix(a.Type, "application/xml") {
		return nil
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = true
	for {
		_, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("not well-formed: %w", err)
		}
	}
}
