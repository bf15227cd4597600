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

// parseRobots reads a robots.txt: the groups for kanshu, or those for everybody where none names it.
func parseRobots(text string) robots {
	var named, all robots
	forNamed, forAll, rules := false, false, false
	found := false
	for _, line := range strings.Split(text, "\n") {
		line, _, _ = strings.Cut(line, "#")
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		value = strings.TrimSpace(value)
		switch key = strings.ToLower(strings.TrimSpace(key)); key {
		case "user-agent":
			if rules {
				forNamed, forAll, rules = false, false, false
			}
			agent := strings.ToLower(value)
			forNamed = forNamed || agent == "kanshu"
			forAll = forAll || agent == "*"
			found = found || agent == "kanshu"
		case "allow", "disallow":
			rules = true
			if value == "" {
				continue
			}
			r := robotRule{value, key == "allow"}
			if forNamed {
				named = append(named, r)
			}
			if forAll {
				all = append(all, r)
			}
		}
	}
	if found {
		return named
	}
	return all
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
