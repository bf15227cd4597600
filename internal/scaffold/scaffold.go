// Package scaffold makes the files that kanshu new writes: a whole site, one column, one record of a
// doctor or a clinic, and the workflows that publish a site every day. It writes nothing itself; it
// returns names and bytes, the same for the same day and names.
package scaffold

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode"

	"kanshu/internal/kanshu"
)

// A File is one file to write. Path is slash-separated, below the directory of the site.
type File struct {
	Path string
	Data []byte
	Run  bool // it is a program: its mode is 0755, all others have 0644
}

// A Host is a place where continuous integration runs.
type Host string

// The hosts for which there are workflows. None means that none are wanted.
const (
	None   Host = ""
	GitHub Host = "github"
	GitLab Host = "gitlab"
)

// SiteOptions are what a new site is made from. What is left empty is filled with samples that an editor
// can tell from the truth at a glance.
type SiteOptions struct {
	Today   kanshu.Date // from which the days in the sample columns are reckoned
	Title   string      // of the site
	BaseURL string      // without a slash at the end
	Clinic  string      // name of the first clinic
	CI      Host
}

//go:embed all:files
var files embed.FS

// Site returns a site that builds as it is: a clinic, a doctor, and three columns, of which one may be
// published, one falls due in two weeks, and one is withheld on purpose and says why. It returns an
// error for a host it knows no workflows for.
func Site(o SiteOptions) ([]File, error) {
	ci, err := CI(o.CI)
	if err != nil {
		return nil, err
	}
	r := replacer(
		"title", scalar(or(o.Title, "見本クリニック 健康コラム")),
		"base", scalar(or(o.BaseURL, "https://column.example.jp")),
		"clinic", scalar(or(o.Clinic, "見本クリニック")),
		"written", o.Today.AddDays(-14).String(),
		"reviewed", o.Today.AddDays(-20).String(),
		"due", o.Today.AddDays(-20).AddMonths(12).String(),
		"old", o.Today.AddMonths(-11).String(),
		"soon", o.Today.AddDays(14).String(),
	)
	return append(tree("files/site", r), ci...), nil
}

// CI returns the workflows for a host: check what is proposed, publish every day, and watch that this
// still happens. It returns none for None and an error for a host it does not know.
func CI(host Host) ([]File, error) {
	switch host {
	case None:
		return nil, nil
	case GitHub, GitLab:
		return append(tree("files/"+string(host), replacer()), tree("files/ci", replacer())...), nil
	default:
		return nil, fmt.Errorf("no workflows for %q; there are some for %s and %s", host, GitHub, GitLab)
	}
}

// tree returns all files below dir with their marks filled in. A name that would hide a file from the
// tools of this repository carries "dot." in place of its dot.
func tree(dir string, r *strings.Replacer) []File {
	var all []File
	err := fs.WalkDir(files, dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := files.ReadFile(name)
		path := strings.TrimPrefix(name, dir+"/")
		if strings.HasPrefix(path, "dot.") {
			path = path[len("dot"):]
		}
		all = append(all, File{Path: path, Data: []byte(r.Replace(string(b))), Run: strings.HasSuffix(path, ".sh")})
		return err
	})
	if err != nil {
		panic("scaffold: " + err.Error()) // the files are compiled in
	}
	slices.SortFunc(all, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return all
}

// one returns one file of files/one with its marks filled in.
func one(name, path string, marks ...string) File {
	b, err := files.ReadFile("files/one/" + name)
	if err != nil {
		panic("scaffold: " + err.Error()) // the files are compiled in
	}
	return File{Path: path, Data: []byte(replacer(marks...).Replace(string(b)))}
}

// replacer fills in marks of the form «name».
func replacer(marks ...string) *strings.Replacer {
	pairs := make([]string, len(marks))
	for i, m := range marks {
		pairs[i] = m
		if i%2 == 0 {
			pairs[i] = "«" + m + "»"
		}
	}
	return strings.NewReplacer(pairs...)
}

func or(s, otherwise string) string {
	if strings.TrimSpace(s) == "" {
		return otherwise
	}
	return s
}

// scalar returns s as a YAML value that reads back as s: plain where that is beyond doubt, in double
// quotes elsewhere. A JSON string is one in YAML too (YAML 1.2.2, section 1.3).
func scalar(s string) string {
	plain := s != "" && strings.TrimSpace(s) == s
	for i, r := range s {
		switch {
		case i == 0:
			plain = plain && (unicode.IsLetter(r) && r >= 0x80 || strings.HasPrefix(s, "https://"))
		case unicode.IsLetter(r), unicode.IsDigit(r), strings.ContainsRune("・ー（）「」、。 ./-", r):
		case strings.HasPrefix(s[i:], "://"):
		default:
			plain = false
		}
	}
	if plain {
		return s
	}
	b, err := json.Marshal(s)
	if err != nil {
		panic("scaffold: " + err.Error()) // a string always encodes
	}
	return string(b)
}
