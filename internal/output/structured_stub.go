package output

import (
	"html/template"

	"kanshu/internal/kanshu"
)

// The JSON-LD of pages is written in structured.go; until it is there, pages carry none.

// A Crumb is one place on the way to a page. Path is a site path; the page itself comes last.
type Crumb struct{ Name, Path string }

func (p *Press) columnLD(*kanshu.Column, []kanshu.Question, string) template.HTML { return "" }
func (p *Press) homeLD() template.HTML                                            { return "" }
func (p *Press) doctorLD(*kanshu.Doctor) template.HTML                            { return "" }
func (p *Press) clinicLD(*kanshu.Clinic) template.HTML                            { return "" }
func (p *Press) listLD(string, string, []Crumb) template.HTML                     { return "" }
