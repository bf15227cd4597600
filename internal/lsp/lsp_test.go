package lsp_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"kanshu/internal/kanshu"
	"kanshu/internal/lsp"
)

const column = `---
title: 花粉と𠮷野の暮らし
supervisor: aoki
reviewed: 2026-04-01
review_due: 2027-03-31
references: [{id: g2025, title: みほん指針, url: "https://example.jp/kafun"}]
---
スギの季節の過ごし方です[@g2025]。
`

var site = fstest.MapFS{
	"kanshu.yaml":            {Data: []byte("title: 架空だより\nbase_url: https://column.example.jp\n")},
	"data/clinics/aoba.yaml": {Data: []byte("name: あおば架空医院\naddress: 東京都架空区あおば1-2-3\ntel: 03-0000-0001\n")},
	"data/doctors/aoki.yaml": {Data: []byte("name: 青木 架子\nkana: あおき かこ\nclinic: aoba\n")},
	"data/topics.yaml":       {Data: []byte("categories: {allergy: {name: アレルギー}}\ntags: {sleep: {name: 睡眠}}\n")},
	"columns/hay-fever.md":   {Data: []byte(column)},
}

const uri = "file:///site/columns/hay-fever.md"

// call is one message of a client.
func call(id int, method string, params any) string {
	m := map[string]any{"jsonrpc": "2.0", "method": method, "params": params}
	if id > 0 {
		m["id"] = id
	}
	b, err := json.Marshal(m)
	if err != nil {
		panic(err)
	}
	return frame(string(b))
}

func frame(body string) string { return fmt.Sprintf("Content-Length: %d\r\n\r\n%s", len(body), body) }

func open(text string) string {
	return call(0, "textDocument/didOpen", map[string]any{"textDocument": map[string]any{"uri": uri, "languageId": "markdown", "version": 1, "text": text}})
}

func change(text string) string {
	return call(0, "textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": uri, "version": 2}, "contentChanges": []any{map[string]any{"text": text}}})
}

func at(id int, method string, line, char int) string {
	return call(id, "textDocument/"+method, map[string]any{"textDocument": map[string]any{"uri": uri}, "position": map[string]any{"line": line, "character": char}})
}

var bye = call(99, "shutdown", nil) + call(0, "exit", nil)

type message struct {
	ID     any             `json:"id"`
	Method string          `json:"method"`
	Result json.RawMessage `json:"result"`
	Error  *struct{ Code int }
	Params struct {
		URI         string
		Diagnostics []finding
	}
}

// A finding is a diagnostic as the client sees it.
type finding struct {
	Code, Message string
	Severity      int
	Range         struct{ Start, End struct{ Line, Character int } }
}

// converse hands the server messages one after the other, as a client that waits, and returns what it
// answers.
func converse(t *testing.T, messages ...string) []message {
	t.Helper()
	readers := make([]io.Reader, len(messages))
	for i, m := range messages {
		readers[i] = strings.NewReader(m)
	}
	var out bytes.Buffer
	if err := serve(io.MultiReader(readers...), &out); err != nil {
		t.Fatal(err)
	}
	return answers(t, &out)
}

func serve(in io.Reader, out io.Writer) error {
	return lsp.Serve(in, out, lsp.Options{Files: site, Dirs: []string{"/site"}, Lang: "en", Version: "test", Today: func() kanshu.Date { return kanshu.Date{Year: 2026, Month: 11, Day: 22} }})
}

func answers(t *testing.T, out io.Reader) []message {
	t.Helper()
	var all []message
	for r := textproto.NewReader(bufio.NewReader(out)); ; {
		head, err := r.ReadMIMEHeader()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		n, err := strconv.Atoi(head.Get("Content-Length"))
		if err != nil {
			t.Fatal(err)
		}
		body := make([]byte, n)
		if _, err := io.ReadFull(r.R, body); err != nil {
			t.Fatal(err)
		}
		var m message
		if err := json.Unmarshal(body, &m); err != nil {
			t.Fatalf("%v: %s", err, body)
		}
		all = append(all, m)
	}
}

func rulesOf(m message) []string {
	var rules []string
	for _, d := range m.Params.Diagnostics {
		rules = append(rules, d.Code)
	}
	return rules
}

