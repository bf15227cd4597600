package output

import (
	"html/template"

	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
)

// The JSON-LD of pages is written in structured.go; until it is there, pages carry none.

func (p *Press) columnLD(*kanshu.Column, *markdown.Doc) template.HTML { return "" }
func (p *Press) homeLD() template.HTML                                { return "" }
func (p *Press) doctorLD(*kanshu.Doctor) template.HTML                { return "" }
func (p *Press) clinicLD(*kanshu.Clinic) template.HTML                { return "" }
func (p *Press) listLD(string, string, []Crumb) template.HTML         { return "" }
