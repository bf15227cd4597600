package schemaorg

import "strings"

// specialties maps the names of departments that Japanese law knows (医療法施行令 第3条の2) to the
// members of schema.org's MedicalSpecialty. Only those stand here that mean the same: 内科 is not
// PrimaryCare, 眼科 not Optometric and 放射線科 not Radiography, so they are left out, and so is what
// has no member at all (心療内科, リハビリテーション科 …).
var specialties = map[string]string{
	"麻酔科":     "Anesthesia",
	"循環器内科":   "Cardiovascular",
	"循環器科":    "Cardiovascular",
	"心臓血管内科":  "Cardiovascular",
	"歯科":      "Dentistry",
	"皮膚科":     "Dermatology",
	"救急科":     "Emergency",
	"内分泌内科":   "Endocrine",
	"消化器内科":   "Gastroenterologic",
	"胃腸内科":    "Gastroenterologic",
	"婦人科":     "Gynecologic",
	"血液内科":    "Hematologic",
	"感染症内科":   "Infectious",
	"泌尿器科":    "Urologic",
	"脳神経内科":   "Neurologic",
	"神経内科":    "Neurologic",
	"産科":      "Obstetric",
	"腫瘍内科":    "Oncologic",
	"耳鼻咽喉科":   "Otolaryngologic",
	"耳鼻いんこう科": "Otolaryngologic",
	"病理診断科":   "Pathology",
	"小児科":     "Pediatric",
	"形成外科":    "PlasticSurgery",
	"精神科":     "Psychiatric",
	"呼吸器内科":   "Pulmonary",
	"腎臓内科":    "Renal",
	"リウマチ科":   "Rheumatologic",
	"整形外科":    "Musculoskeletal",
	"老年内科":    "Geriatric",
	"外科":      "Surgical",
}

// Specialty returns the address of the member of MedicalSpecialty that a Japanese department's name
// means, "" where none means the same.
func Specialty(name string) string {
	if m := specialties[strings.TrimSpace(name)]; m != "" {
		return "https://schema.org/" + m
	}
	return ""
}
