package main

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"kanshu/internal/kanshu"
)

// Version is this program's, by semantic versioning.
const Version = "0.1.0"

func version() string { return Version }

// salt tells one build of this program from another, so that a changed program makes its pages anew.
// It goes into keys and never into what is published. The first pages of an executable hold the
// identity that the Go linker gives it; where they cannot be read, the version has to do.
func salt() kanshu.Digest {
	name, err := os.Executable()
	if err != nil {
		return kanshu.DigestOf([]byte(Version))
	}
	f, err := os.Open(name)
	if err != nil {
		return kanshu.DigestOf([]byte(Version))
	}
	defer func() { _ = f.Close() }()
	h := sha256.New()
	if _, err := io.Copy(h, io.LimitReader(f, 64<<10)); err != nil {
		return kanshu.DigestOf([]byte(Version))
	}
	if info, err := f.Stat(); err == nil {
		_, _ = fmt.Fprint(h, info.Size())
	}
	return kanshu.Digest(h.Sum(nil))
}

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: a.say("版を示す", "prints versions"),
		Args:  a.takes(0, 0, "フラグのほかに書くものはありません（--help で使い方を見られます）", "nothing but flags is taken (see --help)"),
		RunE: func(*cobra.Command, []string) error {
			if _, err := fmt.Fprintf(a.out, "kanshu %s\n%s %s/%s\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH); err != nil {
				return err
			}
			info, ok := debug.ReadBuildInfo()
			if !ok {
				return nil
			}
			for _, m := range info.Deps {
				if _, err := fmt.Fprintf(a.out, "  %s %s\n", m.Path, m.Version); err != nil {
					return err
				}
			}
			return nil
		},
	}
}
