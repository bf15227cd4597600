//go:build unix

package source

import "golang.org/x/sys/unix"

// noFollow keeps an open from following a link and from waiting for the other end of a FIFO.
const noFollow = unix.O_NOFOLLOW | unix.O_NONBLOCK
