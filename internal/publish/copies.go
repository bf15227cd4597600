package publish

import (
	"path"
	"slices"
)

// compressed are the endings of the copies that servers hand out in place of a file: gzip, Brotli, Zstandard.
//
// Source: RFC 1952; RFC 7932; RFC 8878; the gzip_static of nginx, the precompressed of Caddy.
var compressed = []string{".gz", ".br", ".zst"}

// withoutCopies returns what is foreign but for the compressed copies, which somebody made beside files of ours, of
// files that the next tree does not have or has with other bytes. A server prefers a copy to the file itself, so it
// would hand out what is withdrawn. The survey keeps them: they stand in the tree that becomes the spare, and the
// publication after clears them away there.
func (p *Publisher) withoutCopies(n *next) []foreign {
	return slices.DeleteFunc(slices.Clone(n.survey.foreign), func(f foreign) bool {
		ending := path.Ext(f.path)
		if !f.mode.IsRegular() || !slices.Contains(compressed, ending) {
			return false
		}
		original := f.path[:len(f.path)-len(ending)]
		if original == listName {
			return true
		}
		was, ours := p.standing.find(original)
		if !ours {
			return false
		}
		now, stays := n.find(p.standing.Entries[was].Path)
		return !stays || n.Entries[now].Digest != p.standing.Entries[was].Digest
	})
}
