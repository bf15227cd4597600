package publish

// Files and Info are what tests put between a Publisher and its disk.
type (
	Files = files
	Info  = info
)

// Through returns o with every operation of the disk led through what wrap returns.
func Through(o Options, wrap func(Files) Files) Options {
	o.wrap = wrap
	return o
}
