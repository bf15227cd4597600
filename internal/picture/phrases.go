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
	text := []rune(title)
	costs := breaks(text, lang)
	var all []string
	start := 0
	for i := 1; i < len(text); i++ {
		if costs[i] <= breakFair {
			all = append(all, string(text[start:i]))
			start = i
		}
	}
	return append(all, string(text[start:]))
}
