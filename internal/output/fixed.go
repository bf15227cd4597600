package output

import (
	"io"

	"kanshu/internal/kanshu"
)

// fixed plans a file whose bytes are so few that they are made while planning; its key is their digest.
func fixed(path, mediaType string, wave kanshu.Wave, b []byte) kanshu.Artifact {
	return kanshu.Artifact{
		Path: path, Type: mediaType, Wave: wave, Key: kanshu.DigestOf(b), Made: true,
		Make: func(w io.Writer) error {
			_, err := w.Write(b)
			return err
		},
	}
}
