// Package assets holds the default style sheet, scripts and icons. A site overrides any of them by a
// file of the same name in its own assets/ folder.
package assets

import "embed"

// FS is the default assets by name: "main.css", "guard.js".
//
//go:embed *.css *.js *.svg
var FS embed.FS
