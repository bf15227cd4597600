package outside

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"

	"kanshu/internal/kanshu"
)

// A State is what became of an address.
type State string

// The states.
const (
	Open    State = "open"
	Moved   State = "moved"   // for good; Entry.Moved says where to
	Dead    State = "dead"    // 404, 410, or no such host
	Private State = "private" // of a private network or this machine: it was not asked
	Unsure  State = "unsure"  // refused to machines, busy, or no answer in time; asked again next time
)

// An Entry is the answer of one address.
type Entry struct {
	State  State       `json:"state"`
	Status int         `json:"status,omitempty"` // of HTTP; 0 without an answer
	Moved  string      `json:"moved,omitempty"`
	Day    kanshu.Date `json:"day"` // on which it was asked
}

// holds reports whether the answer still stands on a day.
func (e Entry) holds(today kanshu.Date) bool {
	return e.State != Unsure && !e.Day.IsZero() && !e.Day.After(today) && e.Day.DaysUntil(today) < keepDays
}

// A Cache is the answers by address.
type Cache map[string]Entry

// ReadCache reads what Bytes wrote; nothing is an empty cache. It returns an error for anything else.
func ReadCache(data []byte) (Cache, error) {
	c := Cache{}
	if len(bytes.TrimSpace(data)) == 0 {
		return c, nil
	}
	if err := json.Unmarshal(data, &c); err != nil {
		return nil, fmt.Errorf("link cache: %w", err)
	}
	return c, nil
}

// Bytes returns the cache as JSON, sorted by address, so that equal answers give equal files.
func (c Cache) Bytes() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(c)
	return b.Bytes(), err
}

// With returns the cache with the answers of a later run in place of its own.
func (c Cache) With(later Cache) Cache {
	all := maps.Clone(c)
	maps.Copy(all, later)
	return all
}
