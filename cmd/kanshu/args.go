package main

import (
	"errors"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// takes says how many names a command takes, and with which words it asks for them.
func (a *app) takes(least, most int, ja, en string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) < least || len(args) > most {
			return usage{errors.New(a.say(ja, en))}
		}
		return nil
	}
}

// nameOf returns the name that a command makes something of: the one that is given, or what a person at a
// terminal answers.
func (a *app) nameOf(args []string, ja, en string) (name string, err error) {
	if len(args) > 0 {
		return args[0], nil
	}
	if err := a.ask(&name, a.say(ja, en), ""); err != nil {
		return "", err
	}
	if name == "" {
		return "", usage{errors.New(a.say(ja+"を指定してください", en+" must be given"))}
	}
	return name, nil
}

// flagError says in the user's language what is the matter with a flag.
func (a *app) flagError(_ *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var bare *pflag.ValueRequiredError
	var value *pflag.InvalidValueError
	dashes := func(name string) string {
		if len(name) == 1 {
			return "-" + name
		}
		return "--" + name
	}
	switch {
	case errors.As(err, &unknown):
		name := dashes(unknown.GetSpecifiedName())
		return usage{errors.New(a.say(name+" というフラグはありません（--help で一覧を見られます）", "there is no flag "+name+" (see --help)"))}
	case errors.As(err, &bare):
		name := dashes(bare.GetSpecifiedName())
		return usage{errors.New(a.say(name+" のあとに値が要ります", name+" takes a value"))}
	case errors.As(err, &value):
		name := "--" + value.GetFlag().Name
		return usage{errors.New(a.say(name+" に「"+value.GetValue()+"」は使えません", "--"+value.GetFlag().Name+" cannot be "+value.GetValue()))}
	}
	return usage{err}
}

// unknownCommand answers for a first word that is no command.
func (a *app) unknownCommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	ja, en := args[0]+" というコマンドはありません（kanshu --help で一覧を見られます）", "there is no command "+args[0]+" (see kanshu --help)"
	if near := c.SuggestionsFor(args[0]); len(near) > 0 {
		ja, en = args[0]+" というコマンドはありません。"+near[0]+" ではありませんか", "there is no command "+args[0]+"; did you mean "+near[0]+"?"
	}
	return usage{errors.New(a.say(ja, en))}
}
