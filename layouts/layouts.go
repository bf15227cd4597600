// Package layouts holds the default templates. A site overrides any of them by a file of the same name
// in its own layouts/ folder.
package layouts

import "embed"

// FS is the default templates, by the names that package layout knows them by.
//
//go:embed *.html pieces/*.html
var FS embed.FS
