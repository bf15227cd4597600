// Package publish is the only writer of public/. A reader of public/ sees one whole edition or the
// next, never a mixture, whenever the machine dies.
//
// Two trees are kept: public/, the standing one, and a spare in the hidden directory beside it, which
// holds the edition before; equal files of the two are hard links to the same data.
//
//	.public.kanshu/
//	  lock          held while a Publisher is open; dies with its owner
//	  spare/        the second tree; there is none after a first publication
//	  clean         the digest of the spare's build.json; absent while the spare is being changed
//	  lists/DIGEST  what is known of the tree whose build.json has that digest, with the private keys
//	  new/          what is staged and not yet in a tree
//	  journal, old  only where a file system cannot exchange two directories in one step
//	  keep/         what the program wants to find again, by name; see Keep
//
// A publication goes
//
//	Open    take the lock; finish or forget what an interrupted run left; read the standing list
//	Scout   look ahead, beside what follows                             one
//	Known   does the standing tree hold this artifact already?          many at once
//	Stage   write an artifact where no reader sees it                   many at once
//	Commit  if nothing differs, stop: nothing is touched
//	        take away "clean"; bring the spare up to the new manifest, our files and foreign ones
//	        write the spare's build.json and its list; sync once
//	        exchange the spare and public/: the one step that readers see
//	        write "clean" for what is now the spare
//	Close   forget what was staged and not committed; let the lock go
//
// A file that may share its data with the standing tree is never written to, only replaced. What
// stands in public/ and is in no manifest of ours is foreign: it is hard-linked into the spare before
// the exchange, so it stands in whichever tree is public.
package publish

import (
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"kanshu/internal/kanshu"
)

// Options is what a Publisher may be told. The zero Options is fit for use.
type Options struct {
	Source    string        // the directory that the site is read from; never published over. "" if there is none
	Generator string        // stands in build.json: "kanshu 1.0.0"
	Wait      time.Duration // how long to wait for another build to end; 0 is not at all
	Clean     bool          // believe nothing: no artifact is Known, every standing file is read again
	Each      kanshu.Each   // runs the long loops of Open and Commit; nil is kanshu.InOrder
	Ahead     []string      // what Kept will be asked for, in order: it is read beside the standing list; nil for nothing

	wrap func(files) files // set by tests that make a disk fail
}

// A Publisher publishes one edition. Known and Stage may be called by many at once, Keep beside them and beside Commit;
// everything else by one.
type Publisher struct {
	disk      files
	unlock    func()
	out       string // name of the output directory in its parent: "public"
	den       string // name of the hidden directory: ".public.kanshu"
	backup    string // name of the spare in the parent: ".public.kanshu/spare"
	newDen    bool   // there was none
	generator string
	clean     bool
	each      kanshu.Each

	standing *tree          // what stands in public/; nil if nothing does
	seen     []atomic.Int32 // of each standing entry: unseen, sound, broken
	hint     atomic.Int64   // where the last standing entry was found
	spare    *tree          // what stands in the spare, from begin on; nil if there is none to trust
	doubted  atomic.Bool    // something had to be read again, so the standing list is worth writing anew
	scouted  int32          // what Scout saw of the spare: unseen, sound, broken
	early    *patrol        // what it saw of the folders of the standing tree; nil where it did not set out

	mu      sync.Mutex
	learned bool // a standing file bears another mark than the one that is written down
	ahead   map[string]kept
	staged  map[string]staged
	made    sync.Map // directories that stand in the new spare and were asked for again
	serial  atomic.Int64
	begin   func() error    // makes the place for staged files, once
	left    func() *tree    // what is written down of the spare as it was left; read once
	needed  func() []string // the folders that the standing entries need, sorted; reckoned once
	done    bool            // Commit was called
	public  bool            // and what it was given is public
	now     kanshu.Digest   // of the build.json that Commit made public
}

// staged is what Stage did with one path. Fourteen thousand are held, so it is small.
type staged struct {
	digest kanshu.Digest
	size   int64
	at     int64 // where the bytes are: the number of a file in new/, or one of the two below
	mark   mark
}

// Where else bytes may be.
const (
	standingTree int64 = 0  // in the standing tree
	newSpare     int64 = -1 // where they belong in the new spare
)

