//go:build linux || darwin

package publish

// What the system says, and what is made of it.
var (
	Again         = again
	ExchangeError = exchangeError
)
