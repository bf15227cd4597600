package layout

import (
	"reflect"
	"sync"
)

// EscapeText is escapeText.
func EscapeText(s string) string { return string(escapeText(nil, s)) }

// Encodings returns how a key covers data: by a plan, and by reflection.
func Encodings(data any) (planned, reflected []byte) {
	return (&Set{plans: &sync.Map{}}).appendData(nil, data), appendValue(nil, reflect.ValueOf(data))
}