// TestDiagnosticsFollowTheText types a mistake and mends it.
func TestDiagnosticsFollowTheText(t *testing.T) {
	misspelt := strings.Replace(column, "supervisor: aoki", "supervisor: aokii", 1)
	got := converse(t, open(column), change(misspelt), change(column), bye)
	if len(got) != 4 {
		t.Fatalf("%d messages: %+v", len(got), got)
	}
	if r := rulesOf(got[0]); slices.Contains(r, "supervisor-unknown") || slices.Contains(r, "supervisor-missing") {
		t.Errorf("a sound column has %v", r)
	}
	i := slices.IndexFunc(got[1].Params.Diagnostics, func(f finding) bool { return f.Code == "supervisor-unknown" })
	if i < 0 {
		t.Fatalf("a supervisor nobody knows: %v", rulesOf(got[1]))
	}
	d := got[1].Params.Diagnostics[i]
	if d.Severity != 1 || d.Range.Start.Line != 2 || d.Range.Start.Character != 12 || d.Range.End.Character != 17 || !strings.Contains(d.Message, "aoki") {
		t.Errorf("%+v", d)
	}
	if !slices.Equal(rulesOf(got[0]), rulesOf(got[2])) {
		t.Errorf("mended: %v, want %v", rulesOf(got[2]), rulesOf(got[0]))
	}
}

// TestABurstIsJudgedOnce hands over many changes at once.
func TestABurstIsJudgedOnce(t *testing.T) {
	burst := open(column)
	for i := range 50 {
		burst += change(column + strings.Repeat("あ", i))
	}
	if got := converse(t, burst, bye); len(got) != 2 {
		t.Errorf("%d messages, want one list of findings and the answer to shutdown", len(got))
	}
}

// TestPlacesCountUTF16 puts a letter of two code units before what is found.
func TestPlacesCountUTF16(t *testing.T) {
	text := strings.Replace(column, "過ごし方です", "𠮷𠮷[どこか](/columns/nowhere/)です", 1)
	got := converse(t, open(text), bye)
	for _, d := range got[0].Params.Diagnostics {
		if d.Range.Start.Line == 7 {
			line := []rune("スギの季節の𠮷𠮷[どこか](/columns/nowhere/)です")
			want := len([]rune("スギの季節の")) + 4
			if d.Range.Start.Character < want || d.Range.End.Character > len(line)+2 {
				t.Errorf("%s from %d to %d, want within %d and %d", d.Code, d.Range.Start.Character, d.Range.End.Character, want, len(line)+2)
			}
			return
		}
	}
	t.Errorf("nothing is found: %v", rulesOf(got[0]))
}

// labels returns what is offered in an answer.
func labels(t *testing.T, m message) []string {
	t.Helper()
	var r struct{ Items []struct{ Label string } }
	if err := json.Unmarshal(m.Result, &r); err != nil {
		t.Fatalf("%v: %s", err, m.Result)
	}
	var all []string
	for _, i := range r.Items {
		all = append(all, i.Label)
	}
	return all
}

func TestCompletion(t *testing.T) {
	for _, c := range []struct {
		name, line string // the line stands before the closing fence; the place is its end
		want       []string
		never      string
	}{
		{"keys and their aliases", "", []string{"category", "分類", "tags"}, "title"},
		{"half a key", "cat", []string{"category"}, "監修者"},
		{"doctors", "author: ", []string{"aoki"}, "aoba"},
		{"clinics", "clinic: a", []string{"aoba"}, "aoki"},
		{"clinics under a Japanese key and colon", "医院：", []string{"aoba"}, "aoki"},
		{"categories", "category: ", []string{"allergy"}, "sleep"},
		{"tags in a list", "tags: [x, s", []string{"sleep"}, "allergy"},
		{"tags in a list of lines", "tags:\n  - ", []string{"sleep"}, "allergy"},
		{"a word of a closed set", "treatments:\n  - name: 点滴\n    funding: ", []string{"自費", "insured"}, "aoki"},
		{"keys of a record", "treatments:\n  - name: 点滴\n    ", []string{"費用", "risks"}, "supervisor"},
		{"rules in a waiver", "waivers:\n  - rule: ", []string{"superlative"}, "aoki"},
		{"yes or no", "draft: ", []string{"true", "false"}, "aoki"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := strings.Replace(column, "\n---\n", "\n"+c.line+"\n---\n", 1)
			lines := strings.Split(c.line, "\n")
			got := converse(t, open(text), at(1, "completion", 5+len(lines), len([]rune(lines[len(lines)-1]))), bye)
			all := labels(t, got[1])
			for _, want := range c.want {
				if !slices.Contains(all, want) {
					t.Errorf("%v lacks %s", all, want)
				}
			}
			if slices.Contains(all, c.never) {
				t.Errorf("%v holds %s", all, c.never)
			}
		})
	}
	got := converse(t, open(column+":::\n[@"), at(1, "completion", 8, 3), at(2, "completion", 9, 2), bye)
	if all := labels(t, got[1]); !slices.Contains(all, "warning") {
		t.Errorf("behind ::: %v", all)
	}
	if all := labels(t, got[2]); !slices.Equal(all, []string{"g2025"}) {
		t.Errorf("behind [@ %v", all)
	}
}

