package markdown

import (
	"bytes"
	"strings"
)

// questions is Doc.Questions for a text that was read the quick way. It returns false where a question
// stands in a paragraph, which only the full reading takes apart.
func (q *quick) questions(o *Options) (list []Question, ok bool) {
	if !q.asks {
		return nil, true
	}
	w := q.write(o)
	w.b = q.answers[:0]
	asked, from, level := "", 0, 0 // level is that of the heading whose FAQ this is; 0 outside
	var ends [][2]int              // of the answers
	end := func() {
		if asked != "" && len(w.b) > from {
			list = append(list, Question{Q: asked})
			ends = append(ends, [2]int{from, len(w.b)})
		}
		asked, from = "", len(w.b)
	}
	for i := 0; i < q.main; i++ {
		stop := q.stop(i)
		if q.ops[i].kind == opHead {
			h := &q.heads[q.ops[i].from]
			switch {
			case level > 0 && h.level > level:
				end()
				asked, _ = question(h.text, true)
			default:
				end()
				level = 0
				if h.asks {
					level = h.level
				}
			}
			i = stop
			continue
		}
		if level > 0 && !q.answer(w, i, stop, asked != "", from) {
			return nil, false
		}
		i = stop
	}
	end()
	q.answers = w.b
	all := string(w.b)
	for i, e := range ends {
		list[i].A = all[e[0]:e[1]]
	}
	return list, true
}

// asked returns the questions that stand in headings. It returns false where one may stand in a paragraph.
func (q *quick) asked() (list []string, ok bool) {
	if !q.asks {
		return nil, true
	}
	level := 0 // of the heading whose FAQ this is; 0 outside
	for i := range q.heads {
		h := &q.heads[i]
		switch {
		case level > 0 && h.level > level:
			if asked, _ := question(string(h.words), true); asked != "" {
				list = append(list, asked)
			}
		case h.asks:
			level = h.level
		default:
			level = 0
		}
		if level > 0 && q.mayAskBelow(i) {
			return nil, false
		}
	}
	return list, true
}

// mayAskBelow reports whether one of the paragraphs between a heading and the next may be a question that only the
// full reading takes apart.
func (q *quick) mayAskBelow(heading int) bool {
	end := q.main
	if heading+1 < len(q.heads) {
		end = q.heads[heading+1].from - 1
	}
	for i := q.heads[heading].to + 1; i < end; i++ {
		stop := q.stop(i)
		if q.ops[i].kind == opPara && q.mayAsk(i, stop) {
			return true
		}
		i = stop
	}
	return false
}

// mayAsk reports whether a paragraph may be a question that only the full reading takes apart.
func (q *quick) mayAsk(i, stop int) bool {
	if q.ops[i+1].kind == opStrong {
		q.room = q.room[:0]
		words := string(q.wordsOf(i+2, q.stop(i+1), &q.room))
		if _, is := question(words, strings.HasSuffix(words, "？") || strings.HasSuffix(words, "?")); is {
			return true
		}
	}
	q.room = q.room[:0]
	words := bytes.TrimSpace(q.wordsOf(i+1, stop, &q.room))
	if len(words) == 0 || words[0] != 'Q' && words[0] != 'q' && words[0] != "Ｑ"[0] {
		return false
	}
	_, is := question(string(words), false)
	return is
}

// answer writes the block of ops i to stop as part of an answer, if there is a question. It returns false
// where the block may hold a question itself.
func (q *quick) answer(w *writer, i, stop int, asked bool, from int) bool {
	if q.ops[i].kind == opPara {
		if q.mayAsk(i, stop) {
			return false
		}
		if asked && len(w.b) == from {
			q.room = q.room[:0]
			w.cut = answerMark(q.wordsOf(i+1, stop, &q.room))
			if w.cut > 0 && (q.ops[i+1].kind != opText || int(q.ops[i+1].to-q.ops[i+1].from) < w.cut) {
				return false
			}
		}
	}
	if asked {
		w.quickOps(q, i, stop+1)
	}
	w.cut = 0
	return true
}

// stop returns the index of the last op of the block that begins at i.
func (q *quick) stop(i int) int {
	kind := q.ops[i].kind
	if kind == opNode || kind == opRule || kind == opNone {
		return i
	}
	for depth := 0; ; i++ {
		switch o := q.ops[i]; {
		case o.kind == kind:
			depth++
		case o.kind == opEnd && opKind(o.from) == kind:
			if depth--; depth == 0 {
				return i
			}
		}
	}
}
