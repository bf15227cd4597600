package markdown

import (
	"bytes"
	"slices"
	"strings"

	"kanshu/internal/flat"
)

// questions is Doc.Questions for a text that was read the quick way, in the memory of the last. It returns false where
// a question stands in a paragraph, which only the full reading takes apart.
func (q *quick) questions(o *Options) (list []Question, ok bool) {
	if !q.asks {
		return nil, true
	}
	w := q.write(o)
	w.b = slices.Grow(q.answers[:0], len(q.src)/2) // what is longer, list holds on to
	list = q.pairs[:0]
	for i := 0; i < len(q.heads); {
		if !q.heads[i].asks {
			i++
			continue
		}
		level := q.heads[i].level
		if ok, _ := q.answerBelow(w, i, ""); !ok {
			return nil, false
		}
		for i++; i < len(q.heads) && q.heads[i].level > level; i++ {
			asked, _ := question(q.heads[i].text, true)
			ok, answer := q.answerBelow(w, i, asked)
			if !ok {
				return nil, false
			}
			if len(answer) > 0 {
				list = append(list, Question{Q: asked, A: flat.String(answer)})
			}
		}
	}
	q.answers, q.pairs = w.b, list
	if len(list) == 0 {
		return nil, true
	}
	return list, true
}

// answerBelow writes what stands between a heading and the next as an answer, if there is a question. It returns false
// where it may hold a question itself.
func (q *quick) answerBelow(w *writer, heading int, asked string) (ok bool, answer []byte) {
	from := len(w.b)
	end := q.endBelow(heading)
	for i := q.heads[heading].to + 1; i < end; i++ {
		stop := q.stop(i)
		if !q.answer(w, i, stop, asked != "", from) {
			return false, nil
		}
		i = stop
	}
	return true, w.b[from:]
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
	end := q.endBelow(heading)
	for i := q.heads[heading].to + 1; i < end; i++ {
		stop := q.stop(i)
		if q.ops[i].kind == opPara && q.mayAsk(i, stop) {
			return true
		}
		i = stop
	}
	return false
}

// endBelow returns the index of the op behind what stands between a heading and the next.
func (q *quick) endBelow(heading int) int {
	if heading+1 < len(q.heads) {
		return q.heads[heading+1].from - 1
	}
	return q.main
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
