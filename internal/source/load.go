package source

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"kanshu/internal/kanshu"
)

// A record file is one file of data/, read and parsed.
type recordFile struct {
	d    *decoder
	id   string
	tree *node // nil if the file is not there or cannot be read
}

// data reads kanshu.yaml and data/. All that is to be mended there is told at once.
func (l *loader) data() error {
	clinics, err := l.folder("data/clinics")
	if err != nil {
		return err
	}
	doctors, err := l.folder("data/doctors")
	if err != nil {
		return err
	}
	single := [...]string{"kanshu.yaml", "data/topics.yaml", "data/glossary.yaml", "data/withdrawn.yaml"}
	files := make([]recordFile, len(single)+len(clinics)+len(doctors))
	names := slices.Concat(single[:], clinics, doctors)
	errs := make([]error, len(names))
	l.records = make([]kanshu.Digest, len(names))
	l.options.Each(len(names), func(i int) { files[i], l.records[i], errs[i] = l.record(names[i]) })
	if err := errors.Join(errs...); err != nil {
		return err
	}
	l.settings(files[:len(single)])
	l.clinics(files[len(single) : len(single)+len(clinics)])
	l.doctors(files[len(single)+len(clinics):])
	l.publisher(files[0].d)
	return l.broken(files)
}

// settings decodes the files that stand alone.
func (l *loader) settings(files []recordFile) {
	d := files[0].d
	l.site.Config = &kanshu.Config{Language: "ja"}
	if n := files[0].tree; n != nil {
		l.site.Config = d.config(n)
	}
	l.names.config = l.site.Config
	for i, take := range [...]func(*decoder, *node){
		1: func(d *decoder, n *node) { l.names.topics = d.topicFile(n) },
		2: func(d *decoder, n *node) { l.site.Glossary = d.glossary(n) },
		3: func(d *decoder, n *node) { l.site.Withdrawn = d.withdrawn(n) },
	} {
		if take != nil && files[i].tree != nil {
			take(files[i].d, files[i].tree)
		}
	}
	l.site.Categories, l.site.Tags = l.names.topics[0], l.names.topics[1]
}

func (l *loader) clinics(files []recordFile) {
	l.names.clinics = make(map[string]*kanshu.Clinic, len(files))
	for _, f := range files {
		if f.tree == nil {
			continue
		}
		f.d.names = &l.names
		c := f.d.clinic(f.tree, "")
		c.ID, c.Line = f.id, 1
		l.site.Clinics = append(l.site.Clinics, c)
		l.names.clinics[f.id] = c
		l.names.clinicIDs = append(l.names.clinicIDs, f.id)
	}
	slices.SortFunc(l.site.Clinics, func(a, b *kanshu.Clinic) int { return strings.Compare(a.ID, b.ID) })
	slices.Sort(l.names.clinicIDs)
}

func (l *loader) doctors(files []recordFile) {
	l.names.doctors, l.names.nameless = make(map[string]*kanshu.Doctor, len(files)), make(map[string]bool)
	for _, f := range files {
		if f.tree == nil {
			continue
		}
		f.d.names = &l.names
		doctor := f.d.doctor(f.tree, "")
		doctor.ID, doctor.Line = f.id, 1
		l.site.Doctors = append(l.site.Doctors, doctor)
		l.names.doctors[f.id], l.names.nameless[f.id] = doctor, nameless(doctor.Name)
		l.names.doctorIDs = append(l.names.doctorIDs, f.id)
	}
	slices.SortFunc(l.site.Doctors, func(a, b *kanshu.Doctor) int { return strings.Compare(a.ID, b.ID) })
	slices.Sort(l.names.doctorIDs)
}

// publisher resolves the clinic that publishes the site.
func (l *loader) publisher(d *decoder) {
	p := &l.site.Config.Publisher
	if p.Clinic == nil {
		return
	}
	id := p.Clinic.ID
	if p.Clinic = l.names.clinics[id]; p.Clinic != nil {
		return
	}
	at := kanshuPos(d.file, 1, 1, 0)
	for _, f := range d.fields {
		if f.Key == "publisher.clinic" {
			at = f.Value.In(d.file)
		}
	}
	d.refuse(at, say("医院「%s」の記録がありません。", "there is no record of the clinic %q", show(id)), say("data/clinics/ に記録を置いてください。", "add its record to data/clinics/"))
}

