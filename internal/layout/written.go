package layout

import (
	"encoding/binary"
	"text/template/parse"
	"unsafe"

	"kanshu/internal/flat"
)

// A template that was made ready is written node by node, as far as programs know them, each behind a byte that says what
// it is: to parse it from its text took four times as long, 1.9 of the 77 ms of processor time that a build of a hundred
// columns has.
const (
	isText     = 't'
	isAction   = 'a'
	isIf       = 'i'
	isWith     = 'w'
	isRange    = 'r'
	isTemplate = 'c'
	isField    = '.'
	isVariable = '$'
	isFunction = 'f'
	isString   = 's'
	isNumber   = 'n'
	isTrue     = '1'
	isFalse    = '0'
	isDot      = 'd'
	isPipe     = '('
)

// appendNode appends a node. It panics with unknown at one that no program can be made of.
func appendNode(b []byte, n parse.Node) []byte {
	switch n := n.(type) {
	case *parse.TextNode:
		return flat.AppendText(append(b, isText), string(n.Text))
	case *parse.ActionNode:
		return appendPipe(append(b, isAction), n.Pipe)
	case *parse.IfNode:
		return appendBranch(append(b, isIf), &n.BranchNode)
	case *parse.WithNode:
		return appendBranch(append(b, isWith), &n.BranchNode)
	case *parse.RangeNode:
		return appendBranch(append(b, isRange), &n.BranchNode)
	case *parse.TemplateNode:
		if n.Pipe != nil {
			return appendPipe(flat.AppendText(append(b, isTemplate), n.Name), n.Pipe)
		}
	case *parse.FieldNode:
		return appendTexts(append(b, isField), n.Ident)
	case *parse.VariableNode:
		return appendTexts(append(b, isVariable), n.Ident)
	case *parse.IdentifierNode:
		return flat.AppendText(append(b, isFunction), n.Ident)
	case *parse.StringNode:
		return flat.AppendText(flat.AppendText(append(b, isString), n.Text), n.Quoted)
	case *parse.NumberNode:
		if n.IsInt {
			return flat.AppendText(binary.AppendVarint(append(b, isNumber), n.Int64), n.Text)
		}
	case *parse.BoolNode:
		if n.True {
			return append(b, isTrue)
		}
		return append(b, isFalse)
	case *parse.DotNode:
		return append(b, isDot)
	case *parse.PipeNode:
		return appendPipe(append(b, isPipe), n)
	}
	panic(unknown{})
}

func appendList(b []byte, l *parse.ListNode) []byte {
	if l == nil {
		return append(b, 0)
	}
	b = binary.AppendUvarint(b, uint64(len(l.Nodes))+1)
	for _, n := range l.Nodes {
		b = appendNode(b, n)
	}
	return b
}

func appendBranch(b []byte, n *parse.BranchNode) []byte {
	return appendList(appendList(appendPipe(b, n.Pipe), n.List), n.ElseList)
}

func appendPipe(b []byte, p *parse.PipeNode) []byte {
	b = binary.AppendUvarint(flat.AppendBool(b, p.IsAssign), uint64(len(p.Decl)))
	for _, v := range p.Decl {
		b = appendTexts(b, v.Ident)
	}
	b = binary.AppendUvarint(b, uint64(len(p.Cmds)))
	for _, c := range p.Cmds {
		b = binary.AppendUvarint(b, uint64(len(c.Args)))
		for _, arg := range c.Args {
			b = appendNode(b, arg)
		}
	}
	return b
}

func appendTexts(b []byte, list []string) []byte {
	b = binary.AppendUvarint(b, uint64(len(list)))
	for _, s := range list {
		b = flat.AppendText(b, s)
	}
	return b
}

// readNode takes what appendNode wrote, nil where it is none of its. Nobody may change it: its texts lie in the program.
func readNode(r *flat.Reader) parse.Node {
	switch kind := r.Bytes(1); kind {
	case string(isText):
		text := r.Text()
		return &parse.TextNode{NodeType: parse.NodeText, Text: unsafe.Slice(unsafe.StringData(text), len(text))}
	case string(isAction):
		return &parse.ActionNode{NodeType: parse.NodeAction, Pipe: readPipe(r)}
	case string(isIf):
		return &parse.IfNode{BranchNode: readBranch(r, parse.NodeIf)}
	case string(isWith):
		return &parse.WithNode{BranchNode: readBranch(r, parse.NodeWith)}
	case string(isRange):
		return &parse.RangeNode{BranchNode: readBranch(r, parse.NodeRange)}
	case string(isTemplate):
		return &parse.TemplateNode{NodeType: parse.NodeTemplate, Name: r.Text(), Pipe: readPipe(r)}
	case string(isField):
		return &parse.FieldNode{NodeType: parse.NodeField, Ident: readTexts(r)}
	case string(isVariable):
		return &parse.VariableNode{NodeType: parse.NodeVariable, Ident: readTexts(r)}
	case string(isFunction):
		return &parse.IdentifierNode{NodeType: parse.NodeIdentifier, Ident: r.Text()}
	case string(isString):
		return &parse.StringNode{NodeType: parse.NodeString, Text: r.Text(), Quoted: r.Text()}
	case string(isNumber):
		return &parse.NumberNode{NodeType: parse.NodeNumber, IsInt: true, Int64: r.Signed(), Text: r.Text()}
	case string(isTrue), string(isFalse):
		return &parse.BoolNode{NodeType: parse.NodeBool, True: kind == string(isTrue)}
	case string(isDot):
		return &parse.DotNode{NodeType: parse.NodeDot}
	case string(isPipe):
		return readPipe(r)
	}
	return nil
}

func readList(r *flat.Reader) *parse.ListNode {
	count := r.Count(1)
	if count == 0 {
		return nil
	}
	l := &parse.ListNode{NodeType: parse.NodeList, Nodes: make([]parse.Node, count-1)}
	for i := range l.Nodes {
		l.Nodes[i] = readNode(r)
	}
	return l
}

func readBranch(r *flat.Reader, kind parse.NodeType) parse.BranchNode {
	return parse.BranchNode{NodeType: kind, Pipe: readPipe(r), List: readList(r), ElseList: readList(r)}
}

func readPipe(r *flat.Reader) *parse.PipeNode {
	p := &parse.PipeNode{NodeType: parse.NodePipe, IsAssign: r.Bool()}
	for range r.Count(1) {
		p.Decl = append(p.Decl, &parse.VariableNode{NodeType: parse.NodeVariable, Ident: readTexts(r)})
	}
	p.Cmds = make([]*parse.CommandNode, r.Count(1))
	for i := range p.Cmds {
		c := &parse.CommandNode{NodeType: parse.NodeCommand, Args: make([]parse.Node, r.Count(1))}
		for k := range c.Args {
			c.Args[k] = readNode(r)
		}
		p.Cmds[i] = c
	}
	return p
}

func readTexts(r *flat.Reader) []string {
	list := make([]string, r.Count(1))
	for i := range list {
		list[i] = r.Text()
	}
	return list
}
