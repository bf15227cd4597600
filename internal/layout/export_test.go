package layout

import (
	"reflect"
	"sync"
)

// Encodings returns how a key covers data: by a plan, and by reflection.
func Encodings(data any) (planned, reflected []byte) {
	return (&Set{plans: &sync.Map{}}).appendData(nil, data), appendValue(nil, reflect.ValueOf(data))
}
