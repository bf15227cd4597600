//go:build !unix

package main

// calmly does nothing where there are no such signals.
func calmly() {}