// broken returns the error that holds every finding for which a file cannot be used, and keeps the others
// with the site.
func (l *loader) broken(files []recordFile) error {
	b := &Broken{}
	for _, f := range files {
		l.site.Images = append(l.site.Images, f.d.shown...)
		for _, finding := range f.d.found {
			if finding.Severity == kanshu.Refuse {
				b.Findings = append(b.Findings, finding)
				b.Config = b.Config || f.d.rule == ruleConfig
			} else {
				l.site.Findings = append(l.site.Findings, finding)
			}
		}
	}
	if len(b.Findings) == 0 {
		return nil
	}
	kanshu.SortFindings(b.Findings)
	return b
}

// folder lists the records of a folder, and reports names that cannot be ids. A folder that is not there
// holds none.
func (l *loader) folder(dir string) ([]string, error) {
	entries, err := fs.ReadDir(l.fsys, dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, faultIn(dir, err)
	}
	var out []string
	for _, e := range entries {
		file := dir + "/" + e.Name()
		id, ok := strings.CutSuffix(e.Name(), ".yaml")
		switch {
		case leftover(e.Name()) || e.Name() == "README.md":
		case ok && isID(id) && !e.IsDir():
			out = append(out, file)
		default:
			l.site.Findings = append(l.site.Findings, kanshu.Finding{
				Rule: "file-stray", Severity: kanshu.Warn, Pos: kanshu.Pos{File: file},
				Message: say("「%s」は記録として読まれません。", "%q is not read as a record", show(e.Name())),
				Hint:    say("ファイル名は半角の小文字、数字、ハイフンと「.yaml」にしてください。例 morishita.yaml", "name it in a-z, 0-9 and hyphens, with .yaml, as in morishita.yaml"),
			})
		}
	}
	return out, nil
}

// record reads and parses one YAML file. A file that is not there is no record, but for kanshu.yaml.
func (l *loader) record(name string) (f recordFile, digest kanshu.Digest, err error) {
	f = recordFile{d: &decoder{file: name, rule: ruleData, names: &registry{}, memory: smallScratch()}, id: strings.TrimSuffix(path.Base(name), ".yaml")}
	d := f.d
	if name == "kanshu.yaml" {
		d.rule, d.strict = ruleConfig, true
	}
	b, err := readFile(l.fsys, name, maxData, nil)
	switch at := kanshuPos(name, 1, 1, 0); {
	case errors.Is(err, fs.ErrNotExist):
		if d.strict {
			d.refuse(at, say("kanshu.yaml がありません。", "there is no kanshu.yaml"), say("title と base_url を書いた kanshu.yaml を置いてください。", "write one with title and base_url"))
		}
		return f, digest, nil
	case errors.Is(err, errTooLarge):
		d.refuse(at, say("ファイルが %d KiB を超えています。", "the file holds more than %d KiB", maxData>>10), noHint)
		return f, digest, nil
	case errors.Is(err, errNotRegular), errors.Is(err, fs.ErrPermission) && !denied(err):
		d.refuse(at, irregularMessage(name), irregularHint())
		return f, digest, nil
	case err != nil:
		return f, digest, faultIn(name, err)
	}
	digest = kanshu.DigestOf(b)
	b, _ = normalise(b)
	if d.unreadable(b, b) || !d.scanData(b) {
		return f, digest, nil
	}
	f.tree = d.parse(b)
	switch lists := name == "data/glossary.yaml" || name == "data/withdrawn.yaml"; {
	case f.tree == nil, f.tree.shape == record, lists && f.tree.shape == list:
	case f.tree.null():
		f.tree = &node{shape: record, line: 1, char: 1}
	default:
		d.refuse(d.at(f.tree), say("「項目: 値」の形になっていません。", "it is not of the form key: value"), noHint)
		f.tree = nil
	}
	return f, digest, nil
}

// scanData is scan for a file that is YAML throughout: one --- may stand on its first line.
func (d *decoder) scanData(b []byte) bool {
	if first, next := lineAt(b, 0); isFence(first) {
		for i := range next {
			if b[i] != '\n' {
				b[i] = ' '
			}
		}
	}
	return d.scan(b)
}

// assets lists the files below assets/. What is no regular file there is reported and left out.
func (l *loader) assets() error {
	err := fs.WalkDir(l.fsys, "assets", func(p string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return faultIn(p, err)
		case e.IsDir():
		case e.Type().IsRegular():
			l.site.Assets = append(l.site.Assets, p)
		default:
			w := walk{}
			w.irregular(p)
			l.site.Findings = append(l.site.Findings, w.findings...)
		}
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
