package layout

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"text/template/parse"
)

// What one rendering may take, so that a template which never ends is an error and not a machine that hangs. What
// data alone can cause stays far below: a body of a megabyte becomes a page of some dozen.
const (
	turnsMost  = 4_000_000 // of all loops together, where a program runs them
	writesMost = 4_000_000 // texts and values written one by one
	pageMost   = 512 << 20 // bytes of a page
	textMost   = 128 << 20 // bytes of a text that a function makes
	numberMost = 100_000   // of a number that stands in a template
)

var (
	errPage = errors.New("the page grows without end")
	errText = errors.New("a text grows without end")
)

// A bounded writer fails when a template writes too much.
type bounded struct {
	io.Writer
	writes, size int
}

// Write implements io.Writer.
func (b *bounded) Write(p []byte) (int, error) {
	b.writes++
	if b.size += len(p); b.writes > writesMost || b.size > pageMost {
		return 0, errPage
	}
	return b.Writer.Write(p)
}

// short returns a text that a function made, unless it is too long.
func short(s string) (string, error) {
	if len(s) > textMost {
		return "", errText
	}
	return s, nil
}

// The functions of text/template that make texts longer, within bounds.
func printf(format string, args ...any) (string, error) { return short(fmt.Sprintf(format, args...)) }
func printAll(args ...any) (string, error)              { return short(fmt.Sprint(args...)) }
func printLine(args ...any) (string, error)             { return short(fmt.Sprintln(args...)) }

// join joins words.
func join(sep string, words []string) (string, error) {
	if len(sep)*len(words) > textMost {
		return "", errText
	}
	return short(strings.Join(words, sep))
}

// endless returns what in a template counts for itself, without data: a range over a number, or a number that no
// page needs. It is nil if there is nothing of the kind.
func endless(n parse.Node) parse.Node {
	switch n := n.(type) {
	case *parse.ListNode:
		if n != nil {
			return firstEndless(n.Nodes)
		}
	case *parse.ActionNode:
		return endless(n.Pipe)
	case *parse.IfNode:
		return endlessBranch(&n.BranchNode)
	case *parse.WithNode:
		return endlessBranch(&n.BranchNode)
	case *parse.RangeNode:
		if c := n.Pipe.Cmds; len(c) == 1 && len(c[0].Args) == 1 && c[0].Args[0].Type() == parse.NodeNumber {
			return n
		}
		return endlessBranch(&n.BranchNode)
	case *parse.TemplateNode:
		return endless(n.Pipe)
	case *parse.PipeNode:
		if n == nil {
			return nil
		}
		for _, c := range n.Cmds {
			if found := firstEndless(c.Args); found != nil {
				return found
			}
		}
	case *parse.NumberNode:
		if n.Float64 > numberMost || n.IsUint && n.Uint64 > numberMost {
			return n
		}
	}
	return nil
}

func firstEndless(list []parse.Node) parse.Node {
	for _, n := range list {
		if found := endless(n); found != nil {
			return found
		}
	}
	return nil
}

func endlessBranch(b *parse.BranchNode) parse.Node {
	return firstEndless([]parse.Node{b.Pipe, b.List, b.ElseList})
}
