package kanshu

// Each runs do(0), do(1) … do(n-1), in any order and perhaps many at once, and returns when all have
// returned. Packages that have a loop to run are handed an Each by build, the only package beside
// serve that starts goroutines. Each do writes to its own index alone, so no order depends on timing.
type Each func(n int, do func(i int))

// InOrder is the Each that runs one after the other.
func InOrder(n int, do func(i int)) {
	for i := range n {
		do(i)
	}
}
