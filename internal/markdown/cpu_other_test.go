//go:build !unix

package markdown_test

import (
	"testing"
	"time"
)

// spentCPU returns a time that goes on; here it is the clock's.
func spentCPU(*testing.T) time.Duration { return time.Since(begun) }

var begun = time.Now()
