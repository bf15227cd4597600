package build

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strconv"
	"strings"

	"kanshu/internal/kanshu"
	"kanshu/internal/output"
)

// errEncoder says that images.webp of kanshu.yaml names no program that may be run.
var errEncoder = errors.New("name an encoder of the search path: cwebp")

// webpEncoder returns the encoder that the configuration names, which takes the arguments of cwebp; nil for
// none. Nothing is run because it happens to be installed: two machines would publish different trees. Only
// cwebp, cwebp-1.4 and the like are run, found by the search path: who may change kanshu.yaml need not be who
// may run programs, and a path could lead to one that came with the columns.
func webpEncoder(ctx context.Context, program string) (*output.Encoder, error) {
	if program == "" {
		return nil, nil //nolint:nilnil // none is named, and no fault
	}
	if !strings.HasPrefix(program, "cwebp") || strings.ContainsAny(program, `/\`) {
		return nil, kanshu.Explain(fmt.Errorf("images.webp %q: %w", program, errEncoder), kanshu.Wording{
			JA: "kanshu.yaml の images.webp には、パスの通った cwebp の名前だけを書いてください（例 cwebp）。",
			EN: "images.webp in kanshu.yaml takes the name of a cwebp on the search path, and nothing else.",
		})
	}
	version, err := exec.CommandContext(ctx, program, "-version").Output() //nolint:gosec // the site's own configuration names it
	if err != nil {
		return nil, kanshu.Explain(fmt.Errorf("images.webp: %w", err), kanshu.Wording{
			JA: "kanshu.yaml の images.webp のプログラム " + program + " を動かせません。入れてあるか確かめるか、images.webp を消してください。",
			EN: "The program " + program + " of images.webp in kanshu.yaml does not run. See that it is installed, or take images.webp away.",
		})
	}
	return &output.Encoder{
		Version: strings.TrimSpace(string(version)),
		Encode: func(png []byte, quality int) ([]byte, error) {
			var out, said bytes.Buffer
			cmd := exec.CommandContext(ctx, program, "-quiet", "-metadata", "none", "-q", strconv.Itoa(quality), "-o", "-", "--", "-") //nolint:gosec // likewise
			cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(png), &out, &said
			if err := cmd.Run(); err != nil {
				return nil, kanshu.Explain(fmt.Errorf("images.webp: %s: %w: %s", program, err, strings.TrimSpace(said.String())), kanshu.Wording{
					JA: "画像を WebP にするプログラム " + program + " が、途中で終わりました。入れ直すか、kanshu.yaml の images.webp を消してください。",
					EN: "The program " + program + ", which turns pictures into WebP, ended half-way. Install it anew, or take images.webp out of kanshu.yaml.",
				})
			}
			return out.Bytes(), nil
		},
	}, nil
}
