//go:build !unix

package publish

import (
	"errors"
	"io/fs"
)

func reasonOf(err error) error {
	if errors.Is(err, fs.ErrPermission) {
		return ErrReadOnly
	}
	return errOther
}

// linkRefused reports whether a copy will do where a hard link was asked for.
func linkRefused(err error) bool { return !errors.Is(err, fs.ErrNotExist) }

// absent reports whether nothing stands at a name.
func absent(err error) bool { return errors.Is(err, fs.ErrNotExist) }
