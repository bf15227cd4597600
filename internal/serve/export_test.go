package serve

// Coalesce and Watched are what the tests hold of the watcher's inside.
var (
	Coalesce = coalesce
	Watched  = watched
)
