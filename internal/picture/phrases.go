package picture

// Phrases parts a title where a line may well end: after a comma, after は or を, between the words of a
// phrase, never within a word. The parts together are the title. A title in a language that parts its
// words by spaces is one phrase.
//
// Browsers that part Japanese themselves (word-break: auto-phrase) need none of it; others break a title
// anywhere.
func Phrases(title, lang string) []string {
	if lang != "ja" {
		return []string{title}
	}
	var letters [64]rune
	text := letters[:0]
	for _, r := range title {
		text = append(text, r)
	}
	var few [64]int
	costs := few[:]
	if len(text) > len(few) {
		costs = make([]int, len(text))
	}
	weigh(costs[:len(text)], text, lang)
	parts := 1
	for _, cost := range costs[1:max(1, len(text))] {
		if cost <= breakFair {
			parts++
		}
	}
	all := make([]string, 0, parts)
	start, i := 0, 0
	for at := range title {
		if i > 0 && costs[i] <= breakFair {
			all = append(all, title[start:at])
			start = at
		}
		i++
	}
	return append(all, title[start:])
}
