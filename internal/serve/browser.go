package serve

import (
	"fmt"
	"os/exec"
	"runtime"
)

// openBrowser asks the system to show an address. It does not wait for the browser to end.
func openBrowser(url string) error {
	name, args := "xdg-open", []string{url}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", url}
	}
	c := exec.Command(name, args...) //nolint:gosec,noctx // the address is our own; the browser outlives us
	if err := c.Start(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	go func() { _ = c.Wait() }()
	return nil
}