// What is known of a standing file.
const (
	unseen int32 = iota
	sound
	broken
)

// Open prepares to publish to dir, which need not exist. It takes the lock, brings an interrupted
// publication to its end, and reads what stands. It returns an *Error and touches nothing when
// another build holds the lock (ErrLocked), or when dir is not a place to publish to: ErrNotOurs for
// a directory that holds something and bears no list of ours, ErrForeign for a file, a link, the
// source or one of its ancestors, the home directory or the root of the file system.
func Open(dir string, o Options) (*Publisher, error) {
	abs, err := checkPlace(dir, o.Source)
	if err != nil {
		return nil, err
	}
	disk, err := openDisk(filepath.Dir(abs))
	if err != nil {
		return nil, explain("open", filepath.Dir(abs), err)
	}
	p := &Publisher{
		disk: disk, out: filepath.Base(abs), den: "." + filepath.Base(abs) + ".kanshu",
		generator: o.Generator, clean: o.Clean, each: o.Each, staged: map[string]staged{},
	}
	p.backup = p.hidden("spare")
	if p.generator == "" {
		p.generator = "kanshu"
	}
	p.begin, p.left = sync.OnceValue(p.prepare), sync.OnceValue(p.readSpare)
	p.needed = sync.OnceValue(func() []string { return foldersOf(p.standing.Entries) })
	if p.each == nil {
		p.each = kanshu.InOrder
	}
	if o.wrap != nil {
		p.disk = o.wrap(disk)
	}
	if err := p.start(o); err != nil {
		p.withdraw()
		return nil, err
	}
	return p, nil
}

// withdraw leaves everything as Open found it.
func (p *Publisher) withdraw() {
	if p.newDen && p.unlock != nil {
		_ = p.removeTree(p.den)
	}
	p.release()
}

// start does what Open promises once the disk can be reached.
func (p *Publisher) start(o Options) error {
	if err := p.checkOutput(); err != nil {
		return err
	}
	if err := p.checkDen(); err != nil {
		return err
	}
	unlock, err := p.disk.Lock(p.den, o.Wait)
	if err != nil {
		return explain("lock", p.den, err)
	}
	p.unlock = unlock
	if err := p.recover(); err != nil {
		return err
	}
	if err := p.checkOutput(); err != nil {
		return err
	}
	if p.clean {
		if err := p.removeTree(p.hidden("keep")); err != nil {
			return explain("open", p.hidden("keep"), err)
		}
	}
	p.each(2, func(i int) {
		if i == 0 {
			err = p.load()
		} else {
			p.lookAhead(o.Ahead)
		}
	})
	return err
}

// Last returns the manifest of the standing tree, or nil if nothing stands. Its keys are zero when
// the hidden directory does not know this very tree.
func (p *Publisher) Last() *kanshu.Manifest {
	if p.standing == nil {
		return nil
	}
	return &p.standing.Manifest
}

// Close forgets what was staged and not committed, and lets the lock go. It may be called again.
func (p *Publisher) Close() error {
	if p.disk == nil {
		return nil
	}
	err := p.sweep()
	p.release()
	if p.public {
		return nil // the edition is out; what is left lying is cleared by the next run
	}
	return err
}

// release lets go of lock and disk.
func (p *Publisher) release() {
	if p.unlock != nil {
		p.unlock()
	}
	p.disk.Close()
	p.disk = nil
}

// parts runs do(0) to do(n-1) with each, by sixteens: a turn takes two microseconds. It reports whether all were run:
// it may be enough half-way.
func parts(each kanshu.Each, n int, enough func() bool, do func(i int)) bool {
	const part = 16
	var halfway atomic.Bool
	each((n+part-1)/part, func(k int) {
		if enough() {
			halfway.Store(true)
			return
		}
		for i := k * part; i < min((k+1)*part, n); i++ {
			do(i)
		}
	})
	return !halfway.Load()
}

// never is for who does not stop half-way.
func never() bool { return false }

// Names below the parent directory.

func (p *Publisher) in(name string) string      { return p.out + "/" + name }
func (p *Publisher) hidden(name string) string  { return p.den + "/" + name }
func (p *Publisher) inSpare(name string) string { return p.den + "/spare/" + name }
