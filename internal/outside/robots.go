package outside

import "strings"

// robotsMost is how much of a robots.txt is read, in bytes (RFC 9309 asks for 500 KiB).
const robotsMost = 500 << 10

// robots is what a robots.txt asks of kanshu. The zero robots lets everything pass.
type robots []robotRule

// A robotRule is one line: a path that may or may not be asked for.
type robotRule struct {
	path  string
	allow bool
}

// A reader of a robots.txt knows to whom the lines that it reads speak.
type robotsReader struct {
	named, all       robots // rules for kanshu, and for everybody
	forNamed, forAll bool   // the group that is open
	rules, found     bool   // the group has rules; a group names kanshu
}

// parseRobots reads a robots.txt: the groups for kanshu, or those for everybody where none names it.
func parseRobots(text string) robots {
	var r robotsReader
	for _, line := range strings.Split(text, "\n") {
		line, _, _ = strings.Cut(line, "#")
		if key, value, ok := strings.Cut(line, ":"); ok {
			r.read(strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value))
		}
	}
	if r.found {
		return r.named
	}
	return r.all
}

// read reads one line.
func (r *robotsReader) read(key, value string) {
	switch key {
	case "user-agent":
		if r.rules {
			r.forNamed, r.forAll, r.rules = false, false, false
		}
		named := strings.EqualFold(value, "kanshu")
		r.forNamed, r.found = r.forNamed || named, r.found || named
		r.forAll = r.forAll || value == "*"
	case "allow", "disallow":
		r.rules = true
		rule := robotRule{value, key == "allow"}
		if value != "" && r.forNamed {
			r.named = append(r.named, rule)
		}
		if value != "" && r.forAll {
			r.all = append(r.all, rule)
		}
	}
}

// allow reports whether a path may be asked for: the longest rule that matches decides, and of equals
// the one that allows.
func (rs robots) allow(path string) bool {
	if path == "" {
		path = "/"
	}
	best, allowed := -1, true
	for _, r := range rs {
		if n := len(r.path); matches(r.path, path) && (n > best || n == best && r.allow) {
			best, allowed = n, r.allow
		}
	}
	return allowed
}

// matches reports whether a path begins as the pattern says, in which * is anything and $ at the end
// is the end.
func matches(pattern, path string) bool {
	pattern, whole := strings.CutSuffix(pattern, "$")
	parts := strings.Split(pattern, "*")
	rest, ok := strings.CutPrefix(path, parts[0])
	if !ok {
		return false
	}
	for i, part := range parts[1:] {
		if whole && i == len(parts)-2 {
			return strings.HasSuffix(rest, part)
		}
		at := strings.Index(rest, part)
		if at < 0 {
			return false
		}
		rest = rest[at+len(part):]
	}
	return !whole || rest == ""
}
