package source

import (
	"strings"
	"sync"

	"kanshu/internal/kanshu"
)

// A registry holds the records of data/, by id. It is read by many at once and changed by nobody once
// the columns are read.
type registry struct {
	doctors   map[string]*kanshu.Doctor
	nameless  map[string]bool // the ids of doctors whose records name nobody
	clinics   map[string]*kanshu.Clinic
	doctorIDs []string // sorted
	clinicIDs []string // sorted
	topics    [2][]*kanshu.Topic
	made      [2]sync.Map // name → madeTopic: topics without a record, made once for all columns
	config    *kanshu.Config
}

// isID reports whether s is an id: [a-z0-9][a-z0-9-]*, at most 80 of them.
func isID(s string) bool {
	if s == "" || len(s) > 80 || s[0] == '-' {
		return false
	}
	for i := range len(s) {
		if c := s[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return true
}

// nearDoctor returns the id that was most likely meant by what was written: the id of the doctor of that name,
// or the nearest id.
func (r *registry) nearDoctor(written string) string {
	written = bare(written)
	name := squeeze(written)
	for _, id := range r.doctorIDs {
		if n := r.doctors[id].Name; n != "" && squeeze(n) == name {
			return id
		}
	}
	return nearest(r.doctorIDs, written)
}

// bare takes off what editors put around an id or a name: brackets, a title of address, the file it is in.
func bare(written string) string {
	s := strings.Trim(fold(written), "()[]<>{}【】〈〉《》〔〕 ")
	s = strings.TrimPrefix(strings.TrimSuffix(strings.TrimSuffix(s, ".yaml"), ".yml"), "data/doctors/")
	for _, title := range [...]string{"先生", "医師", "さん", "様", "氏"} {
		if short, ok := strings.CutSuffix(s, title); ok && short != "" {
			return strings.TrimSpace(short)
		}
	}
	return s
}

// squeeze folds s and takes the spaces out.
func squeeze(s string) string {
	return strings.Join(strings.Fields(strings.Trim(fold(s), "\"")), "")
}

// supervisors reads the key supervisor.
func (d *decoder) supervisors(f *fields, c *kanshu.Column) {
	e := f.entry("supervisor")
	if e == nil {
		return
	}
	items := e.items()
	c.Named = make([]kanshu.Named, 0, len(items))
	for i := range items {
		n := &items[i]
		named := kanshu.Named{Text: n.text, Pos: d.at(n)}
		if n.null() && n.text == "" {
			named.Pos = d.at(e.key)
		}
		var doctor *kanshu.Doctor
		switch {
		case n.shape == record:
			doctor = d.doctor(n, e.path(f, i))
			named.Text, named.Blank = doctor.Name, nameless(doctor.Name)
			if named.Blank {
				doctor = nil
			}
		case n.shape == list:
			d.refuseKind(&entry{e.spec, e.key, n}, "医師の id か、その記録", "an id or a record")
			continue
		case n.null() || placeholder(n.text):
			named.Blank = true
		default:
			if doctor = d.names.doctors[n.text]; doctor == nil || d.names.nameless[n.text] {
				doctor, named.Near = nil, d.names.nearDoctor(n.text)
			}
		}
		if named.Known = doctor != nil; named.Known {
			c.Supervisors = append(c.Supervisors, kanshu.Supervisor{Doctor: doctor, Clinic: doctor.Clinic})
		}
		c.Named = append(c.Named, named)
	}
}

// authors reads the key author: doctors on record, records written out, or names.
func (d *decoder) authors(f *fields) []kanshu.Author {
	e := f.get("author")
	if e == nil {
		return nil
	}
	var out []kanshu.Author
	items := e.items()
	for i := range items {
		n := &items[i]
		switch {
		case n.shape == record:
			if doctor := d.doctor(n, e.path(f, i)); doctor.Name != "" {
				out = append(out, kanshu.Author{Doctor: doctor, Name: doctor.Name})
			}
		case n.shape == list:
			d.refuseKind(&entry{e.spec, e.key, n}, "名前、id、またはその記録", "a name, an id or a record")
		case n.blank():
		default:
			text := strings.TrimSpace(n.text)
			if doctor := d.names.doctors[text]; doctor != nil && doctor.Name != "" {
				out = append(out, kanshu.Author{Doctor: doctor, Name: doctor.Name})
				continue
			}
			out = append(out, kanshu.Author{Name: text})
		}
	}
	return out
}

// doctor reads a doctor's record. A clinic that is not on record is reported.
func (d *decoder) doctor(n *node, path string) *kanshu.Doctor {
	f := d.record(n, personKeys, path)
	doctor := &kanshu.Doctor{
		File: d.file, Line: n.line + d.before,
		Name: f.text("name"), Kana: f.text("kana"), Title: f.text("title"), Affiliation: f.text("affiliation"),
		Specialties: f.texts("specialties"), Societies: f.texts("societies"), Bio: f.text("bio"),
		Image: f.image("image", kanshu.Portrait), URL: f.address("url", false), SameAs: f.addresses("same_as"), Until: f.day("until"),
	}
	if e := f.get("clinic"); e != nil && !e.value.blank() {
		if e.value.shape == scalar {
			doctor.Clinic = d.clinicByID(e.value)
		} else {
			d.refuseKind(e, "医院の id", "the id of a clinic")
		}
	}
	f.each("credentials", func(r *fields, _ *node) {
		doctor.Credentials = append(doctor.Credentials, kanshu.Credential{Name: r.text("name"), Issuer: r.text("issuer")})
	}, func(text string, _ *node) {
		doctor.Credentials = append(doctor.Credentials, kanshu.Credential{Name: text})
	})
	return doctor
}
