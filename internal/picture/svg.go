package picture

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
)

// SVG is the media type of drawings, which are published as they came or not at all: see Passive.
const SVG = "image/svg+xml"

// ErrActive says that a drawing could do something: run a script, load something, hold foreign markup.
var ErrActive = errors.New("the drawing holds a script, a style from elsewhere, foreign markup or a link that leaves it")

// Passive returns nil for an SVG drawing that draws and nothing else. It is an allow list of what is
// harmless by its kind, not a cleaner: a drawing passes whole or not at all.
func Passive(b []byte) error {
	d := xml.NewDecoder(bytes.NewReader(b))
	root := true
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			if root {
				return ErrKind
			}
			return nil
		}
		if err != nil {
			return ErrKind
		}
		switch t := t.(type) {
		case xml.Directive:
			return ErrActive // an internal subset could define entities
		case xml.ProcInst:
			if t.Target != "xml" {
				return ErrActive
			}
		case xml.StartElement:
			if root && t.Name.Local != "svg" {
				return ErrKind
			}
			root = false
			if !passive(t) {
				return ErrActive
			}
		}
	}
}

// passive reports whether an element and its attributes do nothing but draw.
func passive(t xml.StartElement) bool {
	switch strings.ToLower(t.Name.Local) {
	case "script", "foreignobject", "iframe", "embed", "object", "image", "style", "animate", "set", "handler",
		"animatetransform", "animatemotion", "a", "feimage", "audio", "video":
		return false
	}
	for _, a := range t.Attr {
		name, value := strings.ToLower(a.Name.Local), strings.ToLower(strings.TrimSpace(a.Value))
		if strings.HasPrefix(name, "on") || name == "href" && !strings.HasPrefix(value, "#") ||
			strings.Contains(value, "javascript:") || strings.Contains(value, "url(") && !strings.Contains(value, "url(#") {
			return false
		}
	}
	return true
}

// Extent returns the width and height that an SVG drawing gives itself, by its viewBox or its own
// attributes; 0 and 0 where it gives none.
func Extent(b []byte) (width, height int) {
	d := xml.NewDecoder(bytes.NewReader(b))
	for {
		t, err := d.Token()
		if err != nil {
			return 0, 0
		}
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		var w, h float64
		for _, a := range e.Attr {
			switch a.Name.Local {
			case "width":
				w, _ = strconv.ParseFloat(strings.TrimSuffix(a.Value, "px"), 64)
			case "height":
				h, _ = strconv.ParseFloat(strings.TrimSuffix(a.Value, "px"), 64)
			case "viewBox":
				if f := strings.Fields(a.Value); len(f) == 4 && (w == 0 || h == 0) {
					w, _ = strconv.ParseFloat(f[2], 64)
					h, _ = strconv.ParseFloat(f[3], 64)
				}
			}
		}
		return int(w), int(h)
	}
}
