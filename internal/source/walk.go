package source

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"kanshu/internal/kanshu"
)

// A draftColumn is a file found below columns/ that will be one.
type found struct {
	file, dir string // dir is "" for a column without a folder of its own
	slug      string
	lang      string
	irregular bool     // no regular file: a link, a FIFO …
	pictures  []string // irregular names in its folder
}

// A walk is what was found below columns/.
type walk struct {
	columns  []found
	findings []kanshu.Finding
}

func (w *walk) note(rule string, s kanshu.Severity, file string, message, hint kanshu.Wording) {
	w.findings = append(w.findings, kanshu.Finding{Rule: rule, Severity: s, Pos: kanshu.Pos{File: file}, Message: message, Hint: hint})
}

// irregular reports what is neither file nor folder and belongs to no column.
func (w *walk) irregular(file string) {
	w.note("file-not-regular", kanshu.Warn, file, irregularMessage(file), irregularHint())
}

func irregularMessage(file string) kanshu.Wording {
	return say("「%s」は通常のファイルではありません(リンクなど)。読みませんでした。", "%q is no regular file (a link, perhaps); it was not read", show(path.Base(file)))
}

func irregularHint() kanshu.Wording {
	return say("リンクではなく、ファイルそのものを置いてください。", "put the file itself there instead of a link")
}

// walkColumns lists the columns, sorted by file, and notes what is left alone.
func walkColumns(fsys fs.FS, each kanshu.Each) (*walk, error) {
	entries, err := fs.ReadDir(fsys, "columns")
	if err != nil {
		return nil, err
	}
	all := &walk{columns: make([]found, 0, len(entries))}
	var folders []fs.DirEntry
	for _, e := range entries {
		if e.IsDir() && !leftover(e.Name()) {
			folders = append(folders, e)
		} else {
			all.entry(e)
		}
	}
	parts := make([]walk, len(folders))
	errs := make([]error, len(folders))
	each(len(folders), func(i int) { errs[i] = parts[i].folder(fsys, "columns/"+folders[i].Name()) })
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	for i := range parts {
		all.columns = append(all.columns, parts[i].columns...)
		all.findings = append(all.findings, parts[i].findings...)
	}
	slices.SortFunc(all.columns, func(a, b found) int { return strings.Compare(a.file, b.file) })
	return all, nil
}

// entry looks at one name in columns/ that is no folder.
func (w *walk) entry(e fs.DirEntry) {
	name := e.Name()
	file := "columns/" + name
	switch {
	case leftover(name):
	case strings.EqualFold(name, "README.md"):
		w.stray(file)
	case strings.HasSuffix(name, ".md"):
		slug, lang := nameParts(strings.TrimSuffix(name, ".md"))
		w.columns = append(w.columns, found{file: file, slug: slug, lang: lang, irregular: !e.Type().IsRegular()})
	case e.Type().IsRegular():
		w.left(file)
	case !strings.Contains(name, "."):
		// A link to a folder would be a column; it is refused as one.
		w.columns = append(w.columns, found{file: file, slug: name, irregular: true})
	default:
		w.irregular(file)
	}
}

// folder looks into the folder of a column.
func (w *walk) folder(fsys fs.FS, dir string) error {
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return faultIn(dir, err)
	}
	first := len(w.columns)
	var irregular []string
	for _, e := range entries {
		name, file := e.Name(), dir+"/"+e.Name()
		switch {
		case leftover(name):
		case e.IsDir():
			w.note("file-stray", kanshu.Note, file, say("フォルダーの中のフォルダーは読みません。", "folders within a column's folder are not read"), noHint)
		case name == "index.md" || strings.HasPrefix(name, "index.") && strings.HasSuffix(name, ".md"):
			_, lang := nameParts(strings.TrimSuffix(name, ".md"))
			if name != "index.md" && lang == "" {
				w.left(file)
				continue
			}
			w.columns = append(w.columns, found{file: file, dir: dir, slug: path.Base(dir), lang: lang, irregular: !e.Type().IsRegular()})
		case !e.Type().IsRegular():
			irregular = append(irregular, file)
		default:
			w.left(file)
		}
	}
	for i := first; i < len(w.columns); i++ {
		w.columns[i].pictures = irregular
	}
	if first == len(w.columns) {
		for _, file := range irregular {
			w.irregular(file)
		}
		w.note("file-stray", kanshu.Note, dir, say("フォルダー「%s」に index.md がありません。", "the folder %q holds no index.md", show(path.Base(dir))), noHint)
	}
	return nil
}

// left notes a file that is no column and no picture.
func (w *walk) left(file string) {
	switch ext := strings.ToLower(path.Ext(file)); ext {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg":
	case ".md", ".markdown", ".mdx", ".mkd":
		w.note("file-stray", kanshu.Warn, file, say("「%s」はコラムとして読まれません。", "%q is not read as a column", show(path.Base(file))),
			say("コラムは columns/名前.md か columns/名前/index.md に置いてください。", "a column is columns/NAME.md or columns/NAME/index.md"))
	default:
		w.stray(file)
	}
}

func (w *walk) stray(file string) {
	w.note("file-stray", kanshu.Note, file, say("「%s」はコラムでも画像でもないので、読みませんでした。", "%q is neither a column nor a picture and was left alone", show(path.Base(file))), noHint)
}

// leftover reports whether a name is that of a hidden file, or of what editors and systems leave about.
func leftover(name string) bool {
	return name[0] == '.' || strings.HasSuffix(name, "~") || name[0] == '#' && strings.HasSuffix(name, "#") ||
		name == "4913" || name == "Thumbs.db" || name == "desktop.ini" || strings.HasPrefix(name, "~$") ||
		strings.HasSuffix(name, ".swp") || strings.HasSuffix(name, ".swo") || strings.HasSuffix(name, ".bak") || strings.HasSuffix(name, ".orig") || strings.HasSuffix(name, ".tmp")
}