func TestHover(t *testing.T) {
	misspelt := strings.Replace(column, "supervisor: aoki", "監修者: aokii", 1)
	got := converse(t, open(misspelt), at(1, "hover", 2, 6), at(2, "hover", 7, 1), at(3, "hover", 4, 1), bye)
	for i, want := range []string{"`supervisor-unknown`", "", "the last day on which the review holds"} {
		if text := string(got[1+i].Result); want != "" && !strings.Contains(text, want) || want == "" && text != "null" {
			t.Errorf("hover %d: %s, want %q", i, text, want)
		}
	}
	if !strings.Contains(string(got[1].Result), "the doctor who vouches") {
		t.Error("hover does not tell what the key means")
	}
}

// TestBrokenDataIsToldInItsFile opens a record while it is half written.
func TestBrokenDataIsToldInItsFile(t *testing.T) {
	doctor := "file:///site/data/doctors/aoki.yaml"
	in := open(column) + call(0, "textDocument/didOpen", map[string]any{"textDocument": map[string]any{"uri": doctor, "text": "name: [青木\n"}})
	got := converse(t, in, bye)
	if len(got) != 3 || got[1].Params.URI != doctor || len(got[1].Params.Diagnostics) == 0 {
		t.Errorf("%+v", got)
	}
}

func TestItHearsWhateverComes(t *testing.T) {
	got := converse(t,
		frame("{"), frame(`[1]`), frame(`{}`), frame(`{"id":5,"result":null}`), "Foo: bar\r\n\r\n",
		"Content-Type: x\r\nContent-Length: 2\r\n\r\n{}",
		call(1, "textDocument/rename", nil), call(2, "textDocument/hover", []int{1}), call(0, "$/cancelRequest", map[string]int{"id": 1}),
		call(0, "textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": "https://example.jp/"}}),
		call(3, "textDocument/hover", map[string]any{"textDocument": map[string]any{"uri": uri}, "position": map[string]any{"line": -1, "character": 1 << 30}}),
		open(""), at(4, "hover", 1<<30, -5), at(5, "completion", -1, -1), bye)
	var codes []int
	for _, m := range got {
		if m.Error != nil {
			codes = append(codes, m.Error.Code)
		}
	}
	if want := []int{-32700, -32700, -32600, -32600, -32601, -32602}; !slices.Equal(codes, want) {
		t.Errorf("codes %v, want %v", codes, want)
	}
	if err := serve(strings.NewReader(call(0, "exit", nil)), io.Discard); !errors.Is(err, lsp.ErrExit) {
		t.Errorf("exit without shutdown: %v", err)
	}
	if err := serve(strings.NewReader("Content-Length: -3\r\n\r\n"), io.Discard); err == nil {
		t.Error("a length below zero is taken")
	}
}

func FuzzServe(f *testing.F) {
	f.Add(open(column) + at(1, "completion", 2, 3) + bye)
	f.Add("Content-Length: 2\r\n\r\n{}")
	f.Fuzz(func(t *testing.T, in string) {
		if err := serve(strings.NewReader(in), io.Discard); err != nil {
			t.Skip()
		}
	})
}

// FuzzPlaces asks at every kind of place of every kind of text.
func FuzzPlaces(f *testing.F) {
	f.Add(column, 2, 12)
	f.Add("---\n- - -\n: :\n\t- x:\n---", 3, 4)
	f.Fuzz(func(t *testing.T, text string, line, char int) {
		got := converse(t, open(text), at(1, "completion", line, char), at(2, "hover", line, char), bye)
		if len(got) != 4 {
			t.Errorf("%d messages", len(got))
		}
	})
}
