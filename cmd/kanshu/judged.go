package main

import (
	"context"

	"kanshu/internal/build"
	"kanshu/internal/kanshu"
	"kanshu/internal/source"
)

// judged reads the site and judges its columns for the day, for commands that write nothing of it. The root
// is the caller's to close, but where there is an error.
func (a *app) judged(ctx context.Context) (*source.Root, *build.Report, kanshu.Date, error) {
	root, cfg, err := a.openSource()
	if err != nil {
		return nil, nil, kanshu.Date{}, err
	}
	today, _, err := a.day(cfg)
	if err == nil {
		var r *build.Report
		r, err = build.Check(ctx, root, a.options(today, false, false))
		a.progress.clear()
		if err == nil {
			return root, r, today, nil
		}
	}
	_ = root.Close()
	return nil, nil, kanshu.Date{}, err
}
