package report

import (
	"io"
	"net/url"
	"slices"
	"strings"

	"kanshu/internal/kanshu"
)

// sarifResults is how many results one run may hold where GitHub reads it; what refuses comes first.
const sarifResults = 25000

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool struct {
		Driver sarifDriver `json:"driver"`
	} `json:"tool"`
	Invocations        []sarifInvocation       `json:"invocations"`
	ColumnKind         string                  `json:"columnKind"`
	Language           string                  `json:"language"`
	OriginalURIBaseIDs map[string]sarifBaseURI `json:"originalUriBaseIds"`
	Results            []sarifResult           `json:"results"`
}

type sarifDriver struct {
	Name    string      `json:"name"`
	Version string      `json:"version"`
	Rules   []sarifRule `json:"rules"`
}

type sarifInvocation struct {
	ExecutionSuccessful bool `json:"executionSuccessful"`
	ExitCode            int  `json:"exitCode"`
}

type sarifBaseURI struct {
	Description sarifText `json:"description"`
}

type sarifText struct {
	Text string `json:"text"`
}

type sarifRule struct {
	ID               string     `json:"id"`
	ShortDescription sarifText  `json:"shortDescription"`
	FullDescription  *sarifText `json:"fullDescription,omitempty"`
	Help             *sarifText `json:"help,omitempty"`
	Configuration    struct {
		Level string `json:"level"`
	} `json:"defaultConfiguration"`
}

type sarifResult struct {
	RuleID       string            `json:"ruleId"`
	RuleIndex    int               `json:"ruleIndex"`
	Level        string            `json:"level"`
	Message      sarifText         `json:"message"`
	Locations    []sarifLocation   `json:"locations,omitempty"`
	Fingerprints map[string]string `json:"partialFingerprints"`
}

type sarifLocation struct {
	Physical struct {
		Artifact struct {
			URI       string `json:"uri"`
			URIBaseID string `json:"uriBaseId"`
		} `json:"artifactLocation"`
		Region *sarifRegion `json:"region,omitempty"`
	} `json:"physicalLocation"`
}

type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn"`
	EndColumn   int `json:"endColumn,omitempty"`
}

// SARIF writes the findings of the run in the Static Analysis Results Interchange Format, in the language
// of o. Places count in code points. It returns the first error of w.
//
// Source: OASIS SARIF 2.1.0.
func SARIF(w io.Writer, r *Run, o Options) error {
	var run sarifRun
	items := r.items()
	run.Tool.Driver = sarifDriver{Name: "kanshu", Version: r.Version, Rules: []sarifRule{}}
	index := map[string]int{}
	for _, info := range r.sarifRules(items) {
		index[info.ID] = len(run.Tool.Driver.Rules)
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, newSARIFRule(info, o.Lang))
	}
	run.Invocations = []sarifInvocation{{r.Exit == 0 || r.Exit == 3 || r.Exit == 4, r.Exit}}
	run.ColumnKind = "unicodeCodePoints"
	run.Language = kanshu.Wording{JA: "ja", EN: "en"}.In(o.Lang)
	run.OriginalURIBaseIDs = map[string]sarifBaseURI{"SOURCE": {sarifText{"the source directory of the site"}}}
	run.Results = []sarifResult{}
	slices.SortStableFunc(items, func(a, b item) int { return int(a.Severity) - int(b.Severity) })
	p := &printer{o: o}
	for i := range items[:min(len(items), sarifResults)] {
		run.Results = append(run.Results, p.sarifResult(&items[i], index))
	}
	return encode(w, sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{run},
	})
}

// sarifRules returns the rules of the run and, after them, those that only its findings name.
func (r *Run) sarifRules(items []item) []RuleInfo {
	rules := slices.Clone(r.Rules)
	known := map[string]bool{}
	for _, info := range rules {
		known[info.ID] = true
	}
	for i := range items {
		if id := items[i].Rule; !known[id] {
			known[id] = true
			rules = append(rules, RuleInfo{ID: id, Title: kanshu.Wording{EN: id}, Severity: items[i].Severity})
		}
	}
	return rules
}

func newSARIFRule(info RuleInfo, lang string) sarifRule {
	rule := sarifRule{ID: info.ID, ShortDescription: sarifText{info.Title.In(lang)}}
	if !info.Basis.IsZero() {
		rule.FullDescription = &sarifText{info.Title.In(lang) + "\n" + info.Basis.In(lang)}
		rule.Help = &sarifText{info.Basis.In(lang)}
	}
	rule.Configuration.Level = sarifLevel(info.Severity)
	return rule
}

// sarifLevel returns error, warning or note.
func sarifLevel(s kanshu.Severity) string {
	return strings.Replace(level(s), "notice", "note", 1)
}

func (p *printer) sarifResult(it *item, index map[string]int) sarifResult {
	res := sarifResult{
		RuleID: it.Rule, RuleIndex: index[it.Rule], Level: sarifLevel(it.Severity),
		Message: sarifText{p.words(it)},
		Fingerprints: map[string]string{
			"kanshu/v1": kanshu.DigestOf([]byte(it.Rule + "\n" + it.Pos.File + "\n" + it.Message.In("ja"))).Short(),
		},
	}
	if it.Pos.File == "" {
		return res
	}
	var at sarifLocation
	at.Physical.Artifact.URI = (&url.URL{Path: it.Pos.File}).String()
	at.Physical.Artifact.URIBaseID = "SOURCE"
	if it.Pos.Line > 0 {
		region := &sarifRegion{StartLine: it.Pos.Line, StartColumn: max(it.Pos.Char, 1)}
		if it.Pos.Len > 0 {
			region.EndColumn = region.StartColumn + it.Pos.Len
		}
		at.Physical.Region = region
	}
	res.Locations = []sarifLocation{at}
	return res
}
