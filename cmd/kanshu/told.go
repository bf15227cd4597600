package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"kanshu/internal/kanshu"
	"kanshu/internal/publish"
	"kanshu/internal/source"
)

// An unpublished error ended a build: public/ is as it was, and whoever reads of the error is told so.
type unpublished struct{ error }

// Unwrap returns what ended it.
func (u unpublished) Unwrap() error { return u.error }

// told returns what is printed of an error: what it means in the user's language, and below it the line in English
// that tells where it arose. What is to be mended in a file of the site is told with its places alone.
func (a *app) told(err error) string {
	said := wordsOf(err).In(a.language())
	var broken *source.Broken
	switch {
	case said == "":
		return err.Error()
	case errors.As(err, &broken):
		return said
	default:
		lines := strings.Split(err.Error(), "\n")
		if more := len(lines) - mostLines; more > 0 {
			lines = append(lines[:mostLines], fmt.Sprintf(a.say("ほか %d 行", "%d lines more"), more))
		}
		return said + "\n    (" + strings.Join(lines, "\n    ") + ")"
	}
}

// mostLines is how many lines are told of one error: a disk that fails does so for ten thousand files.
const mostLines = 8

// wordsOf returns what an error tells whoever ran the program, in both languages; after a build that published
// nothing, also that.
func wordsOf(err error) kanshu.Wording {
	w := kanshu.WordsOf(err)
	var names *os.LinkError
	switch {
	case errors.Is(err, context.Canceled):
		w = kanshu.Wording{JA: "途中で止めました。", EN: "This was stopped half-way."}
	case w.IsZero() && errors.As(err, &names):
		w = (&kanshu.Fault{File: names.New, Err: names.Err}).Wording()
	}
	var build unpublished
	var known *publish.Error
	if !errors.As(err, &build) || errors.As(err, &known) {
		return w // publish says so itself
	}
	if w.IsZero() {
		w = kanshu.Wording{JA: "ビルドできませんでした。", EN: "The build did not work."}
	}
	ja, en := "", " "
	var broken *source.Broken
	if errors.As(err, &broken) {
		ja, en = "\n", "\n" // a line for each place
	}
	return kanshu.Wording{JA: w.JA + ja + "公開中の内容は変わっていません。", EN: w.EN + en + "What is public is unchanged."}
}

// notPublished marks the error of a build. What is wrong with the command line needs no such words.
func notPublished(err error) error {
	var u usage
	if err == nil || errors.As(err, &u) {
		return err
	}
	return unpublished{err}
}
