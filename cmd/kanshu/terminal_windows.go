package main

import "golang.org/x/sys/windows"

// columns returns how wide the console of a handle is, 0 if it is none.
func columns(handle uintptr) int {
	var info windows.ConsoleScreenBufferInfo
	if windows.GetConsoleScreenBufferInfo(windows.Handle(handle), &info) != nil {
		return 0
	}
	return int(info.Window.Right-info.Window.Left) + 1
}
