package lsp

import (
	"strings"

	"kanshu/internal/kanshu"
	"kanshu/internal/rules"
	"kanshu/internal/source"
)

// hover explains what stands at a place: what was found there, and the key. It is nil where there is
// nothing to tell.
func (s *server) hover(d *document, at place) any {
	var parts []string
	for i := range d.found {
		f := &d.found[i]
		if where := d.span(f.Pos); where.Start.Line == at.Line && where.Start.Character <= at.Character && at.Character <= where.End.Character {
			parts = append(parts, s.rule(f))
		}
	}
	if table(d.file) != nil && (!strings.HasSuffix(d.file, ".md") || d.frontMatter(at.Line)) {
		p := d.spotAt(place{at.Line, 1 << 20})
		if p.key != nil {
			parts = append(parts, s.key(p.key))
		}
	}
	if len(parts) == 0 {
		return nil
	}
	return map[string]any{"contents": map[string]any{"kind": "markdown", "value": strings.Join(parts, "\n\n---\n\n")}}
}

// rule tells what was found and what the rule asks, in the words of explain.
func (s *server) rule(f *kanshu.Finding) string {
	text := "**" + f.Message.In(s.Lang) + "** `" + f.Rule + "`"
	if !f.Readers.IsZero() {
		text += "\n\n" + s.say("読者には: ", "Readers: ") + f.Readers.In(s.Lang)
	}
	if !f.Hint.IsZero() {
		text += "\n\n" + s.say("直すには: ", "To mend: ") + f.Hint.In(s.Lang)
	}
	if r := rules.Find(f.Rule); r != nil {
		text += "\n\n" + r.Explain.In(s.Lang) + "\n\n" + s.say("根拠: ", "Basis: ") + r.Basis.In(s.Lang)
	}
	return text
}

// key tells what a key means and how it is written.
func (s *server) key(k *source.Key) string {
	text := "**" + k.Name + "** — " + k.What.In(s.Lang)
	if len(k.Aliases) > 0 {
		text += "\n\n" + s.say("別名: ", "Also: ") + strings.Join(k.Aliases, "、")
	}
	if k.Required {
		text += "\n\n" + s.say("必須の項目です。", "Required.")
	}
	if k.Gate {
		text += "\n\n" + s.say("公開の可否にかかわる項目です。", "Whether the column is published hangs on it.")
	}
	return text + "\n\n```yaml\n" + k.Name + ": " + k.Example + "\n```"
}

func (s *server) say(ja, en string) string { return kanshu.Wording{JA: ja, EN: en}.In(s.Lang) }
