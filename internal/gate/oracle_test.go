package gate_test

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The oracle is a second reader of front matter, written from the contract alone: it decides from bytes only
// whether a column may be published on 2026-11-22 beside the doctors morishita and aoyama. It reads a small,
// plain part of YAML and says no to all else. So it proves nothing where it says no and the program says no;
// but whatever the program publishes and the oracle, told to be generous, cannot excuse, is a hole.
//
// A verdict is "yes", "no", or "unsure" where the text uses a form that the oracle does not read.

type oracle struct {
	values map[string]string // what stands at a key of the gate, as it was written
	unsure bool
}

// gateNames are the keys on which publication hangs, in both languages.
var gateNames = map[string]string{
	"supervisor": "supervisor", "監修": "supervisor", "監修者": "supervisor", "記事監修": "supervisor", "コラム監修者": "supervisor",
	"reviewed": "reviewed", "監修日": "reviewed", "最終監修日": "reviewed",
	"review_due": "review_due", "監修期限": "review_due", "次回監修期限": "review_due", "有効期限": "review_due",
	"draft": "draft", "下書き": "draft", "date": "date", "公開日": "date", "title": "title", "題名": "title", "タイトル": "title",
}

// judgeBytes is the oracle's answer for the bytes of a file.
func judgeBytes(file string) string {
	if !utf8.ValidString(file) || strings.ContainsRune(file, 0) {
		return "no"
	}
	file = strings.TrimPrefix(file, "\ufeff")
	file = strings.ReplaceAll(strings.ReplaceAll(file, "\r\n", "\n"), "\r", "\n")
	lines := strings.Split(file, "\n")
	if strings.TrimRight(lines[0], " \t") != "---" {
		return "no"
	}
	end := -1
	for i := 1; i < len(lines); i++ {
		if strings.TrimRight(lines[i], " \t") == "---" {
			end = i
			break
		}
	}
	if end < 0 || strings.TrimFunc(strings.Join(lines[end+1:], ""), unicode.IsSpace) == "" {
		return "no"
	}
	o := oracle{values: map[string]string{}}
	for _, line := range lines[1:end] {
		if !o.line(line) {
			return "no"
		}
	}
	return o.verdict()
}

// line reads one line of front matter. False: nothing with this line in it may be published.
func (o *oracle) line(line string) bool {
	for _, r := range line {
		if r < ' ' && r != '\t' || r >= 0x7F && r <= 0x9F || r == 0x2028 || r == 0x2029 || r == 0xFEFF || r == 0xFFFE || r == 0xFFFF {
			return false
		}
	}
	switch {
	case strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#"):
		return true
	case line[0] == ' ' || line[0] == '-' || line[0] == '\t':
		o.unsure = true // a value that goes on: it may not name the supervisor, but it may belong to one
		return true
	}
	key, value, ok := strings.Cut(line, ":")
	if text, plain := plainText(strings.TrimRight(key, " ")); plain {
		key = text
	}
	if !ok || value != "" && value[0] != ' ' && value[0] != '\t' || strings.ContainsAny(key, "\"'?[]{}&*!|>%@`\\") {
		o.unsure = true
		return true
	}
	name := gateNames[strings.TrimRight(key, " ")]
	if name == "" {
		o.unsure = o.unsure || strings.ContainsAny(value, "\"'[{&*!|>")
		return true
	}
	if _, twice := o.values[name]; twice {
		return false
	}
	if i := strings.Index(value, " #"); i >= 0 {
		value = value[:i]
	}
	o.values[name] = strings.TrimSpace(value)
	return true
}

// plainText takes the quotes from a value; ok is false where it is not one plain text.
func plainText(v string) (text string, ok bool) {
	if len(v) >= 2 && (v[0] == '"' || v[0] == '\'') && v[len(v)-1] == v[0] && strings.Count(v, v[:1]) == 2 && !strings.Contains(v, "\\") {
		return v[1 : len(v)-1], true
	}
	return v, v != "" && !strings.ContainsAny(v[:1], "\"'[{&*!|>%@`-?") && !strings.Contains(v, ": ")
}

// verdict puts together what was read.
func (o *oracle) verdict() string {
	on, okOn := oracleDay(o.values["reviewed"])
	due, okDue := oracleDay(o.values["review_due"])
	const today, longest = 20261122, 30000
	switch {
	case !okOn || !okDue, due < today, on > today, due < on, due-on > longest, o.values["title"] == "":
		return "no"
	}
	if d, written := o.values["draft"]; written && d != "false" {
		return "no"
	}
	if d := o.values["date"]; d != "" && d != "~" && d != "null" && d != "\"\"" && d != "''" && strings.TrimSpace(d) != "" {
		if day, ok := oracleDay(d); !ok || day > today {
			return "no"
		}
	}
	switch who, plain := plainText(o.values["supervisor"]); {
	case who == "morishita" || who == "aoyama":
	case plain || o.values["supervisor"] == "" && !o.unsure:
		return "no"
	default:
		return "unsure" // a list or a record
	}
	if o.unsure {
		return "unsure"
	}
	return "yes"
}

// oracleDay reads a day in the five forms of the contract as a number, 20261122.
func oracleDay(v string) (int, bool) {
	v, _ = plainText(v)
	v = strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return '0' + r - '０'
		}
		return r
	}, v)
	era := strings.HasPrefix(v, "令和")
	v = strings.TrimPrefix(v, "令和")
	if era {
		v = strings.Replace(v, "元年", "1年", 1)
	}
	number, last := [3]int{}, 0
	width, marks := [3]int{}, [3]string{}
	for _, r := range v {
		switch {
		case last > 2:
			return 0, false
		case r >= '0' && r <= '9':
			number[last] = number[last]*10 + int(r-'0')
			if width[last]++; width[last] > 4 {
				return 0, false
			}
		default:
			marks[last] = string(r)
			last++
		}
	}
	kanji := marks == [3]string{"年", "月", "日"}
	same := marks[0] == marks[1] && marks[2] == "" && strings.Contains("-/.", marks[0]) && marks[0] != "" && width == [3]int{4, 2, 2} && !era
	if !kanji && !same || kanji && (width[1] < 1 || width[1] > 2 || width[2] < 1 || width[2] > 2 || !era && width[0] != 4 || era && (width[0] < 1 || width[0] > 3)) {
		return 0, strings.HasPrefix(v, "平成") || strings.HasPrefix(v, "昭和") || strings.HasPrefix(v, "大正") || strings.HasPrefix(v, "明治")
	}
	if era {
		number[0] += 2018
	}
	days := []int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}
	if y := number[0]; y%4 == 0 && (y%100 != 0 || y%400 == 0) {
		days[1] = 29
	}
	if number[0] < 1 || number[1] < 1 || number[1] > 12 || number[2] < 1 || number[2] > days[number[1]-1] {
		return 0, false
	}
	return number[0]*10000 + number[1]*100 + number[2], true
}
