package build

import (
	"context"
	"fmt"
	"io/fs"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/publish"
	"kanshu/internal/rules"
	"kanshu/internal/source"
)

// Check loads and judges the site at fsys and reads its templates; it writes nothing.
func Check(ctx context.Context, fsys fs.FS, o Options) (*Report, error) {
	r := &Report{}
	if err := r.judge(fsys, o, nil); err != nil {
		return r, err
	}
	if _, err := Layouts(fsys, o); err != nil {
		return r, err
	}
	return r, ctx.Err()
}

// judge fills in the site, its verdicts and its edition.
func (r *Report) judge(fsys fs.FS, o Options, pub *publish.Publisher) (err error) {
	asked, err := rules.With(fsys)
	if err != nil {
		return fmt.Errorf("load: %w", err)
	}
	if pub != nil {
		own, err := rules.Own(fsys)
		if err != nil {
			return fmt.Errorf("load: %w", err)
		}
		all, _ := pub.Kept(columnsKept)
		more, _ := pub.Kept(columnsSince)
		r.memory = source.Recall(all, more, remembered(o.Salt, own), o.Began)
	}
	if r.Site, err = source.Load(fsys, r.loading(asked, o)); err != nil {
		return fmt.Errorf("load: %w", err)
	}
	r.Site.Findings = append(r.Site.Findings, rules.Policy(r.Site.Config, asked)...)
	if r.memory != nil {
		r.Read = r.memory.Read()
	}
	options := gate.Options{Rules: asked, Today: o.Today, Each: o.loop(Judging)}
	if pub != nil {
		base := r.memory.Base()
		found, _ := pub.Kept(proseKept)
		known, _ := pub.Kept(keysKept)
		r.prose, r.keys = &prose{draftOf(found, base)}, &keys{draftOf(known, base)}
		options.Cache, options.Base = r.prose, base
	}
	r.Edition, r.Verdicts, err = gate.Judge(r.Site, fsys, options)
	if err != nil {
		return fmt.Errorf("judge: %w", err)
	}
	r.Next = nextChange(r.Edition, r.Verdicts, o.Today)
	return nil
}

// remembered is the salt of what is remembered of columns: of the program, and of the rules that the site adds.
func remembered(salt, own kanshu.Digest) kanshu.Digest {
	return kanshu.DigestOf(append(salt[:], own[:]...))
}
