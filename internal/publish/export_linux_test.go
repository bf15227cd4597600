package publish

// MapBytes maps the first bytes of a file, or says that it cannot.
var MapBytes = mapBytes
