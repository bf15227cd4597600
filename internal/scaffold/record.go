package scaffold

import "kanshu/internal/kanshu"

// ColumnOptions are what a new column is made from.
type ColumnOptions struct {
	Slug   string      // [a-z0-9][a-z0-9-]*
	Title  string      // the slug where it is empty
	Doctor string      // id of the supervisor; may be empty: the line is left to be filled in
	Clinic string      // id; may be empty: the supervisor's clinic is shown
	Today  kanshu.Date // the day it is written
}

// Column returns a new column. It is a draft: only a doctor can say when it was reviewed, and until then
// it is kept out without fault.
func Column(o ColumnOptions) File {
	doctor, clinic := "supervisor:            # data/doctors/ にある医師の ID", "# clinic:              # 監修者の所属と違うクリニックを載せるとき"
	if o.Doctor != "" {
		doctor = "supervisor: " + o.Doctor
	}
	if o.Clinic != "" {
		clinic = "clinic: " + o.Clinic
	}
	return one("column.md", "columns/"+o.Slug+".md",
		"title", scalar(or(o.Title, o.Slug)), "supervisor", doctor, "clinic", clinic, "today", o.Today.String())
}

// DoctorOptions are what a new doctor's record is made from.
type DoctorOptions struct {
	ID     string // [a-z0-9][a-z0-9-]*
	Name   string // as readers see it; the caller asks for it, for the record is published
	Kana   string // its reading; may be empty
	Title  string // post at the clinic; may be empty
	Clinic string // id; may be empty
}

// Doctor returns a new doctor's record.
func Doctor(o DoctorOptions) File {
	return one("doctor.yaml", "data/doctors/"+o.ID+".yaml",
		"name", scalar(or(o.Name, o.ID)), "kana", line("kana", o.Kana), "title", line("title", o.Title),
		"clinic", line("clinic", o.Clinic))
}

// ClinicOptions are what a new clinic's record is made from.
type ClinicOptions struct {
	ID      string // [a-z0-9][a-z0-9-]*
	Name    string // as readers see it; the caller asks for it, for the record is published
	Address string // may be empty
	Tel     string // may be empty
}

// Clinic returns a new clinic's record.
func Clinic(o ClinicOptions) File {
	return one("clinic.yaml", "data/clinics/"+o.ID+".yaml",
		"name", scalar(or(o.Name, o.ID)), "address", line("address", o.Address), "tel", line("tel", o.Tel))
}

// line returns "key: value", and the key as a remark where there is no value yet.
func line(key, value string) string {
	if value == "" {
		return "# " + key + ":"
	}
	return key + ": " + scalar(value)
}
