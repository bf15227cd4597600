package outside

// RobotsAllow reports whether a robots.txt lets kanshu ask for a path.
func RobotsAllow(text, path string) bool { return parseRobots(text).allow(path) }
