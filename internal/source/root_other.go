//go:build !unix

package source

// noFollow is nothing where the system has no such flags; what was opened is compared with what was
// looked at all the same.
const noFollow = 0
