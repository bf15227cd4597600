package build

import (
	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
	"kanshu/internal/source"
)

// loading says how the sources are read.
func (r *Report) loading(asked []*gate.Rule, o Options) source.Options {
	s := &surveyor{asked: asked, steps: !r.again}
	return source.Options{
		Each: o.loop(Reading), Survey: s.survey, Answer: s.answer, Memory: r.memory,
		Found: func(c *kanshu.Config, columns int) {
			s.elsewhere = c.Elsewhere
			if o.Found != nil {
				o.Found(c, columns, r.again)
			}
		},
	}
}

// A surveyor tells what the body of a column holds, and whether the rules about prose need to read it.
type surveyor struct {
	asked     []*gate.Rule
	elsewhere func(address []byte) bool
	steps     bool // every page is made: what was found in a body helps to write it
	lookers   kanshu.Tray[looker]
}

// A looker is one worker of a surveyor.
type looker struct {
	reader markdown.Reader
	prose  gate.Prose
	steps  []byte
	roll   kanshu.Roll
}

// answer tells of an answer of the front matter what links and pictures it holds: it is neither judged here nor written
// along steps.
func (s *surveyor) answer(file string, line int, text []byte) kanshu.Survey {
	d := s.lookers.Take()
	defer s.lookers.Put(d)
	d.reader.Elsewhere = s.elsewhere
	return d.reader.Survey(file, line, text)
}

func (s *surveyor) survey(file string, line int, body []byte) kanshu.Survey {
	d := s.lookers.Take()
	defer s.lookers.Put(d)
	d.reader.Elsewhere = s.elsewhere
	survey, sheet := d.reader.Examine(file, line, body)
	survey.Clear = gate.Clear(s.asked, gate.NewProse(sheet, &survey, &d.prose))
	if s.steps {
		d.steps = sheet.Steps(d.steps[:0])
		survey.Steps = d.roll.Lay(d.steps)
	}
	return survey
}
